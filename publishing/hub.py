"""Which totals are shown: of a region and its municipalities, by year, half-year, quarter and month.

Within a year all periods of one length are shown or none, and never finer than what is shown coarser.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix

from domain.periods import CALENDAR, Grain, parse_period
from publishing.cover import Cover
from publishing.goals import Covered, Goals, Units, Witness
from publishing.insiders import practices_known, settle_insiders, towns_known
from publishing.truth import Place, Truth
from publishing.witness import System, Witnesses

WEIGHT = {Grain.YEAR: 10.0, Grain.HALF: 3.0, Grain.QUARTER: 1.5, Grain.MONTH: 1.0}
REGION_WEIGHT = 3.0


CLOSED: tuple[Callable[[bool, Grain], bool], ...] = (
    lambda wide, grain: False,
    lambda wide, grain: wide and grain in (Grain.MONTH, Grain.QUARTER),
    lambda wide, grain: wide and grain is not Grain.YEAR,
    lambda wide, grain: grain is not Grain.YEAR,
    lambda wide, grain: True,
)
"""What is hidden beforehand, step by step, where a year cannot be settled otherwise: of (a region's, length)."""


class Unit(NamedTuple):
    """What is shown or hidden together: the totals of an area in one year, by one length of period."""

    area: str
    grain: Grain


@dataclass(frozen=True, kw_only=True, eq=False)
class YearOfTotals:
    """`leaves`: municipality and month of each leaf. `goals` and `covered`: the small totals and their witnesses."""

    leaves: tuple[Place, ...]
    places: tuple[Place, ...]
    units: tuple[Unit, ...]
    cover: Cover
    goals: Goals
    covered: Covered
    followed: dict[tuple[tuple[tuple[int, int], ...], str], Witness | None] = field(default_factory=dict)

    @cached_property
    def shown(self) -> frozenset[Place]:
        hidden = {self.units[n] for n in self.cover.hidden}
        return frozenset(p for p in self.places if unit_of(p) not in hidden)


@cache
def unit_of(place: Place) -> Unit:
    return Unit(place[0], parse_period(place[1]).grain)


def settle_year(truth: Truth, year: str, smallest: int, insiders: bool = True, closed: int = 0) -> YearOfTotals:
    """A year at a time: nothing ties one year's totals to another's."""
    leaves = tuple(sorted(p for p in truth.totals if p[0] in truth.municipalities and _in(p, year, Grain.MONTH)))
    areas = (*truth.municipalities, truth.region.code)
    places = tuple(sorted(p for p in truth.totals if p[0] in areas and _in(p, year)))
    units = tuple(sorted({unit_of(p) for p in places}))
    cover = Cover(Witnesses(system_of(truth, leaves, places)), priced(truth, places, units))
    small = np.array([n for n, p in enumerate(places) if truth.totals[p][1] < smallest], dtype=int)
    goals = Goals(rows=small, none=np.zeros(len(small)), some=np.full(len(small), smallest), groups=small)
    cover.hide({units.index(unit_of(places[n])) for n in small})
    cover.hide({n for n, unit in enumerate(units) if CLOSED[closed](unit.area == truth.region.code, unit.grain)})
    hide_finer(cover, units)
    covered = cover.settle(goals)
    hide_finer(cover, units)
    if insiders:
        index = {leaf: n for n, leaf in enumerate(leaves)}
        cases = truth.cases.filter(pl.col("year") == year)
        knowledge = (
            *towns_known((area for area, _ in leaves), cover.truth),
            *practices_known(cases, ("municipality", "month"), index, len(leaves)),
        )
        for known in knowledge:
            where = [places[n][0] for n in goals.rows]
            # A total that is hidden takes all beside it along: for one practice that is too much.
            settle_insiders(cover, goals, where, [known], smallest, hiding=known.strict)
            hide_finer(cover, units)
    return YearOfTotals(leaves=leaves, places=places, units=units, cover=cover, goals=goals, covered=covered)


def _in(place: Place, year: str, grain: Grain | None = None) -> bool:
    period = parse_period(place[1])
    return str(period.year) == year and period.grain in ((grain,) if grain else CALENDAR)


def system_of(
    truth: Truth, leaves: tuple[Place, ...], places: tuple[Place, ...], counts: np.ndarray | None = None
) -> System:
    """`counts`: those of the months, where other than all of them."""
    inside = [[_holds(truth, place, leaf) for leaf in leaves] for place in places]
    rows = csr_matrix(np.array(inside, dtype=float).reshape(len(places), len(leaves)))
    if counts is None:
        counts = np.array([truth.totals[leaf][0] for leaf in leaves], dtype=np.int64)
    values = np.asarray(rows @ counts, dtype=float)
    owner = np.arange(len(leaves))
    return System(truth=counts, rows=rows, low=values, high=values, sums=owner < 0, owner=owner, places=owner)


def _holds(truth: Truth, place: Place, leaf: Place) -> bool:
    period, month = parse_period(place[1]), parse_period(leaf[1])
    return place[0] in (leaf[0], truth.region.code) and period.start <= month.start and month.end <= period.end


def priced(truth: Truth, places: tuple[Place, ...], units: tuple[Unit, ...]) -> Units:
    price = []
    for place in places:
        unit = unit_of(place)
        wide = REGION_WEIGHT if unit.area == truth.region.code else 1.0
        price.append(WEIGHT[unit.grain] * wide * (1 + np.log1p(truth.totals[place][0])))
    return Units(of_row=np.array([units.index(unit_of(p)) for p in places]), price=np.array(price))


def hide_finer(cover: Cover, units: tuple[Unit, ...]) -> None:
    """What is hidden by the year is hidden by the half, and so on: else it could be added up."""
    for area in {u.area for u in units}:
        hidden = False
        for grain in CALENDAR:
            unit = Unit(area, grain)
            hidden = hidden or (unit in units and units.index(unit) in cover.hidden)
            if hidden and unit in units:
                cover.hide({units.index(unit)})
