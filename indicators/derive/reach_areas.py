"""Referrals by village of a municipality, or by municipality of a region."""

from typing import TYPE_CHECKING, Any

from domain.areas import Area, Level, TakesPart
from domain.cells import Status
from domain.dutch import listing, number, plural
from domain.results import Result, Shape
from indicators.derive.common import delivery_notes, empty, result, rows
from indicators.derive.population import inhabitants
from indicators.derive.takes_part import stopped
from indicators.statistics import poisson_rate
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

PER = 1000
UNLIKE = "Niet alle gemeenten verwijzen naar dezelfde soort medewerker. Daarom staan ze op alfabet en niet op volgorde."


def reach_areas(view: View, indicator: "Indicator") -> Result:
    """BARS of referrals per 1,000 inhabitants by part, with an exact Poisson interval; `value` is that of the whole."""
    parts = [a for a in view.geography.children(view.area.code) if a.takes_part is not TakesPart.NO]
    if view.area.level is Level.VILLAGE or not parts:
        return empty(view, indicator, Status.NO_DATA, f"{view.area.name} heeft geen kleinere gebieden.")
    missing = stopped(view, indicator, "referrals")
    if missing:
        return missing
    records = [_record(view.of(area)) for area in parts]
    alike = _alike(view, parts)
    if alike:
        records.sort(key=lambda r: -1.0 if r["value"] is None else r["value"], reverse=True)
    count, people = view.cell("referrals").count, sum(inhabitants(view).values())
    interval = poisson_rate(count or 0, people / PER)
    return result(
        view, indicator, shape=Shape.BARS, value=count / people * PER if count is not None and people else None,
        low=interval.low, high=interval.high, base=people or None, n=count, decimals=1, rows=rows(records),
        sentence=_sentence(view, records, count or 0, alike), notes=delivery_notes(view) + _notes(view, records, alike),
    )  # fmt: skip


def _record(view: View) -> dict[str, Any]:
    cell, people = view.cell("referrals"), sum(inhabitants(view).values())
    rate = cell.count / people * PER if cell.count is not None and people else None
    interval = poisson_rate(cell.count or 0, people / PER)
    return {
        "category": view.area.code, "label": view.area.name, "count": cell.count, "base": people or None, "value": rate,
        "low": None if rate is None else interval.low, "high": None if rate is None else interval.high,
        "status": cell.status.value,
    }  # fmt: skip


def _alike(view: View, parts: list[Area]) -> bool:
    """Only parts whose referrals go to the same kind of worker may be put in order."""
    return len({tuple((s.step, s.recipient) for s in view.agreements.variant_of(a.code)) for a in parts}) == 1


def _sentence(view: View, records: list[dict[str, Any]], count: int, alike: bool) -> str:
    total = f"{plural(count, 'verwijzing', 'verwijzingen')} in {view.area.name}."
    shown = [r for r in records if r["value"] is not None]
    if not alike or len(shown) < 2 or not count:
        return total
    top = max(r["value"] for r in shown)
    first = [r for r in shown if r["value"] == top]
    names = listing([f"{r['label']} ({plural(r['count'], 'verwijzing', 'verwijzingen')})" for r in first])
    whole = "" if len(shown) == len(records) else " van de getoonde gebieden"
    return f"{total} Per 1.000 inwoners de meeste{whole}: {names}, {number(top, 1)} per 1.000."


def _notes(view: View, records: list[dict[str, Any]], alike: bool) -> tuple[str, ...]:
    notes = [] if alike else [UNLIKE]
    hidden = sum(r["status"] == Status.HIDDEN for r in records)
    if hidden:
        notes.append(f"Afgeschermd omdat het om te weinig inwoners gaat: {plural(hidden, 'gebied', 'gebieden')}.")
    if any(r["base"] is None for r in records):
        notes.append("Niet van elk gebied is het aantal inwoners bekend. Dan is er geen cijfer per 1.000 inwoners.")
    absent = [a.name for a in view.geography.children(view.area.code) if a.takes_part is TakesPart.NO]
    if absent:
        notes.append(f"Niet opgenomen, want doet niet mee: {listing(absent)}.")
    return tuple(notes)
