"""The path agreed for the participating practices: its points, and the one that belongs to a day."""

from dataclasses import dataclass
from datetime import date

from domain.agreements import Target
from domain.periods import Period, parse_period
from indicators.view import View

KEY = "practices_participating"


@dataclass(frozen=True, kw_only=True)
class Point:
    """`value` practices agreed for the end of `period`."""

    period: Period
    value: float
    source: str


def points(view: View) -> tuple[Point, ...]:
    """The area's own path and yearly aims in order of time; of two statements only the one that is judged."""
    own = view.agreements.targets_of(KEY, view.area.code)
    kept = (t for t in own if t.position == 1 and t.kind in ("path", "aim") and t.value is not None)
    # A quarter of the path goes before the yearly aim for the same day.
    found = sorted(((parse_period(t.period), t) for t in kept), key=lambda pair: (pair[0].end, pair[1].kind == "aim"))
    seen: dict[date, Point] = {}
    for period, t in found:
        seen.setdefault(period.end, Point(period=period, value=t.value or 0.0, source=t.source))
    return tuple(seen.values())


def point_on(view: View, day: date) -> Point | None:
    """The last point that should have been reached on the day; None before the first."""
    reached = [p for p in points(view) if p.period.end <= day]
    return reached[-1] if reached else None


def aims_of_year(view: View) -> tuple[Target, ...]:
    """Every statement of the aim for the end of the period's year, the judged one first."""
    own = view.agreements.targets_of(KEY, view.area.code, "aim")
    return tuple(t for t in own if t.period == str(view.period.year) and t.value is not None)
