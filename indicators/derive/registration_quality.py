"""How well the registrations of a municipality are filled in: for its coordinator only, never released."""

from typing import TYPE_CHECKING, Any

from domain.areas import Level
from domain.cells import Origin, Status
from domain.dutch import listing, number, percent, plural
from domain.periods import Grain, Period
from domain.results import Result, Shape
from indicators.derive.common import delivery_notes, empty, result, rows, sentence_of
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

TABLE = "quality"
CLOSED = "De kwaliteit van de registratie ziet alleen de coördinator van de gemeente zelf."
NONE = "Over deze periode is geleverd, en er waren geen verwijzingen."
QUIET = "Zonder verwijzingen, en daarom niet getekend: {months}."


def registration_quality(view: View, indicator: "Indicator") -> Result:
    """COLUMNS by month: the share of fields that is filled in; a month that was not delivered has no data, not 0%."""
    if view.cells.origin is not Origin.LIVE or view.area.level is not Level.MUNICIPALITY:
        return empty(view, indicator, Status.HIDDEN, CLOSED)
    hub = view.cell(TABLE)
    if not hub.shown:
        return empty(view, indicator, hub.status, sentence_of(view, hub.status))
    asked, filled, late, wrong = (view.cell(TABLE, c).count or 0 for c in ("asked", "filled", "late", "contradictory"))
    if not asked:
        return result(view, indicator, shape=Shape.COLUMNS, sentence=NONE, n=0, base=0)
    months, quiet = _months(view)
    said = f"Van de gegevens die de cijfers nodig hebben, is {percent(filled / asked)} ingevuld. {_also(late, wrong)}"
    notes = (QUIET.format(months=listing(quiet)),) if quiet else ()
    return result(
        view, indicator, shape=Shape.COLUMNS, value=filled / asked, base=asked, n=hub.count, sentence=said,
        rows=rows(months), notes=delivery_notes(view) + notes,
    )  # fmt: skip


def _also(late: int, wrong: int) -> str:
    if not late and not wrong:
        return "Geen stap is over tijd, en niets spreekt elkaar tegen."
    first = (
        f"Bij {plural(late, 'verwijzing', 'verwijzingen')} is een stap over tijd" if late else "Geen stap is over tijd"
    )
    verb = f"bij {number(wrong)} spreken gegevens elkaar tegen" if wrong else "niets spreekt elkaar tegen"
    return f"{first}, en {verb}."


def _months(view: View) -> tuple[list[dict[str, Any]], list[str]]:
    """A row for each month up to the data date, and the names of months in which nobody was referred."""
    found, quiet = [], []
    for month in view.period.split(Grain.MONTH):
        if month.start > view.state.data_date:
            continue
        made = _month(view, month)
        if made is None:
            quiet.append(month.label)
        else:
            found.append(made)
    return found, quiet


def _month(view: View, month: Period) -> dict[str, Any] | None:
    hub = view.cell(TABLE, period=month)
    label = {"category": month.code, "label": month.label}
    if not hub.shown:
        return {**label, "status": hub.status.value}
    asked, filled = (view.cell(TABLE, category, period=month).count or 0 for category in ("asked", "filled"))
    return {**label, "count": filled, "base": asked, "value": filled / asked} if asked else None
