"""What the checks need of the database and of the one who delivers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl
from sqlalchemy import Connection, func, select

from data_access.contract import CONTRACT

REFERRED_TO = ("region", "municipality", "village", "practice", "welfareorganisation")


@dataclass(frozen=True, kw_only=True, eq=False)
class Known:
    """`codes`: table -> code -> name. `village_of`, `practice_of`: code -> its municipality.

    `data_date`: nothing can have happened after it. `scope`: the municipalities that may be delivered for; None: all.
    `monthly`: (supplier, municipality, month) -> referrals that the database has now.
    """

    codes: Mapping[str, Mapping[str, str]]
    village_of: Mapping[str, str]
    practice_of: Mapping[str, str]
    data_date: date
    scope: frozenset[str] | None = None
    monthly: Mapping[tuple[str, str, str], int] = field(default_factory=dict)


def known_for(connection: Connection, scope: frozenset[str] | None, *, data_date: date | None = None) -> Known:
    """Without a data date the bound is today: a delivery may be newer than all that is stored."""
    return Known(
        codes={table: _column(connection, table, "name") for table in REFERRED_TO},
        village_of=_column(connection, "village", "municipality"),
        practice_of=_column(connection, "practice", "municipality"),
        data_date=data_date or date.today(),  # noqa: DTZ011  (a day of the wall calendar of the area, no moment)
        scope=scope,
        monthly=_monthly(connection, scope),
    )


def known_with(known: Known, frames: Mapping[str, pl.DataFrame]) -> Known:
    """Known, and what other files of the same delivery bring: a practice and its referrals may come together."""
    codes = {table: {**known.codes.get(table, {}), **_pairs(frames, table, "name")} for table in REFERRED_TO}
    return replace(
        known,
        codes=codes,
        village_of={**known.village_of, **_pairs(frames, "village", "municipality")},
        practice_of={**known.practice_of, **_pairs(frames, "practice", "municipality")},
    )


def _pairs(frames: Mapping[str, pl.DataFrame], table: str, column: str) -> dict[str, str]:
    return dict(frames[table].select("code", column).iter_rows()) if table in frames else {}


def _column(connection: Connection, name: str, column: str) -> dict[str, str]:
    table = CONTRACT[name].table
    rows = connection.execute(select(table.c.code, table.c[column]).where(table.c.batch_out.is_(None)))
    return {row[0]: row[1] for row in rows}


def _monthly(connection: Connection, scope: frozenset[str] | None) -> dict[tuple[str, str, str], int]:
    """Counted by day in the database: how a month is cut from a day differs per engine."""
    table = CONTRACT["referral"].table
    keys = (table.c.supplier, table.c.municipality, table.c.date_referral)
    query = select(*keys, func.count()).where(table.c.batch_out.is_(None)).group_by(*keys)
    if scope is not None:
        query = query.where(table.c.municipality.in_(scope))
    counts: dict[tuple[str, str, str], int] = {}
    for supplier, municipality, day, number in connection.execute(query):
        key = (supplier, municipality, f"{day:%Y-%m}")
        counts[key] = counts.get(key, 0) + number
    return counts
