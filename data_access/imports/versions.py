"""Rows in and out: a row is never changed or deleted, it goes out with the batch that replaces or withdraws it."""

from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl
from sqlalchemy import Column, ColumnElement, Connection, MetaData, Table, and_, exists, literal, select, update

from data_access.bulk import Tell, insert_rows, weigh
from data_access.columns import TableContract
from data_access.imports.claims import claimed, keep_claims


def bring_in(
    connection: Connection, contract: TableContract, frame: pl.DataFrame, batch: int, *,
    complete_for: str | None = None, tell: Tell | None = None,
) -> None:  # fmt: skip
    """The rows of the frame in, and those with the same keys out. `complete_for`: the supplier that says this is all
    there is; what is not in the frame then goes out too."""
    table = contract.table
    current = table.c.batch_out.is_(None)
    if connection.execute(select(table.c.id).where(current).limit(1)).first() is not None and not frame.is_empty():
        with keys_table(connection, contract, "delivered") as keys:
            insert_rows(connection, keys, frame.select(contract.key), contract.key)
            weigh(connection, keys)
            connection.execute(update(table).where(current, same_key(contract, keys)).values(batch_out=batch))
    if complete_for is not None and keep_claims(connection, contract, frame, batch, complete_for):
        gone = and_(current, claimed(contract, by=batch))
        connection.execute(update(table).where(gone).values(batch_out=batch))
    rows = frame.with_columns(batch_in=pl.lit(batch), origin=pl.lit(batch))
    insert_rows(connection, table, rows, contract.key, tell)
    weigh(connection, table)


def withdraw(connection: Connection, contract: TableContract, keys: pl.DataFrame, batch: int) -> None:
    """The current rows with these keys out. A copy that is in and out at once records that this batch did it: the rows
    stay away, also when the batch that brought them is undone and comes back."""
    table = contract.table
    with keys_table(connection, contract, "withdrawn") as gone:
        insert_rows(connection, gone, keys.select(contract.key), contract.key)
        here = and_(table.c.batch_out.is_(None), same_key(contract, gone))
        copy_rows(connection, contract, here, batch, literal(batch), out=literal(batch))
        connection.execute(update(table).where(here).values(batch_out=batch))


def copy_rows(
    connection: Connection, contract: TableContract, where: ColumnElement[bool], batch: int,
    origin: ColumnElement[int], out: ColumnElement[int] | None = None,
) -> None:  # fmt: skip
    """The rows once more, in with this batch; inside the database, so that a million of them cost no memory."""
    table = contract.table
    names = [*contract.schema, "batch_in", "origin", *(["batch_out"] if out is not None else [])]
    values = [*(table.c[name] for name in contract.schema), literal(batch), origin, *([out] if out is not None else [])]
    connection.execute(table.insert().from_select(names, select(*values).where(where)))


def same_key(contract: TableContract, keys: Table) -> ColumnElement[bool]:
    return exists().where(and_(*(keys.c[name] == contract.table.c[name] for name in contract.key)))


@contextmanager
def keys_table(connection: Connection, contract: TableContract, name: str, *more: Column[int]) -> Iterator[Table]:
    """A temporary table with the key of the contract, and `more` columns."""
    keys = [Column(key, contract.table.c[key].type, primary_key=True, autoincrement=False) for key in contract.key]
    made = Table(f"{name}_{contract.name}", MetaData(), *keys, *more, prefixes=["TEMPORARY"])
    made.create(connection)
    yield made
    made.drop(connection)
