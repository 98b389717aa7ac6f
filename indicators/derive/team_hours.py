"""The hours table of the neighbourhood team, computed again: hours, rate, cost and the part that WOR pays."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from domain.agreements import TeamHours, of_year
from indicators.view import View

HOURS_A_WEEK = 3
"""Hours of a team member per practice per week (Meerjarenplan Enschede 2023-2026)."""


@dataclass(frozen=True, kw_only=True)
class Computed:
    """All in cents but `hours`. `indexed` only for the total of a year."""

    hours: int
    cost: int
    covered: int
    indexed: int | None = None


def quarters(view: View) -> tuple[TeamHours, ...]:
    plan = of_year(view.agreements.team_hours, view.area.code, view.period.year)
    return tuple(sorted((row for row in plan if row.quarter), key=lambda row: row.quarter))


def printed_total(view: View) -> TeamHours | None:
    plan = of_year(view.agreements.team_hours, view.area.code, view.period.year)
    return next((row for row in plan if row.quarter == 0), None)


def rate(rows: tuple[TeamHours, ...]) -> int:
    """The hourly rate of the plan in cents: its cost divided by its hours, to the cent. `rows` is not empty."""
    return cents(Decimal(sum(row.cost_cents for row in rows)) / Decimal(str(sum(row.hours for row in rows))))


def computed(row: TeamHours, hourly: int) -> Computed:
    """hours = practices x weeks x 3; cost = hours x rate; covered = cost x share, to the cent."""
    hours = (row.practices or 0) * row.weeks * HOURS_A_WEEK
    cost = hours * hourly
    return Computed(hours=hours, cost=cost, covered=cents(cost * Decimal(str(row.wor_share))))


def computed_total(rows: tuple[TeamHours, ...], hourly: int, indexation: float | None) -> Computed:
    """The share is taken of the year's cost, and rounded once: so it can differ a cent from the sum of the quarters."""
    each = [computed(row, hourly) for row in rows]
    cost = sum(c.cost for c in each)
    covered = cents(cost * Decimal(str(rows[0].wor_share)))
    indexed = cents(covered * (1 + Decimal(str(indexation)))) if indexation is not None else None
    return Computed(hours=sum(c.hours for c in each), cost=cost, covered=covered, indexed=indexed)


def cents(amount: Decimal) -> int:
    """Half a cent goes up, as in the plan."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
