"""Rows of a frame into a table, as fast as the driver takes them."""

import polars as pl
from sqlalchemy import Connection, Table, insert

CHUNK = 50_000
"""Rows in memory as Python objects at one time."""


def insert_rows(connection: Connection, table: Table, frame: pl.DataFrame) -> None:
    """The frame's columns are columns of the table; all others get the database's own default.

    SQLAlchemy writes the statement, but the driver gets the values as they are: its conversion of each value apart
    doubles the time of an import.
    """
    statement = insert(table).compile(dialect=connection.dialect, column_keys=frame.columns)
    if connection.dialect.name == "sqlite":  # keeps days as text, the way SQLAlchemy reads them back
        frame = frame.with_columns(pl.col(pl.Date).cast(pl.String))
    if statement.positiontup is not None:
        frame = frame.select(statement.positiontup)
    for part in frame.iter_slices(CHUNK):
        rows = part.to_dicts() if statement.positiontup is None else part.rows()
        connection.exec_driver_sql(statement.string, rows)
