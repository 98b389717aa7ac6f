"""How many practices referred, beside how many take part: two different things."""

from typing import TYPE_CHECKING

from domain.cells import Status
from domain.dutch import number, plural
from domain.periods import Grain
from domain.results import Result, Shape
from indicators.derive.common import empty, result, rows, sentence_of
from indicators.derive.registered import Registered, registered
from indicators.derive.takes_part import not_taking_part
from indicators.derive.words import when
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

DIFFERENCE = (
    "Deelnemend zonder verwijzing is een verschil van twee aantallen. Een praktijk die verwees, kan zijn gestopt."
)
TOO_MANY = "Er verwezen meer praktijken dan er aan het eind van de periode meedoen. Daarom tonen we geen verschil."
BY_HALF_YEAR = "Het aantal verwijzende praktijken tonen we alleen per jaar en per halfjaar."


def practices_referring(view: View, indicator: "Indicator") -> Result:
    """BARS: participating, referring and their difference. The number is a declared exception of the protection."""
    if view.released and view.period.grain in (Grain.QUARTER, Grain.MONTH):
        return empty(view, indicator, Status.HIDDEN, BY_HALF_YEAR)
    status, count = _referring(view)
    if count is None:
        return empty(view, indicator, status, not_taking_part(view) or sentence_of(view, status))
    now = registered(view)
    silent = now.participating - count if now and now.participating >= count else None
    parts = [("referring", "Verwijzende praktijken", count)]
    if now:
        parts = [("participating", "Deelnemende praktijken", now.participating), *parts]
    if silent is not None:
        parts.append(("silent", "Deelnemend zonder verwijzing", silent))
    return result(
        view, indicator, shape=Shape.BARS, value=count, base=now.participating if now else None, n=count,
        n_label="praktijken", notes=_notes(now, silent),
        rows=rows([{"category": c, "label": label, "count": n, "value": n} for c, label, n in parts]),
        sentence=_sentence(view, count, now.participating if now else None, silent),
    )  # fmt: skip


def _referring(view: View) -> tuple[Status, int | None]:
    """None with its status where not known. Live no row at all means none, where the referrals themselves are known.

    A release shows the number only beside the total of the same period: there no row at all means hidden.
    """
    cell = view.cell("practices.referring")
    if cell.count is not None:
        return cell.status, cell.count
    if cell.status is not Status.NO_DATA:
        return cell.status, None
    hub = view.cell("referrals")
    if view.released and hub.shown:
        return Status.HIDDEN, None
    return hub.status, 0 if hub.shown else None


def _sentence(view: View, count: int, participating: int | None, silent: int | None) -> str:
    said = f"{plural(count, 'praktijk heeft', 'praktijken hebben')} {when(view)} iemand verwezen."
    if participating is not None:
        said += f" {plural(participating, 'praktijk doet', 'praktijken doen')} mee."
    if silent:
        said += f" Het verschil is {number(silent)}: deelnemend zonder verwijzing."
    return said


def _notes(now: Registered | None, silent: int | None) -> tuple[str, ...]:
    if silent is not None:
        return (DIFFERENCE,)
    return (TOO_MANY,) if now else ()
