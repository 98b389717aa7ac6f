import polars as pl
import pytest
from small_batches import deliver, places, values
from small_delivery import frame_of
from sqlalchemy import Engine

from data_access.frames import read_frame
from data_access.imports.history import history
from data_access.imports.outcome import TablePreview
from data_access.imports.refused import EditConflict, ImportRefused
from data_access.imports.rows import preview_rows, save_rows
from data_access.imports.undo import undo
from data_access.state import current_state


def lines(*amounts: int) -> pl.DataFrame:
    rows = [
        {"area": "GM0001", "year": 2025, "position": n, "line": f"regel {n}", "amount_cents": amount, "source": "s"}
        for n, amount in enumerate(amounts, start=1)
    ]
    return frame_of("budgetline", rows)


def shown(engine: Engine) -> pl.DataFrame:
    with engine.connect() as connection:
        return read_frame(connection, "budgetline")


@pytest.fixture
def table(engine: Engine) -> pl.DataFrame:
    places(engine)
    deliver(engine, {"budgetline": lines(100, 200, 300)})
    return shown(engine)


def test_only_what_was_changed_is_a_batch_with_its_own_line_in_the_history(engine: Engine, table: pl.DataFrame) -> None:
    save_rows(engine, "budgetline", table, lines(100, 250), "coordinator")
    assert values(engine, "budgetline", "amount_cents") == [100, 250]
    record = history(engine)[0]
    assert (record.kind, record.account, record.areas) == ("edit", "coordinator", {"GM0001"})
    assert record.description == "2 begrotingsregels aangepast op het scherm"
    assert record.counts["budgetline"] == TablePreview(table="budgetline", new=0, changed=1, unchanged=0, gone=1)


def test_an_edit_is_undone_like_a_delivery(engine: Engine, table: pl.DataFrame) -> None:
    save_rows(engine, "budgetline", table, lines(111), "coordinator")
    undo(engine, 3, "coordinator")
    assert values(engine, "budgetline", "amount_cents") == [100, 200, 300]


def test_saving_without_a_change_is_no_version(engine: Engine, table: pl.DataFrame) -> None:
    state = save_rows(engine, "budgetline", table, table, "coordinator")
    assert state == current_state(engine)
    assert len(history(engine)) == 2


def test_two_who_edit_the_same_row_the_second_is_told_and_nothing_is_overwritten(
    engine: Engine, table: pl.DataFrame
) -> None:
    save_rows(engine, "budgetline", table, lines(100, 250, 300), "een")
    with pytest.raises(EditConflict, match=r"intussen dezelfde rijen veranderd \(GM0001, 2025, 2\)"):
        save_rows(engine, "budgetline", table, lines(101, 260, 300), "twee")
    assert values(engine, "budgetline", "amount_cents") == [100, 250, 300]


def test_two_who_edit_other_rows_are_no_trouble_to_each_other(engine: Engine, table: pl.DataFrame) -> None:
    save_rows(engine, "budgetline", table, lines(100, 250, 300), "een")
    save_rows(engine, "budgetline", table, lines(100, 200, 350), "twee")
    assert values(engine, "budgetline", "amount_cents") == [100, 250, 350]


@pytest.mark.parametrize("mine", [lines(100, 200, 300, 401), lines(100, 200)])
def test_a_row_that_someone_else_added_or_took_away_is_a_conflict_too(
    engine: Engine, table: pl.DataFrame, mine: pl.DataFrame
) -> None:
    save_rows(engine, "budgetline", table, lines(100, 200, 333, 400), "een")
    with pytest.raises(EditConflict):
        save_rows(engine, "budgetline", table, mine, "twee")


def test_a_row_of_which_the_key_was_changed_is_a_row_gone_and_a_new_one(engine: Engine, table: pl.DataFrame) -> None:
    moved = table.with_columns(position=pl.col("position") + 10)
    save_rows(engine, "budgetline", table, moved, "coordinator")
    assert values(engine, "budgetline", "position") == [11, 12, 13]


def test_the_preview_of_an_edit_stores_nothing(engine: Engine, table: pl.DataFrame) -> None:
    told = preview_rows(engine, "budgetline", table, lines(100, 250))
    assert told.tables == (TablePreview(table="budgetline", new=0, changed=1, unchanged=0, gone=1),)
    assert values(engine, "budgetline", "amount_cents") == [100, 200, 300]


def test_an_edit_is_for_the_own_municipalities_alone(engine: Engine, table: pl.DataFrame) -> None:
    with pytest.raises(ImportRefused, match="GM0001, en daar gaat u niet over"):
        save_rows(engine, "budgetline", table, lines(1), "coordinator", scope=frozenset({"GM0002"}))


def test_what_was_typed_is_not_removed_by_a_complete_delivery(engine: Engine, table: pl.DataFrame) -> None:
    save_rows(engine, "budgetline", table, lines(100, 200, 300, 400), "coordinator")
    deliver(engine, {"budgetline": lines(100)}, complete=True)
    assert values(engine, "budgetline", "amount_cents") == [100, 400]
