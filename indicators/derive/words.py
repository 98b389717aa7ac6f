"""Turns of phrase that sentences about a period, an interval and a contradiction share."""

from collections.abc import Callable
from datetime import date

from domain.dutch import MONTHS
from domain.periods import Grain
from indicators.statistics import Forecast, Interval
from indicators.view import View

BAND = "80%-kans op"
"""The band of a forecast, as the name of low and high."""


def when(view: View) -> str:
    """`in 2026 tot en met oktober`, `in het eerste halfjaar 2025`, `sinds juli 2023`: for the middle of a sentence."""
    if view.period.grain is Grain.START:
        return view.period.label
    article = "het " if view.period.grain is Grain.HALF else ""
    return f"in {article}{view.period.label_until(view.state.data_date)}"


def moment_of(view: View) -> date:
    """The last day that the figures of the period can know of."""
    return min(view.period.end, view.state.data_date)


def month_year(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def spread(ahead: Forecast, written: Callable[[float], str]) -> str:
    """`480 (kans van 80% op 450 tot 515)`."""
    return f"{written(ahead.expected)} (kans van 80% op {written(ahead.low)} tot {written(ahead.high)})"


def margin(interval: Interval, written: Callable[[float | None], str]) -> str:
    """`toevalsmarge 2,2 tot 2,7`, of the 95% interval."""
    return f"toevalsmarge {written(interval.low)} tot {written(interval.high)}"


def contradictions(view: View, *keys: str, own_year: bool = False) -> tuple[str, ...]:
    """A sentence for each of these contradictions about the area itself: both statements and where they stand.

    `own_year`: only those whose key names the year of the period, or no year at all.
    """
    year = str(view.period.year)
    return tuple(
        f"De bronnen spreken elkaar tegen. {c.topic}: {c.says_a}; en ook: {c.says_b}. Bron: {c.source}."
        for c in view.agreements.contradictions
        if c.key in keys
        and c.area == view.area.code
        and (not own_year or year in c.key or not any(part.isdigit() for part in c.key.split("_")))
    )
