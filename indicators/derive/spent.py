"""What was spent and what was planned, in cents."""

from dataclasses import dataclass

from domain.agreements import BudgetLine, Funding, of_year
from domain.cells import TOTAL
from domain.periods import Grain, Period
from domain.results import Layer
from indicators.view import View

REGULAR = "regular"
APART = ("thuisgekookt", "poh-j")
"""Words of the plan's own lines that are no part of the road from referral to activity, and are kept apart."""


@dataclass(frozen=True, kw_only=True)
class Spent:
    """`lines`: cents charged to WOR by budget line. `regular`: cents on regular money, outside WOR."""

    lines: dict[str, int]
    regular: int

    @property
    def total(self) -> int:
        return sum(self.lines.values())

    @property
    def apart(self) -> dict[str, int]:
        return {line: cents for line, cents in self.lines.items() if is_apart(line)}


def is_apart(line: str) -> bool:
    return any(word in line.casefold() for word in APART)


def spent(view: View, period: Period | None = None) -> Spent | None:
    """Of the area itself, not added up over others. None where nothing is known of the whole year: that is not zero."""
    chosen = period or view.period
    by_period = view.cells.lookup("spent.line", view.area.code)
    if str(chosen.year) not in by_period:
        return None
    found = {line: round(cents or 0) for line, (_, cents, _) in by_period.get(chosen.code, {}).items()}
    regular = found.pop(REGULAR, 0)
    return Spent(lines={line: cents for line, cents in found.items() if line != TOTAL}, regular=regular)


def months_past(view: View) -> tuple[Period, ...]:
    """The months of the period's year that were over on the data date."""
    every = Period(year=view.period.year).split(Grain.MONTH)
    return tuple(m for m in every if m.end <= view.state.data_date)


def budget(view: View) -> tuple[BudgetLine, ...]:
    """The area's own lines of the period's year, in the order of the plan."""
    return of_year(view.agreements.budget_lines, view.area.code, view.period.year)


def whole_year(view: View) -> tuple[str, ...]:
    """A note where the period is shorter than the year that the plan is made for."""
    if view.period.grain is Grain.YEAR:
        return ()
    return (f"De begroting geldt voor heel {view.period.year}. Een deel van een jaar heeft geen eigen begroting.",)


def plan_layers(view: View) -> tuple[Layer, ...]:
    """Where the area's plan comes from, all years together."""
    plan: tuple[BudgetLine | Funding, ...] = (*view.agreements.budget_lines, *view.agreements.funding)
    return tuple(dict.fromkeys(row.layer for row in plan if row.area == view.area.code))
