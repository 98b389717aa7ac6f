"""The breakdowns of one block of a region in one year: what is shown, and the witnesses of what is not."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from indicators.count.prepare import STEPS_AFTER_REFERRAL
from publishing.catalogue import (
    AGE, DAYS, GENDER, PEOPLE, TRAJECTORY, YEARS, Block, structural,
)  # fmt: skip
from publishing.cover import Cover, Covered, Goals, Witness
from publishing.frames import YearFrame
from publishing.primary import Persons, coarse_tables, persons_of, small_cells
from publishing.star import Cell, Star, Statement, Wide, ages_of, build
from publishing.truth import Place, Truth
from publishing.witness import Witnesses

MEAN_FROM = 10
QUARTILE_FROM = 20
PATIENCE = 12
"""Witnesses that may be sought anew for the sake of one mean of a year, or one sentence."""
YEAR_CODE = 4
"""Length of the code of a year."""
SENTENCES = (("female>=2/3", "female>1/2"), ("male>=2/3", "male>1/2"))
COLUMNS = {"municipality:year": "", "municipality:half": "", "region:year": "", "region:half": ""}


@dataclass(frozen=True, kw_only=True, eq=False)
class Breakdowns:
    """`small`: the protected cells. `said`: statements that were accepted. `open_goals`: goals without both witnesses."""

    star: Star
    cover: Cover
    small: frozenset[Cell]
    persons: Persons
    wide: Wide
    goals: Goals
    covered: Covered
    said: tuple[Statement, ...]
    insiders: tuple[int, int]
    followed: dict[tuple[tuple[tuple[int, int], ...], str], Witness | None] = field(default_factory=dict)

    def shown(self) -> Iterator[tuple[Cell, int]]:
        """Cells to publish with their counts."""
        values = self.star.system.values
        for n, cell in enumerate(self.star.cells):
            unit = int(self.star.units.of_row[n])
            if unit >= 0 and unit not in self.cover.hidden:
                yield cell, int(values[n])


def settle_block(truth: Truth, year: str, name: str, around: YearFrame, smallest: int, insiders: bool) -> Breakdowns:
    """Hides the small cells of the block and what would betray them; then means and sentences, if they betray nothing."""
    cases = truth.cases.filter(pl.col("year") == year).with_columns(pl.lit(truth.region.code).alias("region"))
    block = truth.blocks[name]
    persons = persons_of(cases, block, COLUMNS)
    pairs = sorted({pair for atom in block.atoms for pair in block.maps[atom]})
    cells = [(t, a, p, c) for a, p in around.frame.places for t, c in pairs]
    small = small_cells(truth, cells, persons, smallest)
    wide = coarse_tables(around.frame.places, cells, small)
    days = _days(cases, around) if name == TRAJECTORY else {}
    star = build(
        block, around.frame, _counts(cases, block), _allowed(truth, block, cases, around), wide,
        _means(cases, around) if name == PEOPLE else {}, frozenset(days), list(_sentences(cases, around, name)),
    )  # fmt: skip
    cover = Cover(Witnesses(star.system), star.units)
    cover.hide({int(star.units.of_row[n]) for n, cell in enumerate(star.cells) if cell in small} - {-1})
    goals = _goals(star, small, smallest)
    covered = cover.settle(goals)
    counted = _insiders(star, cover, goals, smallest) if insiders else (0, 0)
    said = tuple(_say(star, cover))
    nothing = np.zeros(0, dtype=int)
    cover.accept(nothing, nothing, nothing, patience=len(cover.witnesses))
    return Breakdowns(
        star=star, cover=cover, small=frozenset(small), persons=persons, wide=wide, goals=goals, covered=covered, said=said,
        insiders=counted,
    )  # fmt: skip


def _counts(cases: pl.DataFrame, block: Block) -> pl.DataFrame:
    keys = [pl.col("municipality").alias("area"), pl.col("half").alias("period"), pl.col(block.name).alias("atom")]
    counts = cases.group_by(keys).agg(pl.len().cast(pl.Int64).alias("count"))
    if block.name != PEOPLE:
        return counts
    sums = cases.group_by(keys[:2]).agg(pl.col("age").sum().cast(pl.Int64).alias("count"))
    return pl.concat([counts, sums.select("area", "period", pl.lit(YEARS).alias("atom"), "count")])


def _allowed(truth: Truth, block: Block, cases: pl.DataFrame, around: YearFrame) -> np.ndarray:
    """Witnesses of the trajectory keep to combinations that occur there, or that are the commonest with some part."""
    allowed = np.ones((len(around.frame.leaf_places), len(block.atoms)), dtype=bool)
    if block.name != TRAJECTORY:
        return allowed
    common = _commonest(block, cases)
    seen = dict(cases.group_by("municipality").agg(pl.col(block.name).unique()).iter_rows())
    for n, (area, period) in enumerate(around.frame.leaf_places):
        steps, local = truth.normal_days(area), set(seen.get(area, ()))
        fitting = np.zeros(len(block.atoms), dtype=bool)
        for k, atom in enumerate(block.atoms):
            fits = all((s == "-") == (step not in steps) for s, step in zip(atom.split("/")[4:], STEPS_AFTER_REFERRAL, strict=True))
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


def _known(cases: pl.DataFrame, around: YearFrame, column: str, least: int) -> Iterator[tuple[Place, pl.Series, int]]:
    """For each open place the values that are known, of at least `least` persons, and how many persons."""
    for place in around.frame.places:
        if place in around.frame.shown:
            rows = [around.frame.leaf_places[n] for n in around.frame.places[place]]
            wanted = pl.DataFrame(rows, schema={"municipality": pl.String, "half": pl.String}, orient="row")
            known = cases.filter(pl.col(column).is_not_null()).join(wanted, on=["municipality", "half"], how="semi")
            who = known["person"].n_unique()
            if who >= least:
                yield place, known[column], who


def _means(cases: pl.DataFrame, around: YearFrame) -> dict[Place, int]:
    return {place: int(float(known.mean()) + 0.5) for place, known, _ in _known(cases, around, "age", MEAN_FROM)}  # type: ignore[arg-type]


def _days(cases: pl.DataFrame, around: YearFrame) -> dict[Place, int]:
    return {place: who for place, _, who in _known(cases, around, "days", MEAN_FROM)}


def _sentences(cases: pl.DataFrame, around: YearFrame, name: str) -> Iterator[tuple[Place, str]]:
    """The strongest first, as far as they are true."""
    if name != PEOPLE:
        return
    for place in around.frame.places:
        if place not in around.frame.shown:
            continue
        rows = [around.frame.leaf_places[n] for n in around.frame.places[place]]
        wanted = pl.DataFrame(rows, schema={"municipality": pl.String, "half": pl.String}, orient="row")
        atoms = cases.join(wanted, on=["municipality", "half"], how="semi")[name].str.split("|").list.first()
        yield from ((place, words) for words in true_sentences(atoms))


def true_sentences(genders: pl.Series) -> Iterator[str]:
    for words in (w for pair in SENTENCES for w in pair):
        count = int((genders == words.split(">")[0]).sum())
        if 2 * count > len(genders) if words.endswith("1/2") else 3 * count >= 2 * len(genders) > 0:
            yield words


def _goals(star: Star, small: set[Cell], smallest: int) -> Goals:
    rows = np.array([n for n, cell in enumerate(star.cells) if cell in small], dtype=int)
    places = {place: n for n, place in enumerate(star.frame.places)}
    groups = np.array([places[star.cells[n][1:3]] for n in rows], dtype=int)
    return Goals(rows=rows, none=np.zeros(len(rows)), some=np.full(len(rows), smallest), groups=groups)


def _insiders(star: Star, cover: Cover, goals: Goals, smallest: int) -> tuple[int, int]:
    """The same with one municipality known. How many goals were asked for, and how many of them have no witnesses."""
    towns = sorted({place[0] for place in star.frame.leaf_places})
    asked, left = 0, 0
    places = [star.frame.leaf_places[n][0] for n in star.leaves // star.size]
    for known in towns if len(towns) > 1 else ():
        own = np.array([area == known for area in places])
        rows = star.system.rows
        base = np.asarray(rows @ np.where(own, cover.truth, 0))[goals.rows]
        beside = np.asarray(rows @ cover.truth)[goals.rows] - base
        chosen = (beside < smallest) & np.array([star.cells[n][1] != known for n in goals.rows], dtype=bool)
        told = Goals(rows=goals.rows[chosen], none=base[chosen], some=base[chosen] + smallest, groups=goals.groups[chosen])
        found = cover.settle(told, own, who=known)
        asked += len(told.rows)
        left += int(((found.none == -1) | (found.some == -1)).sum())
    return asked, left


def _say(star: Star, cover: Cover) -> Iterator[Statement]:
    """Means that no witness contradicts, together; then one by one those of a year that few contradict; then sentences."""
    means = [s for s in star.statements if s.cell[0] == AGE]
    against = {s.cell: _against(star, cover, s) for s in means}
    yield from _together(cover, [s for s in means if not against[s.cell]])
    few = [s for s in means if 0 < against[s.cell] <= PATIENCE and len(s.cell[2]) == YEAR_CODE]
    for mean in sorted(few, key=lambda s: against[s.cell]):
        if _accept(cover, [mean], PATIENCE):
            yield mean
    yield from _sentences_said(star, cover)


def _against(star: Star, cover: Cover, mean: Statement) -> int:
    """How many witnesses cannot have this mean, whatever ages their bands allow."""
    youngest, oldest, aged = (of[star.leaves % star.size] for of in ages_of(star.block, star.size))
    years = (star.leaves % star.size) == star.size - 1
    inside = np.isin(star.system.owner, star.frame.places[mean.cell[1], mean.cell[2]])
    count = 0
    for number in cover.used():
        witness = cover.witnesses[number]
        if not inside[witness.leaves].any():
            continue
        after = cover.truth.copy()
        after[witness.leaves] += witness.change
        moved = np.isin(star.system.owner, star.system.owner[witness.leaves]) & inside
        fixed = after[years & inside & ~moved].sum()
        low, high = fixed + (youngest * after)[moved].sum(), fixed + (oldest * after)[moved].sum()
        people = (aged * after)[inside].sum()
        value = mean.value or 0
        count += not (2 * high > (2 * value - 1) * people and 2 * low < (2 * value + 1) * people)
    return count


def _together(cover: Cover, means: list[Statement]) -> Iterator[Statement]:
    """All of them, or halves of them, down to each on its own."""
    if not means:
        return
    if _accept(cover, means, 0):
        yield from means
    elif len(means) > 1:
        half = len(means) // 2
        yield from _together(cover, means[:half])
        yield from _together(cover, means[half:])


def _accept(cover: Cover, statements: list[Statement], patience: int) -> bool:
    rows = np.array([row for s in statements for row in s.rows])
    low = np.array([bound for s in statements for bound in s.low])
    high = np.array([bound for s in statements for bound in s.high])
    return cover.accept(rows, low, high, patience)


def _sentences_said(star: Star, cover: Cover) -> Iterator[Statement]:
    """Only where gender itself is hidden, and the strongest that can be said."""
    spoken: set[Place] = set()
    hidden = {star.unit_names[n] for n in cover.hidden}
    for sentence in (s for s in star.statements if s.cell[0] == GENDER):
        place = sentence.cell[1:3]
        bare = all((f"{GENDER}|{sex}", *place) in hidden for sex in ("female", "male"))
        if bare and place not in spoken and _accept(cover, [sentence], PATIENCE):
            spoken.add(place)
            yield sentence


__all__ = ["AGE", "DAYS", "Breakdowns", "settle_block", "true_sentences"]
