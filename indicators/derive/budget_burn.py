"""Money spent against the budget and the time that has passed, and where the year ends."""

from typing import TYPE_CHECKING, Any

from domain.cells import Status
from domain.dutch import MONTHS_SHORT, euro, percent
from domain.periods import Grain, Period
from domain.results import Judgement, Result, Shape
from indicators.derive.budget_lines import NOT_SPENT_ON, UNKNOWN
from indicators.derive.common import empty, judge, layers, result, rows
from indicators.derive.forecast import budget_year_end, running_year
from indicators.derive.spent import budget, spent, whole_year
from indicators.derive.takes_part import not_taking_part
from indicators.derive.words import BAND, moment_of, month_year, spread
from indicators.statistics import Forecast
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator


def budget_burn(view: View, indicator: "Indicator") -> Result:
    """PATH in cents, from January to the end of the period: `now` spent, `path` the budget spread evenly, `expected`.

    On course as long as the year (or what is expected of it) stays within the budget.
    """
    lines, year = budget(view), Period(year=view.period.year)
    if not lines or not spent(view, year):
        sentence = not_taking_part(view) or (
            NOT_SPENT_ON if lines else UNKNOWN.format(name=view.area.name, year=year.year)
        )
        return empty(view, indicator, Status.NO_DATA, sentence)
    planned = sum(line.amount_cents for line in lines)
    # An earlier part of the running year is told as it was: the forecast belongs to today.
    ahead = budget_year_end(view) if view.period.end >= view.state.data_date else None
    monthly = _cumulative(view)
    used = monthly[-1][1] if monthly else 0
    return result(
        view, indicator, shape=Shape.PATH, value=used, base=planned, n=len(monthly), n_label="maanden",
        target=planned, target_label=f"begroot voor {year.year}", judgement=_judgement(view, used, planned, ahead),
        margin_label=BAND, reference_label="begroting, gelijk verdeeld over het jaar",
        rows=rows(_records(view, monthly, planned, ahead)), sentence=_sentence(view, used, planned, ahead),
        layers=tuple(dict.fromkeys((*(line.layer for line in lines), *layers(view, indicator)))),
        sources=tuple(dict.fromkeys(line.source for line in lines)), notes=_notes(view, ahead),
    )  # fmt: skip


def _cumulative(view: View) -> list[tuple[Period, int]]:
    """Spent since 1 January at the end of each month that had begun at the moment."""
    months = [m for m in Period(year=view.period.year).split(Grain.MONTH) if m.start <= moment_of(view)]
    running, found = 0, []
    for month in months:
        amount = spent(view, month)
        running += amount.total if amount else 0
        found.append((month, running))
    return found


def _judgement(view: View, used: int, planned: int, ahead: Forecast | None) -> Judgement:
    if used > planned:
        return Judgement.BEHIND
    if ahead:
        return judge(ahead.expected, planned, higher_is_better=False)
    over = view.period.end == Period(year=view.period.year).end and running_year(view) is None
    return judge(used, planned, higher_is_better=False) if over else Judgement.NONE


def _sentence(view: View, used: int, planned: int, ahead: Forecast | None) -> str:
    moment, year = moment_of(view), Period(year=view.period.year)
    share = f" ({percent(used / planned)} van {euro(planned)} begroot)" if planned else ""
    said = f"Tot en met {month_year(moment)} is {euro(used)} uitgegeven{share}."
    if moment < year.end:
        said += f" Van het jaar is {percent(year.elapsed(moment))} voorbij."
    if ahead:
        part = f", {percent(ahead.expected / planned)} van de begroting" if planned else ""
        return said + f" Verwacht in heel {year.year}: {spread(ahead, euro)}{part}."
    if moment == year.end and used != planned:
        rest = (
            f"Niet besteed: {euro(planned - used)}" if used < planned else f"Meer dan begroot: {euro(used - planned)}"
        )
        said += f" {rest}."
    return said


def _records(
    view: View, monthly: list[tuple[Period, int]], planned: int, ahead: Forecast | None
) -> list[dict[str, Any]]:
    records = []
    known = dict(monthly)
    for month in Period(year=view.period.year).split(Grain.MONTH):
        records.append(_row("path", "Begroting, gelijk verdeeld", month, planned * month.number / 12))
        if month in known:
            records.append(_row("now", "Uitgegeven", month, known[month]))
        if ahead and month.number == 12:
            records.append(_row("expected", "Verwacht", month, ahead.expected) | {"low": ahead.low, "high": ahead.high})
    return records


def _row(series: str, label: str, month: Period, value: float) -> dict[str, Any]:
    name = f"{MONTHS_SHORT[month.number - 1]} {month.year}"
    return {"series": series, "series_label": label, "category": month.code, "label": name, "value": value}


def _notes(view: View, ahead: Forecast | None) -> tuple[str, ...]:
    notes = ["Op koers betekent hier: de (verwachte) uitgaven blijven binnen de begroting."]
    free = sum(line.amount_cents for line in budget(view) if line.unallocated)
    if free:
        notes.append(f"Van de begroting heet {euro(free)} 'nadere invulling': daar staat geen post bij.")
    if ahead:
        notes.append("De verwachting gaat ervan uit dat de rest van het jaar gaat zoals de maanden die voorbij zijn.")
    return tuple(notes) + whole_year(view)
