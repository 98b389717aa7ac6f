"""Very many rows into SQLite: ADBC writes them by column to a file beside the database, and SQLite copies them from it.

Python's driver looks at each value by itself, which is more than half of the time of an import. A few rows are not
worth a file. ADBC is used without its `dbapi`, which imports pandas: half a second.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import adbc_driver_manager as adbc
import adbc_driver_sqlite
import polars as pl
from sqlalchemy import Column, ColumnElement, Connection, MetaData, Table, insert, literal_column, select

from data_access.engine import ATTACHED, FULL, DataAwayError, DiskFullError

CHUNK = 50_000
"""Rows as text at one time."""
HALFWAY = 0.4
"""Of the time that it takes, until all rows are in the file."""
MOST = 8
"""Files on one connection: SQLite takes ten, and lets none go before the end of the transaction."""
BESIDE, ROWS = "{}-staged", "rows"
QUICK = ("synchronous=OFF", "journal_mode=OFF")
"""Nobody needs the file after a power cut."""
FILES = ("", "-journal", "-wal", "-shm")


def stageable(connection: Connection) -> bool:
    """Whether this connection has room for a further file, and a folder for it."""
    return _database(connection) is not None and len(connection.info.get(ATTACHED, ())) < MOST


def insert_staged(
    connection: Connection, table: Table, frame: pl.DataFrame, told: Mapping[str, ColumnElement[object]], *,
    key: Sequence[str], tell: Callable[[int], None],
) -> None:  # fmt: skip
    """The frame's columns, of which some are `told` for all rows; all others get the database's own default. In the
    order of `key`: an index takes in sooner what comes in its own. The transaction has to have written: who writes is
    alone, and so is the file. Raises DiskFullError, DataAwayError."""
    parts = _sorted(frame, key, told, lambda rows: tell(int(rows * HALFWAY)))
    varying = [name for name in frame.columns if name not in told]
    with _attached(connection, parts) as schema:
        rows = Table(ROWS, MetaData(), *map(Column, varying), schema=schema)
        number: ColumnElement[int] = literal_column("rowid")
        values = select(*rows.c, *told.values())
        for first in range(0, frame.height, CHUNK):
            part = values.where(number > first, number <= first + CHUNK)
            connection.execute(insert(table).from_select([*varying, *told], part))
            tell(int(frame.height * HALFWAY + min(first + CHUNK, frame.height) * (1 - HALFWAY)))


def _sorted(
    frame: pl.DataFrame, key: Sequence[str], without: Iterable[str], tell: Callable[[int], None]
) -> Iterator[pl.DataFrame]:
    """Part by part: a sorted copy of all of it would double the memory. Days as text, the way SQLAlchemy reads them."""
    places, varying = frame.select(pl.arg_sort_by(*key)).to_series(), frame.drop(without)
    for first in range(0, frame.height, CHUNK):
        part = varying[places[first : first + CHUNK]]
        yield part.with_columns(pl.col(pl.Boolean).cast(pl.Int64), pl.col(pl.Date).cast(pl.String))
        tell(first + part.height)


@contextmanager
def _attached(connection: Connection, parts: Iterator[pl.DataFrame]) -> Iterator[str]:
    """The name of the schema that the rows are in. The file has lost its own from the moment that it is attached, so
    nothing is left of it however the process ends; a file of one that was killed before that goes with the next."""
    path = Path(BESIDE.format(_database(connection)))
    names = connection.info.setdefault(ATTACHED, [])
    schema = f"staged{len(names)}"
    _remove(path)
    try:
        path.touch(mode=0o600, exist_ok=False)
        _write(path, parts)
        connection.exec_driver_sql(f"ATTACH DATABASE ? AS {schema}", (str(path),))
        names.append(schema)
    except OSError as error:
        raise DataAwayError from error
    finally:
        _remove(path)
    yield schema


def _write(path: Path, parts: Iterator[pl.DataFrame]) -> None:
    try:
        with adbc_driver_sqlite.connect(str(path)) as database, adbc.AdbcConnection(database) as made:
            for order in (*(f"PRAGMA {setting}" for setting in QUICK), "BEGIN"):
                _do(made, order)
            for number, part in enumerate(parts):
                _ingest(made, part, adbc.INGEST_OPTION_MODE_APPEND if number else adbc.INGEST_OPTION_MODE_CREATE)
            _do(made, "COMMIT")
    except adbc.Error as error:  # what it says may quote a value
        raise DiskFullError(FULL) if "disk is full" in str(error) else DataAwayError() from None


def _do(made: adbc.AdbcConnection, order: str) -> None:
    with adbc.AdbcStatement(made) as statement:
        statement.set_sql_query(order)
        statement.execute_update()


def _ingest(made: adbc.AdbcConnection, part: pl.DataFrame, mode: str) -> None:
    with adbc.AdbcStatement(made) as statement:
        statement.set_options(**{adbc.INGEST_OPTION_TARGET_TABLE: ROWS, adbc.INGEST_OPTION_MODE: mode})
        statement.bind_stream(part)
        statement.execute_update()


def _remove(path: Path) -> None:
    for end in FILES:
        with suppress(OSError):
            path.with_name(f"{path.name}{end}").unlink()


def _database(connection: Connection) -> str | None:
    rows = connection.exec_driver_sql("PRAGMA database_list").all()
    return next((file for _, name, file in rows if name == "main" and file), None)
