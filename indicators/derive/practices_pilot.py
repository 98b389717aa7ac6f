"""Referrals from pilot practices and other practices, as a document prints them."""

from typing import TYPE_CHECKING

from domain.agreements import Statement
from domain.cells import Status
from domain.dutch import number, plural
from domain.results import Layer, Result, Shape
from indicators.derive.common import empty, result, rows
from indicators.derive.words import contradictions
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

ELSEWHERE = "Voor {name} is geen vergelijking van pilotpraktijken met andere praktijken gepubliceerd."
NO_PERIOD = "Het document noemt geen periode. Daarom tonen we geen aantal per praktijk of per jaar."


def practices_pilot(view: View, indicator: "Indicator") -> Result:
    """BARS: referrals of both groups, `base` their practices. No period is given, so no rate and no mean is drawn."""
    own = {s.key: s for s in view.agreements.statements if s.area == view.area.code}
    pilot, other = _number(own, "mei_referrals_pilot"), _number(own, "mei_referrals_other")
    few, many = _number(own, "mei_practices_pilot"), _number(own, "mei_practices_other")
    if pilot is None or other is None or few is None or many is None:
        return empty(view, indicator, Status.NO_DATA, ELSEWHERE.format(name=view.area.name))
    total = _number(own, "mei_referrals_total")
    return result(
        view, indicator, shape=Shape.BARS, value=total if total is not None else pilot + other, n=pilot + other,
        period_label="geen periode genoemd", layers=(Layer.PUBLISHED,), sources=(own["mei_referrals_pilot"].source,),
        rows=rows([_row("pilot", "Pilotpraktijken", pilot, few), _row("other", "Andere praktijken", other, many)]),
        sentence=f"{plural(pilot, 'verwijzing', 'verwijzingen')} uit {plural(few, 'pilotpraktijk', 'pilotpraktijken')} "
        f"en {number(other)} uit {number(many)} andere praktijken, samen {number(pilot + other)}.",
        notes=(NO_PERIOD, *contradictions(view, "mei_period")),
    )  # fmt: skip


def _number(own: dict[str, Statement], key: str) -> int | None:
    found = own.get(key)
    return int(found.value) if found and found.value else None


def _row(category: str, label: str, count: int, practices: int) -> dict[str, object]:
    return {"category": category, "label": f"{label} ({practices})", "count": count, "value": count, "base": practices}
