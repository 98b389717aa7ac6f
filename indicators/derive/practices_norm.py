"""Participating practices counted in norm practices: large and small ones alike by their patients."""

from typing import TYPE_CHECKING

from domain.cells import Status
from domain.dutch import number
from domain.results import Result, Shape
from indicators.derive.common import empty, result, rows
from indicators.derive.practice_bars import by_municipality
from indicators.derive.registered import NORM_PRACTICE, Registered, no_patients, registered, unknown
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator


def practices_norm(view: View, indicator: "Indicator") -> Result:
    """BARS by municipality: norm practices taking part, with all norm practices as `reference`."""
    now = registered(view)
    if now is None or not now.patients:
        return empty(view, indicator, Status.NO_DATA, unknown(view) if now is None else no_patients(view))
    return result(
        view, indicator, shape=Shape.BARS, value=_participating(now), base=_every(now), n=now.participating,
        n_label="praktijken", decimals=1, reference_label="alle normpraktijken",
        rows=rows(by_municipality(view, _participating, _every, reference=True)),
        sentence=f"De praktijken die meedoen zijn samen {number(_participating(now), 1)} normpraktijken, van de "
        f"{number(_every(now), 1)} {now.where}. Eén normpraktijk is {number(NORM_PRACTICE)} ingeschreven patiënten.",
    )  # fmt: skip


def _participating(known: Registered) -> float:
    return known.patients_participating / NORM_PRACTICE


def _every(known: Registered) -> float:
    return known.patients / NORM_PRACTICE
