"""Many rows into SQLite by way of a file beside it: the same rows, and nothing left of the file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Column, Connection, Date, Engine, Float, Integer, MetaData, String, Table

from data_access import bulk, staged
from data_access.bulk import FEW, insert_rows
from data_access.engine import DataAwayError, DiskFullError, trying, writing_alone
from data_access.staged import MOST

pytestmark = pytest.mark.sqlite

TYPES = {"key": String, "word": String, "whole": Integer, "number": Float, "yes": Boolean, "day": Date, "none": String}
SCHEMA = pl.Schema(
    {"key": pl.String, "word": pl.String, "whole": pl.Int64, "number": pl.Float64, "yes": pl.Boolean, "day": pl.Date,
     "none": pl.String}
)  # fmt: skip
ODD = st.text(st.characters(codec="utf-8")) | st.sampled_from(
    ["", "\0", "a\0b", "1", "1e5", "007", "\\N", "'\";--", "é😀"]
)
ROWS = st.lists(
    st.tuples(
        ODD, st.none() | ODD, st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.floats() | st.sampled_from([0.0, 1.0, 1e300]),
        st.none() | st.booleans(), st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)), st.none(),
    ),
    min_size=1, max_size=40,
)  # fmt: skip
MANY = pl.DataFrame({"key": [f"k{number}" for number in range(FEW + 1)]})


@contextmanager
def table_in(connection: Connection, *names: str) -> Iterator[Table]:
    made = Table("proof", MetaData(), Column("id", Integer, primary_key=True), *(Column(n, TYPES[n]) for n in names))
    made.create(connection)
    yield made
    made.drop(connection)


def kept(connection: Connection, frame: pl.DataFrame) -> list[tuple[object, ...]]:
    """With the type that SQLite kept each value as."""
    with table_in(connection, *SCHEMA) as table:
        insert_rows(connection, table, frame, ["key"])
        columns = ", ".join(f"{name}, typeof({name})" for name in SCHEMA)
        found = connection.exec_driver_sql(f"SELECT {columns} FROM proof").all()
    return sorted(map(tuple, found), key=repr)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_both_ways_into_sqlite_keep_the_same_values_of_the_same_types(
    engine: Engine, rows: list[tuple[object, ...]]
) -> None:
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    with pytest.MonkeyPatch.context() as patch, trying(engine) as connection:
        one_by_one = kept(connection, frame)
        assert databases(connection) == ["main"]
        patch.setattr(bulk, "FEW", 0)
        patch.setattr(staged, "CHUNK", 16)
        assert kept(connection, frame) == one_by_one
        assert databases(connection) == ["main", "staged0"]


def databases(connection: Connection) -> list[str]:
    return [name for _, name, _ in connection.exec_driver_sql("PRAGMA database_list") if name != "temp"]


def test_a_column_that_is_not_in_the_frame_gets_the_default_of_the_database(engine: Engine) -> None:
    with trying(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE proof (id INTEGER PRIMARY KEY, key VARCHAR, word VARCHAR DEFAULT 'x')")
        insert_rows(connection, Table("proof", MetaData(), *map(Column, ("id", "key", "word"))), MANY, ["key"])
        assert connection.exec_driver_sql("SELECT DISTINCT word FROM proof").scalars().all() == ["x"]


def test_the_share_that_is_told_goes_up_to_the_last_row(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staged, "CHUNK", 1_000)
    told: list[int] = []
    with trying(engine) as connection, table_in(connection, "key") as table:
        insert_rows(connection, table, MANY, ["key"], told.append)
    assert len(told) == 12
    assert told == sorted(told)
    assert told[-1] == MANY.height


def store_many(connection: Connection, times: int = 1) -> list[str]:
    with table_in(connection, "key") as table:
        for _ in range(times):
            insert_rows(connection, table, MANY, ["key"])
        assert connection.exec_driver_sql("SELECT count(*) FROM proof").scalar() == times * MANY.height
    return databases(connection)


def test_nothing_stays_attached_or_on_disk_however_a_transaction_ends(engine: Engine, tmp_path: Path) -> None:
    with trying(engine) as connection:
        assert store_many(connection, 2) == ["main", "staged0", "staged1"]
        before = connection.connection.driver_connection
    with writing_alone(engine) as connection:
        assert connection.connection.driver_connection is before
        assert databases(connection) == ["main"]
        assert store_many(connection) == ["main", "staged0"]
        assert left(tmp_path) == []
    with pytest.raises(ZeroDivisionError), writing_alone(engine) as connection:
        store_and_fail(connection)
    with engine.connect() as connection:
        assert connection.connection.driver_connection is before
        assert databases(connection) == ["main"]


def store_and_fail(connection: Connection) -> None:
    assert store_many(connection) == ["main", "staged0"]
    raise ZeroDivisionError


def left(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*staged*")]


def test_more_tables_than_sqlite_takes_files_come_in_all_the_same(engine: Engine) -> None:
    with trying(engine) as connection:
        assert len(store_many(connection, MOST + 3)) == 1 + MOST


def test_the_file_is_for_the_owner_alone_and_what_a_killed_process_left_goes(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    write = staged._write

    def looked(path: Path, parts: Iterator[pl.DataFrame]) -> None:
        write(path, parts)
        seen.append(path.stat().st_mode & 0o777)

    with trying(engine) as connection:
        name = Path(staged.BESIDE.format(staged._database(connection)))
    name.write_bytes(b"half a file of a process that was killed")
    name.with_name(f"{name.name}-journal").touch()
    monkeypatch.setattr(staged, "_write", looked)
    with trying(engine) as connection:
        store_many(connection)
    assert seen == [0o600]
    assert left(tmp_path) == []


def test_a_disk_that_is_full_of_the_file_gives_a_sentence_and_keeps_nothing(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staged, "QUICK", (*staged.QUICK, "max_page_count=3"))
    with pytest.raises(DiskFullError, match="De schijf van de database is vol"), writing_alone(engine) as connection:
        store_many(connection)
    monkeypatch.setattr(staged, "QUICK", ("no_such_table(",))
    with pytest.raises(DataAwayError, match="niet bereikbaar"), writing_alone(engine) as connection:
        store_many(connection)
    monkeypatch.setattr(staged, "BESIDE", f"{{}}{os.sep}no folder")
    with pytest.raises(DataAwayError, match="niet bereikbaar"), writing_alone(engine) as connection:
        store_many(connection)
    monkeypatch.undo()
    assert left(tmp_path) == []
    with trying(engine) as connection:
        store_many(connection)
