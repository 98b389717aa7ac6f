"""What a batch did: counts per table, the municipalities it touched, and whether all that is referred to is there."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, or_, select

from data_access.columns import Column, TableContract
from data_access.contract import CONTRACT
from data_access.imports.places import moved_tables
from data_access.imports.refused import ImportRefused
from data_access.imports.words import table_words
from domain.dutch import plural

REFERRED_TO = {"region", "municipality", "village", "practice"}


@dataclass(frozen=True, kw_only=True)
class TablePreview:
    """Rows of one table. `gone`: not there any more. `unchanged`: delivered again as they were."""

    table: str
    new: int
    changed: int
    unchanged: int
    gone: int


def counted(connection: Connection, batch: int) -> tuple[TablePreview, ...]:
    """For every table from which rows came or went with the batch."""
    return tuple(_count(connection, contract, batch) for contract in moved_tables(connection, batch))


def _count(connection: Connection, contract: TableContract, batch: int) -> TablePreview:
    new, old = contract.table.alias("new"), contract.table.alias("old")
    came = and_(new.c.batch_in == batch, new.c.batch_out.is_(None))
    went = and_(old.c.batch_out == batch, old.c.batch_in != batch)
    into = _number(connection, select(func.count()).select_from(new).where(came))
    out = _number(connection, select(func.count()).select_from(old).where(went))
    if not into or not out:
        return TablePreview(table=contract.name, new=into, changed=0, unchanged=0, gone=out)
    same = and_(*(new.c[name] == old.c[name] for name in contract.key))
    differs = or_(*(new.c[name].is_distinct_from(old.c[name]) for name in contract.schema))
    pairs = select(func.count(), func.coalesce(func.sum(case((differs, 1), else_=0)), 0))
    both, changed = connection.execute(pairs.select_from(old.join(new, same)).where(came, went)).one()
    return TablePreview(
        table=contract.name, new=into - both, changed=changed, unchanged=both - changed, gone=out - both
    )  # fmt: skip


def _number(connection: Connection, query: object) -> int:
    return int(connection.execute(query).scalar_one())  # type: ignore[call-overload]


def refuse_dangling(connection: Connection, batch: int, next_step: str) -> None:
    """Raises ImportRefused where a current row names an area or a practice that is not there (any more)."""
    changed = {contract.name for contract in moved_tables(connection, batch)}
    lost = {name for name in REFERRED_TO & changed if _lost(connection, name, batch)}
    for contract, column in _referring():
        table = contract.table
        if contract.name not in changed and lost.isdisjoint(column.rule.refers):
            continue
        here = table.c.batch_out.is_(None) & table.c[column.name].is_not(None)
        if lost.isdisjoint(column.rule.refers):
            here &= table.c.batch_in == batch
        count = _number(connection, select(func.count()).select_from(table).where(here, _unknown(contract, column)))
        if count:
            one, more = table_words(contract.name)
            named = " of ".join(table_words(name)[0] for name in column.rule.refers)
            verb = "noemt" if count == 1 else "noemen"
            raise ImportRefused(f"{plural(count, one, more)} {verb} dan een {named} die er niet is. {next_step}")


def _referring() -> Iterator[tuple[TableContract, Column]]:
    return ((c, column) for c in CONTRACT.values() for column in c.columns if column.rule.refers)


def _unknown(contract: TableContract, column: Column) -> ColumnElement[bool]:
    cell = contract.table.c[column.name]
    known = []
    for name in column.rule.refers:
        other = CONTRACT[name].table.alias(f"known_{name}")
        known.append(exists().where(other.c.code == cell, other.c.batch_out.is_(None)))
    return ~or_(cell.in_(column.rule.codes), *known)


def _lost(connection: Connection, name: str, batch: int) -> bool:
    table, now = CONTRACT[name].table, CONTRACT[name].table.alias("now")
    still = exists().where(now.c.code == table.c.code, now.c.batch_out.is_(None))
    return connection.execute(select(table.c.id).where(table.c.batch_out == batch, ~still).limit(1)).first() is not None
