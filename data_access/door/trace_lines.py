"""Looks lines of the trace up, the newest first and never all at once. All functions raise DataAwayError."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine, Select, func, select

from data_access.door.trace import CHUNK
from data_access.engine import reading
from data_access.models import AuditEvent
from data_access.tables import table_of
from domain.dutch import begin_of_day
from domain.trace import Event, Kind


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which lines; None is no matter. `first` and `last` are days on a Dutch clock, both included."""

    kind: str | None = None
    account: str | None = None
    first: date | None = None
    last: date | None = None


def count(engine: Engine, wanted: Wanted) -> int:
    line = table_of(AuditEvent)
    with reading(engine) as connection:
        return int(connection.execute(_where(select(func.count()).select_from(line), wanted)).scalar_one())


def lines(engine: Engine, wanted: Wanted, *, most: int, skip: int = 0) -> tuple[Event, ...]:
    """`most` of them at most, after the `skip` newest."""
    line = table_of(AuditEvent)
    query = _where(select(line), wanted).order_by(line.c.number.desc()).limit(most).offset(skip)
    with reading(engine) as connection:
        return tuple(Event(**row) for row in connection.execute(query).mappings())


def all_lines(engine: Engine, wanted: Wanted, upto: int) -> Iterator[Event]:
    """The newest first, from the line with number `upto` on; read in parts."""
    line = table_of(AuditEvent)
    query = _where(select(line), wanted).where(line.c.number <= upto).order_by(line.c.number.desc())
    with reading(engine) as connection:
        for row in connection.execute(query.execution_options(yield_per=CHUNK)).mappings():
            yield Event(**row)


def newest(engine: Engine, kind: Kind | None = None) -> Event | None:
    """The last line, or the last of a kind."""
    return next(iter(lines(engine, Wanted(kind=kind.value if kind else None), most=1)), None)


def _where(query: Select[Any], wanted: Wanted) -> Select[Any]:
    line = table_of(AuditEvent)
    if wanted.kind is not None:
        query = query.where(line.c.kind == wanted.kind)
    if wanted.account is not None:
        query = query.where(line.c.account == wanted.account)
    if wanted.first is not None:
        query = query.where(line.c.at >= begin_of_day(wanted.first))
    if wanted.last is not None:
        query = query.where(line.c.at < begin_of_day(wanted.last + timedelta(days=1)))
    return query
