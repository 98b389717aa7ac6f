"""How many people the coach's hours are enough for in a year, beside how many are referred to the coach."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from domain.cells import Status
from domain.codes import UNKNOWN
from domain.dutch import number, plural
from domain.periods import Period
from domain.results import Result, Shape
from indicators.derive.common import delivery_notes, empty, result, rows, sentence_of
from indicators.derive.takes_part import stopped
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

TABLE = "referrals.direction"
WEEKS = (42, 52)
NO_NORM = "Voor dit gebied is geen norm vastgelegd."
NO_NORM_NOW = "Voor deze periode is in dit gebied geen norm vastgelegd."
HOURS_A_WEEK, HOURS_EACH = "ens_coach_hours_week", "ens_hours_per_participant"


@dataclass(frozen=True, kw_only=True)
class Norm:
    hours_a_week: float
    hours_each: float

    @property
    def people(self) -> tuple[float, float]:
        """People a year, over the fewest and over all weeks."""
        fewest, most = (self.hours_a_week * weeks / self.hours_each for weeks in WEEKS)
        return fewest, most

    @property
    def sentence(self) -> str:
        low, high = self.people
        return (
            f"Met {number(self.hours_a_week)} uur per week en {number(self.hours_each)} uur per deelnemer "
            f"kan de welzijnscoach {number(low)} tot {number(high)} mensen per jaar begeleiden."
        )


def capacity(view: View, indicator: "Indicator") -> Result:
    """BARS of people a year; `value` is what is referred to the coach, scaled to a year. Never judged."""
    if not any(s.key == HOURS_A_WEEK and s.area == view.area.code for s in view.agreements.statements):
        return empty(view, indicator, Status.NO_DATA, NO_NORM)
    norm = _norm(view)
    if norm is None:
        return empty(view, indicator, Status.NO_DATA, NO_NORM_NOW)
    missing, inflow = stopped(view, indicator), view.cell(TABLE, "coach")
    if missing or inflow.count is None:
        hidden = missing or empty(view, indicator, inflow.status, sentence_of(view, inflow.status))
        return replace(hidden, notes=(*hidden.notes, norm.sentence))
    a_year = _a_year(view, inflow.count)
    records = _records(norm, inflow.count, a_year)
    return result(
        view, indicator, shape=Shape.BARS, value=a_year, n=inflow.count, rows=rows(records),
        sentence=f"{norm.sentence} Naar de welzijnscoach {'ging' if inflow.count == 1 else 'gingen'} "
        f"{plural(inflow.count, 'verwijzing', 'verwijzingen')} in deze periode{_pace(view, a_year)}.",
        notes=delivery_notes(view) + _not_yet(view),
    )  # fmt: skip


def _norm(view: View) -> Norm | None:
    """Both figures as the area's document states them for the year; None where one of the two is missing."""
    stated = [s for s in view.agreements.statements if s.area == view.area.code and _holds(s.period, view.period)]
    numbers = [s for s in stated if s.value and s.key in (HOURS_A_WEEK, HOURS_EACH)]
    values = {s.key: float((s.value or "").replace(",", ".")) for s in numbers}
    if len(values) < 2 or not values[HOURS_EACH]:
        return None
    return Norm(hours_a_week=values[HOURS_A_WEEK], hours_each=values[HOURS_EACH])


def _holds(stated: str | None, period: Period) -> bool:
    """A statement without a year holds always; `2024 tot en met 2026` from the first year to the last."""
    years = [int(year) for year in re.findall(r"\d{4}", stated or "")]
    return not years or years[0] <= period.year <= years[-1]


def _a_year(view: View, count: int) -> float | None:
    """In the pace of the part of the period that has passed; None where nothing has."""
    share = view.period.elapsed(view.as_of(TABLE)) * view.period.months / 12
    return count / share if share else None


def _pace(view: View, a_year: float | None) -> str:
    whole = view.period.months == 12 and view.period.end <= view.state.data_date
    return "" if whole or a_year is None else f"; in dit tempo zijn dat er {number(a_year)} in een heel jaar"


def _records(norm: Norm, count: int, a_year: float | None) -> list[dict[str, Any]]:
    low, high = norm.people
    return [
        {"category": "least", "label": f"Capaciteit bij {WEEKS[0]} werkweken", "value": low},
        {"category": "most", "label": f"Capaciteit bij {WEEKS[1]} werkweken", "value": high},
        {"category": "inflow", "label": "Naar de welzijnscoach, per jaar", "count": count, "value": a_year},
    ]


def _not_yet(view: View) -> tuple[str, ...]:
    count = view.cell(TABLE, UNKNOWN).count
    many = plural(count or 0, "verwijzing", "verwijzingen")
    return (f"Van {many} is nog niet bekend of niet geregistreerd waar die heen gaat.",) if count else ()
