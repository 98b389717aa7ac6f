from datetime import date
from typing import Any

import polars as pl
import pytest
from small_batches import DAY, ages, deliver, places, referrals, values
from small_delivery import FRAMES, frame_of
from sqlalchemy import Engine

from data_access.contract import CONTRACT
from data_access.engine import engine_for
from data_access.frames import read_frame
from data_access.imports.history import history
from data_access.imports.outcome import TablePreview
from data_access.imports.preview import preview
from data_access.imports.refused import ImportRefused
from data_access.imports.words import TABLES
from data_access.state import current_state


def test_every_table_of_the_contract_comes_in_and_reads_back_equal(engine: Engine) -> None:
    deliver(engine, FRAMES)
    with engine.connect() as connection:
        for name, frame in FRAMES.items():
            assert read_frame(connection, name).equals(frame), name


def test_every_table_has_a_dutch_word() -> None:
    assert list(TABLES) == list(CONTRACT)


def test_the_preview_is_what_the_import_then_does_and_stores_nothing(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70), ("b", 71), ("c", 72)))
    coming = referrals(("a", 70), ("b", 81), ("d", 73))
    told = preview(engine, coming, supplier="zd", complete=True)
    assert told.tables == (TablePreview(table="referral", new=1, changed=1, unchanged=1, gone=1),)
    assert (len(history(engine)), ages(engine)) == (2, {"a": 70, "b": 71, "c": 72})
    deliver(engine, coming, complete=True, base_version=told.base_version)
    assert tuple(history(engine)[0].counts.values()) == told.tables
    assert ages(engine) == {"a": 70, "b": 81, "d": 73}


def test_what_vanished_stays_where_nobody_said_it_has_to_go(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70), ("b", 71)))
    deliver(engine, referrals(("a", 70)))
    assert ages(engine) == {"a": 70, "b": 71}


@pytest.mark.parametrize(
    ("other", "stays"),
    [({"supplier": "elders"}, True), ({"municipality": "GM0002"}, True), ({"reason": "stress"}, False)],
)
def test_a_complete_delivery_is_about_its_own_supplier_and_municipalities(
    engine: Engine, other: dict[str, Any], stays: bool
) -> None:
    places(engine)
    deliver(engine, referrals(("b", 71), **other))
    deliver(engine, referrals(("a", 70)), complete=True)
    assert ages(engine) == ({"a": 70, "b": 71} if stays else {"a": 70})


def test_of_a_table_without_supplier_only_what_the_same_supplier_delivered_goes(engine: Engine) -> None:
    places(engine)
    rows = [{"area": "REG-A", "position": n, "name": f"fase {n}", "date_from": DAY, "source": "s"} for n in (1, 2, 3)]
    deliver(engine, {"phase": frame_of("phase", rows[:1])}, supplier="een")
    deliver(engine, {"phase": frame_of("phase", rows[1:2])}, supplier="twee")
    deliver(engine, {"phase": frame_of("phase", rows[2:])}, supplier="twee", complete=True)
    assert values(engine, "phase", "name") == ["fase 1", "fase 3"]


def test_an_empty_complete_delivery_removes_nothing(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70)))
    deliver(engine, {"referral": FRAMES["referral"].clear()}, complete=True)
    assert ages(engine) == {"a": 70}


def test_all_that_is_known_of_a_file_is_kept(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70), ("b", 70), municipality="GM0002"))
    record = history(engine)[0]
    assert (record.id, record.kind, record.account, record.supplier) == (2, "import", "coordinator", "zd")
    assert (record.file, record.digest, record.warnings, record.rows) == ("a.xlsx", "00", 2, 2)
    assert record.areas == {"GM0002"}
    assert history(engine)[1].areas == {"REG-A", "GM0001", "GM0002"}


def test_every_table_tells_which_municipality_its_rows_are_about(engine: Engine) -> None:
    deliver(engine, FRAMES)
    for table in sorted(set(CONTRACT) - {"region"}):
        deliver(engine, {table: FRAMES[table]})
        found = history(engine)[0].areas
        assert found, table
        assert found <= {"REG-A", "GM0001", "GM0002", "NL"}, table


