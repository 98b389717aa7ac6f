"""A further release in the same epoch: what grew by none or by enough persons is brought up to date, the rest stays.

What an attacker learns beside the first release are increments, so these are settled like a first release
(publishing.growth, publishing.growth_blocks); everything that the releases between showed is given.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from domain.cells import TOTAL
from publishing.carrying import Leaf, followed
from publishing.catalogue import BLOCKS
from publishing.certificate import BEFORE, COUNTED, NOW, Certificate, certificate_of
from publishing.evidence import LEAF_COLUMNS, Evidence, Year, collect_block_goals, write_goals
from publishing.frames import half_of
from publishing.goals import Witness
from publishing.growth import Growth, settle_growth
from publishing.growth_blocks import Grown, settle_grown
from publishing.growth_cells import cells_of, dates_of
from publishing.growth_frame import around_of
from publishing.growth_star import Basis, basis_of
from publishing.history import KEY, Earlier, History, history_of, intervals, mark, shown_before, spell, told, unspell
from publishing.hub import CLOSED
from publishing.stays import stays_of
from publishing.structure import ALL, TOTALS, growth_maps
from publishing.truth import Truth
from publishing.verify import faults_in

Blocks = dict[str, Grown]


@dataclass(frozen=True, kw_only=True, eq=False)
class Advanced:
    cells: pl.DataFrame
    dates: pl.DataFrame
    certificate: Certificate
    evidence: Evidence
    faults: tuple[str, ...]
    stays: dict[str, tuple[str, ...]]


def advance(truth: Truth, earlier: Earlier, smallest: int) -> Advanced:
    history, before = history_of(truth, earlier, smallest), shown_before(earlier)
    growth, blocks, evidence = _settled(history, told(before))
    cells, fresh = cells_of(history, growth, blocks)
    dates = dates_of(history, cells, fresh)
    certificate = {
        **certificate_of({**_structure(history, blocks), **evidence.pieces()}),
        BEFORE: pl.concat([before, mark(len(earlier.releases), truth.data_date)]),
        NOW: history.now,
        COUNTED: _counted(history, growth, blocks),
    }
    return Advanced(
        cells=cells, dates=dates, certificate=certificate, evidence=evidence,
        faults=tuple(faults_in(cells, dates, certificate, smallest)),
        stays={m: tuple(stays_of(history, dates, blocks, m)) for m in truth.municipalities},
    )  # fmt: skip


def _settled(history: History, facts: pl.DataFrame) -> tuple[Growth, Blocks, Evidence]:
    """Until every protected increment has its witnesses: a block that lacks one stays, then totals do, step by step."""
    bases = {name: basis_of(history, name, facts) for name in BLOCKS}
    withheld: set[str] = set()
    closed = 0
    while True:
        growth = settle_growth(history, facts, closed)
        blocks = dict(_blocks(history, growth, bases, withheld))
        evidence = Evidence()
        weak = _collect(history, growth, blocks, evidence)
        if not weak or closed == len(CLOSED) - 1:
            return growth, blocks, evidence
        closed += not weak - withheld
        withheld |= weak if closed < len(CLOSED) - 1 else set(BLOCKS)


def _blocks(
    history: History, growth: Growth, bases: dict[str, Basis], withheld: set[str]
) -> Iterator[tuple[str, Grown]]:
    for name, basis in bases.items() if history.newest else ():
        found = settle_grown(history, growth, basis, name in withheld)
        if found is not None:
            yield name, found


def _collect(history: History, growth: Growth, blocks: Blocks, evidence: Evidence) -> set[str]:
    """Fills the evidence; the names of blocks (TOTALS too) with a goal that lacks a witness."""
    if not history.newest:
        return set()
    year = Year(totals=growth.totals, around=growth.around, blocks={n: g.breakdowns for n, g in blocks.items()})
    weak = {TOTALS} if _totals(evidence, growth, year) else set()
    for name, found in year.blocks.items():
        rows = [(*n, c) for n, c in zip(found.star.names, found.cover.truth.tolist(), strict=True) if c]
        evidence.leaves.append(pl.DataFrame(rows, schema=LEAF_COLUMNS, orient="row"))
        start = len(evidence.goals)
        collect_block_goals(evidence, year, found)
        for cell, who in found.persons.items():
            if who or cell in found.small:
                evidence.cells.append((*cell, who, cell not in found.small))
        weak |= {name} if any(-1 in goal[5:] for goal in evidence.goals[start:]) else set()
    return weak


def _totals(evidence: Evidence, growth: Growth, year: Year) -> bool:
    """As evidence of totals of a first release, with slices. Whether a goal lacks a witness."""
    cover, leaves = growth.totals.cover, growth.totals.leaves
    rows = [(TOTALS, *leaf, ALL, n) for leaf, n in zip(leaves, cover.truth.tolist(), strict=True) if n]
    evidence.leaves.append(pl.DataFrame(rows, schema=LEAF_COLUMNS, orient="row"))
    halves = {place: n for n, place in enumerate(growth.around.frame.leaf_places)}

    def written(witness: Witness, known: str) -> Iterator[tuple[Leaf, int]]:
        moved: dict[int, int] = {}
        for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True):
            area, code = leaves[leaf]
            yield (TOTALS, area, code, ALL), n
            month, span = unspell(code)
            row = halves[area, spell(half_of(month), span)]
            moved[row] = moved.get(row, 0) + n
        for breakdowns in year.blocks.values():
            yield from followed(year, breakdowns, moved, known)

    write_goals(evidence, cover, [("referrals", *place, TOTAL) for place in growth.totals.places], written)
    evidence.cells += [("referrals", *p, TOTAL, who, p not in growth.small) for p, who in growth.persons.items()]
    return any(-1 in goal[5:] for goal in evidence.goals)


def _structure(history: History, blocks: Blocks) -> dict[str, list[pl.DataFrame]]:
    codes = {p for _, p in history.truth.totals if p.startswith(history.year)}
    leaves = [spell(p, (n - 1, n)) for p in sorted(codes) for n in range(1, history.newest + 1)]
    spans, periods = intervals(history.newest), tuple(sorted(codes))
    times = {(leaf, when) for leaf in leaves for when in around_of(leaf, periods, spans) if _goes(leaf, when)}
    return growth_maps(history.truth, [g.breakdowns.star.block for g in blocks.values()], sorted(times))


def _goes(leaf: str, when: str) -> bool:
    """Months go to all; halves to halves and years; quarters and years are no leaves."""
    inner, outer = unspell(leaf)[0], unspell(when)[0]
    return _length(inner) == "month" or (_length(inner) == "half" and _length(outer) in ("half", "year"))


def _length(period: str) -> str:
    return {4: "year", 7: "half" if "H" in period else "quarter" if "Q" in period else "month"}[len(period)]


def _counted(history: History, growth: Growth, blocks: Blocks) -> pl.DataFrame:
    rows = [("referrals", *place, TOTAL, who) for place, who in growth.persons.items()]
    rows += [(*c, who) for g in blocks.values() for c, who in g.breakdowns.persons.items() if who]
    schema = {**dict.fromkeys(KEY, pl.String), "persons": pl.Int64}
    new = pl.DataFrame(rows, schema=schema, orient="row")
    return pl.concat([new, history.earlier.last.counted.join(new, on=KEY, how="anti")])
