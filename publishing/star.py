"""One small programme: a block of tables of a region in one year, with its municipalities and half-years.

The totals of areas and periods are settled before (hub.py), so blocks and years fall apart. Where a total is hidden,
the number in a leaf row is free as far as the totals around it allow.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix, kron, vstack

from publishing.catalogue import AGE, CROSSED, DATED, DAYS, PEOPLE, YEARS, Block, is_coarse, is_fine, unit_of
from publishing.goals import Units
from publishing.model import FREE
from publishing.star_rows import (
    OLDEST,
    Cell,
    Frame,
    Statement,
    ages_of,
    membership,
    sentence_weights,
    statements_of,
    ties_of,
)
from publishing.truth import Place
from publishing.witness import System

Unit = tuple[str, str, str]
"""What is shown or hidden together, area, period."""
Wide = frozenset[tuple[str, str, str]]
"""Table, area, period of the tables that come in coarser categories."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Star:
    """`cells[i]` is row i of the system; then come ties and statements. `leaves`: place x atom of each column."""

    block: Block
    frame: Frame
    system: System
    cells: tuple[Cell, ...]
    units: Units
    unit_names: tuple[Unit, ...]
    statements: tuple[Statement, ...]
    leaves: np.ndarray

    def total_rows(self, leaf_rows: Iterable[int]) -> np.ndarray:
        """The rows of the system that hold the totals of these leaf rows, where they are hidden."""
        return np.array([len(self.cells) + self.frame.ties.index((row,)) for row in leaf_rows], dtype=int)

    @cached_property
    def size(self) -> int:
        return len(self.block.atoms) + (self.block.name == PEOPLE)

    @cached_property
    def names(self) -> list[tuple[str, str, str, str]]:
        """Block, area, period and atom of each column."""
        atoms, places = (*self.block.atoms, YEARS), self.frame.leaf_places
        return [(self.block.name, *places[n // self.size], atoms[n % self.size]) for n in self.leaves.tolist()]


def build(
    block: Block, frame: Frame, counts: pl.DataFrame, allowed: np.ndarray, wide: Wide,
    means: Mapping[Place, int], days: frozenset[Place], sentences: Iterable[tuple[Place, str]] = (),
) -> Star:  # fmt: skip
    """`counts`: area, period, atom, count of the leaf places. `allowed`: leaf place x atom, by definition possible.

    `means`, `days` and `sentences`: what would be published beside the counts if they can bear it.
    """
    size = len(block.atoms) + (block.name == PEOPLE)
    truth = _leaves(block, frame, counts, size)
    kept = np.flatnonzero(_padded(allowed, size).ravel() | (truth > 0))
    pairs = sorted({pair for atom in block.atoms for pair in block.maps[atom]})
    cells = tuple((t, a, p, c) for a, p in frame.places for t, c in pairs)
    table = kron(membership(frame), parts_of(block, pairs, size), format="csr")
    units = [_unit(cell, frame, wide, days) for cell in cells]
    names = tuple(sorted({u for u in units if u is not None}))
    number = {name: n for n, name in enumerate(names)}
    values = np.asarray(table @ truth, dtype=float)
    of_row = np.array([-1 if u is None else number[u] for u in units])
    price = np.array([price_of(cell, value, frame.widest) for cell, value in zip(cells, values, strict=True)])
    ties, low, high = ties_of(block, frame, truth, size)
    lines, statements = statements_of(block, frame, means, sentences, table.shape[0] + ties.shape[0], size)
    rows = csr_matrix(vstack([table, ties, *lines]))[:, kept]
    more = rows.shape[0] - len(cells)
    free = np.full(len(lines), FREE)
    return Star(
        block=block, frame=frame, cells=cells, unit_names=names, statements=statements, leaves=kept,
        units=Units(of_row=np.append(of_row, np.full(more, -1)), price=np.append(price, np.full(more, np.inf))),
        system=System(
            truth=truth[kept], rows=rows,
            low=np.concatenate([np.where(of_row >= 0, values, -FREE), low, -free]),
            high=np.concatenate([np.where(of_row >= 0, values, FREE), high, free]),
            sums=(kept % size) >= len(block.atoms), owner=kept // size, places=areas_of(frame)[kept // size],
        ),
    )  # fmt: skip


def _leaves(block: Block, frame: Frame, counts: pl.DataFrame, size: int) -> np.ndarray:
    atom = {a: n for n, a in enumerate((*block.atoms, YEARS))}
    place = {p: n for n, p in enumerate(frame.leaf_places)}
    leaves = np.zeros(len(place) * size, dtype=np.int64)
    for area, period, name, count in counts.select("area", "period", "atom", "count").iter_rows():
        leaves[place[area, period] * size + atom[name]] += count
    return leaves


def areas_of(frame: Frame) -> np.ndarray:
    """The number of the municipality of each leaf row."""
    return np.unique([area for area, _ in frame.leaf_places], return_inverse=True)[1]


def _padded(allowed: np.ndarray, size: int) -> np.ndarray:
    more = size - allowed.shape[1]
    return np.hstack([allowed, np.ones((allowed.shape[0], more), dtype=bool)]) if more else allowed


def parts_of(block: Block, pairs: list[tuple[str, str]], size: int) -> csr_matrix:
    number = {pair: n for n, pair in enumerate(pairs)}
    found = [(number[pair], n) for n, atom in enumerate(block.atoms) for pair in block.maps[atom]]
    rows, columns = zip(*found, strict=True)
    return csr_matrix((np.ones(len(found)), (rows, columns)), shape=(len(pairs), size))


def _unit(cell: Cell, frame: Frame, wide: Wide, days: frozenset[Place]) -> Unit | None:
    """None for what is never published: no total there, a helping number, or the other of fine and coarse."""
    table, area, period, category = cell
    if table == DATED:
        return (DAYS, area, period) if (area, period) in days else None
    if table == AGE or (area, period) not in frame.shown:
        return None
    wrong = is_fine(table, category) if (table, area, period) in wide else is_coarse(table, category)
    return None if wrong else (unit_of(table, category), area, period)


def price_of(cell: Cell, value: float, widest: str) -> float:
    """Losing a large number costs more; of a cross table it costs less than a margin, of a half less than of a year."""
    crossed = 0.5 if cell[0] == CROSSED else 20.0 if cell[0] == DATED else 1.0
    whole = 0.5 if "-H" in cell[2] else 1.0
    wide = 3.0 if cell[1] == widest else 1.0
    return float((1 + np.log1p(value)) * crossed * whole * wide)


__all__ = [
    "OLDEST",
    "Cell",
    "Frame",
    "Star",
    "Statement",
    "Unit",
    "Wide",
    "ages_of",
    "build",
    "price_of",
    "sentence_weights",
]
