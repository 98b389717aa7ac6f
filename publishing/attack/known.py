"""What was published, put into the system: counts, shares, rests, sentences, means and medians, referring practices."""

from collections import defaultdict
from dataclasses import dataclass

from domain.cells import OTHER, TOTAL
from publishing.attack.errors import AttackError
from publishing.attack.facts import Fact, Publication
from publishing.attack.moments import Known, mean_of_ages, median_of_ages
from publishing.attack.system import System
from publishing.attack.tables import (
    AGES,
    CELLS,
    DAYS,
    GENDER_TABLE,
    HUB,
    INTAKES,
    REFERRING,
    SENTENCE,
    STEPS,
    Cell,
    fine_of,
)
from publishing.attack.universe import Universe

FEWEST, FEWEST_QUARTILE = 10, 20
"""Referrals that a published mean or median, and a published quartile, rest on at least."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Told:
    """The facts of one figure (table, area, period), with the places of its cells."""

    version: int
    areas: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def table(self) -> str:
        return self.facts[0].table

    def cells(self, table: str, *categories: str) -> list[Cell]:
        """The finest cells that a published number is the sum of."""
        period = self.facts[0].period
        return [Cell(self.version, area, period, table, c) for area in self.areas for c in categories]


def apply_facts(system: System, universe: Universe) -> None:
    """Raises ContradictionError, and AttackError for a category that its table does not have."""
    for publication in universe.publications:
        for told in _figures(universe, publication):
            if told.table == REFERRING:
                _referring(system, told)
            elif told.table in (AGES, DAYS):
                _moments(system, universe, told)
            else:
                _counts(system, told)


def _figures(universe: Universe, publication: Publication) -> list[Told]:
    """Hidden rows tell nothing by themselves; an area that is not in the tree cannot be placed."""
    by_figure: dict[object, list[Fact]] = defaultdict(list)
    for fact in publication.facts:
        if fact.shown and set(fact.area.split("+")) <= set(universe.places.level):
            by_figure[fact.figure, publication.day_of(fact)].append(fact)
    return [
        Told(
            version=universe.timeline.version(facts[0].period, publication.day_of(facts[0])),
            areas=tuple(facts[0].area.split("+")),
            facts=tuple(facts),
        )
        for facts in by_figure.values()
    ]


def _counts(system: System, told: Told) -> None:
    covered = {fine for fact in told.facts for fine in fine_of(told.table, fact.category)}
    for fact in told.facts:
        if fact.category == TOTAL:
            cells = told.cells(INTAKES if told.table == INTAKES else HUB, TOTAL)
        elif fact.category.endswith(OTHER):
            rest = [
                c for c in CELLS[told.table] if c not in covered and c.startswith(fact.category.removesuffix(OTHER))
            ]
            cells = told.cells(told.table, *rest)
        elif told.table == GENDER_TABLE and SENTENCE.match(fact.category):
            _sentence(system, told, fact)
            continue
        else:
            cells = told.cells(told.table, *fine_of(told.table, fact.category))
            if not cells:
                raise AttackError(f'De tabel {told.table} heeft geen categorie "{fact.category}".')
        _between(system, cells, fact)


def _between(system: System, cells: list[Cell], fact: Fact) -> None:
    if fact.low is None and fact.high is None:
        return
    if len(cells) == 1:
        system.narrow(cells[0], fact.low, fact.high)
    else:
        system.add([(cell, 1) for cell in cells], fact.low, fact.high)


def _sentence(system: System, told: Told, fact: Fact) -> None:
    """`female>1/2`: more than half; `female>=2/3`: two thirds or more."""
    said = SENTENCE.match(fact.category)
    assert said  # noqa: S101
    part, whole = int(said["part"]), int(said["whole"])
    terms = [(cell, whole) for cell in told.cells(GENDER_TABLE, *fine_of(GENDER_TABLE, said["who"]))]
    least = 1 if said["sign"] == ">" else 0
    system.add([*terms, *((cell, -part) for cell in told.cells(HUB, TOTAL))], least, None)


def _referring(system: System, told: Told) -> None:
    """Each referring practice referred someone; without one there is no referral."""
    for fact in told.facts:
        if fact.low is not None and fact.category == TOTAL:
            cells = [(cell, 1) for cell in told.cells(HUB, TOTAL)]
            system.add(cells, fact.low, 0 if fact.high == 0 else None)


def _moments(system: System, universe: Universe, told: Told) -> None:
    totals = [fact for fact in told.facts if fact.category == TOTAL]
    for fact in totals:
        _between(system, told.cells(HUB, TOTAL), fact)
    values = {fact.category: fact for fact in told.facts if fact.value is not None}
    if not values:
        return
    if told.table == DAYS:
        steps = [universe.steps_of(area) for area in told.areas]
        fewest = FEWEST_QUARTILE if {"p25", "p75"} & set(values) else FEWEST
        if all(known and "intake" in known for known in steps) or set(told.areas) <= set(universe.places.regions):
            system.add([(cell, 1) for cell in told.cells(STEPS, "intake")], fewest, None)
        return
    for area in told.areas:
        known = Known(version=told.version, area=area, period=told.facts[0].period, fewest=FEWEST)
        for category, fact in values.items():
            if category == "mean":
                mean_of_ages(system, known, fact)
            elif category == "median":
                median_of_ages(system, known, fact)
