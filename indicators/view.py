"""Everything `derive` may look at: gated cells, agreements, and what was chosen."""

from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from domain.agreements import Agreements
from domain.areas import Area, Geography
from domain.cells import TOTAL, DataState, GatedCells, Status
from domain.periods import Period


@dataclass(frozen=True, kw_only=True)
class View:
    """`cells` hold the area, its children (villages, municipalities) and, for a municipality, its region's municipalities."""

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
        return self.cells.pick(table, area or self.area.code, (period or self.period).code)

    def every_period(self, table: str, area: str | None = None) -> pl.DataFrame:
        return self.cells.pick(table, area or self.area.code)

    def cell(
        self, table: str, category: str = TOTAL, area: str | None = None, period: Period | None = None
    ) -> "Cell":
        """One cell. Absent: zero where the table's total is shown for that period, otherwise no data."""
        rows = self.rows(table, area, period)
        found = rows.filter(pl.col("category") == category)
        if found.height:
            row = found.row(0, named=True)
            return Cell(count=row["count"], sum=row["sum"], status=Status(row["status"]))
        if rows.filter(pl.col("status") == Status.HIDDEN).height:
            return Cell(count=None, sum=None, status=Status.HIDDEN)
        if rows.height:
            return Cell(count=0, sum=0.0, status=Status.SHOWN)
        return Cell(count=None, sum=None, status=Status.NO_DATA)

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
