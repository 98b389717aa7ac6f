"""Per supplier and practice of a municipality: which months were delivered, and how well these were filled in.

A month that was not delivered has no numbers at all, never zeros.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from domain.agreements import Agreements
from domain.periods import Grain, periods_between
from domain.programme import Programme
from indicators.count.grid import delivered_months
from indicators.count.prepare import prepare
from indicators.count.quality import ASKED, CONTRADICTORY, FILLED, LATE, marked, overdue

LAST = 12
"""Months that a share is taken over; the trend holds the last half of them against the first."""
NOTICEABLE = 0.02
"""A share that moved less than this stays the same: in a small municipality two empty cells are no trend."""


@dataclass(frozen=True, kw_only=True)
class Month:
    """`asked` and `filled` are fields, `late` and `contradictory` referrals; all None where nothing was delivered."""

    code: str
    referrals: int | None = None
    asked: int | None = None
    filled: int | None = None
    late: int | None = None
    contradictory: int | None = None

    @property
    def delivered(self) -> bool:
        return self.referrals is not None

    @property
    def empty_share(self) -> float | None:
        """None where nothing was delivered, and where nobody was referred: then there is nothing to fill in."""
        return empty_share([self])


@dataclass(frozen=True, kw_only=True)
class Source:
    """A supplier, by name, or a practice, by code. Months in order of time, from its first one to the data date."""

    name: str
    months: tuple[Month, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(month.code for month in self.months if not month.delivered)

    @property
    def last(self) -> tuple[Month, ...]:
        return self.months[-LAST:]

    @property
    def trend(self) -> float | None:
        """By how much the share of empty fields rose (a fall is negative); None where one of the halves has none."""
        half = len(self.last) // 2
        before, now = empty_share(self.last[:half]), empty_share(self.last[half:])
        return None if before is None or now is None else now - before


@dataclass(frozen=True, kw_only=True)
class Quality:
    suppliers: tuple[Source, ...]
    practices: tuple[Source, ...]


def empty_share(months: Iterable[Month]) -> float | None:
    """Of all fields that were asked, the share that is empty."""
    known = [month for month in months if month.asked]
    asked = sum(month.asked or 0 for month in known)
    return 1 - sum(month.filled or 0 for month in known) / asked if asked else None


def total(months: Iterable[Month], name: str) -> int | None:
    """The sum of `referrals`, `late` or `contradictory`; None where no month was delivered."""
    known = [getattr(month, name) for month in months if month.delivered]
    return sum(known) if known else None


def quality_of(referrals: pl.DataFrame, programme: Programme, agreements: Agreements, data_date: date) -> Quality:
    """`referrals` and `programme` of one municipality."""
    prepared = prepare(marked(referrals, agreements.geography), agreements, data_date).with_columns(
        overdue().alias(LATE)
    )
    delivered = delivered_months(programme.deliveries, referrals)
    by_supplier: dict[str, set[str]] = {}
    for supplier, month in delivered.select("supplier", "month").iter_rows():
        by_supplier.setdefault(supplier, set()).add(month)
    every = set().union(*by_supplier.values()) if by_supplier else set()
    practices = {*programme.practices["code"], *referrals["practice"].drop_nulls()}
    return Quality(
        suppliers=_sources(prepared, "supplier", by_supplier, data_date),
        practices=_sources(prepared, "practice", dict.fromkeys(sorted(practices), every), data_date),
    )


def _sources(
    prepared: pl.DataFrame, column: str, delivered: dict[str, set[str]], data_date: date
) -> tuple[Source, ...]:
    counts = _counts(prepared, column)
    return tuple(
        Source(
            name=name, months=tuple(_month(code, name, delivered[name], counts) for code in _codes(months, data_date))
        )
        for name, months in sorted(delivered.items())
    )


def _codes(months: set[str], data_date: date) -> Sequence[str]:
    first = min(months, default=None)
    if first is None:
        return ()
    start = date(int(first[:4]), int(first[5:]), 1)
    return [period.code for period in periods_between(start, max(start, data_date), Grain.MONTH)]


Counts = dict[tuple[str, str], tuple[int, int, int, int, int]]


def _counts(prepared: pl.DataFrame, column: str) -> Counts:
    sums = (pl.col(name).sum().cast(pl.Int64) for name in (ASKED, FILLED, LATE, CONTRADICTORY))
    grouped = prepared.group_by(column, "month").agg(pl.len().cast(pl.Int64).alias("referrals"), *sums)
    return {(name, month): tuple(numbers) for name, month, *numbers in grouped.iter_rows()}


def _month(code: str, name: str, delivered: set[str], counts: Counts) -> Month:
    if code not in delivered:
        return Month(code=code)
    referrals, asked, filled, late, wrong = counts.get((name, code), (0, 0, 0, 0, 0))
    return Month(code=code, referrals=referrals, asked=asked, filled=filled, late=late, contradictory=wrong)
