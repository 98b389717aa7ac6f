"""Tables to Polars frames, with the types of the contract and the columns of a delivery."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, Connection, select

from data_access.columns import TableContract
from data_access.contract import CONTRACT

CHUNK = 20_000
"""Rows in memory as Python objects at one time."""


def read_frame(connection: Connection, name: str, where: ColumnElement[bool] | None = None) -> pl.DataFrame:
    """The current rows of a table, or those that meet `where`; one column for each of the contract."""
    contract = CONTRACT[name]
    table = contract.table
    condition = table.c.batch_out.is_(None) if where is None else where
    query = select(*(table.c[column] for column in contract.schema)).where(condition).order_by(table.c.id)
    rows = connection.execute(query, execution_options={"yield_per": CHUNK})  # of this query: not of what follows it
    frames = [_frame(contract, list(part)) for part in rows.partitions()]
    return pl.concat([contract.schema.to_frame(), *frames])


def _frame(contract: TableContract, rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
    """By column: to have each value of each row looked at apart takes twice as long."""
    columns = zip(contract.schema.items(), zip(*rows, strict=True), strict=True)
    return pl.DataFrame([pl.Series(name, values, dtype=dtype) for (name, dtype), values in columns])


def repeated(frame: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """The rows that have their key in common with another one. By a hash first: a million keys are hardly ever each
    other's double, and grouping them all takes more memory than the rows."""
    hashes = frame.select(pl.struct(key).hash()).to_series()
    doubtful = frame.filter(hashes.is_duplicated())
    return doubtful.filter(doubtful.select(key).is_duplicated())


def complete(contract: TableContract, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every column of the contract, in its order and types; absent ones get the model's default.

    Raises ValueError where a column is unknown or a required one is absent.
    """
    unknown = set(frame.columns) - set(contract.schema)
    missing = contract.required - set(frame.columns)
    if unknown or missing:
        raise ValueError(f"{contract.name}: unknown {sorted(unknown)}, missing {sorted(missing)}")
    absent = [pl.lit(c.default, dtype=c.dtype).alias(c.name) for c in contract.columns if c.name not in frame.columns]
    return frame.with_columns(absent).select(contract.schema.names()).cast({c.name: c.dtype for c in contract.columns})
