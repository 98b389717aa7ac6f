"""Collects the pieces of the certificate from the totals and the blocks of every year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from domain.periods import CALENDAR, Grain, parse_period
from publishing.blocks import Breakdowns
from publishing.catalogue import AGE, GENDER, PEOPLE, YEARS, Block
from publishing.cover import Cover, Covered, Goals, Task, Witness
from publishing.frames import Group, YearFrame
from publishing.hub import YearOfTotals
from publishing.moves import carry
from publishing.star import Cell, ages_of, sentence_weights
from publishing.truth import Place, Truth

TOTALS = "totals"
LEAF_COLUMNS = {"block": pl.String, "area": pl.String, "period": pl.String, "atom": pl.String, "count": pl.Int64}
ALL = "all"
Leaf = tuple[str, str, str, str]
"""Block, area, period, atom."""
SENTENCES = ("female>1/2", "female>=2/3", "male>1/2", "male>=2/3")


@dataclass
class Evidence:
    """Filled year by year; `number` is that of the next witness."""

    number: int = 0
    changes: list[tuple[int, str, str, str, str, int]] = field(default_factory=list)
    goals: list[tuple[str, str, str, str, str, int, int]] = field(default_factory=list)
    cells: list[tuple[str, str, str, str, int, bool]] = field(default_factory=list)
    leaves: list[pl.DataFrame] = field(default_factory=list)
    failed: int = 0

    def pieces(self) -> dict[str, list[pl.DataFrame]]:
        """What was collected, as parts of the certificate."""
        leaves = pl.concat([pl.DataFrame(schema=LEAF_COLUMNS), *self.leaves])
        known = leaves.with_columns(pl.col("area").alias("known"), pl.lit(True).alias("whole"))
        cell = ["table", "area", "period", "category"]
        changes = pl.DataFrame(self.changes, schema=["witness", *LEAF_COLUMNS], orient="row")
        cells = pl.DataFrame(self.cells, schema=[*cell, "persons", "structural"], orient="row")
        goals = pl.DataFrame(self.goals, schema=[*cell, "known", "none", "some"], orient="row")
        return {"leaves": [leaves], "changes": [changes], "cells": [cells], "goals": [goals], "knowledge": [known]}

    def add(self, changes: Iterable[tuple[Leaf, int]]) -> int:
        self.changes += [(self.number, *leaf, n) for leaf, n in changes if n]
        self.number += 1
        return self.number - 1


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
    star = found.star
    atoms = (*star.block.atoms, YEARS)
    places = star.frame.leaf_places
    return [(star.block.name, *places[n // star.size], atoms[n % star.size]) for n in star.leaves.tolist()]


def _totals(evidence: Evidence, truth: Truth, year: Year) -> None:
    """A witness of totals moves referrals between months; every block follows."""
    cover = year.totals.cover
    halves = {place: n for n, place in enumerate(year.around.frame.leaf_places)}

    def written(witness: Witness) -> Iterator[tuple[Leaf, int]]:
        rows: dict[int, int] = {}
        for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True):
            area, month = year.totals.leaves[leaf]
            yield (TOTALS, area, month, ALL), n
            row = halves[area, _half(month)]
            rows[row] = rows.get(row, 0) + n
        for breakdowns in year.blocks.values():
            yield from _followed(year, breakdowns, rows)

    cells = [("referrals", *place, "") for place in year.totals.places]
    numbers = _write(evidence, cover, written)
    _say_goals(evidence, cover, cells, numbers)
    for place in year.totals.places:
        evidence.cells.append(("referrals", *place, "", truth.totals[place][1], False))


def _half(month: str) -> str:
    return f"{month[:4]}-H{1 if int(month[5:]) <= 6 else 2}"


def _block(evidence: Evidence, year: Year, found: Breakdowns) -> None:
    names = leaves_of(found)
    row_of = found.star.leaves // found.star.size

    def written(witness: Witness) -> Iterator[tuple[Leaf, int]]:
        rows: dict[int, int] = {}
        for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True):
            yield names[leaf], n
            if names[leaf][3] != YEARS:
                row = int(row_of[leaf])
                rows[row] = rows.get(row, 0) + n
        moved = {row: n for row, n in rows.items() if n}
        if moved:
            yield from _months(year, moved)
            for other in year.blocks.values():
                if other is not found:
                    yield from _followed(year, other, moved)

    numbers = _write(evidence, found.cover, written)
    _say_goals(evidence, found.cover, found.star.cells, numbers)
    for cell in found.star.cells:
        if cell[0] not in (AGE, "days.dated"):
            structural = cell not in found.small and found.persons.get(cell, 0) == 0
            evidence.cells.append((*cell, found.persons.get(cell, 0), structural))


def _write(evidence: Evidence, cover: Cover, written) -> dict[int, int]:  # type: ignore[no-untyped-def]
    return {n: evidence.add(written(cover.witnesses[n])) for n in cover.used()}


def _say_goals(evidence: Evidence, cover: Cover, cells: Iterable[Cell], numbers: dict[int, int]) -> None:
    named = list(cells)
    for task in cover.tasks:
        for n, row in enumerate(task.goals.rows.tolist()):
            sides = [numbers.get(int(side[n]), int(side[n])) for side in (task.found.none, task.found.some)]
            if task.who and -1 in sides:
                evidence.failed += 1
                continue
            evidence.goals.append((*named[row], task.who, *sides))


def _followed(year: Year, found: Breakdowns, rows: dict[int, int]) -> Iterator[tuple[Leaf, int]]:
    """How another block carries the change of totals; nothing where no total changes."""
    size, star = found.star.size, found.star
    atoms = len(star.block.atoms)
    counts = np.zeros((len(star.frame.leaf_places), size), dtype=np.int64)
    allowed = np.zeros(counts.shape, dtype=bool)
    counts.ravel()[star.leaves] = found.cover.truth
    allowed.ravel()[star.leaves] = True
    for group in year.around.groups:
        own = {row: rows[row] for row in group.rows if rows.get(row)}
        if not own:
            continue
        change = carry(counts[:, :atoms], allowed[:, :atoms], own, kept=group.kept)
        for (row, atom), n in (change or {}).items():
            yield (star.block.name, *star.frame.leaf_places[row], star.block.atoms[atom]), n
        if star.block.name == PEOPLE:
            yield from _years(found, counts, change or {})


def _years(found: Breakdowns, counts: np.ndarray, change: dict[tuple[int, int], int]) -> Iterator[tuple[Leaf, int]]:
    """The ages go with the persons: as near to the mean age of where they came from as their bands allow."""
    star = found.star
    youngest, oldest, _ = ages_of(star.block, star.size)
    for row in {row for row, _ in change}:
        after = counts[row].copy()
        for (other, atom), n in change.items():
            if other == row:
                after[atom] += n
        low, high = int(youngest[:-1] @ after[:-1]), int(oldest[:-1] @ after[:-1])
        years = min(max(int(after[-1]), low), high)
        if years != counts[row, -1]:
            yield (PEOPLE, *star.frame.leaf_places[row], YEARS), years - int(counts[row, -1])


def _months(year: Year, rows: dict[int, int]) -> Iterator[tuple[Leaf, int]]:
    """Months of the halves whose totals change; the same months for all of a half where they cancel out."""
    leaves, truth = year.totals.leaves, year.totals.cover.truth
    places = year.around.frame.leaf_places
    months = sorted({m for _, m in leaves})
    counts = np.zeros((len(places), len(months)), dtype=np.int64)
    allowed = np.zeros(counts.shape, dtype=bool)
    index = {place: n for n, place in enumerate(places)}
    for n, (area, month) in enumerate(leaves):
        row = index[area, _half(month)]
        counts[row, months.index(month)] += truth[n]
        allowed[row, months.index(month)] = True
    for half in sorted({places[row][1] for row in rows}):
        own = {row: n for row, n in rows.items() if places[row][1] == half}
        change = carry(counts, allowed, own, kept=sum(own.values()) == 0)
        for (row, month), n in (change or {}).items():
            yield (TOTALS, places[row][0], months[month], ALL), n


def structure(truth: Truth) -> dict[str, list[pl.DataFrame]]:
    """Maps, places and times: which leaves add up to which cells."""
    pairs = [(a, a) for a in truth.municipalities] + [(a, truth.region.code) for a in truth.municipalities]
    return {
        "maps": [pl.DataFrame(list(_all_maps(truth)), schema=["block", "atom", "table", "category", "weight"], orient="row")],
        "places": [pl.DataFrame(pairs, schema=["area", "to"], orient="row")],
        "times": [pl.DataFrame(sorted(set(_times(truth))), schema=["period", "when"], orient="row")],
    }  # fmt: skip


def _all_maps(truth: Truth) -> Iterator[tuple[str, str, str, str, int]]:
    yield (TOTALS, ALL, "referrals", "", 1)
    yield (TOTALS, ALL, "=", TOTALS, 1)
    for block in truth.blocks.values():
        for atom in block.atoms:
            yield (block.name, atom, "=", block.name, 1)
            for table, category in block.maps[atom]:
                yield (block.name, atom, table, category, 1)
    yield from _age_maps(truth.blocks[PEOPLE])


def _age_maps(block: Block) -> Iterator[tuple[str, str, str, str, int]]:
    """`years`: the sum of ages, `above` and `below`: how far it is from the least and the most that bands allow."""
    youngest, oldest, _ = ages_of(block, len(block.atoms) + 1)
    for category, sign in (("years", 1), ("above", 1), ("below", -1)):
        yield (PEOPLE, YEARS, AGE, category, sign)
    for n, atom in enumerate(block.atoms):
        yield (PEOPLE, atom, AGE, "above", -int(youngest[n]))
        yield (PEOPLE, atom, AGE, "below", int(oldest[n]))
    for words in SENTENCES:
        weights, _ = sentence_weights(block, words, len(block.atoms))
        yield from ((PEOPLE, atom, GENDER, words, int(weights[n])) for n, atom in enumerate(block.atoms))


def _times(truth: Truth) -> Iterator[Place]:
    """Months to months, quarters, halves and years; halves to halves and years. A half is never the leaf of a month."""
    for _, code in {p for p in truth.totals}:
        period = parse_period(code)
        if period.grain is Grain.MONTH:
            yield from ((code, p.code) for g in CALENDAR for p in parse_period(code[:4]).split(g) if _inside(code, p.code))
        if period.grain is Grain.HALF:
            yield from ((code, code), (code, code[:4]))


def _inside(month: str, code: str) -> bool:
    inner, outer = parse_period(month), parse_period(code)
    return outer.start <= inner.start and inner.end <= outer.end


__all__ = ["Covered", "Evidence", "Goals", "Group", "Task", "Year", "collect_year", "structure"]
