"""Share of the registered patients who are with a participating practice."""

from typing import TYPE_CHECKING

from domain.cells import Status
from domain.dutch import number, percent
from domain.results import Result, Shape
from indicators.derive.common import empty, result, rows
from indicators.derive.practice_bars import by_municipality
from indicators.derive.registered import Registered, no_patients, registered, unknown
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator


def practices_patients(view: View, indicator: "Indicator") -> Result:
    """BARS by municipality: the share, with the registered patients as `base`."""
    now = registered(view)
    if now is None or not now.patients:
        return empty(view, indicator, Status.NO_DATA, unknown(view) if now is None else no_patients(view))
    return result(
        view, indicator, shape=Shape.BARS, value=_share(now), base=now.patients, n=now.participating,
        n_label="praktijken",
        rows=rows(by_municipality(view, _share, lambda known: known.patients, reference=False)),
        sentence=f"Van de {number(now.patients)} ingeschreven patiënten {now.where} staan er "
        f"{number(now.patients_participating)} ({percent(_share(now))}) bij een praktijk die meedoet.",
    )  # fmt: skip


def _share(known: Registered) -> float | None:
    return known.patients_participating / known.patients if known.patients else None
