"""Collects the pieces of the certificate from the totals and the blocks of every year."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import polars as pl

from publishing.blocks import Breakdowns
from publishing.catalogue import AGE, PEOPLE, YEARS
from publishing.cover import Cover
from publishing.following import follow
from publishing.frames import YearFrame, half_of
from publishing.goals import Witness
from publishing.hub import YearOfTotals
from publishing.star import Cell
from publishing.structure import ALL, TOTALS, coarse_atom, structure
from publishing.truth import Truth

LEAF_COLUMNS = {"block": pl.String, "area": pl.String, "period": pl.String, "atom": pl.String, "count": pl.Int64}
Leaf = tuple[str, str, str, str]
"""Block, area, period, atom."""


@dataclass
class Evidence:
    """Filled year by year. `failed`: goals of insiders that no witness could be written for."""

    written: dict[tuple[tuple[str, str, str, str, int], ...], int] = field(default_factory=dict)
    changes: list[tuple[int, str, str, str, str, int]] = field(default_factory=list)
    goals: list[tuple[str, str, str, str, str, int, int]] = field(default_factory=list)
    cells: list[tuple[str, str, str, str, int, bool]] = field(default_factory=list)
    leaves: list[pl.DataFrame] = field(default_factory=list)
    failed: int = 0
    villages: Mapping[str, "Follower"] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)

    def pieces(self) -> dict[str, list[pl.DataFrame]]:
        """What was collected, as parts of the certificate."""
        leaves = pl.concat([pl.DataFrame(schema=LEAF_COLUMNS), *self.leaves])
        known = leaves.with_columns(pl.col("area").alias("known"), pl.lit(True).alias("whole"))
        cell = ["table", "area", "period", "category"]
        changes = pl.DataFrame(self.changes, schema=["witness", *LEAF_COLUMNS], orient="row")
        cells = pl.DataFrame(self.cells, schema=[*cell, "persons", "structural"], orient="row")
        goals = pl.DataFrame(self.goals, schema=[*cell, "known", "none", "some"], orient="row")
        return {"leaves": [leaves], "changes": [changes], "cells": [cells], "goals": [goals], "knowledge": [known]}

    def unsettled(self) -> set[str]:
        """Years with a protected cell that lacks a witness."""
        return {goal[2][:4] for goal in self.goals if not goal[4] and -1 in goal[5:]}

    def add(
        self, changes: Iterable[tuple[Leaf, int]], given: Mapping[str, list[tuple[Leaf, int]]] | None = None
    ) -> int:
        """The number of the witness with these changes and what its villages make of them; the same one is kept once.

        `given`: municipalities whose villages are settled already. Raises CannotCarry.
        """
        listed = [(leaf, n) for leaf, n in changes if n]
        listed += [pair for town in self.villages for pair in self._in_villages(town, listed, given or {})]
        rows = tuple(sorted((*leaf, n) for leaf, n in listed))
        if rows not in self.written:
            self.written[rows] = len(self.written)
            self.changes += [(self.written[rows], *row) for row in rows]
        return self.written[rows]

    def _in_villages(
        self, town: str, changes: list[tuple[Leaf, int]], given: Mapping[str, list[tuple[Leaf, int]]]
    ) -> list[tuple[Leaf, int]]:
        if town in given:
            return given[town]
        moved: dict[str, int] = {}
        for (block, area, _, atom), n in changes:
            if block == PEOPLE and area == town:
                moved[coarse_atom(atom)] = moved.get(coarse_atom(atom), 0) + n
        if not any(moved.values()):
            return []
        found = self.villages[town].follow(moved)
        if found is None:
            self.blocked.add(town)
            raise CannotCarry
        return found


class Follower(Protocol):
    """The villages of a municipality (publishing.villages)."""

    def follow(self, change: Mapping[str, int]) -> list[tuple[Leaf, int]] | None: ...


@dataclass(frozen=True, kw_only=True, eq=False)
class Year:
    """All that was settled for one year of a region."""

    totals: YearOfTotals
    around: YearFrame
    blocks: dict[str, Breakdowns]


def collect_year(evidence: Evidence, truth: Truth, year: Year) -> None:
    _leaves(evidence, year)
    _totals(evidence, truth, year)
    for breakdowns in year.blocks.values():
        _block(evidence, year, breakdowns)


def _leaves(evidence: Evidence, year: Year) -> None:
    rows: list[tuple[str, str, str, str, int]] = []
    for n, (area, month) in enumerate(year.totals.leaves):
        rows.append((TOTALS, area, month, ALL, int(year.totals.cover.truth[n])))
    for name, found in year.blocks.items():
        for leaf, count in zip(leaves_of(found), found.cover.truth, strict=True):
            rows.append((name, *leaf[1:], int(count)))
    evidence.leaves.append(pl.DataFrame(rows, schema=LEAF_COLUMNS, orient="row").filter(pl.col("count") != 0))


def leaves_of(found: Breakdowns) -> list[Leaf]:
    """The name of each column of a star."""
    return found.star.names


def written_of(year: Year, found: Breakdowns, witness: Witness, known: str) -> Iterator[tuple[Leaf, int]]:
    """All changes of a witness of one block, with what the other blocks and the months make of them."""
    names, row_of = leaves_of(found), found.star.leaves // found.star.size
    rows: dict[int, int] = {}
    for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True):
        yield names[leaf], n
        if names[leaf][3] != YEARS:
            row = int(row_of[leaf])
            rows[row] = rows.get(row, 0) + n
    moved = {row: n for row, n in rows.items() if n}
    if moved:
        yield from _months(year, moved, known)
        for other in year.blocks.values():
            if other is not found:
                yield from _followed(year, other, moved, known)


def _totals(evidence: Evidence, truth: Truth, year: Year) -> None:
    """A witness of totals moves referrals between months; every block follows."""
    cover = year.totals.cover
    halves = {place: n for n, place in enumerate(year.around.frame.leaf_places)}

    def written(witness: Witness, known: str) -> Iterator[tuple[Leaf, int]]:
        rows: dict[int, int] = {}
        for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True):
            area, month = year.totals.leaves[leaf]
            yield (TOTALS, area, month, ALL), n
            row = halves[area, half_of(month)]
            rows[row] = rows.get(row, 0) + n
        for breakdowns in year.blocks.values():
            yield from _followed(year, breakdowns, rows, known)

    _write(evidence, cover, [("referrals", *place, "") for place in year.totals.places], written)
    for place in year.totals.places:
        evidence.cells.append(("referrals", *place, "", truth.totals[place][1], False))


def _block(evidence: Evidence, year: Year, found: Breakdowns) -> None:
    _write(evidence, found.cover, found.star.cells, lambda witness, known: written_of(year, found, witness, known))
    for cell in found.star.cells:
        if cell[0] not in (AGE, "days.dated"):
            structural = cell not in found.small and found.persons.get(cell, 0) == 0
            evidence.cells.append((*cell, found.persons.get(cell, 0), structural))


Written = Callable[[Witness, str], Iterator[tuple[Leaf, int]]]
"""All changes of a witness, in every block, without a change to what an insider knows."""


class CannotCarry(Exception):
    """The other blocks cannot follow a change of totals."""


def _write(evidence: Evidence, cover: Cover, cells: Sequence[Cell], written: Written) -> None:
    """Every goal with the numbers of its witnesses; each witness is written once, for insiders too where it can be."""
    numbers: dict[tuple[int, str], tuple[int, frozenset[str]]] = {}

    def number(witness: int, known: str) -> tuple[int, frozenset[str]]:
        """The number, and the areas that it changes."""
        if (witness, known) not in numbers:
            try:
                changes = list(written(cover.witnesses[witness], known))
                found = evidence.add(changes), frozenset(leaf[1] for leaf, _ in changes)
            except CannotCarry:
                found = -1, frozenset()
            numbers[witness, known] = found
        return numbers[witness, known]

    def told(witness: int, known: str) -> int:
        if witness < 0:
            return witness
        for_all, areas = number(witness, "")
        return for_all if for_all >= 0 and known not in areas else number(witness, known)[0]

    for task in cover.tasks:
        for n, row in enumerate(task.goals.rows.tolist()):
            sides = [told(int(side[n]), task.who) for side in (task.found.none, task.found.some)]
            if task.who and -1 in sides:
                evidence.failed += 1
            else:
                evidence.goals.append((*cells[row], task.who, *sides))


def _followed(year: Year, found: Breakdowns, rows: dict[int, int], known: str) -> Iterator[tuple[Leaf, int]]:
    """How another block carries the change of totals: in as few leaves as it can."""
    moved = {row: n for row, n in rows.items() if n}
    if not moved:
        return
    names = leaves_of(found)
    key = (tuple(sorted(moved.items())), known)
    if key not in found.followed:
        own = np.array([name[1] == known for name in names]) if known else None
        hidden = sorted(row for group in year.around.groups for row in group.rows)
        counts = np.bincount(found.star.system.owner[~found.star.system.sums],
                             found.cover.truth[~found.star.system.sums], len(found.star.frame.leaf_places))  # fmt: skip
        values = np.array([counts[row] + moved.get(row, 0) for row in hidden])
        if not set(moved) <= set(hidden):
            raise CannotCarry
        found.followed[key] = follow(found.cover, found.star.total_rows(hidden), values, own)
    witness = found.followed[key]
    if witness is None:
        raise CannotCarry
    yield from ((names[leaf], n) for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True))


def _months(year: Year, rows: dict[int, int], known: str) -> Iterator[tuple[Leaf, int]]:
    """The months of the halves whose totals change."""
    totals, places = year.totals, year.around.frame.leaf_places
    hidden = sorted({row for group in year.around.groups for row in group.rows})
    index = {place: n for n, place in enumerate(totals.places)}
    wanted = np.array([index[places[row]] for row in hidden])
    values = totals.cover.programme.system.values[wanted] + np.array([rows.get(row, 0) for row in hidden])
    key = (tuple(sorted(rows.items())), known)
    if key not in totals.followed:
        own = np.array([area == known for area, _ in totals.leaves]) if known else None
        totals.followed[key] = follow(totals.cover, wanted, values, own)
    witness = totals.followed[key]
    if witness is None:
        raise CannotCarry
    for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True):
        yield (TOTALS, *totals.leaves[leaf], ALL), n


__all__ = ["CannotCarry", "Evidence", "Leaf", "Year", "coarse_atom", "collect_year", "leaves_of", "structure"]
