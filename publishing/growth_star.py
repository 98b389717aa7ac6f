"""The small programme of one block's growth: its leaves by slice, its cells, and what was published of it before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix, kron, vstack

from domain.cells import OTHER, TOTAL
from publishing.blocks import allowed_atoms
from publishing.catalogue import OFFERS, PEOPLE, YEARS, Block, block_of
from publishing.frames import YearFrame
from publishing.goals import Units
from publishing.growth import cases_after
from publishing.history import FIGURE, KEY, History, spell, unspell
from publishing.model import FREE
from publishing.primary import persons_of
from publishing.star import Cell, Star, areas_of, parts_of
from publishing.star_rows import Frame, ages_of, membership, ties_of
from publishing.truth import Place
from publishing.witness import System

UNTOLD = "?|?|0"
"""The atom of referrals of a municipality and half-year of which the block tells nothing: in no table."""
COLUMNS = {"municipality:year": "", "municipality:half": "", "region:year": "", "region:half": ""}
Figure = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Basis:
    """What a block starts from. `kept`: of figures with a first table the categories that it shows, None where it says
    more than counts; `base`: these counts. `told`: increments since then that are published, `last` and `latest`: of
    each figure the number of the release that did so last, and the categories then."""

    block: Block
    kept: Mapping[Figure, tuple[str, ...] | None]
    base: Mapping[Cell, int]
    told: frozenset[Cell]
    last: Mapping[Figure, int]
    latest: Mapping[Figure, tuple[str, ...]]

    def before(self, history: History, figure: Figure) -> tuple[str, ...] | None:
        """The categories that are shown of a figure up to now; None where it cannot be brought up to date."""
        return self.latest.get(figure, ()) if history.later(figure[2]) else self.kept.get(figure, ())


def basis_of(history: History, name: str, facts: pl.DataFrame) -> Basis:
    atoms = history.growth.filter((pl.col("block") == name) & (pl.col("atom") != YEARS))["atom"].unique().to_list()
    block = block_of(name, {*atoms, *history.truth.blocks[name].atoms})
    block = replace(block, atoms=(*block.atoms, UNTOLD), maps={**block.maps, UNTOLD: ()})
    own = pl.col("category") != TOTAL
    tables = sorted({t for pairs in block.maps.values() for t, _ in pairs})
    own &= pl.col("table").is_in(tables) & ((pl.col("table") != OFFERS) | (pl.col("category") == name))
    first = history.first.cells.filter(own, pl.col("status") == "shown")
    base = {tuple(row[:4]): row[4] for row in first.select(*KEY, "count").iter_rows()}
    kept: dict[Figure, tuple[str, ...] | None] = {}
    for (t, a, p), rows in first.partition_by(*FIGURE, as_dict=True).items():
        plain = rows.filter(~pl.col("category").str.ends_with(OTHER))
        kept[t, a, p] = None if plain["count"].null_count() else tuple(plain["category"].to_list())
    known = facts.filter(own, pl.col("count").is_not_null(), ~pl.col("category").str.ends_with(OTHER))
    told = frozenset(known.select(KEY).iter_rows())
    last: dict[Figure, int] = {}
    for cell in told:
        last[figure_of(cell)] = max(last.get(figure_of(cell), 0), unspell(cell[2])[1][1])
    latest: dict[Figure, tuple[str, ...]] = {}
    for cell in sorted(told):
        if unspell(cell[2])[1][1] == last[figure_of(cell)]:
            latest[figure_of(cell)] = (*latest.get(figure_of(cell), ()), cell[3])
    return Basis(block=block, kept=kept, base=base, told=told, last=last, latest=latest)


def figure_of(cell: Cell) -> Figure:
    return (cell[0], cell[1], unspell(cell[2])[0])


def star_of(history: History, around: YearFrame, basis: Basis) -> tuple[Star, np.ndarray]:
    """With no bounds yet; and which leaf rows tell nothing."""
    block, frame = basis.block, around.frame
    size = len(block.atoms) + (block.name == PEOPLE)
    truth, untold = _leaves(history, frame, block, size)
    allowed = _allowed(history, block, frame, untold, size)
    kept = np.flatnonzero(allowed.ravel() | (truth > 0))
    pairs = sorted({pair for atom in block.atoms for pair in block.maps[atom]})
    cells = tuple((t, a, p, c) for a, p in frame.places for t, c in pairs)
    table = kron(membership(frame), parts_of(block, pairs, size), format="csr")
    ties, low, high = ties_of(block, frame, truth, size)
    rows = csr_matrix(vstack([table, ties]))[:, kept]
    free, none = np.full(len(cells), FREE), np.full(rows.shape[0], -1)
    return Star(
        block=block, frame=frame, cells=cells, unit_names=(), statements=(), leaves=kept,
        units=Units(of_row=none, price=np.full(rows.shape[0], np.inf)),
        system=System(
            truth=truth[kept], rows=rows, low=np.concatenate([-free, low]), high=np.concatenate([free, high]),
            sums=(kept % size) >= len(block.atoms), owner=kept // size, places=areas_of(frame)[kept // size],
        ),
    ), untold  # fmt: skip


def _leaves(history: History, frame: Frame, block: Block, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The slices of every leaf row. From the one in which something fell on, all referrals are under UNTOLD."""
    row = {place: n for n, place in enumerate(frame.leaf_places)}
    atom = {a: n for n, a in enumerate((*block.atoms, YEARS))}
    counts = np.zeros((len(row), size), dtype=np.int64)
    for _, area, period, name, count, number in history.growth.filter(pl.col("block") == block.name).iter_rows():
        counts[row[area, spell(period, (number - 1, number))], atom[name]] += count
    untold = np.zeros(len(row), dtype=bool)
    youngest, oldest, _ = ages_of(block, size) if block.name == PEOPLE else (None, None, None)
    for (area, code), n in row.items():
        period, (_, number) = unspell(code)
        untold[n] = number >= history.broken.get((block.name, area, period), number + 1)
        if youngest is not None and oldest is not None:
            years, here = counts[n, -1], counts[n]
            untold[n] |= not youngest @ here <= years <= oldest @ here
    untold = _from_then_on(frame, untold)
    totals = counts[:, : len(block.atoms)].sum(axis=1)
    counts[untold] = 0
    counts[untold, block.atoms.index(UNTOLD)] = totals[untold]
    return counts.ravel(), untold


