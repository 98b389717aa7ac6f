"""The cells that are asked after: every cell of the catalogue that was not shown, and every increment."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from domain.cells import TOTAL
from domain.periods import Grain
from publishing.attack.facts import Fact, is_rest
from publishing.attack.model import stars
from publishing.attack.system import System
from publishing.attack.tables import CELLS, FINE, HUB, INTAKES, PEOPLE, STEPS, Cell, Increment, fine_of
from publishing.attack.universe import Universe, absent


@dataclass(frozen=True, kw_only=True)
class Target:
    """`name`: the cell in the system, or an Increment of it. `shown`: the count that was published for it."""

    name: Hashable
    cell: Cell
    shown: int | None = None

    @property
    def grows(self) -> bool:
        return isinstance(self.name, Increment)


def targets(system: System, universe: Universe) -> list[Target]:
    """In a fixed order. Adds cells to the system for coarser categories that were hidden."""
    found = {target.name: target for target in _cells(system, universe)}
    slots = {(t.cell.area, t.cell.period) for t in found.values() if t.cell.table == HUB}
    for name in [name for name in system.names if isinstance(name, Increment)]:
        after = name.after
        if (after.area, after.period) in slots and (_since_total_only(universe, after) or after.category == TOTAL):
            found[name] = Target(name=name, cell=after)
    return sorted(found.values(), key=lambda t: (t.cell, t.grows, str(t.name)))


def _since_total_only(universe: Universe, cell: Cell) -> bool:
    """A municipality has one cell since its start: the total."""
    return universe.since.get(cell.area) != cell.period


def _cells(system: System, universe: Universe) -> Iterator[Target]:
    for publication in universe.publications:
        counts = {(*f.figure, f.category): f for f in publication.facts}
        told = {(fact.area, fact.period) for fact in publication.facts if fact.table in PEOPLE}
        empty = absent(universe, publication)
        place = universe.timeline.days.index(publication.day or universe.timeline.days[-1])
        for cell in _catalogue(universe, place):
            if is_rest(cell.area) or (cell.area, cell.period) in empty or (cell.area, cell.period) not in told:
                continue
            shown = _shown(counts.get((cell.table, cell.area, cell.period, cell.category)))
            if (cell.table, cell.area, cell.period) in publication.dates:
                shown = None  # an older figure: of this data date nothing was told
            yield Target(name=cell, cell=cell, shown=shown)
        yield from _coarse(system, universe, publication.facts, place)


def _catalogue(universe: Universe, place: int) -> Iterator[Cell]:
    for version, area, code in stars(universe, place):
        for table in universe.tables:
            for category in CELLS[table]:
                step = category.split("|")[0]
                if table != STEPS or step in (universe.steps_in(area) or (step,)):
                    yield Cell(version, area, code, table, category)
        if universe.intakes and universe.since.get(universe.home(area)) != code:
            yield Cell(version, area, code, INTAKES, TOTAL)
    for municipality, code in universe.since.items():
        yield Cell(universe.timeline.frozen(code, place), municipality, code, HUB, TOTAL)
    for half in universe.months:
        for period in (p for grain in (Grain.QUARTER, Grain.MONTH) for p in half.split(grain)):
            if universe.timeline.begun(period, place):
                for area in universe.areas:
                    yield Cell(universe.timeline.frozen(period.code, place), area, period.code, HUB, TOTAL)


def _coarse(system: System, universe: Universe, facts: tuple[Fact, ...], place: int) -> Iterator[Target]:
    """Coarser categories of tables that were published in that form, hidden ones as well."""
    for fact in facts:
        if fact.category in FINE.get(fact.table, {}) and fact.category not in CELLS[fact.table]:
            if fact.area not in universe.places.level:
                continue
            version = universe.timeline.frozen(fact.period, place)
            cell = Cell(version, fact.area, fact.period, fact.table, fact.category)
            parts = [cell._replace(category=fine) for fine in fine_of(fact.table, fact.category)]
            if cell not in system.number:
                system.sums(parts, cell)
            yield Target(name=cell, cell=cell, shown=_shown(fact))


def _shown(fact: Fact | None) -> int | None:
    return fact.low if fact and fact.shown and fact.low == fact.high else None
