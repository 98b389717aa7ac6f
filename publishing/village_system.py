"""The small programme of the villages of one municipality: its cells, leaves and rows, and what may be said beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix

from domain.cells import TOTAL
from domain.codes import COARSE_AGE, GENDER, UNKNOWN
from publishing.catalogue import BANDS, PEOPLE, YEARS
from publishing.catalogue import GENDER as GENDERS
from publishing.model import FREE
from publishing.star import OLDEST, Cell
from publishing.statements import MEAN_FROM, true_sentences
from publishing.structure import coarse_atom
from publishing.truth import Truth
from publishing.witness import System

REST = "|rest"
"""Referrals without a village: never published, but what a total minus its villages tells."""
SPAN = {"0-54": (0, 54), "55-74": (55, 74), "75+": (75, OLDEST), UNKNOWN: (0, OLDEST)}
ATOMS = tuple(f"{sex}|{band}|{aged}" for sex in GENDER for band in SPAN for aged in "01")
SIZE = len(ATOMS) + 1
"""Leaves of one village: its atoms and its sum of ages."""
Mean = tuple[tuple[str, str], int, list[int]]
"""Village and category, the value, and its rows."""
Sentence = tuple[tuple[str, str], int, float]
"""Village and words, its row, and the least it must be."""


@dataclass(frozen=True, kw_only=True, eq=False)
class VillageSystem:
    """`cells[i]` is row i; `units` can be hidden. `columns`: rows of the municipality's atoms and sum of ages."""

    areas: tuple[str, ...]
    cells: tuple[Cell, ...]
    persons: Mapping[Cell, int]
    leaves: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...]
    of_row: np.ndarray
    system: System
    columns: np.ndarray
    means: tuple[Mean, ...]
    sentences: tuple[Sentence, ...]

    def held(self) -> dict[tuple[str, str], int]:
        """How many the municipality holds of each category."""
        counts = dict(zip(ATOMS, self.system.values[self.columns[:-1]], strict=True))
        return {(t, c): int(sum(n for a, n in counts.items() if _counts_in(a, t, c))) for t, _, _, c in self.cells}

    def prices(self) -> np.ndarray:
        return np.array([_price(c, v) for c, v in zip(self.cells, self.system.values, strict=False)])


@dataclass
class _Lines:
    """Rows as they are added: weights of the leaves and bounds, the true value where none is given."""

    truth: np.ndarray
    at: dict[str, slice]
    weights: list[np.ndarray] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, weights: np.ndarray, least: float | None = None, most: float | None = None) -> int:
        value = float(weights @ self.truth)
        self.weights.append(weights)
        self.low.append(value if least is None else least)
        self.high.append(value if most is None else most)
        return len(self.weights) - 1

    def of(self, area: str, atoms: list[float], years: float) -> np.ndarray:
        """Weights of the atoms of one village, and of its sum of ages."""
        weights = np.zeros(len(self.truth))
        weights[self.at[area]] = [*atoms, years]
        return weights


def village_system(truth: Truth, municipality: str, period: str, villages: list[str]) -> VillageSystem:
    cases = _cases(truth, municipality)
    areas = (*villages, municipality + REST)
    cells = tuple((t, a, period, c) for a in areas for t, c in _categories())
    units = tuple(sorted({(c[1], f"{c[0]}|{c[3]}") for c in cells if not c[1].endswith(REST)}))
    number = {unit: n for n, unit in enumerate(units)}
    of_row = np.array([number.get((c[1], f"{c[0]}|{c[3]}"), -1) for c in cells])
    leaves = tuple((a, atom) for a in areas for atom in (*ATOMS, YEARS))
    lines = _Lines(_leaves(cases, leaves), {a: slice(n * SIZE, (n + 1) * SIZE) for n, a in enumerate(areas)})
    for cell, unit in zip(cells, of_row, strict=True):
        weights = lines.of(cell[1], [float(_counts_in(atom, cell[0], cell[3])) for atom in ATOMS], 0.0)
        # Nobody without a village: then villages whose totals are hidden are shown together, which tells so.
        none = cell[1].endswith(REST) and not cell[3] and not weights @ lines.truth
        lines.add(weights) if unit >= 0 or none else lines.add(weights, -FREE, FREE)
    columns = [lines.add(np.tile(np.arange(SIZE) == k, len(areas)).astype(float)) for k in range(SIZE)]
    _add_spans(lines, areas)
    means, sentences = _add_statements(lines, cases, villages)
    system = System(
        truth=lines.truth,
        rows=csr_matrix(np.array(lines.weights)),
        low=np.array(lines.low),
        high=np.array(lines.high),
        sums=np.tile(np.arange(SIZE) == SIZE - 1, len(areas)),
        owner=np.repeat(np.arange(len(areas)), SIZE),
        places=np.repeat(np.arange(len(areas)), SIZE),
        loose_sums=True,
    )
    return VillageSystem(
        areas=areas, cells=cells, persons=_persons(cases, cells), leaves=leaves, units=units,
        of_row=of_row, system=system, columns=np.array(columns), means=tuple(means), sentences=tuple(sentences),
    )  # fmt: skip


