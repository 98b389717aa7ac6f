"""One small programme: a block of tables of a region in one year, with its municipalities and half-years.

The totals of areas and periods are settled before (hub.py), so blocks and years fall apart. Where a total is hidden, the
number in a leaf row is free as far as the totals around it allow.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix, kron, vstack

from domain.codes import BAND_STARTS
from publishing.catalogue import (
    AGE, CROSSED, DATED, DAYS, GENDER, PEOPLE, YEARS, Block, is_coarse, is_fine, unit_of,
)  # fmt: skip
from publishing.cover import Units
from publishing.truth import Place
from publishing.witness import FREE, System

OLDEST = 110
"""Nobody is older: the roof of the highest band."""
Cell = tuple[str, str, str, str]
"""Table, area, period, category."""
Unit = tuple[str, str, str]
"""What is shown or hidden together, area, period."""
Wide = frozenset[tuple[str, str, str]]
"""Table, area, period of the tables that come in coarser categories."""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """`leaf_places`: area and period of the leaf rows; `places`: which leaf rows each place of the catalogue adds up.

    `shown`: places that may have parts published. `ties`: sets of leaf rows whose total is given. `widest`: the area
    that holds the others. `caps`: the most that the months around a leaf row leave room for.
    """

    widest: str
    leaf_places: tuple[Place, ...]
    places: Mapping[Place, tuple[int, ...]]
    shown: frozenset[Place]
    ties: tuple[tuple[int, ...], ...]
    caps: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Something to publish that is no count: a mean, or a sentence. Row `rows[i]` then lies in [low[i], high[i]]."""

    cell: Cell
    value: int | None
    rows: tuple[int, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


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

    @property
    def size(self) -> int:
        return len(self.block.atoms) + (self.block.name == PEOPLE)


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
    table = kron(_membership(frame), _parts(block, pairs, size), format="csr")
    units = [_unit(cell, frame, wide, days) for cell in cells]
    names = tuple(sorted({u for u in units if u is not None}))
    number = {name: n for n, name in enumerate(names)}
    values = np.asarray(table @ truth, dtype=float)
    of_row = np.array([-1 if u is None else number[u] for u in units])
    price = np.array([_price(cell, value, frame.widest) for cell, value in zip(cells, values, strict=True)])
    ties, low, high = _ties(block, frame, truth, size)
    lines, statements = _statements(block, frame, means, sentences, table.shape[0] + ties.shape[0], size)
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
            sums=(kept % size) >= len(block.atoms), owner=kept // size,
        ),
    )  # fmt: skip


def _leaves(block: Block, frame: Frame, counts: pl.DataFrame, size: int) -> np.ndarray:
    atom = {a: n for n, a in enumerate((*block.atoms, YEARS))}
    place = {p: n for n, p in enumerate(frame.leaf_places)}
    leaves = np.zeros(len(place) * size, dtype=np.int64)
    for area, period, name, count in counts.select("area", "period", "atom", "count").iter_rows():
        leaves[place[area, period] * size + atom[name]] += count
    return leaves


def _padded(allowed: np.ndarray, size: int) -> np.ndarray:
    more = size - allowed.shape[1]
    return np.hstack([allowed, np.ones((allowed.shape[0], more), dtype=bool)]) if more else allowed


def _membership(frame: Frame) -> csr_matrix:
    pairs = [(n, leaf) for n, leaves in enumerate(frame.places.values()) for leaf in leaves]
    rows, columns = zip(*pairs, strict=True)
    return csr_matrix((np.ones(len(pairs)), (rows, columns)), shape=(len(frame.places), len(frame.leaf_places)))


def _parts(block: Block, pairs: list[tuple[str, str]], size: int) -> csr_matrix:
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


def _price(cell: Cell, value: float, widest: str) -> float:
    """Losing a large number costs more; one of a cross table costs less than a margin, of a half less than of a year."""
    crossed = 0.5 if cell[0] == CROSSED else 20.0 if cell[0] == DATED else 1.0
    whole = 0.5 if "-H" in cell[2] else 1.0
    wide = 3.0 if cell[1] == widest else 1.0
    return float((1 + np.log1p(value)) * crossed * whole * wide)


