"""Many rows into a table, as fast as the driver takes them."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, Connection, Table, bindparam, insert, literal_column

from data_access.staged import insert_staged, stageable

CHUNK = 50_000
"""Rows in memory as Python objects, or as text, at one time."""
FEW = 5_000
"""Rows that SQLite is handed one by one: for so few a file beside the database costs as much as it saves."""
NULL = "\\N"
"""How a missing value is written for PostgreSQL; a text that reads the same stands between quotes."""

Tell = Callable[[int], None]
Put = Callable[[Connection, Table, pl.DataFrame], None]


def insert_rows(
    connection: Connection, table: Table, frame: pl.DataFrame, key: Sequence[str], tell: Tell | None = None
) -> None:
    """The frame's columns are columns of the table; all others get the database's own default. `key`: columns of the
    frame that an index of the table is sorted by.

    The driver gets the values as they are: SQLAlchemy's conversion of each value apart doubles the time of an import.
    `tell` is called with the number of rows that are in.
    """
    tell = tell or _nobody
    if connection.dialect.name != "sqlite":
        _in_parts(_into_postgresql, connection, table, frame, tell)
    elif frame.height > FEW and stageable(connection):
        insert_staged(connection, table, frame, _told(frame), key=key, tell=tell)
    else:
        _in_parts(_into_sqlite, connection, table, frame, tell)


def _nobody(_rows: int) -> None:
    """Wants to know."""


def _in_parts(put: Put, connection: Connection, table: Table, frame: pl.DataFrame, tell: Tell) -> None:
    for number, part in enumerate(frame.iter_slices(CHUNK)):
        put(connection, table, part)
        tell(number * CHUNK + part.height)


def _into_sqlite(connection: Connection, table: Table, frame: pl.DataFrame) -> None:
    """SQLite keeps days as text, the way SQLAlchemy reads them back."""
    same: dict[str, Any] = {name: bindparam(name) for name in frame.columns}
    same |= _told(frame)
    statement = insert(table).values(same).compile(dialect=connection.dialect)
    text = frame.with_columns(pl.col(pl.Date).cast(pl.String))
    rows = text.select(statement.positiontup).rows() if statement.positiontup else [()] * frame.height
    connection.exec_driver_sql(statement.string, rows)


def _told(frame: pl.DataFrame) -> dict[str, ColumnElement[Any]]:
    """Of what is the same in all rows, nothing or a whole number, the statement itself tells: each value that the
    driver is given takes its time."""
    same = ((name, _same(frame[name])) for name in frame.columns)
    return {name: literal_column(text) for name, text in same if text}


def _same(values: pl.Series) -> str | None:
    """As SQL, where it is so simple."""
    if values.null_count() == values.len():
        return "NULL"
    if not values.dtype.is_integer() or values.null_count() or values.min() != values.max():
        return None
    return str(values[0])


def _into_postgresql(connection: Connection, table: Table, frame: pl.DataFrame) -> None:
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(map(quote, frame.columns))
    text = frame.write_csv(include_header=False, null_value=NULL, quote_style="non_numeric")
    driver: Any = connection.connection.driver_connection
    order = f"COPY {quote(table.name)} ({columns}) FROM STDIN (FORMAT csv, NULL '{NULL}')"
    with driver.cursor() as cursor, cursor.copy(order) as copy:
        copy.write(text)


def weigh(connection: Connection, table: Table) -> None:
    """PostgreSQL does not know by itself how many rows came into a table in this transaction: it would compare each row
    with all others. SQLite needs no telling."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f'ANALYZE "{table.name}"')
