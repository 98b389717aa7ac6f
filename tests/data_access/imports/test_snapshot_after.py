"""The snapshot from the rows at hand is that of the database."""

from shutil import rmtree

import polars as pl
import pytest
from small_batches import deliver, places, referrals
from sqlalchemy import Engine

from data_access import snapshot_after as module
from data_access.imports.undo import undo
from data_access.snapshot import REFERRALS, snapshot_folder
from data_access.snapshot_after import snapshot_after
from domain.cells import DataState


def rows(engine: Engine, state: DataState) -> list[tuple[object, ...]]:
    path = snapshot_folder(engine, state) / REFERRALS
    return sorted(pl.read_parquet(path).rows(), key=repr)


def from_the_database(engine: Engine, state: DataState) -> list[tuple[object, ...]]:
    rmtree(snapshot_folder(engine, state))
    return rows(engine, state)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[DataState]:
    """The versions of which the database was asked."""
    found: list[DataState] = []

    def folder(engine: Engine, state: DataState) -> object:
        found.append(state)
        return snapshot_folder(engine, state)

    monkeypatch.setattr(module, "snapshot_folder", folder)
    return found


def test_new_and_changed_rows_are_those_of_the_database(engine: Engine, asked: list[DataState]) -> None:
    snapshot_folder(engine, places(engine))
    for frames in (referrals(("a", 70), ("b", 71)), referrals(("b", 30), ("c", 5), hours=0.1), referrals(("a", 70))):
        state = deliver(engine, frames)
        snapshot_after(engine, state, frames, remove_gone=False)
        assert rows(engine, state) == from_the_database(engine, state)
    assert asked == []
    assert len(rows(engine, state)) == 3


def test_a_delivery_without_referrals_leaves_them_as_they_were(engine: Engine, asked: list[DataState]) -> None:
    places(engine)
    snapshot_folder(engine, deliver(engine, referrals(("a", 70))))
    state = places(engine)
    snapshot_after(engine, state, {}, remove_gone=False)
    assert asked == []
    assert len(rows(engine, state)) == 1 == len(from_the_database(engine, state))


def test_where_there_was_none_before_the_rows_at_hand_are_all(engine: Engine, asked: list[DataState]) -> None:
    rmtree(snapshot_folder(engine, places(engine)))
    for complete in (False, True):
        first = deliver(engine, both := referrals(("a", 70), ("b", 71)), complete=complete)
        snapshot_after(engine, first, both, remove_gone=complete)
        assert len(rows(engine, first)) == 2
        assert rows(engine, first) == from_the_database(engine, first)
        undo(engine, first.number, "coordinator")  # of these, version and batch have the same number
    assert asked == []


def test_where_rows_go_or_the_version_before_has_no_snapshot_the_database_is_asked(
    engine: Engine, asked: list[DataState]
) -> None:
    places(engine)
    rmtree(snapshot_folder(engine, deliver(engine, referrals(("a", 70), ("b", 71)))))
    first = deliver(engine, referrals(("c", 72)))
    snapshot_after(engine, first, referrals(("c", 72)), remove_gone=False)
    second = deliver(engine, one := referrals(("a", 70)), complete=True)
    snapshot_after(engine, second, one, remove_gone=True)
    assert asked == [first, second]
    assert len(rows(engine, second)) == 1
