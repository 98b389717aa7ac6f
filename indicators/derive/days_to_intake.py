"""Days from the referral to the intake (kennismaking): the middle one and the spread."""

from typing import TYPE_CHECKING, Any

from domain.cells import Status
from domain.dutch import number, plural
from domain.results import Result, Shape
from indicators.derive.breakdown import NONE_AT_ALL
from indicators.derive.common import NOT_YET, delivery_notes, empty, result, rows, sentence_of
from indicators.derive.moments import Moment, moment
from indicators.derive.takes_part import stopped
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

TABLE = "trajectory.days_to_intake"
KINDS = {
    "p25": "Een kwart wachtte zo lang of korter", "median": "Middelste (mediaan)", "mean": "Gemiddeld",
    "p75": "Een kwart wachtte zo lang of langer",
}  # fmt: skip
ONLY_SEEN = "Alleen verwijzingen met een kennismaking tellen mee. Wie nog wacht, zit er niet in."
NONE_YET = "Van geen van de verwijzingen in deze periode is een kennismaking geregistreerd."


def days_to_intake(view: View, indicator: "Indicator") -> Result:
    """`value` is the median in days; `n` the referrals with an intake, None where that number is kept back."""
    missing = stopped(view, indicator, TABLE)
    if missing:
        return missing
    found = {kind: moment(view, TABLE, kind) for kind in KINDS}
    median = found["median"]
    if median is None:
        return _without_intakes(view, indicator)
    if median.value is None:
        return empty(view, indicator, median.status, sentence_of(view, median.status))
    decimals = 0 if median.value == int(median.value) else 1
    return result(
        view, indicator, shape=Shape.BARS, value=median.value, n=median.count, decimals=decimals,
        sentence=_sentence(found, median, decimals), rows=rows([_record(k, m) for k, m in found.items() if m]),
        notes=(*delivery_notes(view), ONLY_SEEN, *_waiting(view)),
    )  # fmt: skip


def _record(kind: str, found: Moment) -> dict[str, Any]:
    return {
        "category": kind, "label": KINDS[kind], "count": found.count, "value": found.value, "status": found.status.value
    }  # fmt: skip


def _sentence(found: dict[str, Moment | None], median: Moment, decimals: int) -> str:
    on = f" Op basis van {plural(median.count, 'verwijzing', 'verwijzingen')}." if median.count is not None else ""
    low, high = found["p25"], found["p75"]
    spread = ""
    if low and high and low.value is not None and high.value is not None:
        spread = f" De middelste helft wachtte {number(low.value)} tot {number(high.value)} dagen."
    days = "dag" if median.value == 1 else "dagen"
    return f"De middelste wachttijd tot de kennismaking was {number(median.value, decimals)} {days}.{spread}{on}"


def _waiting(view: View) -> tuple[str, ...]:
    waiting = view.cell("trajectory.step", "intake|not_yet").count
    return (f"Nog niet bekend: {plural(waiting, 'verwijzing', 'verwijzingen')}.",) if waiting else ()


def _without_intakes(view: View, indicator: "Indicator") -> Result:
    if view.cell("referrals").count == 0:
        return result(view, indicator, shape=Shape.BARS, sentence=NONE_AT_ALL, n=0)
    waiting, missed = (view.cell("trajectory.step", f"intake|{part}").count for part in ("not_yet", "missed"))
    if waiting and missed == 0:
        return empty(view, indicator, Status.NOT_YET_KNOWN, NOT_YET)
    return result(view, indicator, shape=Shape.BARS, sentence=NONE_YET, n=0)
