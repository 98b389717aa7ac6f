"""Growth of the breakdowns of the running year: which tables are brought up to date, and the witnesses for it.

A table that the first release showed of a period that had begun keeps its categories, so that what it holds then and
what came in since tell nothing of each other. A period that began later is growth altogether.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from publishing.accepting import accept
from publishing.blocks import CROWD, Breakdowns, ample
from publishing.catalogue import AGE, DATED, is_coarse, is_fine, unit_of
from publishing.cover import Cover
from publishing.goals import Goals, Units
from publishing.growth import Growth
from publishing.growth_star import Basis, Figure, figure_of, persons_in, star_of
from publishing.history import History, spell, unspell
from publishing.primary import coarse_tables
from publishing.star import Cell, Star, price_of
from publishing.witness import Witnesses


@dataclass(frozen=True, kw_only=True, eq=False)
class Grown:
    """`broken`: figures that stay because what was registered before changed."""

    breakdowns: Breakdowns
    shown: Mapping[Figure, dict[str, int]]
    wide: frozenset[Figure]
    broken: frozenset[Figure]


def settle_grown(history: History, growth: Growth, basis: Basis, withheld: bool) -> Grown | None:
    """None where nothing of the block was or can be brought up to date. `withheld`: nothing newer is shown of it."""
    star, untold = star_of(history, growth.around, basis)
    persons = persons_in(history, star, basis.block)
    small = {c for n, c in enumerate(star.cells) if _protected(history, star, n, persons[c], untold)}
    wide = _wide(history, growth, star, small, basis)
    broken = frozenset(figure_of(c) for c in star.cells if _broken(star, untold, c))
    units = dict(_units(history, growth, star, basis, wide, broken, persons)) if not withheld else {}
    if not units and not basis.told:
        return None
    star = _bounded(star, units, basis)
    cover = Cover(Witnesses(star.system), star.units)
    cover.hide({int(star.units.of_row[n]) for n in _too_small(history, star, units, small)} - {-1})
    goals = _goals(history, star, small)
    covered = cover.settle(goals, together=CROWD if ample(star) else 1)
    _whole(star, cover, units)
    nothing = np.zeros(0, dtype=int)
    accept(cover, nothing, nothing, nothing, patience=len(cover.witnesses))
    found = Breakdowns(
        star=star, cover=cover, small=frozenset(small), persons=persons, wide=frozenset(), goals=goals,
        covered=covered, said=(),
    )  # fmt: skip
    return Grown(breakdowns=found, shown=_shown(found, units, basis), wide=wide, broken=broken)


def _protected(history: History, star: Star, n: int, persons: int, untold: np.ndarray) -> bool:
    cell, value = star.cells[n], star.system.values[n]
    period, (after, _) = unspell(cell[2])
    if cell[0] in (AGE, DATED) or _broken(star, untold, cell):
        return False
    return persons < history.smallest and (value > 0 or (after == 0 and history.later(period)))


def _broken(star: Star, untold: np.ndarray, cell: Cell) -> bool:
    return bool(untold[list(star.frame.places[cell[1], cell[2]])].any())


def _wide(history: History, growth: Growth, star: Star, small: set[Cell], basis: Basis) -> frozenset[Figure]:
    """Tables in coarser categories: as the first release has them; of later periods by the rule of the first one."""
    newest = (0, history.newest)
    plain = [(c[0], c[1], unspell(c[2])[0], c[3]) for c in star.cells if unspell(c[2])[1] == newest]
    fresh = [c for c in plain if history.later(c[2])]
    few = {(c[0], c[1], unspell(c[2])[0], c[3]) for c in small if unspell(c[2])[1] == newest}
    before = {f: c for f, c in {**basis.kept, **basis.latest}.items() if c}
    shown = {f for f, categories in before.items() if any(is_coarse(f[0], c) for c in categories)}
    return frozenset(shown | (set(coarse_tables([], fresh, few)) - set(before)))


def _units(
    history: History, growth: Growth, star: Star, basis: Basis, wide: frozenset[Figure], broken: frozenset[Figure],
    persons: Mapping[Cell, int],
) -> Iterator[tuple[int, tuple[str, str, str]]]:  # fmt: skip
    """Rows that may be brought up to date, with what is shown or hidden together: all that was shown of a table before,
    and of a period that began later each further category."""
    behind = {f for f in map(figure_of, star.cells) if _grew_by_few(history, star, basis, f, persons)}
    for n, cell in enumerate(star.cells):
        figure, span = figure_of(cell), unspell(cell[2])[1]
        stays = span != (0, history.newest) or figure[1:] not in growth.moved or figure in broken | behind
        before = basis.before(history, figure)
        if stays or before is None or cell[0] in (AGE, DATED):
            continue
        if unit_of(cell[0], cell[3]) in {unit_of(cell[0], c) for c in before}:
            yield n, figure
        elif history.later(figure[2]) and not _other_form(cell, figure in wide):
            yield n, (unit_of(cell[0], cell[3]), *figure[1:])


def _other_form(cell: Cell, wide: bool) -> bool:
    return is_fine(cell[0], cell[3]) if wide else is_coarse(cell[0], cell[3])


def _grew_by_few(history: History, star: Star, basis: Basis, figure: Figure, persons: Mapping[Cell, int]) -> bool:
    """Whether a shown number of the table grew by 1 to k - 1 persons since it was last brought up to date."""
    table, area, period = figure
    code = spell(period, (basis.last.get(figure, 0), history.newest))
    units = {unit_of(table, c) for c in basis.before(history, figure) or ()}
    categories = {c for pairs in star.block.maps.values() for t, c in pairs if t == table and unit_of(t, c) in units}
    return any(0 < persons.get((table, area, code, c), 0) < history.smallest for c in categories)


def _bounded(star: Star, units: Mapping[int, tuple[str, str, str]], basis: Basis) -> Star:
    names = tuple(sorted(set(units.values())))
    number = {name: n for n, name in enumerate(names)}
    of_row, price = star.units.of_row.copy(), star.units.price.copy()
    low, high = star.system.low.copy(), star.system.high.copy()
    values = star.system.values
    for n, cell in enumerate(star.cells):
        if n in units:
            of_row[n], price[n] = number[units[n]], price_of(cell, float(values[n]), star.frame.widest)
        if n in units or cell in basis.told:
            low[n] = high[n] = values[n]
    return replace(
        star, unit_names=names, units=Units(of_row=of_row, price=price), system=replace(star.system, low=low, high=high)
    )


def _too_small(
    history: History, star: Star, units: Mapping[int, tuple[str, str, str]], small: set[Cell]
) -> Iterator[int]:
    """Of a first table the cells that are too small; of one that was shown before none: it grew by enough or none."""
    yield from (n for n in units if star.cells[n] in small and history.later(unspell(star.cells[n][2])[0]))


def _goals(history: History, star: Star, small: set[Cell]) -> Goals:
    rows = np.array([n for n, cell in enumerate(star.cells) if cell in small], dtype=int)
    places = {place: n for n, place in enumerate(star.frame.places)}
    groups = np.array([places[star.cells[n][1:3]] for n in rows], dtype=int)
    return Goals(rows=rows, none=np.zeros(len(rows)), some=np.full(len(rows), history.smallest), groups=groups)


def _whole(star: Star, cover: Cover, units: Mapping[int, tuple[str, str, str]]) -> None:
    """Where what was shown of a table before stays, all of it stays."""
    names = star.unit_names
    stays = {names[n] for n in cover.hidden if names[n] in set(map(figure_of, star.cells))}
    for n, unit in units.items():
        if figure_of(star.cells[n]) in stays and unit not in stays:
            cover.hide({names.index(unit)})


def _shown(found: Breakdowns, units: Mapping[int, tuple[str, str, str]], basis: Basis) -> dict[Figure, dict[str, int]]:
    """Counts of what is brought up to date."""
    values = found.star.system.values
    shown: dict[Figure, dict[str, int]] = {}
    for n in units:
        if int(found.star.units.of_row[n]) not in found.cover.hidden:
            cell = found.star.cells[n]
            figure = figure_of(cell)
            shown.setdefault(figure, {})[cell[3]] = int(values[n]) + basis.base.get((*figure, cell[3]), 0)
    return shown
