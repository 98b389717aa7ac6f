"""The villages of one municipality since its start: total, gender, age in three groups, mean age, certified sentences.

Its own small programme, given what the municipality holds of each atom. What a witness changes in the municipality,
its villages follow.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from domain.cells import TOTAL
from publishing.accepting import accept
from publishing.borrowing import Borrowed, Lender, borrow, change_of, lenders_of, wanted_of
from publishing.carried import carried, marks_within
from publishing.catalogue import GENDER as GENDERS
from publishing.catalogue import PEOPLE
from publishing.cover import Cover
from publishing.evidence import Leaf, Year, leaves_of
from publishing.following import follow, room_for
from publishing.goals import Goals, Units, Witness
from publishing.model import FREE
from publishing.star import Cell
from publishing.truth import Truth
from publishing.village_system import ATOMS, REST, SPAN, VillageSystem, village_system
from publishing.witness import System, Witnesses

VILLAGES = "villages"
PATIENCE = 30


@dataclass(frozen=True, kw_only=True, eq=False)
class Villages:
    """`cells[i]` is row i. `said`: accepted means and sentences, as (village, category) to the value of a mean.

    `columns`: the rows that hold the municipality's atoms, and then its sum of ages.
    """

    municipality: str
    period: str
    cells: tuple[Cell, ...]
    persons: Mapping[Cell, int]
    leaves: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...]
    of_row: np.ndarray
    cover: Cover
    columns: np.ndarray
    goals: Goals
    said: Mapping[tuple[str, str], int | None]
    borrowed: tuple[Borrowed, ...]
    followed: dict[tuple[tuple[str, int], ...], Witness | None] = field(default_factory=dict)

    def shown(self) -> Iterator[tuple[Cell, int]]:
        values = self.cover.programme.system.values
        for n, cell in enumerate(self.cells):
            if self.of_row[n] >= 0 and int(self.of_row[n]) not in self.cover.hidden:
                yield cell, int(values[n])

    def silenced(self, lenders: Iterable[Lender], smallest: int) -> "Villages | None":
        """Without means and sentences, which leave the villages less room to follow their municipality."""
        if not self.said:
            return None
        _silent(self.cover, self.cover.programme.system, self.columns, self.cells)
        borrowed = list(borrow(self.cover, self.columns, lenders, self.goals, smallest, hiding=False))
        if None in borrowed:
            return None
        return replace(self, said={}, borrowed=tuple(b for b in borrowed if b), followed={})

    def follow(self, change: Mapping[str, int]) -> list[tuple[Leaf, int]] | None:
        """What the villages change when the municipality's atoms (and `years`) change so; None where they cannot."""
        key = tuple(sorted((a, n) for a, n in change.items() if n))
        if key not in self.followed:
            wanted = wanted_of(self.cover, self.columns, change)
            found = carried(self.cover, self.columns, wanted, self.marks)
            self.followed[key] = found or follow(self.cover, self.columns, wanted)
        found = self.followed[key]
        return None if found is None else self.named(found)

    @cached_property
    def marks(self) -> np.ndarray:
        """Once they are settled nothing more of them is hidden or shown."""
        return marks_within(self.cover, self.columns)

    def named(self, witness: Witness) -> list[tuple[Leaf, int]]:
        return [
            ((VILLAGES, self.leaves[leaf][0], self.period, self.leaves[leaf][1]), n)
            for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True)
        ]


def settle_villages(truth: Truth, municipality: str, years: Mapping[str, Year], smallest: int) -> Villages | None:
    """None where a total of the municipality is hidden in some year: with its villages that could be worked out."""
    period, villages = truth.since(municipality), [v.code for v in truth.geography.children(municipality)]
    own = [(y, municipality) for y in truth.years if (municipality, y) in truth.totals]
    if period is None or not villages or any((m, y) not in years[y].totals.shown for y, m in own):
        return None
    built = village_system(truth, municipality, period, villages)
    cover, columns = _cover(built), built.columns
    goals = _settled(built, cover, smallest)
    if not all(task.found.complete for task in cover.tasks):
        return None
    lenders = list(lenders_of(municipality, years)) if (goals.some == 0).any() else []
    if None in list(borrow(cover, columns, lenders, goals, smallest, hiding=True)):
        return None
    if not all(_room(cover, columns, dict(change)) for change in _changes(municipality, years)):
        return None
    _with_total(cover, built.units)
    said = dict(_say(cover, built))
    nothing = np.zeros(0, dtype=int)
    accept(cover, nothing, nothing, nothing, len(cover.witnesses))
    borrowed = list(borrow(cover, columns, lenders, goals, smallest, hiding=False))
    if None in borrowed:
        # What was said beside the counts stands in the way: then it is left unsaid.
        said = {}
        _silent(cover, built.system, columns, built.cells)
        borrowed = list(borrow(cover, columns, lenders, goals, smallest, hiding=False))
    return Villages(
        municipality=municipality, period=period, cells=built.cells, persons=built.persons, leaves=built.leaves,
        units=built.units, of_row=built.of_row, cover=cover, columns=columns, goals=goals, said=said,
        borrowed=tuple(b for b in borrowed if b),
    )  # fmt: skip


