"""Zeros that follow from definitions alone, which everyone may know: in a period long past nobody is "not yet"."""

from datetime import timedelta

from domain.periods import parse_period
from publishing.attack.facts import Fact, Publication
from publishing.attack.system import System
from publishing.attack.tables import CONTACT_TABLE, STEPS, Cell
from publishing.attack.timeline import UNDATED
from publishing.attack.universe import Universe

NOT_YET = "not_yet"
CONTACT_DAYS = 14
"""Contact is in time within five working days. These are over after so many days, whatever holidays there are."""
UNTOLD = 183
"""Taken for the days of a step where nobody told them, to judge a published zero by; never used as knowledge."""


def nobody(universe: Universe, cell: Cell, untold: int | None = None) -> bool:
    """Whether the last one of the period has waited longer than a case can be "not yet" on the data date.

    `untold`: the days of a step that nobody told, and a data date that nobody told counts as long after; None: then
    it is not known.
    """
    days, day = _longest(universe, cell, untold), universe.timeline.days[cell.version]
    known = days is not None and (day != UNDATED or untold is not None)
    return known and parse_period(cell.period).end < day - timedelta(days=days or 0)


def zero_by_definition(universe: Universe, publication: Publication, fact: Fact) -> bool:
    """Whether a published number is such a zero."""
    areas = [area for area in fact.area.split("+") if area in universe.places.level]
    version = universe.timeline.version(fact.period, publication.day_of(fact))
    cells = (Cell(version, area, fact.period, fact.table, fact.category) for area in areas)
    return fact.low == fact.high == 0 and bool(areas) and all(nobody(universe, cell, UNTOLD) for cell in cells)


def apply_definitions(system: System, universe: Universe) -> None:
    """Raises ContradictionError where a number was published that cannot be."""
    for name in tuple(system.names):
        if isinstance(name, Cell) and nobody(universe, name):
            system.fix(name, 0)


def _longest(universe: Universe, cell: Cell, untold: int | None) -> int | None:
    """Days after a referral that it may be "not yet"; None for another cell."""
    if cell.table == CONTACT_TABLE:
        return CONTACT_DAYS if cell.category == NOT_YET else None
    step, _, part = cell.category.partition("|")
    if cell.table != STEPS or part != NOT_YET:
        return None
    told = [universe.waits.get(home) for home in universe.homes(cell.area)]
    if not told or None in told:
        return untold
    return max((days[step] for days in told if days and step in days), default=untold)
