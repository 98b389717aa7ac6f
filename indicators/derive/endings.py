"""How trajectories ended. Not arrived and declined are two things and are never added up."""

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.dutch import number, percent
from domain.results import Result
from indicators.derive.breakdown import make_breakdown, may_run, shown_counts
from indicators.statistics import Interval, wilson
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

TOLD = {
    "started": "is een activiteit gestart",
    "not_arrived": "kwam de inwoner niet aan",
    "declined": "weigerde de inwoner het aanbod",
}


def endings(view: View, indicator: "Indicator") -> Result:
    """The generic breakdown without what still runs; the headline is the share that started an activity."""
    made = make_breakdown(view, indicator)
    if not made.base:
        return made
    counts, base = shown_counts(view, indicator.tables[0]), int(made.base)
    known = {c: counts[c] for c in TOLD if c in counts}
    told = [f"bij {number(n)} {TOLD[c]} ({percent(n / base)})" for c, n in known.items()]
    started = counts.get("started")
    interval = Interval(low=None, high=None) if started is None else wilson(started, base)
    # Running cases that are merged with others cannot be left out: then these are shares of all referrals.
    lead = "Verwijzingen" if may_run(indicator.tables[0], counts) else "Afgelopen of gestart"
    return replace(
        made, value=None if started is None else started / base, low=interval.low, high=interval.high,
        sentence=f"{lead}: {number(base)}. {_capital('; '.join(told))}." if told else made.sentence,
    )  # fmt: skip


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
