"""Views on cells in the form in which certified releases come, written out by hand."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from domain.agreements import Agreements
from domain.cells import EVERYTHING, SCHEMA, TOTAL, Origin, Status
from domain.releases import DATES
from indicators.catalogue import CATALOGUE
from indicators.tables import TABLES, Protection
from indicators.view import View
from tests.indicators.worlds import AGREEMENTS, inhabitants_of, row, view_of

TOWN, DELDEN, GOOR, SINCE = "GM1735", "HVT-DELDEN", "HVT-GOOR", "vanaf-2023-07"
PERSONS = [t.name for t in TABLES.values() if t.protection is Protection.PERSONS]
Rows = list[tuple[Any, ...]]


def table(name: str, shown: Mapping[str, int], *hidden: str, area: str = TOWN, period: str = "2025") -> Rows:
    """The categories of one table: those with a number, and those without."""
    made = [row(name, area, period, category, count) for category, count in shown.items()]
    return made + [row(name, area, period, category, status=Status.HIDDEN) for category in hidden]


def hub(count: int | None, *names: str, area: str = TOWN, period: str = "2025") -> Rows:
    """The total of the referrals, and of each table named."""
    status = Status.HIDDEN if count is None else Status.SHOWN
    return [row(name, area, period, TOTAL, count, status=status) for name in ("referrals", *names)]


def all_hidden(count: int, *names: str, area: str = TOWN, period: str = "2025") -> Rows:
    """Tables of which nothing but the total is shown."""
    return hub(count, *names, area=area, period=period) + [
        row(name, area, period, EVERYTHING, status=Status.HIDDEN) for name in names
    ]


def inhabitants(*areas: str, year: str = "2025") -> Rows:
    return [row("population", area, year, c, n) for area in areas for c, n in inhabitants_of(area).items()]


def released(rows: Rows, area: str = TOWN, period: str = "2025", agreements: Agreements = AGREEMENTS) -> View:
    frame = pl.DataFrame(rows, schema=SCHEMA, orient="row")
    return view_of(frame, area, period, origin=Origin.RELEASED, agreements=agreements)


def dated(view: View, name: str, day: date, area: str = TOWN, period: str = "2025") -> View:
    """The same, with a figure that stayed at an earlier date."""
    dates = pl.DataFrame([(name, area, period, day)], schema=DATES, orient="row")
    return replace(view, cells=replace(view.cells, dates=dates))


def derive(key: str, view: View) -> Any:
    return CATALOGUE[key].derive(view, CATALOGUE[key])


def by_category(result: Any) -> dict[str, dict[str, Any]]:
    return {r["category"]: r for r in result.rows.to_dicts()}
