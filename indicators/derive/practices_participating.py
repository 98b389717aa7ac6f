"""Participating practices against the path that the area agreed, and where the year ends."""

from datetime import date
from typing import TYPE_CHECKING, Any

from domain.areas import Level
from domain.cells import Status
from domain.dutch import MONTHS_SHORT, day, number, plural
from domain.periods import Grain, Period, parse_period, period_of
from domain.results import Judgement, Layer, Result, Shape
from indicators.derive.common import empty, judge, layers, result, rows
from indicators.derive.forecast import joined_last_year, practices_year_end, running_year
from indicators.derive.practice_path import Point, aims_of_year, point_on, points
from indicators.derive.registered import Registered, municipalities, registered, unknown
from indicators.derive.takes_part import not_taking_part
from indicators.derive.words import BAND, contradictions, moment_of, spread
from indicators.statistics import Forecast
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator


def practices_participating(view: View, indicator: "Indicator") -> Result:
    """PATH: series `path` (agreed), `now` (each quarter's end, today), `expected` (the year's end, with a band)."""
    now = registered(view)
    if now is None:
        return empty(view, indicator, Status.NO_DATA, unknown(view))
    point = point_on(view, moment_of(view))
    year = running_year(view)
    # A forecast belongs to the period that today is in, not to an earlier quarter of the same year.
    ahead = practices_year_end(view) if year and view.period.end >= view.state.data_date else None
    return result(
        view, indicator, shape=Shape.PATH, value=now.participating, base=now.practices, n=now.practices,
        n_label="praktijken", target=point.value if point else None,
        target_label=f"afgesproken voor {_until(point)}" if point else None,
        judgement=judge(now.participating, point.value if point else None, higher_is_better=True),
        reference_label="afgesproken pad" if points(view) else None, margin_label=BAND,
        sentence=" ".join(_sentences(view, now, point, ahead)), rows=rows(_records(view, now, ahead)),
        notes=_notes(view, ahead), layers=_layers(view, indicator),
        sources=tuple(dict.fromkeys((*(p.source for p in points(view)), *indicator.sources))),
    )  # fmt: skip


def _sentences(view: View, now: Registered, point: Point | None, ahead: Forecast | None) -> list[str]:
    verb = "doet" if now.participating == 1 else "doen"
    said = [
        f"Op {day(moment_of(view))} {verb} {plural(now.participating, 'praktijk', 'praktijken')} mee, "
        f"van de {number(now.practices)} {now.where}."
    ]
    if point:
        course = judge(now.participating, point.value, higher_is_better=True)
        word = "Dat is op koers" if course is Judgement.ON_COURSE else "Dat is achter op de afspraak"
        said.append(f"{word}: voor {_until(point)} zijn {number(point.value)} praktijken afgesproken.")
    aims = aims_of_year(view)
    if aims and moment_of(view) < date(view.period.year, 12, 31):
        also = "".join(f" (of {number(a.value)})" for a in aims[1:])
        said.append(f"Voor eind {view.period.year} zijn dat er {number(aims[0].value)}{also}.")
    if ahead:
        said.append(f"Verwacht eind {view.period.year}: {spread(ahead, number)}.")
    if not_taking_part(view):
        said.append(not_taking_part(view) or "")
    return said


def _layers(view: View, indicator: "Indicator") -> tuple[Layer, ...]:
    """Of the practices first, then of the path."""
    agreed = (t.layer for t in view.agreements.targets_of(indicator.key, view.area.code))
    return tuple(dict.fromkeys((*layers(view, indicator), *agreed)))


def _until(point: Point) -> str:
    return f"eind {point.period.label}"


def _records(view: View, now: Registered, ahead: Forecast | None) -> list[dict[str, Any]]:
    """In order of time; today has a place of its own between two quarter ends."""
    moment, timed = moment_of(view), []
    for p in points(view):
        if p.period.year <= view.period.year:
            timed.append((p.period.end, _row("path", "Afgesproken", _quarter(p.period.end), p.value)))
    for quarter, count in _history(view, moment):
        timed.append((quarter.end, _row("now", "Meedoende praktijken", quarter, count)))
    today = period_of(moment, Grain.MONTH) if moment != _quarter(moment).end else _quarter(moment)
    if today.grain is Grain.MONTH:
        timed.append((moment, _row("now", "Meedoende praktijken", today, now.participating)))
    if ahead:
        last = Period(year=view.period.year, grain=Grain.QUARTER, number=4)
        bounds = {"low": ahead.low, "high": ahead.high}
        timed.append((last.end, _row("expected", "Verwacht", last, ahead.expected) | bounds))
    return [record for _, record in sorted(timed, key=lambda pair: pair[0])]


def _row(series: str, label: str, at: Period, value: float) -> dict[str, Any]:
    name = f"{MONTHS_SHORT[at.number - 1]} {at.year}" if at.grain is Grain.MONTH else at.label
    count = int(value) if series == "now" else None
    return {"series": series, "series_label": label, "category": at.code, "label": name, "value": value, "count": count}


def _quarter(moment: date) -> Period:
    return period_of(moment, Grain.QUARTER)


def _history(view: View, moment: date) -> list[tuple[Period, int]]:
    """Practices taking part at the end of each quarter up to the moment, from the last quarter without any on."""
    codes = {c for a in (view.area, *municipalities(view)) for c in view.cells.lookup("practices", a.code)}
    known = (parse_period(code) for code in codes if "Q" in code)
    counts = [(p, then.participating) for p in sorted(known) if p.end <= moment and (then := registered(view, p))]
    started = next((n for n, (_, count) in enumerate(counts) if count), len(counts))
    return counts[max(0, started - 1) :]


def _notes(view: View, ahead: Forecast | None) -> tuple[str, ...]:
    joins = joined_last_year(view)
    notes = (
        [] if points(view) else [f"{view.area.name} heeft hierover zelf geen afspraak. We beoordelen het daarom niet."]
    )
    if ahead and joins is not None:
        notes.append(
            "De verwachting rekent met de groei in de laatste vier hele kwartalen: "
            f"{plural(joins, 'praktijk', 'praktijken')}."
        )
    if view.area.level is Level.REGION and len(municipalities(view)) < len(view.geography.children(view.area.code)):
        notes.append("Gemeenten die niet meedoen of zich voorbereiden, tellen niet mee.")
    return tuple(notes) + contradictions(view, "ens_practices_2026", "ens_practices_2023")