def test_a_row_of_another_municipality_is_refused_also_where_it_is_only_replaced(engine: Engine) -> None:
    places(engine)
    deliver(engine, referrals(("a", 70), municipality="GM0002"))
    own = frozenset({"GM0001"})
    for cases in (referrals(("b", 1), municipality="GM0002"), referrals(("a", 71), municipality="GM0001")):
        with pytest.raises(ImportRefused, match="GM0002, en daar gaat u niet over"):
            deliver(engine, cases, scope=own)
        with pytest.raises(ImportRefused, match="GM0002"):
            preview(engine, cases, supplier="zd", complete=False, scope=own)
    assert ages(engine) == {"a": 70}
    deliver(engine, referrals(("b", 71)), scope=own)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({"practice": "P9"}, "1 verwijzing noemt dan een praktijk die er niet is"),
        ({"municipality": "GM0009"}, "gemeente die er niet is"),
        ({"village": "A-9"}, "kern of wijk die er niet is"),
    ],
)
def test_what_is_referred_to_has_to_be_there(engine: Engine, rows: dict[str, str], says: str) -> None:
    places(engine)
    with pytest.raises(ImportRefused, match=says):
        deliver(engine, referrals(("a", 70), **rows))
    assert ages(engine) == {}


def test_a_practice_that_vanished_from_a_complete_list_but_is_referred_to_is_told(engine: Engine) -> None:
    places(engine)
    rows = [{"code": code, "name": code, "municipality": "GM0001"} for code in ("P8", "P9")]
    deliver(engine, {"practice": frame_of("practice", rows)})
    deliver(engine, referrals(("a", 70), practice="P9"))
    with pytest.raises(ImportRefused, match="1 verwijzing noemt dan een praktijk die er niet is"):
        deliver(engine, {"practice": frame_of("practice", rows[:1])}, complete=True)
    assert values(engine, "practice", "code") == ["P1", "P2", "P8", "P9"]


def test_an_import_after_a_change_that_its_preview_did_not_see_is_refused(engine: Engine) -> None:
    places(engine)
    told = preview(engine, referrals(("a", 70)), supplier="zd", complete=False)
    deliver(engine, referrals(("b", 70)))
    with pytest.raises(ImportRefused, match="De gegevens zijn veranderd sinds u bekeek"):
        deliver(engine, referrals(("a", 70)), base_version=told.base_version)
    assert ages(engine) == {"b": 70}


def test_the_same_key_twice_is_refused_before_anything_is_stored(engine: Engine) -> None:
    places(engine)
    twice = {"phase": pl.concat([FRAMES["phase"], FRAMES["phase"]])}
    with pytest.raises(ImportRefused, match="2 fasen staan meer dan een keer in deze levering"):
        deliver(engine, twice)


def test_without_a_day_to_go_by_the_data_date_has_to_be_given(engine: Engine) -> None:
    with pytest.raises(ImportRefused, match="peildatum is niet bekend"):
        deliver(engine, {"region": FRAMES["region"]})
    assert current_state(engine) is None
    assert preview(engine, {"region": FRAMES["region"]}, supplier="zd", complete=False).base_version == 0


@pytest.mark.parametrize(
    ("month", "delivered_on", "expected"),
    [("2025-06", date(2025, 7, 4), date(2025, 6, 30)), ("2025-07", date(2025, 7, 4), date(2025, 7, 4))],
)
def test_the_data_date_is_the_end_of_the_newest_month_as_far_as_it_had_passed(
    engine: Engine, month: str, delivered_on: date, expected: date
) -> None:
    row = {"supplier": "zd", "municipality": "GM0001", "month": month, "delivered_on": delivered_on}
    frames = {name: FRAMES[name] for name in ("region", "municipality")}
    assert deliver(engine, frames | {"delivery": frame_of("delivery", [row])}).data_date == expected


def test_a_delivery_never_makes_the_data_date_earlier(engine: Engine) -> None:
    places(engine)
    assert deliver(engine, referrals(("a", 70)), data_date=date(2025, 5, 31)).data_date == DAY


def test_the_progress_ends_at_all_of_it(engine: Engine) -> None:
    told: list[float] = []
    places(engine)
    deliver(engine, referrals(("a", 70)), progress=lambda share, _words: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1


def test_another_process_sees_the_new_version_at_its_next_question(engine: Engine, address: str) -> None:
    other = engine_for(address)
    assert current_state(other) is None
    state = places(engine)
    assert current_state(other) == state
    other.dispose()