def _ties(
    block: Block, frame: Frame, truth: np.ndarray, size: int
) -> tuple[csr_matrix, np.ndarray, np.ndarray]:  # fmt: skip
    """Given totals; and of PEOPLE: the ages of a leaf row add up to no less and no more than its bands allow."""
    total = np.zeros(size)
    total[: len(block.atoms)] = 1
    sets = csr_matrix(
        [[float(n in tie) for n in range(len(frame.leaf_places))] for tie in frame.ties] or np.zeros((0, len(frame.leaf_places)))
    )
    given = kron(sets, csr_matrix(total), format="csr")
    values = np.asarray(given @ truth, dtype=float)
    least, most = values.copy(), values.copy()
    for n, tie in enumerate(frame.ties):
        if len(tie) == 1 and tie[0] in frame.caps:
            least[n], most[n] = 0, frame.caps[tie[0]]
    if block.name != PEOPLE:
        return given, least, most
    youngest, oldest, _ = ages_of(block, size)
    eye, years = csr_matrix(np.eye(len(frame.leaf_places))), _years(size)
    above = kron(eye, csr_matrix(years - youngest), format="csr")
    below = kron(eye, csr_matrix(oldest - years), format="csr")
    zero, free = np.zeros(len(frame.leaf_places)), np.full(len(frame.leaf_places), FREE)
    return (
        csr_matrix(vstack([given, above, below])),
        np.concatenate([least, zero, zero]), np.concatenate([most, free, free]),
    )  # fmt: skip


def _years(size: int) -> np.ndarray:
    found = np.zeros(size)
    found[-1] = 1
    return found


def ages_of(block: Block, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Lowest and highest age of each atom, and whether its ages are known in years."""
    starts = list(BAND_STARTS.values())
    first = dict(zip(BAND_STARTS, starts, strict=True))
    last = dict(zip(BAND_STARTS, [s - 1 for s in starts[1:]] + [OLDEST], strict=True))
    youngest, oldest, aged = np.zeros(size), np.zeros(size), np.zeros(size)
    for n, atom in enumerate(block.atoms):
        _, band, known = atom.split("|")
        if known == "1":
            youngest[n], oldest[n], aged[n] = first.get(band, 0), last.get(band, OLDEST), 1
    return youngest, oldest, aged


def _statements(
    block: Block, frame: Frame, means: Mapping[Place, int], sentences: Iterable[tuple[Place, str]], start: int, size: int
) -> tuple[list[csr_matrix], tuple[Statement, ...]]:
    """A mean m over n ages with sum s: 2s - (2m+1)n < 0 and 2s - (2m-1)n > 0, so that it rounds to m."""
    inside, places = _membership(frame), list(frame.places)
    lines: list[csr_matrix] = []
    found = []
    _, _, aged = ages_of(block, size) if block.name == PEOPLE else (None, None, np.zeros(size))
    for place, mean in means.items():
        where = inside[places.index(place)]
        for share in (2 * mean + 1, 2 * mean - 1):
            lines.append(kron(where, csr_matrix(2 * _years(size) - share * aged), format="csr"))
        rows = (start + len(lines) - 2, start + len(lines) - 1)
        found.append(
            Statement(cell=(AGE, *place, "mean"), value=mean, rows=rows, low=(-FREE, 1.0), high=(-1.0, FREE))
        )
    for place, words in sentences:
        weights, least = sentence_weights(block, words, size)
        lines.append(kron(inside[places.index(place)], csr_matrix(weights), format="csr"))
        found.append(
            Statement(cell=(GENDER, *place, words), value=None, rows=(start + len(lines) - 1,), low=(least,), high=(FREE,))
        )
    return lines, tuple(found)


def sentence_weights(block: Block, words: str, size: int) -> tuple[np.ndarray, float]:
    """`female>1/2`: 2 x women - all >= 1; `female>=2/3`: 3 x women - 2 x all >= 0. Weights of the atoms, and the least."""
    gender = words.split(">")[0]
    weights = np.zeros(size)
    times, less, least = (2, 1, 1.0) if words.endswith("1/2") else (3, 2, 0.0)
    for n, atom in enumerate(block.atoms):
        weights[n] = times * (atom.split("|")[0] == gender) - less
    return weights, least
