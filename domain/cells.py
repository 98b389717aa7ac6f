"""Cells: the long, self-describing table that every figure is made from, and the type that has passed the gate."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

import polars as pl

from domain.releases import DATES


class Status(StrEnum):
    SHOWN = "shown"
    HIDDEN = "hidden"
    NO_DATA = "no_data"
    NOT_YET_KNOWN = "not_yet_known"


TOTAL = ""
"""The category of a row that is the total of its table."""
OTHER = "other_merged"
"""The category that takes together every cell that may not be shown on its own."""
EVERYTHING = "*"
"""The category of the one hidden row that stands for a breakdown that is hidden as a whole."""
OTHER_LABEL = "Overige (samengevoegd)"
JOINED = "+"
"""Between the codes of areas that are shown together only."""

SCHEMA = pl.Schema({
    "table": pl.String,  # name in indicators.tables
    "area": pl.String,  # area code
    "period": pl.String,  # period code
    "category": pl.String,  # code, or `a|b` for a cross table, or TOTAL
    "count": pl.Int64,  # referrals, practices, ... (the table says what)
    "persons": pl.Int64,  # distinct persons behind `count`; null where no person is behind it
    "sum": pl.Float64,  # years, days, cents ... (the table says what)
    "status": pl.String,
})  # fmt: skip
"""Rows with a status other than `shown` have null in every number."""


class Origin(StrEnum):
    RELEASED = "released"
    LIVE = "live"


Lookup = dict[str, dict[str, tuple[int | None, float | None, str]]]
"""Period code to category to count, sum and status."""


@dataclass(frozen=True, kw_only=True, eq=False)
class GatedCells:
    """Cells that may be shown to this viewer. Made in `publishing/` only; a test holds everyone to that.

    `frame` has SCHEMA and holds every period of the areas asked for; `rule` is the sentence that tells how they were
    protected, `smallest` the k it was done with. `dates` (DATES): the figures that are older than the data date.
    `live`: where origin is live the areas that were counted live, the others being released; empty: all of them.
    """

    frame: pl.DataFrame
    origin: Origin
    rule: str
    smallest: int = 5
    dates: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DATES))
    live: frozenset[str] = frozenset()

    def origin_of(self, area: str) -> Origin:
        """Where the cells of one area come from: a coordinator sees the own ones live among released ones."""
        return Origin.RELEASED if self.live and area not in self.live else self.origin

    @cached_property
    def merged(self) -> tuple[str, ...]:
        """Codes `A+B` of areas that a release shows together only."""
        return tuple(sorted({area for _, area in self._parts if JOINED in str(area)}))  # type: ignore[misc]

    @cached_property
    def _dates(self) -> dict[tuple[str, str, str], date]:
        return {(table, area, period): day for table, area, period, day in self.dates.select(DATES.names()).iter_rows()}

    def date_of(self, table: str, area: str, period: str) -> date | None:
        """The data date of a figure that stayed behind; None where it is as new as the rest."""
        return self._dates.get((table, area, period))

    @cached_property
    def _parts(self) -> dict[tuple[object, ...], pl.DataFrame]:
        return self.frame.partition_by("table", "area", as_dict=True)

    def pick(self, table: str, area: str, period: str | None = None) -> pl.DataFrame:
        """The rows of one table and area, of one period or all: empty where there are none."""
        part = self._parts.get((table, area))
        if part is None:
            return self.frame.clear()
        return part if period is None else part.filter(pl.col("period") == period)

    @cached_property
    def _read(self) -> dict[tuple[str, str], Lookup]:
        return {}

    def lookup(self, table: str, area: str) -> Lookup:
        """The rows of one table and area, read once: for a figure that looks at many single cells."""
        found = self._read.get((table, area))
        if found is None:
            found = {}
            columns = self.pick(table, area).select("period", "category", "count", "sum", "status")
            for period, category, *numbers in columns.iter_rows():
                found.setdefault(period, {})[category] = tuple(numbers)
            self._read[table, area] = found
        return found


@dataclass(frozen=True, kw_only=True)
class DataState:
    """What the figures rest on: version number and its token, data date, and whether sample data is loaded."""

    number: int
    token: str
    data_date: date
    sample: bool
