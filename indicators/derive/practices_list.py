"""Each practice with its referrals: only for the coordinator of the municipality, never released."""

from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from domain.areas import Level
from domain.cells import Origin, Status
from domain.dutch import day_short, number, plural
from domain.results import Result, Shape
from indicators.derive.common import delivery_notes, empty, result, rows
from indicators.derive.takes_part import not_taking_part
from indicators.derive.words import when
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

CLOSED = "Cijfers per praktijk ziet alleen de coördinator van de gemeente zelf."
NO_PRACTICES = "In deze periode is er geen praktijk die meedoet of heeft verwezen."


def practices_list(view: View, indicator: "Indicator") -> Result:
    """BARS by practice, most referrals first; the label also tells the day of the last referral."""
    if view.cells.origin is not Origin.LIVE or view.area.level is not Level.MUNICIPALITY:
        return empty(view, indicator, Status.HIDDEN, CLOSED)
    hub = view.cell("referrals")
    found = _referred(view)
    if not hub.shown and not found:
        sentence = not_taking_part(view)
        return (
            empty(view, indicator, hub.status, sentence)
            if sentence
            else empty(view, indicator, hub.status, NO_PRACTICES)
        )
    patients = _participants(view)
    codes = sorted({*found, *patients}, key=lambda code: (-found.get(code, (0, 0.0))[0], code))
    return result(
        view, indicator, shape=Shape.BARS, value=sum(n for n, _ in found.values()),
        n=sum(n for n, _ in found.values()),
        rows=rows([_record(view, code, found.get(code), patients.get(code)) for code in codes]),
        notes=delivery_notes(view),
        sentence=_sentence(view, len(found), sum(1 for code in patients if code not in found), len(patients)),
    )  # fmt: skip


def _sentence(view: View, referring: int, silent: int, participating: int) -> str:
    said = f"{plural(referring, 'praktijk heeft', 'praktijken hebben')} {when(view)} iemand verwezen."
    if participating:
        verb = "heeft" if silent == 1 else "hebben"
        said += f" Van de {plural(participating, 'deelnemende praktijk', 'deelnemende praktijken')} {verb} er "
        said += f"{number(silent)} niemand verwezen."
    return said


def _referred(view: View) -> dict[str, tuple[int, float]]:
    """Referrals and ordinal day of the last one, by practice code."""
    shown = view.rows("practices.referrals").filter((pl.col("status") == Status.SHOWN) & (pl.col("category") != ""))
    return {r["category"]: (r["count"], r["sum"]) for r in shown.iter_rows(named=True)}


def _participants(view: View) -> dict[str, float | None]:
    """Registered patients by code of each practice that takes part at the period's end."""
    return {r["category"]: r["sum"] for r in view.rows("practices.participant").iter_rows(named=True)}


def _record(view: View, code: str, referred: tuple[int, float] | None, patients: float | None) -> dict[str, Any]:
    count, last = referred or (0, 0.0)
    latest = f"laatst {day_short(date.fromordinal(int(last)))}" if count else "geen verwijzing"
    label = f"{view.agreements.practice_names.get(code, code)} ({latest})"
    return {"category": code, "label": label, "count": count, "value": count, "base": patients}
