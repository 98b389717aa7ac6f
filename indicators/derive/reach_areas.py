"""Referrals by village of a municipality, or by municipality of a region."""

from typing import TYPE_CHECKING, Any

from domain.areas import Area, Level, TakesPart
from domain.cells import JOINED, Status
from domain.dutch import listing, number, plural
from domain.periods import Grain
from domain.results import Result, Shape
from indicators.derive.common import delivery_notes, empty, result, rows
from indicators.derive.population import inhabitants
from indicators.derive.takes_part import stopped
from indicators.statistics import Interval, poisson_rate
from indicators.view import Cell, View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

PER = 1000
UNLIKE = "Niet alle gemeenten verwijzen naar dezelfde soort medewerker. Daarom staan ze op alfabet en niet op volgorde."


def reach_areas(view: View, indicator: "Indicator") -> Result:
    """BARS of referrals per 1,000 inhabitants by part, with an exact Poisson interval; `value` is that of the whole.

    Of villages a release has figures since the start only, so their municipality stands beside them since then too.
    """
    parts = [a for a in view.geography.children(view.area.code) if a.takes_part is not TakesPart.NO]
    if view.area.level is Level.VILLAGE or not parts:
        return empty(view, indicator, Status.NO_DATA, f"{view.area.name} heeft geen kleinere gebieden.")
    if view.area.level is Level.MUNICIPALITY and view.released and view.since:
        view = view.at(view.since)
    records = _apart(view, parts) + _together(view, parts)
    missing = stopped(view, indicator, "referrals")
    if missing and (missing.status is not Status.HIDDEN or all(r["count"] is None for r in records)):
        return missing
    alike = _alike(view, parts)
    if alike:
        records.sort(key=lambda r: -1.0 if r["value"] is None else r["value"], reverse=True)
    count, people = view.cell("referrals").count, sum(inhabitants(view).values())
    interval = Interval(low=None, high=None) if count is None else poisson_rate(count, people / PER)
    return result(
        view, indicator, shape=Shape.BARS, value=count / people * PER if count is not None and people else None,
        low=interval.low, high=interval.high, base=people or None, n=count, decimals=1, rows=rows(records),
        sentence=_sentence(view, records, count, alike), notes=delivery_notes(view) + _notes(view, records, alike),
    )  # fmt: skip


def _merged(view: View, parts: list[Area]) -> dict[str, list[Area]]:
    """The parts of each merged area of which the number is shown."""
    known = {a.code: a for a in parts}
    inside = {code: code.split(JOINED) for code in view.cells.merged if set(code.split(JOINED)) <= set(known)}
    shown = {code for code in inside if view.cell("referrals", area=code).shown}
    return {code: [known[c] for c in inside[code]] for code in shown}


def _apart(view: View, parts: list[Area]) -> list[dict[str, Any]]:
    """Each part by itself; a hidden one that is shown together with others has its place there."""
    told = {a.code for areas in _merged(view, parts).values() for a in areas}
    made = [_record(a.code, a.name, view.of(a).cell("referrals"), [a], view) for a in parts]
    return [r for r in made if r["count"] is not None or r["category"] not in told]


def _together(view: View, parts: list[Area]) -> list[dict[str, Any]]:
    found = sorted(_merged(view, parts).items())
    return [
        _record(code, f"{listing(sorted(a.name for a in areas))} samen", view.cell("referrals", area=code), areas, view)
        for code, areas in found
    ]


def _record(code: str, label: str, cell: Cell, areas: list[Area], view: View) -> dict[str, Any]:
    counted = [sum(inhabitants(view.of(a)).values()) for a in areas]
    people = sum(counted) if all(counted) else 0
    rate = cell.count / people * PER if cell.count is not None and people else None
    interval = poisson_rate(cell.count or 0, people / PER)
    return {
        "category": code, "label": label, "count": cell.count, "base": people or None, "value": rate,
        "low": None if rate is None else interval.low, "high": None if rate is None else interval.high,
        "status": cell.status.value,
    }  # fmt: skip


def _alike(view: View, parts: list[Area]) -> bool:
    """Only parts whose referrals go to the same kind of worker may be put in order."""
    return len({tuple((s.step, s.recipient) for s in view.agreements.variant_of(a.code)) for a in parts}) == 1


def _sentence(view: View, records: list[dict[str, Any]], count: int | None, alike: bool) -> str:
    since = f" {view.period.label}" if view.period.grain is Grain.START else ""
    total = f"{plural(count, 'verwijzing', 'verwijzingen')} in {view.area.name}{since}." if count is not None else ""
    shown = [r for r in records if r["value"] is not None]
    if not alike or len(shown) < 2 or count == 0:
        return total or f"In {view.area.name} tonen we het hele aantal niet."
    top = max(r["value"] for r in shown)
    first = [r for r in shown if r["value"] == top]
    names = listing([f"{r['label']} ({plural(r['count'], 'verwijzing', 'verwijzingen')})" for r in first])
    whole = "" if len(shown) == len(records) else " van de getoonde gebieden"
    return f"{total} Per 1.000 inwoners de meeste{whole}: {names}, {number(top, 1)} per 1.000.".strip()


def _notes(view: View, records: list[dict[str, Any]], alike: bool) -> tuple[str, ...]:
    notes = [] if alike else [UNLIKE]
    if any(r["base"] is None for r in records):
        notes.append("Niet van elk gebied is het aantal inwoners bekend. Dan is er geen cijfer per 1.000 inwoners.")
    absent = [a.name for a in view.geography.children(view.area.code) if a.takes_part is TakesPart.NO]
    if absent:
        notes.append(f"Niet opgenomen, want doet niet mee: {listing(absent)}.")
    return tuple(notes)
