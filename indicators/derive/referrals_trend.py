"""Referrals over time, as fine as may be shown."""

from typing import TYPE_CHECKING, Any

from domain.cells import Status
from domain.dutch import MONTHS_SHORT, number, plural
from domain.periods import PER_YEAR, Grain, Period
from domain.results import Result, Shape
from indicators.derive.common import delivery_notes, result, rows
from indicators.derive.known_from import known_from
from indicators.derive.potential import potential
from indicators.derive.takes_part import stopped
from indicators.derive.words import when
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

ONLY_TOTAL = "Van een {label} tonen we alleen het hele aantal {since}. Per jaar zijn de groepen te klein."
WORD = {Grain.MONTH: "maand", Grain.QUARTER: "kwartaal", Grain.HALF: "halfjaar", Grain.YEAR: "jaar"}


def referrals_trend(view: View, indicator: "Indicator") -> Result:
    """COLUMNS by the finest grain that is shown, `reference` the potential of each column. `value` is the total."""
    ended = stopped(view, indicator)
    if ended:
        return ended
    total = view.cell("referrals").count or 0
    columns = _finest(view)
    records = [_record(view, column) for column in columns]
    return result(
        view, indicator, shape=Shape.COLUMNS, value=total, n=total, rows=rows(records),
        sentence=_sentence(view, total, columns, records),
        notes=delivery_notes(view) + known_from(view) + _notes(view, columns, records),
        reference_label="mogelijk" if any(r["reference"] is not None for r in records) else None,
    )  # fmt: skip


def _finest(view: View) -> tuple[Period, ...]:
    """The finest split of the period of which something is shown and nothing is hidden; else the period itself."""
    for grain in (Grain.MONTH, Grain.QUARTER, Grain.HALF):
        columns = _columns(view, grain)
        statuses = {view.cell("referrals", period=p).status for p in columns}
        if Status.SHOWN in statuses and Status.HIDDEN not in statuses:
            return columns
    return (view.period,)


def _columns(view: View, grain: Grain) -> tuple[Period, ...]:
    """Parts of a year or half-year; of a shorter period the parts of the whole year up to its end, to see a trend."""
    if view.period.grain in (Grain.YEAR, Grain.HALF):
        found = view.period.split(grain)
    else:
        parts = view.period.split(grain)
        found = parts[-1:]
        while parts and len(found) < PER_YEAR[grain]:
            found = (found[0].previous, *found)
    return tuple(p for p in found if p.start <= view.state.data_date)


def _record(view: View, column: Period) -> dict[str, Any]:
    cell, possible = view.cell("referrals", period=column), potential(view, column)
    return {
        "category": column.code, "label": _label(column), "count": cell.count, "value": cell.count,
        "reference": possible.value if possible else None, "status": cell.status.value,
    }  # fmt: skip


def _label(column: Period) -> str:
    return f"{MONTHS_SHORT[column.number - 1]} {column.year}" if column.grain is Grain.MONTH else column.label


def _sentence(view: View, total: int, columns: tuple[Period, ...], records: list[dict[str, Any]]) -> str:
    known = [r["count"] for r in records if r["count"] is not None]
    inside = view.period.grain in (Grain.YEAR, Grain.HALF) and len(known) > 1
    mean = f", gemiddeld {number(sum(known) / len(known), 1)} per {WORD[columns[0].grain]}" if inside else ""
    return f"{plural(total, 'verwijzing', 'verwijzingen')} {when(view)}{mean}."


def _notes(view: View, columns: tuple[Period, ...], records: list[dict[str, Any]]) -> tuple[str, ...]:
    notes = []
    grain = columns[0].grain
    if grain is Grain.START:
        return (ONLY_TOTAL.format(label=view.area.village_label, since=view.period.label),)
    if grain is not Grain.MONTH:
        notes.append(f"Per {WORD[grain]}: een fijnere verdeling is afgeschermd of niet bekend.")
    if any(r["status"] == Status.NO_DATA for r in records):
        notes.append(f"Van een {WORD[grain]} zonder kolom zijn geen gegevens geleverd. Dat is iets anders dan nul.")
    if view.period.grain in (Grain.QUARTER, Grain.MONTH) and len(columns) > 1:
        notes.append("De grafiek laat ook de tijd hiervoor zien, samen een jaar.")
    if columns[-1].end > view.state.data_date:
        notes.append(f"De laatste kolom ({_label(columns[-1])}) is nog niet compleet.")
    return tuple(notes)
