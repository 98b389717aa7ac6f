"""Everything `derive` may look at: gated cells, agreements, and what was chosen."""

from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from domain.agreements import Agreements
from domain.areas import Area, Geography
from domain.cells import EVERYTHING, OTHER, TOTAL, DataState, GatedCells, Status
from domain.periods import Period


@dataclass(frozen=True, kw_only=True)
class View:
    """`cells` hold the area, its children, and for a municipality also the other municipalities of its region."""

    cells: GatedCells
    agreements: Agreements
    area: Area
    period: Period
    state: DataState

    @cached_property
    def geography(self) -> Geography:
        return self.agreements.geography

    def rows(self, table: str, area: str | None = None, period: Period | None = None) -> pl.DataFrame:
        """The cells of one table, for the chosen area and period unless others are given."""
        return self.cells.pick(table, area or self.area.code, self._counted_in(table, period).code)

    def every_period(self, table: str, area: str | None = None) -> pl.DataFrame:
        return self.cells.pick(table, area or self.area.code)

    def cell(self, table: str, category: str = TOTAL, area: str | None = None, period: Period | None = None) -> "Cell":
        """One cell. Absent: zero where its table is shown for that period, and nothing else of it is kept back."""
        chosen = self._counted_in(table, period)
        rows = self.cells.lookup(table, area or self.area.code).get(chosen.code, {})
        if category in rows:
            return _cell(*rows[category])
        if any(_keeps_back(category, other, status) for other, (_, _, status) in rows.items()):
            return _missing(Status.HIDDEN)
        if rows:
            # The total of a table that was not delivered stands for all of its categories.
            total = Status(rows[min(rows)][2])
            return Cell(count=0, sum=0.0, status=total) if total is Status.SHOWN else _missing(total)
        return _missing(Status.NO_DATA)

    def _counted_in(self, table: str, period: Period | None) -> Period:
        """Inhabitants are counted once a year: of any period, those of its year."""
        chosen = period or self.period
        return Period(year=chosen.year) if table == "population" else chosen

    def at(self, period: Period) -> "View":
        return replace(self, period=period)

    def of(self, area: Area) -> "View":
        return replace(self, area=area)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """`count` and `sum` are None unless `status` is shown."""

    count: int | None
    sum: float | None
    status: Status

    @property
    def shown(self) -> bool:
        return self.status is Status.SHOWN


def _cell(count: int | None, total: float | None, status: str) -> Cell:
    return Cell(count=count, sum=total, status=Status(status))


def _missing(status: Status) -> Cell:
    return Cell(count=None, sum=None, status=status)


def _keeps_back(category: str, other: str, status: str) -> bool:
    """Whether a row hides an absent category: of its table, of its step, or where small ones are put together."""
    first = category.split("|", maxsplit=1)[0]
    hides = status == Status.HIDDEN and other in (TOTAL, EVERYTHING, first)
    return hides or other in (OTHER, f"{first}|{OTHER}")
