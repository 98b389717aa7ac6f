"""The aim beside a figure: judged where the area set it itself, drawn as a reference where the area around it did."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.agreements import Target
from domain.periods import Period, parse_period
from domain.results import Judgement
from indicators.derive.common import judge
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator


@dataclass(frozen=True, kw_only=True)
class Aim:
    """`value` and `label` are None where there is no aim; `own` when the area itself set it."""

    value: float | None = None
    label: str | None = None
    own: bool = False

    def judge(self, value: float | None, indicator: "Indicator") -> Judgement:
        if not self.own or indicator.direction == "no_judgement":
            return Judgement.NONE
        return judge(value, self.value, higher_is_better=indicator.direction == "higher_is_better")


def aim_for(view: View, indicator: "Indicator") -> Aim:
    """The first statement for the chosen period, of the nearest area that has one: itself, or one around it."""
    area = view.area
    while indicator.has_aim:
        found = [t for t in view.agreements.targets_of(indicator.key, area.code, "aim") if _covers(t, view.period)]
        if found:
            first = min(found, key=lambda t: t.position)
            own = area.code == view.area.code
            label = "Afspraak" if own else f"Afspraak van {area.name}, geldt niet als oordeel over {view.area.name}"
            return Aim(value=first.value, label=label, own=own)
        if not area.parent:
            break
        area = view.geography.by_code[area.parent]
    return Aim()


def _covers(target: Target, period: Period) -> bool:
    stated = parse_period(target.period)
    return stated.start <= period.start and period.end <= stated.end