def _leaves(cases: pl.DataFrame, leaves: tuple[tuple[str, str], ...]) -> np.ndarray:
    found = {(a, atom): n for a, atom, n in cases.group_by("village", "atom").agg(pl.len()).iter_rows()}
    found |= {(a, YEARS): n for a, n in cases.group_by("village").agg(pl.col("age").sum()).iter_rows()}
    return np.array([found.get(leaf, 0) for leaf in leaves], dtype=np.int64)


def _add_spans(lines: _Lines, areas: tuple[str, ...]) -> None:
    """The ages of a village add up to no less and no more than its bands allow."""
    span = np.array([SPAN[atom.split("|")[1]] if atom.endswith("1") else (0, 0) for atom in ATOMS])
    for area in areas:
        for sign, bound in ((1.0, span[:, 0]), (-1.0, span[:, 1])):
            lines.add(lines.of(area, list(-sign * bound), sign), 0.0, FREE)


def _add_statements(lines: _Lines, cases: pl.DataFrame, villages: list[str]) -> tuple[list[Mean], list[Sentence]]:
    aged = np.array([float(atom.endswith("1")) for atom in ATOMS])
    means: list[Mean] = []
    sentences: list[Sentence] = []
    for area in villages:
        own = cases.filter(pl.col("village") == area)
        known = own.filter(pl.col("age").is_not_null())
        if known["person"].n_unique() >= MEAN_FROM:
            mean = int(float(known["age"].mean()) + 0.5)  # type: ignore[arg-type]
            shares = (2 * mean + 1, 2 * mean - 1)
            rows = [lines.add(lines.of(area, list(-share * aged), 2.0), -FREE, FREE) for share in shares]
            means.append(((area, "mean"), mean, rows))
        for words in true_sentences(own["atom"].str.split("|").list.first().to_list()):
            times, less, least = (2, 1, 1.0) if words.endswith("1/2") else (3, 2, 0.0)
            weights = [float(times * atom.startswith(words.split(">")[0]) - less) for atom in ATOMS]
            sentences.append(((area, words), lines.add(lines.of(area, weights, 0.0), -FREE, FREE), least))
    return means, sentences


def _cases(truth: Truth, municipality: str) -> pl.DataFrame:
    own = truth.cases.filter(pl.col("municipality") == municipality)
    atoms = own[PEOPLE].replace_strict({a: coarse_atom(a) for a in own[PEOPLE].unique()}, return_dtype=pl.String)
    return own.with_columns(pl.col("village").fill_null(municipality + REST), atoms.alias("atom"))


def _categories() -> list[tuple[str, str]]:
    return [
        ("referrals", TOTAL),
        *((GENDERS, sex) for sex in GENDER),
        *((BANDS, band) for band in (*COARSE_AGE, UNKNOWN)),
    ]


def _counts_in(atom: str, table: str, category: str) -> bool:
    sex, band, _ = atom.split("|")
    return category in (TOTAL, sex if table == GENDERS else band)


def _persons(cases: pl.DataFrame, cells: tuple[Cell, ...]) -> dict[Cell, int]:
    """Distinct persons of each cell."""
    there: dict[str, list[tuple[str, Any]]] = {}
    for area, atom, person in cases.select("village", "atom", "person").unique().iter_rows():
        there.setdefault(area, []).append((atom, person))
    counted = {(t, c): {atom for atom in ATOMS if _counts_in(atom, t, c)} for t, _, _, c in cells}
    return {
        cell: len({who for atom, who in there.get(cell[1], ()) if atom in counted[cell[0], cell[3]]}) for cell in cells
    }


def _price(cell: Cell, value: float) -> float:
    return float((1 + np.log1p(value)) * (10 if cell[0] == "referrals" else 1))
