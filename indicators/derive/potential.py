"""The number of referrals that is possible: a share of the registered patients. A potential, never an aim."""

from dataclasses import dataclass

from domain.agreements import Target
from domain.dutch import number, percent
from domain.periods import Period
from indicators.derive.registered import registered
from indicators.view import View

KEY = "referrals_potential"


@dataclass(frozen=True, kw_only=True)
class Potential:
    """`value`: referrals possible in the whole period. `words`: the share and the denominator, for a sentence."""

    value: float
    share: float
    patients: float
    words: str
    source: str


def potential(view: View, period: Period | None = None) -> Potential | None:
    """For the area and period, scaled to the part of a year.

    None without a share, without registered patients, or where the length of the period is not fixed.
    """
    chosen = period or view.period
    set_by = next(iter(view.agreements.targets_of(KEY, "NL", "potential")), None)
    base = registered(view, chosen)
    if set_by is None or set_by.value is None or base is None or not base.patients or not chosen.months:
        return None
    return Potential(
        value=set_by.value * base.patients * chosen.months / 12, share=set_by.value, patients=base.patients,
        words=f"{percent(set_by.value, 1)} van {number(base.patients)} ingeschreven patiënten {base.where}",
        source=set_by.source,
    )  # fmt: skip


def stated(view: View) -> Target | None:
    """The number a document of the area itself prints for a whole year, where it does."""
    return next(iter(view.agreements.targets_of(KEY, view.area.code, "potential_stated")), None)
