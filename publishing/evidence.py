"""Collects the pieces of the certificate from the totals and the blocks of every year."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import polars as pl

from publishing.blocks import Breakdowns
from publishing.carrying import CannotCarry, Leaf, Year, followed, leaves_of, written_of
from publishing.catalogue import AGE, PEOPLE
from publishing.cover import Cover
from publishing.frames import half_of
from publishing.goals import Witness
from publishing.insiders import PRACTICE
from publishing.practices import Practices, practices_of
from publishing.star import Cell
from publishing.structure import ALL, TOTALS, coarse_atom, structure
from publishing.truth import Truth

LEAF_COLUMNS = {"block": pl.String, "area": pl.String, "period": pl.String, "atom": pl.String, "count": pl.Int64}


@dataclass
class Evidence:
    """Filled year by year. `failed`: goals of insiders that no witness could be written for."""

    written: dict[tuple[tuple[str, str, str, str, int], ...], int] = field(default_factory=dict)
    changes: list[tuple[int, str, str, str, str, int]] = field(default_factory=list)
    goals: list[tuple[str, str, str, str, str, int, int]] = field(default_factory=list)
    cells: list[tuple[str, str, str, str, int, bool]] = field(default_factory=list)
    leaves: list[pl.DataFrame] = field(default_factory=list)
    failed: int = 0
    practices: list[Practices] = field(default_factory=list)
    villages: Mapping[str, "Follower"] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)

    def pieces(self) -> dict[str, list[pl.DataFrame]]:
        """What was collected, as parts of the certificate."""
        leaves = pl.concat([pl.DataFrame(schema=LEAF_COLUMNS), *self.leaves])
        towns = leaves.with_columns(pl.col("area").alias("known"), pl.lit(True).alias("whole"))
        practices = [p.frame().with_columns(pl.lit(False).alias("whole")).select(towns.columns) for p in self.practices]
        known = pl.concat([towns, *practices])
        cell = ["table", "area", "period", "category"]
        changes = pl.DataFrame(self.changes, schema=["witness", *LEAF_COLUMNS], orient="row")
        cells = pl.DataFrame(self.cells, schema=[*cell, "persons", "structural"], orient="row")
        goals = pl.DataFrame(self.goals, schema=[*cell, "known", "none", "some"], orient="row")
        return {"leaves": [leaves], "changes": [changes], "cells": [cells], "goals": [goals], "knowledge": [known]}

    def unsettled(self) -> set[str]:
        """Years with a protected cell that lacks a witness."""
        return {goal[2][:4] for goal in self.goals if not goal[4] and -1 in goal[5:]}

    def add(
        self,
        changes: Iterable[tuple[Leaf, int]],
        given: Mapping[str, list[tuple[Leaf, int]]] | None = None,
        strict: bool = True,
    ) -> int:
        """The number of the witness with these changes and what its villages make of them; the same one is kept once.

        `given`: municipalities whose villages are settled already. `strict`: villages that cannot follow must give
        way. Raises CannotCarry.
        """
        listed = [(leaf, n) for leaf, n in changes if n]
        for town, moved in self._moved(listed).items():
            listed += (given or {})[town] if town in (given or {}) else self._in_villages(town, moved, strict)
        rows = tuple(sorted((*leaf, n) for leaf, n in listed))
        if rows not in self.written:
            self.written[rows] = len(self.written)
            self.changes += [(self.written[rows], *row) for row in rows]
        return self.written[rows]

    def _moved(self, changes: list[tuple[Leaf, int]]) -> dict[str, dict[str, int]]:
        """What changes in each municipality that has villages, in their atoms."""
        moved: dict[str, dict[str, int]] = {town: {} for town in self.villages}
        for (block, area, _, atom), n in changes:
            if block == PEOPLE and area in moved:
                own, name = moved[area], coarse_atom(atom)
                own[name] = own.get(name, 0) + n
        return moved

    def _in_villages(self, town: str, moved: dict[str, int], strict: bool) -> list[tuple[Leaf, int]]:
        if not any(moved.values()):
            return []
        found = self.villages[town].follow(moved)
        if found is None:
            self.blocked |= {town} if strict else set()
            raise CannotCarry
        return found


class Follower(Protocol):
    """The villages of a municipality (publishing.villages)."""

    def follow(self, change: Mapping[str, int]) -> list[tuple[Leaf, int]] | None: ...


def collect_year(evidence: Evidence, truth: Truth, code: str, year: Year) -> None:
    _leaves(evidence, truth, code, year)
    _totals(evidence, truth, year)
    for breakdowns in year.blocks.values():
        _block(evidence, year, breakdowns)


def _leaves(evidence: Evidence, truth: Truth, code: str, year: Year) -> None:
    rows: list[tuple[str, str, str, str, int]] = []
    for n, (area, month) in enumerate(year.totals.leaves):
        rows.append((TOTALS, area, month, ALL, int(year.totals.cover.truth[n])))
    for name, found in year.blocks.items():
        for leaf, count in zip(leaves_of(found), found.cover.truth, strict=True):
            rows.append((name, *leaf[1:], int(count)))
    evidence.leaves.append(pl.DataFrame(rows, schema=LEAF_COLUMNS, orient="row").filter(pl.col("count") != 0))
    evidence.practices.append(practices_of(truth, code, {row[:4]: row[4] for row in rows}))


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
            yield from followed(year, breakdowns, rows, known)

    write_goals(evidence, cover, [("referrals", *place, "") for place in year.totals.places], written)
    for place in year.totals.places:
        evidence.cells.append(("referrals", *place, "", truth.totals[place][1], False))


def _block(evidence: Evidence, year: Year, found: Breakdowns) -> None:
    collect_block_goals(evidence, year, found)
    for cell in found.star.cells:
        if cell[0] not in (AGE, "days.dated"):
            structural = cell not in found.small and found.persons.get(cell, 0) == 0
            evidence.cells.append((*cell, found.persons.get(cell, 0), structural))


def collect_block_goals(evidence: Evidence, year: Year, found: Breakdowns) -> None:
    write_goals(evidence, found.cover, found.star.cells, lambda witness, known: written_of(year, found, witness, known))


Written = Callable[[Witness, str], Iterator[tuple[Leaf, int]]]
"""All changes of a witness, in every block, without a change to what an insider knows."""


def write_goals(evidence: Evidence, cover: Cover, cells: Sequence[Cell], written: Written) -> None:
    """Every goal with the numbers of its witnesses; each witness is written once, for insiders too where it can be."""
    numbers: dict[tuple[int, str], tuple[int, list[tuple[Leaf, int]]]] = {}
    strict = set(cover.used(strict=True))

    def number(witness: int, known: str) -> tuple[int, list[tuple[Leaf, int]]]:
        """The number, and what changes."""
        if (witness, known) not in numbers:
            try:
                changes = list(written(cover.witnesses[witness], known))
                numbers[witness, known] = evidence.add(changes, strict=witness in strict), changes
            except CannotCarry:
                numbers[witness, known] = -1, []
        return numbers[witness, known]

    def told(witness: int, known: str) -> int:
        if witness < 0 or not known:
            return witness if witness < 0 else number(witness, "")[0]
        for_all, changes = number(witness, "")
        if known.startswith(PRACTICE):
            return -1 if evidence.practices[-1].deny(known, changes) else for_all
        if for_all >= 0 and all(leaf[1] != known for leaf, _ in changes):
            return for_all
        return number(witness, known)[0]

    for task in cover.tasks:
        for n, row in enumerate(task.goals.rows.tolist()):
            sides = [told(int(side[n]), task.who) for side in (task.found.none, task.found.some)]
            if task.who and -1 in sides:
                evidence.failed += 1
            else:
                evidence.goals.append((*cells[row], task.who, *sides))


__all__ = ["CannotCarry", "Evidence", "Leaf", "Year", "coarse_atom", "collect_year", "leaves_of", "structure"]
