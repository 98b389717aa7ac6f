"""Which areas, periods and tables the unknown cells lie in, for everything that was published together."""

from dataclasses import dataclass

from domain.areas import Level
from domain.cells import EVERYTHING, TOTAL, Status
from domain.periods import Grain, Period, parse_period
from publishing.attack.facts import Places, Publication, is_rest, places_of
from publishing.attack.tables import HUB, INTAKES, REFERRING, STEP_NAMES, STEPS, groups
from publishing.attack.timeline import Timeline, timeline_of

BROAD = (Grain.YEAR, Grain.HALF)


@dataclass(frozen=True, kw_only=True, eq=False)
class Universe:
    """`years`: with their halves; `months`: halves that are told by quarter or month; `since`: the period since the
    start by municipality; `steps`: the steps of each municipality's trajectory, None where nobody told; `waits`: as
    in Publication.
    """

    publications: tuple[Publication, ...]
    places: Places
    timeline: Timeline
    tables: tuple[str, ...]
    intakes: bool
    years: tuple[Period, ...]
    months: tuple[Period, ...]
    since: dict[str, str]
    steps: dict[str, tuple[str, ...] | None]
    waits: dict[str, dict[str, int]]

    @property
    def broad(self) -> tuple[Period, ...]:
        return tuple(p for year in self.years for grain in BROAD for p in year.split(grain))

    @property
    def areas(self) -> tuple[str, ...]:
        """Regions and municipalities."""
        return (*self.places.regions, *self.places.municipalities)

    def steps_of(self, area: str) -> tuple[str, ...] | None:
        return self.steps.get(self.home(area))

    def steps_in(self, area: str) -> tuple[str, ...] | None:
        """Of a region those of any of its municipalities: what none of them does is no cell of it."""
        told = [self.steps.get(home) for home in self.homes(area)]
        every = {step for steps in told for step in steps or ()}
        return None if None in told else tuple(step for step in STEP_NAMES if step in every)

    def homes(self, area: str) -> tuple[str, ...]:
        """The municipalities of a region; of any other area its own."""
        if self.places.level.get(area) is Level.REGION:
            return self.places.parts.get(area, ())
        return (self.home(area),)

    def home(self, area: str) -> str:
        """The municipality of a village; any other area itself."""
        return next((m for m in self.since if area in self.places.villages(m)), area)


def universe_of(publications: tuple[Publication, ...]) -> Universe:
    places, timeline = places_of(publications), timeline_of(publications)
    facts = [fact for publication in publications for fact in publication.facts]
    periods = {fact.period: parse_period(fact.period) for fact in facts}
    since = _since(publications, places)
    years = {p.year for p in periods.values() if p.grain is not Grain.START}
    if any(publication.day for publication in publications):
        starts = [parse_period(code).year for code in since.values()]
        years |= {year for start in starts for year in range(start, timeline.days[-1].year + 1)}
    spoken = {fact.table for fact in facts if fact.table != REFERRING}
    told = {period for period in periods.values() if period.grain in (Grain.QUARTER, Grain.MONTH)}
    halves = {Period(year=p.year, grain=Grain.HALF, number=1 + (p.start.month > 6)) for p in told}
    return Universe(
        publications=publications,
        places=places,
        timeline=timeline,
        tables=groups(spoken),
        intakes=INTAKES in spoken,
        years=tuple(Period(year=year) for year in sorted(years)),
        months=tuple(sorted(halves)),
        since=since,
        steps=_steps(publications, places),
        waits={area: days for publication in publications for area, days in publication.waits.items()},
    )


def _since(publications: tuple[Publication, ...], places: Places) -> dict[str, str]:
    """The period since the start of each municipality, from its own facts or those of its villages."""
    found: dict[str, str] = {}
    inside = {v: m for m in places.municipalities for v in (m, *places.villages(m))}
    for fact in (fact for publication in publications for fact in publication.facts):
        if parse_period(fact.period).grain is Grain.START:
            for area in fact.area.split("+"):
                if area in inside:
                    found.setdefault(inside[area], fact.period)
    return found


def _steps(publications: tuple[Publication, ...], places: Places) -> dict[str, tuple[str, ...] | None]:
    """Of each municipality the steps that it shows or hides one by one."""
    told: dict[str, set[str]] = {}
    inside = {v: m for m in places.municipalities for v in (m, *places.villages(m))}
    for fact in (fact for publication in publications for fact in publication.facts):
        if fact.table == STEPS and fact.category not in (TOTAL, EVERYTHING) and fact.status != Status.NO_DATA.value:
            step = fact.category.split("|")[0]
            if step in STEP_NAMES:
                told.setdefault(inside.get(fact.area, fact.area), set()).add(step)
    return {m: tuple(s for s in STEP_NAMES if s in told[m]) if m in told else None for m in places.municipalities}


def absent(universe: Universe, publication: Publication) -> set[tuple[str, str]]:
    """Areas and periods of which the publication itself tells that there is nothing: not delivered, or no row."""
    hub = [fact for fact in publication.facts if fact.table == HUB and fact.category == TOTAL]
    empty = {(fact.area, fact.period) for fact in hub if fact.status == Status.NO_DATA.value}
    if not publication.complete:
        return empty
    told = {(fact.area, fact.period) for fact in publication.facts}
    merged = {part for fact in publication.facts if "+" in fact.area for part in fact.area.split("+")}
    grains = {parse_period(period).grain for _, period in told}
    every = {(m, p.code) for m in universe.places.municipalities for p in universe.broad if p.grain in grains}
    every |= {
        (village, code)
        for m, code in universe.since.items()
        for village in universe.places.villages(m)
        if universe.places.level[village] is Level.VILLAGE and not is_rest(village)
    }
    return empty | {slot for slot in every - told if slot[0] not in merged}
