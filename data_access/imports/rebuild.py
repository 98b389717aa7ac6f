"""The current rows of one table after a batch went out of force or came back into it."""

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    and_,
    exists,
    func,
    insert,
    select,
    update,
)

from data_access.bulk import weigh
from data_access.columns import TableContract
from data_access.imports.claims import BATCH, claimed
from data_access.imports.versions import copy_rows, keys_table, same_key


def rebuild(connection: Connection, contract: TableContract, flipped: int, batch: int) -> None:
    """Only keys that `flipped` spoke of can change. For each of them the last word of the batches in force counts;
    where it is another than the current row's, that one goes out with `batch` and the other comes in."""
    table = contract.table
    spoken = _spoken_of(contract, flipped)
    if connection.execute(select(table.c.id).where(spoken).limit(1)).first() is None:
        return
    with (
        keys_table(connection, contract, "spoken_of") as keys,
        keys_table(connection, contract, "last_word", Column("wanted", Integer), Column("word", Integer)) as last,
        keys_table(connection, contract, "staying") as staying,
    ):
        _fill(connection, contract, keys, select(*_key(contract)).where(spoken).distinct())
        _fill(connection, contract, last, _last_words(contract, keys))
        said_so = exists().where(_same(contract, last), last.c.word == table.c.origin)
        _fill(connection, contract, staying, select(*_key(contract)).where(table.c.batch_out.is_(None), said_so))
        moving = ~same_key(contract, staying)
        current = and_(table.c.batch_out.is_(None), same_key(contract, keys))
        connection.execute(update(table).where(current, moving).values(batch_out=batch))
        copy_rows(connection, contract, and_(table.c.id.in_(select(last.c.wanted)), moving), batch, table.c.origin)
        weigh(connection, table)


def _spoken_of(contract: TableContract, flipped: int) -> ColumnElement[bool]:
    """The delivered versions of keys that the batch delivered or withdrew, or that fall under what it claimed."""
    table = contract.table
    return and_(_delivered(contract), (table.c.origin == flipped) | claimed(contract, by=flipped))


def _delivered(contract: TableContract) -> ColumnElement[bool]:
    return contract.table.c.batch_in == contract.table.c.origin


def _last_words(contract: TableContract, keys: Table) -> Select[*tuple[Any, ...]]:
    """Key, id and origin of the newest version that a batch in force delivered; none where that withdrew the row, or
    where a later one said it had everything without it."""
    table = contract.table
    place = func.row_number().over(partition_by=_key(contract), order_by=table.c.origin.desc()).label("place")
    in_force = select(BATCH.c.id).where(BATCH.c.undone_by.is_(None))
    versions = _delivered(contract) & table.c.origin.in_(in_force) & same_key(contract, keys)
    ranked = select(table.c.id, place).where(versions).subquery()
    newest = select(ranked.c.id).where(ranked.c.place == 1)
    kept = table.c.batch_out.is_distinct_from(table.c.batch_in)
    return select(*_key(contract), table.c.id, table.c.origin).where(table.c.id.in_(newest), kept, ~claimed(contract))


def _key(contract: TableContract) -> list[Column[object]]:
    return [contract.table.c[name] for name in contract.key]


def _same(contract: TableContract, other: Table) -> ColumnElement[bool]:
    return and_(*(other.c[name] == contract.table.c[name] for name in contract.key))


def _fill(connection: Connection, contract: TableContract, into: Table, rows: Select[*tuple[Any, ...]]) -> None:
    connection.execute(insert(into).from_select(list(into.c.keys()), rows))
    weigh(connection, into)
