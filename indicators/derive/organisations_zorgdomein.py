"""Welfare organisations that can be reached through ZorgDomein."""

from typing import TYPE_CHECKING, Any

from domain.agreements import Organisation, Target
from domain.areas import Area, Level
from domain.cells import Status
from domain.dutch import day, number, percent
from domain.periods import parse_period
from domain.results import Result, Shape
from indicators.derive.common import empty, judge, result, rows
from indicators.derive.words import moment_of
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

UNKNOWN = "Van {name} zijn geen welzijnsorganisaties bekend."


def organisations_zorgdomein(view: View, indicator: "Indicator") -> Result:
    """BARS by municipality: the share connected at the end of the period. Judged from the day of the area's own aim."""
    every = _inside(view, view.area)
    if not every:
        return empty(view, indicator, Status.NO_DATA, UNKNOWN.format(name=view.area.name))
    share, count = _share(view, every), len(_connected(view, every))
    own = _aims(view, indicator, view.area.code)
    due = [t for t in own if parse_period(t.period).end <= moment_of(view)]
    aim = (due or own)[-1] if own else None
    # What the region agreed is drawn beside a municipality of it, and not judged there.
    beside = own or _aims(view, indicator, view.geography.region_of(view.area.code).code)
    reference = beside[-1].value if beside else None
    return result(
        view, indicator, shape=Shape.BARS, value=share, base=len(every), n=len(every), n_label="welzijnsorganisaties",
        target=aim.value if aim else None,
        target_label=f"afgesproken voor {parse_period(aim.period).label}" if aim else None,
        judgement=judge(share, due[-1].value if due else None, higher_is_better=True),
        rows=rows(_records(view, reference)),
        reference_label="afspraak van de regio" if reference is not None else None,
        layers=tuple(dict.fromkeys(o.layer for o in every)),
        sentence=f"Op {day(moment_of(view))} {'is' if count == 1 else 'zijn'} {number(count)} van de "
        f"{number(len(every))} welzijnsorganisaties in {view.area.name} aangesloten op ZorgDomein ({percent(share)}).",
    )  # fmt: skip


def _aims(view: View, indicator: "Indicator", area: str) -> list[Target]:
    return [t for t in view.agreements.targets_of(indicator.key, area, "aim") if t.position == 1]


def _records(view: View, reference: float | None) -> list[dict[str, Any]]:
    inside = view.geography.children(view.area.code) if view.area.level is Level.REGION else (view.area,)
    found = [(area, organisations) for area in inside if (organisations := _inside(view, area))]
    return [
        {"category": area.code, "label": area.name, "count": len(_connected(view, them)), "base": len(them),
         "value": _share(view, them), "reference": reference}
        for area, them in found
    ]  # fmt: skip


def _inside(view: View, area: Area) -> tuple[Organisation, ...]:
    codes = {area.code, *(a.code for a in view.geography.children(area.code))}
    return tuple(o for o in view.agreements.organisations if o.municipality in codes)


def _connected(view: View, every: tuple[Organisation, ...]) -> tuple[Organisation, ...]:
    return tuple(o for o in every if o.zorgdomein_from and o.zorgdomein_from <= moment_of(view))


def _share(view: View, every: tuple[Organisation, ...]) -> float:
    return len(_connected(view, every)) / len(every)
