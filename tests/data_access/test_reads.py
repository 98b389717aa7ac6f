from dataclasses import fields
from datetime import date
from os import utime
from pathlib import Path

import polars as pl
import pytest
from small_delivery import FRAMES
from sqlalchemy import Engine

from data_access.agreements import read_agreements
from data_access.programme import delivering_municipalities, read_programme, read_programme_of
from data_access.registrations import read_registrations, registrations_by_municipality
from data_access.snapshot import REFERRALS, snapshot_folder
from data_access.store import store
from domain.areas import Area, Level, TakesPart
from domain.cells import DataState
from domain.programme import Programme
from domain.results import Layer
from domain.viewer import Scope
from publishing.truth import part_of


@pytest.fixture
def state(engine: Engine) -> DataState:
    return store(engine, FRAMES, supplier="zd", description="proef", data_date=date(2025, 6, 30))


def again(engine: Engine) -> DataState:
    return store(engine, {}, supplier="zd", description="leeg", data_date=date(2025, 7, 31))


def cases(frame: pl.DataFrame) -> list[str]:
    return frame["case_id"].to_list()


def test_agreements_hold_every_record_with_its_geography(engine: Engine, state: DataState) -> None:
    found = read_agreements(engine)
    assert found.geography.by_code["GM0002"] == Area(
        code="GM0002", name="Twee", level=Level.MUNICIPALITY, parent="REG-A", takes_part=TakesPart.NO, note="n"
    )
    assert found.geography.by_code["A-1"].village_label == "wijk"
    assert [t.value for t in found.targets_of("contact_in_time", "REG-A")] == [0.95]
    assert found.variant_of("A-1")[0].label == "Bellen"
    assert found.targets[0].layer is Layer.DELIVERED
    lists = (found.statements, found.contradictions, found.budget_lines, found.funding, found.team_hours, found.phases)
    assert [len(records) for records in (*lists, found.organisations)] == [1] * 7


def test_a_table_has_the_layer_of_its_rows(engine: Engine) -> None:
    rows = FRAMES["population"].with_columns(pl.lit("synthetic").alias("layer"))
    store(engine, {"population": rows}, supplier="z", description="p", data_date=date(2025, 1, 1))
    assert read_agreements(engine).layers == {"population": Layer.SYNTHETIC}


def test_agreements_of_an_empty_database_are_empty(engine: Engine) -> None:
    assert read_agreements(engine).geography.areas == ()


def test_the_programme_holds_the_current_rows(engine: Engine, state: DataState) -> None:
    programme = read_programme(engine)
    assert programme.practices.equals(FRAMES["practice"])
    assert programme.deliveries.equals(FRAMES["delivery"])
    assert programme.expenses.equals(FRAMES["expense"])


def test_of_the_programme_only_what_lies_in_these_areas_is_read(engine: Engine, state: DataState) -> None:
    towns = [area.code for area in read_agreements(engine).geography.of_level(Level.MUNICIPALITY)]
    for areas in ([], towns[:1], towns):
        own, whole = read_programme_of(engine, areas), part_of(read_programme(engine), set(areas))
        assert all(getattr(own, field.name).equals(getattr(whole, field.name)) for field in fields(Programme))
    assert delivering_municipalities(engine) == set(FRAMES["delivery"]["municipality"])


def test_registrations_are_counted_by_municipality(engine: Engine, state: DataState) -> None:
    assert registrations_by_municipality(engine, state) == {"GM0001": 1, "GM0002": 1}


def test_registrations_are_those_of_the_scope_only(engine: Engine, state: DataState) -> None:
    assert cases(read_registrations(engine, state, Scope(municipalities=frozenset({"GM0002"})))) == ["c2"]
    assert cases(read_registrations(engine, state, Scope(municipalities=frozenset({"GM0001", "GM0002"})))) == [
        "c1",
        "c2",
    ]
    assert read_registrations(engine, state, Scope()).is_empty()


def test_the_snapshot_of_an_older_version_holds_the_rows_of_that_version(engine: Engine, state: DataState) -> None:
    changed = FRAMES["referral"].head(1).with_columns(age=pl.lit(99, pl.Int64))
    newer = store(engine, {"referral": changed}, supplier="zd", description="b", data_date=date(2025, 6, 30))
    scope = Scope(municipalities=frozenset({"GM0001"}))
    assert read_registrations(engine, state, scope)["age"].to_list() == [71]
    assert read_registrations(engine, newer, scope)["age"].to_list() == [99]


def test_a_snapshot_is_made_once_and_no_half_file_stays(engine: Engine, state: DataState) -> None:
    path = snapshot_folder(engine, state) / REFERRALS
    made = path.stat().st_mtime_ns
    snapshot_folder(engine, state)
    assert path.stat().st_mtime_ns == made
    assert [f.name for f in path.parent.iterdir()] == [REFERRALS]


def test_only_the_newest_two_snapshots_stay(engine: Engine, state: DataState) -> None:
    folders: list[Path] = []
    for hours, version in enumerate((state, again(engine), again(engine))):
        folders.append(snapshot_folder(engine, version))
        # The clock of a file system is too coarse to tell folders apart that were made at once.
        utime(folders[-1], (1_700_000_000 + 3600 * hours,) * 2)
    assert [f.exists() for f in folders] == [False, True, True]


def test_a_version_that_does_not_exist_has_no_snapshot(engine: Engine, state: DataState) -> None:
    with pytest.raises(LookupError):
        snapshot_folder(engine, DataState(number=9, token="other", data_date=state.data_date, sample=False))
