"""The breakdowns of one block of a region in one year: what is shown, and the witnesses of what is not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from indicators.count.prepare import STEPS_AFTER_REFERRAL
from publishing.accepting import accept, mend
from publishing.catalogue import AGE, DAYS, PEOPLE, TRAJECTORY, YEARS, Block, structural
from publishing.cover import Cover
from publishing.frames import YearFrame
from publishing.goals import Covered, Goals, Witness
from publishing.insiders import practices_known, settle_insiders, towns_known
from publishing.primary import Persons, coarse_tables, persons_of, small_cells
from publishing.star import Cell, Star, Statement, Wide, build
from publishing.statements import MEAN_FROM, QUARTILE_FROM, days_of, means_of, say, sentences_of, true_sentences
from publishing.truth import Place, Truth
from publishing.witness import Witnesses

CROWD, AMPLE = 4, 100
"""Goals that are settled together, where a municipality has this many referrals in half a year on average."""
COLUMNS = {"municipality:year": "", "municipality:half": "", "region:year": "", "region:half": ""}


@dataclass(frozen=True, kw_only=True, eq=False)
class Breakdowns:
    """`small`: the protected cells. `said`: accepted statements."""

    star: Star
    cover: Cover
    small: frozenset[Cell]
    persons: Persons
    wide: Wide
    goals: Goals
    covered: Covered
    said: tuple[Statement, ...]
    followed: dict[tuple[tuple[tuple[int, int], ...], str], Witness | None] = field(default_factory=dict)

    def shown(self) -> Iterator[tuple[Cell, int]]:
        """Cells to publish with their counts."""
        values = self.star.system.values
        for n, cell in enumerate(self.star.cells):
            unit = int(self.star.units.of_row[n])
            if unit >= 0 and unit not in self.cover.hidden:
                yield cell, int(values[n])

    @cached_property
    def published(self) -> dict[str, list[tuple[Cell, bool, int]]]:
        """By area: cells of the catalogue, whether they are shown, and their counts."""
        found: dict[str, list[tuple[Cell, bool, int]]] = {}
        values = self.star.system.values
        for n, cell in enumerate(self.star.cells):
            unit = int(self.star.units.of_row[n])
            if unit >= 0 and not cell[3].endswith("|without"):
                found.setdefault(cell[1], []).append((cell, unit not in self.cover.hidden, int(values[n])))
        return found


def settle_block(truth: Truth, year: str, name: str, around: YearFrame, smallest: int, insiders: bool) -> Breakdowns:
    """Hides small cells of the block and what would betray them; then means and sentences, if they betray nothing."""
    cases = truth.cases.filter(pl.col("year") == year).with_columns(pl.lit(truth.region.code).alias("region"))
    block = truth.blocks[name]
    persons = persons_of(cases, block, COLUMNS)
    pairs = sorted({pair for atom in block.atoms for pair in block.maps[atom]})
    cells = [(t, a, p, c) for a, p in around.frame.places for t, c in pairs]
    small = small_cells(truth, cells, persons, smallest)
    wide = coarse_tables(around.frame.places, cells, small)
    days = days_of(cases, around) if name == TRAJECTORY else {}
    star = build(
        block, around.frame, _counts(cases, block), allowed_atoms(truth, block, cases, around.frame.leaf_places), wide,
        means_of(cases, around) if name == PEOPLE else {}, frozenset(days), list(sentences_of(cases, around, name)),
    )  # fmt: skip
    cover = Cover(Witnesses(star.system), star.units)
    cover.hide({int(star.units.of_row[n]) for n, cell in enumerate(star.cells) if cell in small} - {-1})
    goals = _goals(star, small, smallest)
    covered = cover.settle(goals, together=CROWD if ample(star) else 1)
    if insiders:
        _insiders(star, cover, goals, cases, smallest)
    said = tuple(say(star, cover))
    nothing = np.zeros(0, dtype=int)
    accept(cover, nothing, nothing, nothing, patience=len(cover.witnesses))
    mend(cover)
    return Breakdowns(
        star=star, cover=cover, small=frozenset(small), persons=persons, wide=wide, goals=goals, covered=covered,
        said=said,
    )  # fmt: skip


def _counts(cases: pl.DataFrame, block: Block) -> pl.DataFrame:
    keys = [pl.col("municipality").alias("area"), pl.col("half").alias("period"), pl.col(block.name).alias("atom")]
    counts = cases.group_by(keys).agg(pl.len().cast(pl.Int64).alias("count"))
    if block.name != PEOPLE:
        return counts
    sums = cases.group_by(keys[:2]).agg(pl.col("age").sum().cast(pl.Int64).alias("count"))
    return pl.concat([counts, sums.select("area", "period", pl.lit(YEARS).alias("atom"), "count")])


def allowed_atoms(truth: Truth, block: Block, cases: pl.DataFrame, places: tuple[Place, ...]) -> np.ndarray:
    """Witnesses of the trajectory keep to combinations that occur there, or that are the commonest with some part."""
    allowed = np.ones((len(places), len(block.atoms)), dtype=bool)
    if block.name != TRAJECTORY:
        return allowed
    common = _commonest(block, cases)
    seen = dict(cases.group_by("municipality").agg(pl.col(block.name).unique()).iter_rows())
    for n, (area, period) in enumerate(places):
        steps, local = truth.normal_days(area), set(seen.get(area, ()))
        fitting = np.zeros(len(block.atoms), dtype=bool)
        for k, atom in enumerate(block.atoms):
            fits = all(
                (s == "-") == (step not in steps)
                for s, step in zip(atom.split("/")[4:], STEPS_AFTER_REFERRAL, strict=True)
            )
            past = any(structural(t, c, truth.last_day(period), truth.data_date, steps) for t, c in block.maps[atom])
            fitting[k] = fits and not past
            allowed[n, k] = fitting[k] and (atom in local or atom in common)
        _complete(block, fitting, allowed[n])
    return allowed


def _complete(block: Block, fitting: np.ndarray, allowed: np.ndarray) -> None:
    """Adds what the parts need that nothing allowed so far counts in."""
    there = {pair for k in np.flatnonzero(allowed) for pair in block.maps[block.atoms[k]]}
    for k in np.flatnonzero(fitting & ~allowed):
        allowed[k] = not there.issuperset(block.maps[block.atoms[k]])


def _commonest(block: Block, cases: pl.DataFrame) -> set[str]:
    order = cases.group_by(block.name).len().sort("len", block.name, descending=[True, False])[block.name].to_list()
    rank = {atom: n for n, atom in enumerate(order)}
    best: dict[tuple[str, str], str] = {}
    for atom in block.atoms:
        for pair in block.maps[atom]:
            if rank.get(atom, len(rank)) < rank.get(best.get(pair, ""), len(rank)):
                best[pair] = atom
    return set(best.values())


def _goals(star: Star, small: set[Cell], smallest: int) -> Goals:
    rows = np.array([n for n, cell in enumerate(star.cells) if cell in small], dtype=int)
    places = {place: n for n, place in enumerate(star.frame.places)}
    groups = np.array([places[star.cells[n][1:3]] for n in rows], dtype=int)
    return Goals(rows=rows, none=np.zeros(len(rows)), some=np.full(len(rows), smallest), groups=groups)


def ample(star: Star) -> bool:
    """Whether places are so large that goals do not compete for the same referrals."""
    return bool(star.system.truth[~star.system.sums].sum() >= AMPLE * len(star.frame.leaf_places))


def _insiders(star: Star, cover: Cover, goals: Goals, cases: pl.DataFrame, smallest: int) -> None:
    index = {name[1:]: n for n, name in enumerate(star.names)}
    knowledge = (
        *towns_known((name[1] for name in star.names), cover.truth),
        *practices_known(cases, ("municipality", "half", star.block.name), index, len(star.names)),
    )
    settle_insiders(cover, goals, [star.cells[n][1] for n in goals.rows], knowledge, smallest)


__all__ = ["AGE", "DAYS", "MEAN_FROM", "QUARTILE_FROM", "Breakdowns", "settle_block", "true_sentences"]
