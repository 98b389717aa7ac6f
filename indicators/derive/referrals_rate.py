"""Referrals per 1,000 registered patients, by municipality."""

from typing import TYPE_CHECKING, Any

from domain.areas import Area, Level, TakesPart
from domain.cells import Status
from domain.dutch import number, plural
from domain.results import Result, Shape
from indicators.derive.common import delivery_notes, result, rows
from indicators.derive.known_from import known_from
from indicators.derive.potential import potential
from indicators.derive.registered import registered
from indicators.derive.takes_part import stopped
from indicators.derive.words import margin, when
from indicators.statistics import poisson_rate
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

PER = 1000


def referrals_rate(view: View, indicator: "Indicator") -> Result:
    """DOTS: the municipalities of the region that take part, in order of name, each with its exact Poisson interval."""
    ended = stopped(view, indicator)
    if ended:
        return ended
    count, base = view.cell("referrals").count or 0, registered(view)
    if base is None or not base.patients:
        return result(
            view, indicator, shape=Shape.NONE, n=count,
            sentence=f"Het aantal ingeschreven patiënten in {view.area.name} is niet bekend.",
        )  # fmt: skip
    rate, interval = count / base.patients * PER, poisson_rate(count, base.patients / PER)
    return result(
        view, indicator, shape=Shape.DOTS, value=rate, low=interval.low, high=interval.high, base=base.patients,
        n=count, decimals=1, rows=rows([_record(view, area) for area in peers(view)]),
        notes=delivery_notes(view) + known_from(view) + _notes(view),
        reference_label="mogelijk in de hele periode" if potential(view) else None,
        sentence=f"{number(rate, 1)} verwijzingen per 1.000 ingeschreven patiënten {base.where}, {when(view)} "
        f"({margin(interval, lambda x: number(x, 1))}). Het gaat om {plural(count, 'verwijzing', 'verwijzingen')} op "
        f"{number(base.patients)} patiënten.",
    )  # fmt: skip


def peers(view: View) -> tuple[Area, ...]:
    """The municipalities of the region around the area that take part, and the area's own municipality in any case."""
    own = view.geography.municipality_of(view.area.code)
    inside = view.geography.children(view.geography.region_of(view.area.code).code)
    found = (a for a in inside if a.level is Level.MUNICIPALITY and (a.takes_part is TakesPart.YES or a == own))
    return tuple(found)


def _record(view: View, area: Area) -> dict[str, Any]:
    own = view.of(area)
    cell, base, possible = own.cell("referrals"), registered(own), potential(own)
    record = {"category": area.code, "label": area.name, "status": cell.status.value}
    if cell.count is None:
        return record
    if base is None or not base.patients:
        return record | {"status": Status.NO_DATA.value}
    interval = poisson_rate(cell.count, base.patients / PER)
    return record | {
        "count": cell.count, "base": base.patients, "value": cell.count / base.patients * PER,
        "low": interval.low, "high": interval.high,
        "reference": possible.value / base.patients * PER if possible else None,
    }  # fmt: skip


def _notes(view: View) -> tuple[str, ...]:
    notes = ["Vergelijk alleen gelijk met gelijk. Tussen regio's verschilt wie verwijst en wie de inwoner ontvangt."]
    if len({_way_of_working(view, area) for area in peers(view)}) > 1:
        notes.append("Ook binnen deze regio werken gemeenten verschillend. De volgorde is daarom geen ranglijst.")
    return tuple(notes)


def _way_of_working(view: View, area: Area) -> tuple[tuple[str, str], ...]:
    return tuple((s.step, s.recipient) for s in view.agreements.variant_of(area.code))
