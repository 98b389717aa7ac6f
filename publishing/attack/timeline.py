"""Data dates as versions of the figures: running periods grow from one to the next, closed ones are frozen."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from domain.cells import OTHER
from domain.periods import Period, parse_period
from publishing.attack.facts import Figure, Publication

UNDATED = date(9999, 12, 30)
"""For pages of which no data date is known and no release to hold them against: all there is is closed."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Timeline:
    """`days`: the data dates in order; `restated`: from which of them on closed periods were counted anew."""

    days: tuple[date, ...]
    restated: tuple[int, ...]

    @cached_property
    def _places(self) -> dict[date, int]:
        return {day: place for place, day in enumerate(self.days)}

    def version(self, period: str, day: date | None) -> int:
        """The version of a figure of that period on that day: for a closed period the first that has it closed."""
        return self.frozen(period, self._places[day or self.days[-1]])

    def frozen(self, period: str, place: int) -> int:
        end = parse_period(period).end
        first = max((r for r in self.restated if r <= place), default=0)
        closed = [v for v in range(first, place + 1) if end <= self.days[v]]
        return closed[0] if closed else place

    def begun(self, period: Period, place: int) -> bool:
        return period.start <= self.days[place]

    def running(self, period: str, place: int) -> bool:
        return parse_period(period).end > self.days[place]


def timeline_of(publications: tuple[Publication, ...]) -> Timeline:
    """Closed periods count as restated from a publication on in which one of their numbers differs from before."""
    known = [p.day for p in publications if p.day] or [UNDATED]
    days = {*known, *(day for p in publications for day in p.dates.values())}
    order = tuple(sorted(days))
    told: dict[tuple[Figure, str], int] = {}
    restated = set()
    for publication in publications:
        for fact in publication.facts:
            day = publication.day_of(fact) or order[-1]
            if not fact.shown or fact.low is None or fact.low != fact.high or OTHER in fact.category:
                continue
            if parse_period(fact.period).end > day:
                continue
            if told.setdefault((fact.figure, fact.category), fact.low) != fact.low:
                restated.add(order.index(day))
                told[fact.figure, fact.category] = fact.low
    return Timeline(days=order, restated=tuple(sorted(restated)))
