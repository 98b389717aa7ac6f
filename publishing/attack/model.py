"""The system of everything an outsider knows: definitions, sums over areas and periods, and what was published."""

from collections.abc import Iterable, Iterator

from domain.areas import Level
from domain.cells import TOTAL
from domain.periods import Grain, Period, parse_period
from publishing.attack.definitions import apply_definitions
from publishing.attack.facts import is_rest
from publishing.attack.known import apply_facts
from publishing.attack.stars import star
from publishing.attack.system import System
from publishing.attack.tables import CELLS, GROWING, HUB, INTAKES, Cell, Increment
from publishing.attack.universe import Universe, absent

Slot = tuple[int, str, str]
"""Version, area, period."""


def build(universe: Universe, *, stern: bool = False) -> System:
    """Cells are named by Cell and Increment. Raises ContradictionError where two facts exclude each other."""
    system = System()
    done: set[object] = set()
    for place in range(len(universe.timeline.days)):
        for whole, parts in _sums(universe, place):
            if (whole, parts) not in done:
                done.add((whole, parts))
                for table, category in _tables(universe, whole, parts):
                    system.sums((Cell(*part, table, category) for part in parts), Cell(*whole, table, category))
        for slot in stars(universe, place):
            if slot not in done:
                done.add(slot)
                leaf = universe.places.level[slot[1]] is not Level.REGION
                hub = Cell(*slot, HUB, TOTAL)
                star(system, hub, universe.tables, universe.steps_of(slot[1]), leaf=leaf, stern=stern)
    for place in range(1, len(universe.timeline.days)):
        _growth(system, universe, place)
    _nothing(system, universe)
    apply_definitions(system, universe)
    apply_facts(system, universe)
    return system


def stars(universe: Universe, place: int) -> Iterator[Slot]:
    """The areas and periods that have every table, in one version."""
    for area in universe.areas:
        for period in universe.broad:
            if universe.timeline.begun(period, place):
                yield _slot(universe, place, area, period.code)
    for municipality, code in universe.since.items():
        for village in universe.places.villages(municipality):
            yield _slot(universe, place, village, code)


def _tables(universe: Universe, whole: Slot, parts: tuple[Slot, ...]) -> list[tuple[str, str]]:
    """Table and category of each cell that the areas and periods of a sum have."""
    grain = parse_period(parts[0][2]).grain if parts[0][1] == whole[1] else parse_period(whole[2]).grain
    if grain in (Grain.QUARTER, Grain.MONTH):  # known by their totals only
        return [(HUB, TOTAL)]
    cells = [(table, category) for table in universe.tables for category in CELLS[table]]
    # Intakes count by their own date: they add up like the rest, but have no cells since a start.
    return [*cells, (INTAKES, TOTAL)] if universe.intakes and grain is not Grain.START else cells


def _slot(universe: Universe, place: int, area: str, period: str) -> Slot:
    return (universe.timeline.frozen(period, place), area, period)


def _sums(universe: Universe, place: int) -> Iterator[tuple[Slot, tuple[Slot, ...]]]:
    """Which area and period is the sum of which others."""

    def slot(area: str, period: str) -> Slot:
        return _slot(universe, place, area, period)

    finer = [p for half in universe.months for grain in (Grain.QUARTER, Grain.MONTH) for p in half.split(grain)]
    for period in _begun(universe, place, [*universe.broad, *finer]):
        for region in universe.places.regions:
            if inside := universe.places.parts.get(region):
                yield slot(region, period.code), tuple(slot(m, period.code) for m in inside)
    for area in universe.areas:
        for year in _begun(universe, place, universe.years):
            halves = _begun(universe, place, year.split(Grain.HALF))
            yield slot(area, year.code), tuple(slot(area, half.code) for half in halves)
    for area in universe.areas:
        for half in _begun(universe, place, universe.months):
            for whole, grain in [(half, Grain.QUARTER), *((q, Grain.MONTH) for q in half.split(Grain.QUARTER))]:
                parts = _begun(universe, place, whole.split(grain))
                if parts:
                    yield slot(area, whole.code), tuple(slot(area, part.code) for part in parts)
    yield from _since(universe, place)


def _since(universe: Universe, place: int) -> Iterator[tuple[Slot, tuple[Slot, ...]]]:
    for municipality, code in universe.since.items():
        whole = _slot(universe, place, municipality, code)
        if villages := universe.places.villages(municipality):
            yield whole, tuple(_slot(universe, place, v, code) for v in villages)
        if any(publication.day for publication in universe.publications):
            years = [y for y in _begun(universe, place, universe.years) if y.year >= parse_period(code).year]
            yield whole, tuple(_slot(universe, place, municipality, y.code) for y in years)


def _begun(universe: Universe, place: int, periods: Iterable[Period]) -> list[Period]:
    return [period for period in periods if universe.timeline.begun(period, place)]


def _growth(system: System, universe: Universe, place: int) -> None:
    """What is registered once can only grow from one data date to the next, while the period runs."""
    tables = [(table, category) for table in universe.tables if table in GROWING for category in CELLS[table]]
    slots = {(area, period) for _, area, period in stars(universe, place - 1)} | set(universe.since.items())
    for area, period in sorted(slots):
        if not universe.timeline.running(period, place - 1):
            continue
        before, after = _slot(universe, place - 1, area, period), _slot(universe, place, area, period)
        for table, category in tables:
            later = Cell(*after, table, category)
            system.sums([Cell(*before, table, category), Increment(before[0], later)], later)


def _nothing(system: System, universe: Universe) -> None:
    for publication in universe.publications:
        for area, period in absent(universe, publication):
            if area in universe.places.level and not is_rest(area):
                version = universe.timeline.version(period, publication.day)
                system.fix(Cell(version, area, period, HUB, TOTAL), 0)