def _from_then_on(frame: Frame, untold: np.ndarray) -> np.ndarray:
    first: dict[Place, int] = {}
    for n, (area, code) in enumerate(frame.leaf_places):
        period, (_, number) = unspell(code)
        if untold[n]:
            first[area, period] = min(number, first.get((area, period), number))
    spans = [(area, *unspell(code)) for area, code in frame.leaf_places]
    return np.array([span[1] >= first.get((area, period), span[1] + 1) for area, period, span in spans], dtype=bool)


def _allowed(history: History, block: Block, frame: Frame, untold: np.ndarray, size: int) -> np.ndarray:
    plain = tuple(sorted({(a, unspell(code)[0]) for a, code in frame.leaf_places}))
    told = replace(block, atoms=tuple(a for a in block.atoms if a != UNTOLD))
    cases = history.truth.cases.filter(pl.col("year") == history.year)
    possible = dict(zip(plain, allowed_atoms(history.truth, told, cases, plain), strict=True))
    allowed = np.zeros((len(frame.leaf_places), size), dtype=bool)
    for n, (area, code) in enumerate(frame.leaf_places):
        allowed[n, : len(told.atoms)] = possible[area, unspell(code)[0]]
    allowed[:, len(block.atoms) :] = True
    allowed[untold] = False
    allowed[untold, block.atoms.index(UNTOLD)] = True
    return allowed


def persons_in(history: History, star: Star, block: Block) -> dict[Cell, int]:
    """As of totals: no more than there are for sure."""
    told = replace(block, atoms=tuple(a for a in block.atoms if a != UNTOLD))
    tables = sorted({t for t, *_ in star.cells})
    stored = history.earlier.last.counted.filter(pl.col("table").is_in(tables)).select(*KEY, "persons")
    known = {tuple(row[:4]): row[4] for row in stored.iter_rows()}
    since = {n: persons_of(cases_after(history, n), told, COLUMNS) for n in range(history.newest)}
    found = {}
    for cell, value in zip(star.cells, star.system.values.astype(int).tolist(), strict=False):
        period, (after, until) = unspell(cell[2])
        old = until < history.newest or history.stopped
        who = known.get(cell, 0) if old else since[after].get((cell[0], cell[1], period, cell[3]), 0)
        found[cell] = max(min(value, 1), min(value, who))
    return found
