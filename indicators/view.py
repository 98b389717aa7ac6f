"""Everything `derive` may look at: gated cells, agreements, and what was chosen."""

from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from domain.agreements import Agreements
from domain.areas import Area, Geography
from domain.cells import OTHER, TOTAL, DataState, GatedCells, Status
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
        """The cells of one table, for the chosen area and period unless others are given.

        Inhabitants are counted once a year: of any period, those of its year.
        """
        if table == "population":
            period = Period(year=(period or self.period).year)
        return self.cells.pick(table, area or self.area.code, (period or self.period).code)

    def every_period(self, table: str, area: str | None = None) -> pl.DataFrame:
        return self.cells.pick(table, area or self.area.code)

    def cell(self, table: str, category: str = TOTAL, area: str | None = None, period: Period | None = None) -> "Cell":
        """One cell. Absent: zero where its table is shown for that period, and nothing else of it is kept back."""
        rows = self.rows(table, area, period)
        found = rows.filter(pl.col("category") == category)
        if found.height:
            row = found.row(0, named=True)
            return Cell(count=row["count"], sum=row["sum"], status=Status(row["status"]))
        if rows.filter((pl.col("status") == Status.HIDDEN) | (pl.col("category") == OTHER)).height:
            return _missing(Status.HIDDEN)
        if rows.height:
            # The total of a table that was not delivered stands for all of its categories.
            total = Status(rows.sort("category")["status"][0])
            return Cell(count=0, sum=0.0, status=total) if total is Status.SHOWN else _missing(total)
        return _missing(Status.NO_DATA)

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


def _missing(status: Status) -> Cell:
    return Cell(count=None, sum=None, status=status)
