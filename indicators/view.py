"""Everything `derive` may look at: gated cells, agreements, and what was chosen."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import polars as pl

from domain.agreements import Agreements
from domain.areas import Area, Geography, Level
from domain.cells import EVERYTHING, JOINED, OTHER, TOTAL, DataState, GatedCells, Origin, Status
from domain.periods import SINCE, Period, parse_period
from indicators.tables import TABLES, Protection

HUB = "referrals"


@dataclass(frozen=True, kw_only=True)
class View:
    """`cells` hold the area, its children, and for a municipality also the other municipalities of its region.

    `period` is what was chosen; of a released village always since the start, for there is no other.
    """

    cells: GatedCells
    agreements: Agreements
    area: Area
    period: Period
    state: DataState

    def __post_init__(self) -> None:
        since = self.since if self.area.level is Level.VILLAGE and self.released else None
        if since is not None:
            object.__setattr__(self, "period", since)

    @cached_property
    def geography(self) -> Geography:
        return self.agreements.geography

    @property
    def released(self) -> bool:
        """Whether the cells of this area passed the protection; a coordinator's own ones did not."""
        return self.cells.origin_of(self.area.code) is Origin.RELEASED

    @cached_property
    def since(self) -> Period | None:
        """The period since the start of the area's municipality; None where the cells have none (a region)."""
        around = self.geography.municipality_of(self.area.code)
        for code in (self.area.code, *self.merged_with, around.code if around else self.area.code):
            found = min((p for p in self.cells.lookup(HUB, code) if p.startswith(SINCE)), default=None)
            if found:
                return parse_period(found)
        return None

    @cached_property
    def merged_with(self) -> tuple[str, ...]:
        """Codes `A+B` of merged areas that this area is a part of."""
        return tuple(code for code in self.cells.merged if self.area.code in code.split(JOINED))

    def rows(self, table: str, area: str | None = None, period: Period | None = None) -> pl.DataFrame:
        """The cells of one table, for the chosen area and period unless others are given."""
        return self.cells.pick(table, area or self.area.code, self._counted_in(table, period).code)

    def every_period(self, table: str, area: str | None = None) -> pl.DataFrame:
        return self.cells.pick(table, area or self.area.code)

    def cell(self, table: str, category: str = TOTAL, area: str | None = None, period: Period | None = None) -> "Cell":
        """One cell. Absent: zero where its table is shown live and nothing else of it is kept back.

        Of residents a release names its zeros, so that there an absent cell is a hidden one.
        """
        code, chosen = area or self.area.code, self._counted_in(table, period)
        rows = self.cells.lookup(table, code).get(chosen.code, {})
        if category in rows:
            return _cell(*rows[category])
        if any(_keeps_back(category, other, status) for other, (_, _, status) in rows.items()):
            return _missing(Status.HIDDEN)
        protected = self.protects(table, code)
        if rows:
            # The total of a table that was not delivered stands for all of its categories.
            total = Status(rows[min(rows)][2])
            if total is not Status.SHOWN:
                return _missing(total)
            return _missing(Status.HIDDEN) if protected else Cell(count=0, sum=0.0, status=total)
        if protected and table != HUB:
            hub = self.cell(HUB, area=code, period=chosen)
            return _missing(Status.HIDDEN if hub.shown else hub.status)
        return _missing(Status.HIDDEN if protected and self._delivered(code, chosen) else Status.NO_DATA)

    def _delivered(self, code: str, period: Period) -> bool:
        """Whether registrations were to be had: then a total that a release leaves out is hidden."""
        around = self.geography.municipality_of(code) if code in self.geography.by_code else None
        found = self.cells.lookup("delivery", around.code if around else code).get(period.code, {})
        return bool(found.get("delivered", (0, None, ""))[0])

    def protects(self, table: str, area: str | None = None) -> bool:
        """Whether the cells of the table are about residents and come from a release."""
        released = self.cells.origin_of(area or self.area.code) is Origin.RELEASED
        return released and TABLES[table].protection is Protection.PERSONS

    def as_of(self, table: str = HUB, area: str | None = None, period: Period | None = None) -> date:
        """The day that a figure stands at: earlier than the data date where a release could not bring it up to date."""
        older = self.cells.date_of(table, area or self.area.code, (period or self.period).code)
        return older or self.state.data_date

    def _counted_in(self, table: str, period: Period | None) -> Period:
        """Inhabitants are counted once a year: of any period, those of its year, or the last one it runs into."""
        chosen = period or self.period
        if table != "population":
            return chosen
        return Period(year=chosen.year if chosen.months else self.state.data_date.year)

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
