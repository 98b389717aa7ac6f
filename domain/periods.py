"""Periods by code: year, half-year, quarter and month (`2025`, `2025-H1`, `2025-Q3`, `2025-07`), and since a start.

`vanaf-2023-07` runs from 1 July 2023 to the data date, whatever that is: it is no part of the calendar.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache

from domain.dutch import MONTHS


class Grain(StrEnum):
    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    START = "start"


CALENDAR = (Grain.YEAR, Grain.HALF, Grain.QUARTER, Grain.MONTH)
"""Coarse to fine; these divide each other, START does not."""
SINCE = "vanaf-"
PER_YEAR = {Grain.YEAR: 1, Grain.HALF: 2, Grain.QUARTER: 4, Grain.MONTH: 12}
OPEN_END = date(9999, 12, 31)
"""The end of a period since a start: after every data date."""
PATTERN = re.compile(r"^(?P<year>20\d\d)(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?$")
PATTERN_SINCE = re.compile(rf"^{SINCE}(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, order=True)
class Period:
    """`number` counts from 1 within the year; a year has number 1. Of START year and number are its first month."""

    year: int
    grain: Grain = Grain.YEAR
    number: int = 1

    @property
    def code(self) -> str:
        if self.grain is Grain.START:
            return f"{SINCE}{self.year}-{self.number:02d}"
        suffix = {
            Grain.YEAR: "",
            Grain.HALF: f"-H{self.number}",
            Grain.QUARTER: f"-Q{self.number}",
            Grain.MONTH: f"-{self.number:02d}",
        }
        return f"{self.year}{suffix[self.grain]}"

    @property
    def months(self) -> int:
        """0 where the length is not fixed: since a start."""
        return 0 if self.grain is Grain.START else 12 // PER_YEAR[self.grain]

    @cached_property
    def start(self) -> date:
        return date(self.year, (self.number - 1) * (self.months or 1) + 1, 1)

    @cached_property
    def end(self) -> date:
        if self.grain is Grain.START:
            return OPEN_END
        last = self.number * self.months
        return date(self.year, last, monthrange(self.year, last)[1])

    @property
    def previous(self) -> "Period":
        """The period before; since a start there is nothing before, and it is the period itself."""
        if self.grain is Grain.START:
            return self
        if self.number > 1:
            return Period(year=self.year, grain=self.grain, number=self.number - 1)
        return Period(year=self.year - 1, grain=self.grain, number=PER_YEAR[self.grain])

    @property
    def label(self) -> str:
        if self.grain is Grain.START:
            return f"sinds {MONTHS[self.number - 1]} {self.year}"
        if self.grain is Grain.HALF:
            return f"{'eerste' if self.number == 1 else 'tweede'} halfjaar {self.year}"
        if self.grain is Grain.QUARTER:
            return f"Q{self.number} {self.year}"
        if self.grain is Grain.MONTH:
            return f"{MONTHS[self.number - 1]} {self.year}"
        return str(self.year)

    def label_until(self, data_date: date) -> str:
        """The label, with 'tot en met <maand>', or day of the month, where the period was not over on the data date."""
        if self.grain is not Grain.START and self.start <= data_date < self.end:
            whole = data_date.day == monthrange(data_date.year, data_date.month)[1]
            return f"{self.label} tot en met {'' if whole else f'{data_date.day} '}{MONTHS[data_date.month - 1]}"
        return self.label

    def elapsed(self, data_date: date) -> float:
        """Share of the period that had passed on the data date, 0 to 1. Since a start that is all of it."""
        if self.grain is Grain.START:
            return float(data_date >= self.start)
        days = (min(data_date, self.end) - self.start).days + 1
        return max(0.0, days / ((self.end - self.start).days + 1))

    def split(self, grain: Grain) -> tuple["Period", ...]:
        """The smaller (or equal) calendar periods that make up this one; none where its end is not fixed."""
        if Grain.START in (self.grain, grain):
            return (self,) if self.grain is grain else ()
        every = (Period(year=self.year, grain=grain, number=n + 1) for n in range(PER_YEAR[grain]))
        return tuple(p for p in every if p.start >= self.start and p.end <= self.end)


@lru_cache(maxsize=4096)
def parse_period(code: str) -> Period:
    """Raises ValueError where `code` is no period."""
    since = PATTERN_SINCE.match(code)
    if since:
        return Period(year=int(since["year"]), grain=Grain.START, number=int(since["month"]))
    found = PATTERN.match(code)
    if not found:
        raise ValueError(code)
    year = int(found["year"])
    for grain in (Grain.HALF, Grain.QUARTER, Grain.MONTH):
        if found[grain.value]:
            return Period(year=year, grain=grain, number=int(found[grain.value]))
    return Period(year=year)


def period_of(day: date, grain: Grain) -> Period:
    """The calendar period that the day lies in."""
    return Period(year=day.year, grain=grain, number=(day.month - 1) // (12 // PER_YEAR[grain]) + 1)


def periods_between(first: date, last: date, grain: Grain) -> tuple[Period, ...]:
    """Every period of the grain that has a day in [first, last]."""
    years = range(first.year, last.year + 1)
    every = (p for year in years for p in Period(year=year).split(grain))
    return tuple(p for p in every if p.end >= first and p.start <= last)
