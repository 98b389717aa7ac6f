"""Many rows into a table, as fast as the driver takes them."""

from collections.abc import Callable
from typing import Any

import polars as pl
from sqlalchemy import Connection, Table, insert

CHUNK = 50_000
"""Rows in memory as Python objects, or as text, at one time."""
NULL = "\\N"
"""How a missing value is written for PostgreSQL; a text that reads the same stands between quotes."""


def insert_rows(
    connection: Connection, table: Table, frame: pl.DataFrame, tell: Callable[[int], None] | None = None
) -> None:
    """The frame's columns are columns of the table; all others get the database's own default.

    The driver gets the values as they are: SQLAlchemy's conversion of each value apart doubles the time of an import.
    `tell` is called with the number of rows that are in.
    """
    put = _into_sqlite if connection.dialect.name == "sqlite" else _into_postgresql
    for number, part in enumerate(frame.iter_slices(CHUNK)):
        put(connection, table, part)
        if tell:
            tell(number * CHUNK + part.height)


def _into_sqlite(connection: Connection, table: Table, frame: pl.DataFrame) -> None:
    """SQLite keeps days as text, the way SQLAlchemy reads them back."""
    statement = insert(table).compile(dialect=connection.dialect, column_keys=frame.columns)
    rows = frame.with_columns(pl.col(pl.Date).cast(pl.String)).select(statement.positiontup or frame.columns).rows()
    connection.exec_driver_sql(statement.string, rows)


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