def _cover(built: VillageSystem) -> Cover:
    more = built.system.rows.shape[0] - len(built.cells)
    units = Units(
        of_row=np.append(built.of_row, np.full(more, -1)), price=np.append(built.prices(), np.full(more, np.inf))
    )
    return Cover(Witnesses(built.system), units)


def _settled(built: VillageSystem, cover: Cover, smallest: int) -> Goals:
    """Hides the small cells and what would betray them. Of the referrals without a village only the total is a goal."""
    cells, persons = built.cells, built.persons
    small = [
        n
        for n, c in enumerate(cells)
        if persons[c] < smallest and not (c[1].endswith(REST) and (c[3] or not persons[c]))
    ]
    cover.hide({int(built.of_row[n]) for n in small} - {-1})
    _with_total(cover, built.units)
    places = {a: n for n, a in enumerate(built.areas)}
    held = built.held()
    # What the whole municipality has too few of is borrowed from its own witnesses, further on.
    some = np.array([smallest if held[cells[n][0], cells[n][3]] >= smallest else 0 for n in small])
    groups = np.array([places[cells[n][1]] for n in small], dtype=int)
    goals = Goals(rows=np.array(small, dtype=int), none=np.zeros(len(small)), some=some, groups=groups)
    cover.settle(goals)
    _with_total(cover, built.units)
    return goals


def _changes(municipality: str, years: Mapping[str, Year]) -> list[tuple[tuple[str, int], ...]]:
    """What the witnesses of the municipality change in it."""
    found = set()
    for year in years.values():
        people = year.blocks[PEOPLE]
        names = leaves_of(people)
        for number in people.cover.used(strict=True):
            found.add(tuple(sorted(change_of(names, people.cover.witnesses[number], municipality).items())))
    return sorted(change for change in found if change)


def _room(cover: Cover, columns: np.ndarray, change: dict[str, int]) -> bool:
    """Whether the villages can follow, if need be with more of them hidden."""
    wanted = wanted_of(cover, columns, change)
    if carried(cover, columns, wanted) is not None:
        return True
    while follow(cover, columns, wanted) is None:
        more = room_for(cover, columns, wanted, wanted)
        if not more:
            return False
        cover.hide(more)
    return True


def _silent(cover: Cover, system: System, columns: np.ndarray, cells: tuple[Cell, ...]) -> None:
    """Without means and sentences: their rows come after those of the cells, the columns and the spans of ages."""
    spans = 2 * (len(system.truth) // len(columns))
    rows = np.arange(len(cells) + len(columns) + spans, system.rows.shape[0])
    cover.programme.release_rows(rows)


def _with_total(cover: Cover, units: tuple[tuple[str, str], ...]) -> None:
    """Where the total of a village is hidden nothing else of it is shown."""
    bare = {units[n][0] for n in cover.hidden if units[n][1] == f"referrals|{TOTAL}"}
    cover.hide({n for n, unit in enumerate(units) if unit[0] in bare})


def _say(cover: Cover, built: VillageSystem) -> Iterator[tuple[tuple[str, str], int | None]]:
    """Means and sentences that the goals can bear; a sentence only where gender itself is hidden."""
    hidden = {built.units[n] for n in cover.hidden}
    spoken: set[str] = set()
    for (area, words), mean, rows in built.means:
        if (area, f"referrals|{TOTAL}") not in hidden and accept(
            cover, np.array(rows), np.array([-FREE, 0.0]), np.array([-1.0, FREE]), PATIENCE
        ):
            yield (area, words), mean
    for (area, words), row, least in built.sentences:
        bare = all((area, f"{GENDERS}|{sex}") in hidden for sex in ("female", "male"))
        if bare and area not in spoken and (area, f"referrals|{TOTAL}") not in hidden and accept(cover, 
            np.array([row]), np.array([least]), np.array([FREE]), PATIENCE
        ):  # fmt: skip
            spoken.add(area)
            yield (area, words), None


__all__ = ["ATOMS", "REST", "SPAN", "VILLAGES", "Villages", "lenders_of", "settle_villages"]
