"""Goals that a municipality has too few persons for: they rest on a witness of its own that lends them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from publishing.catalogue import PEOPLE, YEARS
from publishing.cover import Cover
from publishing.evidence import Leaf, Year, coarse_atom, leaves_of
from publishing.following import follow_between, room_for
from publishing.goals import Goals, Witness
from publishing.model import FREE
from publishing.village_system import ATOMS

Lender = tuple[tuple[str, int], dict[str, int]]
"""Year and number of a witness of the municipality, and what it changes there."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Borrowed:
    """A goal that the municipality as it is has too few persons for: its own witness `of` (year, number) lends them."""

    goal: int
    of: tuple[str, int]
    witness: Witness


def wanted_of(cover: Cover, columns: np.ndarray, change: Mapping[str, int]) -> np.ndarray:
    return cover.programme.system.values[columns] + np.array([change.get(atom, 0) for atom in (*ATOMS, YEARS)])


def change_of(names: list[Leaf], witness: Witness, municipality: str) -> dict[str, int]:
    """What a witness of PEOPLE changes in the municipality, in village atoms."""
    found: dict[str, int] = {}
    for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True):
        if names[leaf][1] == municipality:
            atom = coarse_atom(names[leaf][3])
            found[atom] = found.get(atom, 0) + n
    return {atom: n for atom, n in found.items() if n}


def lenders_of(municipality: str, years: Mapping[str, Year]) -> Iterator[Lender]:
    for period, year in years.items():
        people = year.blocks[PEOPLE]
        names = leaves_of(people)
        for number in sorted(
            {int(n) for n in people.cover.tasks[0].found.some if n >= 0} if people.cover.tasks else ()
        ):
            change = change_of(names, people.cover.witnesses[number], municipality)
            if change:
                yield (period, number), change


def borrow(
    cover: Cover, columns: np.ndarray, lenders: Iterable[Lender], goals: Goals, smallest: int, *, hiding: bool
) -> Iterator[Borrowed | None]:
    """One for each goal that the municipality has too few persons for; None where its witnesses do not help either."""
    listed = list(lenders)
    wanted = np.array([wanted_of(cover, columns, change) for _, change in listed]).reshape(len(listed), len(columns))
    for place in np.flatnonzero(goals.some == 0):
        row = int(goals.rows[place])
        # The most that one village could have of what the row counts: all of the municipality.
        counted = np.unique(cover.programme.system.rows[row].indices % len(columns))
        able = [listed[n] for n in np.flatnonzero(wanted[:, counted].sum(axis=1) >= smallest)]
        yield _first(cover, columns, able, int(place), row, smallest, hiding)


def _first(
    cover: Cover, columns: np.ndarray, able: list[Lender], place: int, row: int, smallest: int, hiding: bool
) -> Borrowed | None:
    for of, change in able:
        found = _lent(cover, columns, wanted_of(cover, columns, change), row, smallest)
        if found is not None:
            return Borrowed(goal=place, of=of, witness=found)
    for of, change in able if hiding else ():
        wanted = wanted_of(cover, columns, change)
        give = room_for(cover, np.append(columns, row), np.append(wanted, smallest), np.append(wanted, FREE))
        if give:
            cover.hide(give)
            found = _lent(cover, columns, wanted, row, smallest)
            if found is not None:
                return Borrowed(goal=place, of=of, witness=found)
    return None


def _lent(cover: Cover, columns: np.ndarray, wanted: np.ndarray, row: int, smallest: int) -> Witness | None:
    rows = np.append(columns, row)
    return follow_between(cover, rows, np.append(wanted, smallest), np.append(wanted, FREE))
