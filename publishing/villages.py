"""The villages of one municipality since its start: total, gender, age in three groups, mean age, certified sentences.

Its own small programme, given what the municipality holds of each atom. What a witness changes in the municipality,
its villages follow.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix

from domain.cells import TOTAL
from domain.codes import COARSE_AGE, GENDER, UNKNOWN
from publishing.blocks import MEAN_FROM, true_sentences
from publishing.catalogue import AGE, BANDS, PEOPLE, YEARS
from publishing.catalogue import GENDER as GENDERS
from publishing.cover import Cover, Goals, Units, Witness
from publishing.evidence import Leaf, Year, coarse_atom, leaves_of
from publishing.star import OLDEST, Cell
from publishing.truth import Truth
from publishing.witness import FREE, System, Witnesses

VILLAGES = "villages"
REST = "|rest"
"""Referrals without a village: never published, but what a total minus its villages tells."""
SPAN = {"0-54": (0, 54), "55-74": (55, 74), "75+": (75, OLDEST), UNKNOWN: (0, OLDEST)}
ATOMS = tuple(f"{sex}|{band}|{aged}" for sex in GENDER for band in SPAN for aged in "01")
PATIENCE = 30


@dataclass(frozen=True, kw_only=True, eq=False)
class Borrowed:
    """A goal that the municipality as it is has too few persons for: its own witness `of` (year, number) lends them."""

    goal: int
    of: tuple[str, int]
    witness: Witness


@dataclass(frozen=True, kw_only=True, eq=False)
class Villages:
    """`cells[i]` is row i. `said`: accepted means and sentences, as (village, category) to the value of a mean.

    `columns`: the rows that hold the municipality's atoms, and then its sum of ages.
    """

    municipality: str
    period: str
    cells: tuple[Cell, ...]
    persons: Mapping[Cell, int]
    leaves: tuple[tuple[str, str], ...]
    units: tuple[tuple[str, str], ...]
    of_row: np.ndarray
    cover: Cover
    columns: np.ndarray
    goals: Goals
    said: Mapping[tuple[str, str], int | None]
    borrowed: tuple["Borrowed", ...]
    followed: dict[tuple[tuple[str, int], ...], Witness | None] = field(default_factory=dict)

    def shown(self) -> Iterator[tuple[Cell, int]]:
        values = self.cover.programme.system.values
        for n, cell in enumerate(self.cells):
            if self.of_row[n] >= 0 and int(self.of_row[n]) not in self.cover.hidden:
                yield cell, int(values[n])

    def silenced(self, lenders: "list[Lender]", smallest: int) -> "Villages | None":
        """Without means and sentences, which leave the villages less room to follow their municipality."""
        if not self.said:
            return None
        _silent(self.cover, self.cover.programme.system, self.columns, self.cells)
        borrowed = list(_borrow(self.cover, self.columns, lenders, self.goals, smallest, hiding=False))
        if None in borrowed:
            return None
        return replace(self, said={}, borrowed=tuple(b for b in borrowed if b), followed={})

    def follow(self, change: Mapping[str, int]) -> list[tuple[Leaf, int]] | None:
        """What the villages change when the municipality's atoms (and `years`) change so; None where they cannot."""
        key = tuple(sorted((a, n) for a, n in change.items() if n))
        if key not in self.followed:
            self.followed[key] = self.cover.follow(self.columns, wanted_of(self.cover, self.columns, change), None)
        found = self.followed[key]
        return None if found is None else self.named(found)

    def named(self, witness: Witness) -> list[tuple[Leaf, int]]:
        return [
            ((VILLAGES, self.leaves[leaf][0], self.period, self.leaves[leaf][1]), n)
            for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True)
        ]


def wanted_of(cover: Cover, columns: np.ndarray, change: Mapping[str, int]) -> np.ndarray:
    return cover.programme.system.values[columns] + np.array([change.get(atom, 0) for atom in (*ATOMS, YEARS)])


def change_of(names: list[Leaf], witness: Witness, municipality: str) -> dict[str, int]:
    """What a witness of PEOPLE changes in the municipality, in village atoms."""
    found: dict[str, int] = {}
    for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True):
        if names[leaf][1] == municipality:
            atom = coarse_atom(names[leaf][3])
            found[atom] = found.get(atom, 0) + n
    return {atom: n for atom, n in found.items() if n}


def settle_villages(truth: Truth, municipality: str, years: Mapping[str, Year], smallest: int) -> Villages | None:
    """None where a total of the municipality is hidden in some year: with its villages that could be worked out."""
    period, villages = truth.since(municipality), [v.code for v in truth.geography.children(municipality)]
    own = [(y, municipality) for y in truth.years if (municipality, y) in truth.totals]
    if period is None or not villages or any((m, y) not in years[y].totals.shown for y, m in own):
        return None
    cases = _cases(truth, municipality)
    areas = [*villages, municipality + REST]
    cells = tuple((t, a, period, c) for a in areas for t, c in _categories())
    persons = {c: _who(cases, c) for c in cells}
    units = tuple(sorted({(c[1], f"{c[0]}|{c[3]}") for c in cells if not c[1].endswith(REST)}))
    number = {unit: n for n, unit in enumerate(units)}
    of_row = np.array([number.get((c[1], f"{c[0]}|{c[3]}"), -1) for c in cells])
    leaves = tuple((a, atom) for a in areas for atom in (*ATOMS, YEARS))
    system, columns, means, sentences = _system(cases, areas, cells, leaves, of_row, persons)
    more = system.rows.shape[0] - len(cells)
    price = np.array([_price(c, v) for c, v in zip(cells, system.values, strict=False)])
    cover = Cover(
        Witnesses(system),
        Units(of_row=np.append(of_row, np.full(more, -1)), price=np.append(price, np.full(more, np.inf))),
    )
    small = [n for n, c in enumerate(cells) if persons[c] < smallest and not (c[1].endswith(REST) and (c[3] or not persons[c]))]
    cover.hide({int(of_row[n]) for n in small} - {-1})
    _with_total(cover, units)
    places = {a: n for n, a in enumerate(areas)}
    rows = np.array(small, dtype=int)
    held = _held(system, cells, columns)
    # What the whole municipality has too few of is borrowed from its own witnesses, further on.
    some = np.array([smallest if held[cells[n][0], cells[n][3]] >= smallest else 0 for n in small])
    goals = Goals(rows=rows, none=np.zeros(len(rows)), some=some,
                  groups=np.array([places[cells[n][1]] for n in rows], dtype=int))  # fmt: skip
    cover.settle(goals)
    _with_total(cover, units)
    if not all(task.found.complete for task in cover.tasks):
        return None
    lenders = list(lenders_of(municipality, years)) if (goals.some == 0).any() else []
    if None in list(_borrow(cover, columns, lenders, goals, smallest, hiding=True)):
        return None
    if not all(_room(cover, columns, dict(change)) for change in _changes(municipality, years)):
        return None
    _with_total(cover, units)
    said = dict(_say(cover, units, means, sentences))
    nothing = np.zeros(0, dtype=int)
    cover.accept(nothing, nothing, nothing, len(cover.witnesses))
    borrowed = list(_borrow(cover, columns, lenders, goals, smallest, hiding=False))
    if None in borrowed:
        # What was said beside the counts stands in the way: then it is left unsaid.
        said, borrowed = {}, list(_borrow(_silent(cover, system, columns, cells), columns, lenders, goals, smallest, hiding=False))
    return Villages(
        municipality=municipality, period=period, cells=cells, persons=persons, leaves=leaves, units=units,
        of_row=of_row, cover=cover, columns=columns, goals=goals, said=said, borrowed=tuple(b for b in borrowed if b),
    )  # fmt: skip


def _changes(municipality: str, years: Mapping[str, Year]) -> list[tuple[tuple[str, int], ...]]:
    """What the witnesses of the municipality change in it."""
    found = set()
    for year in years.values():
        people = year.blocks[PEOPLE]
        names = leaves_of(people)
        for number in people.cover.used():
            found.add(tuple(sorted(change_of(names, people.cover.witnesses[number], municipality).items())))
    return sorted(change for change in found if change)


def _room(cover: Cover, columns: np.ndarray, change: dict[str, int]) -> bool:
    """Whether the villages can follow, if need be with more of them hidden."""
    wanted = wanted_of(cover, columns, change)
    if cover.follow(columns, wanted, None) is not None:
        return True
    cover.hide(cover.cheapest_with(columns, wanted, int(columns[0]), float(wanted[0])))
    return cover.follow(columns, wanted, None) is not None


def _held(system: System, cells: tuple[Cell, ...], columns: np.ndarray) -> dict[tuple[str, str], int]:
    """How many the municipality holds of each category."""
    counts = dict(zip(ATOMS, system.values[columns[:-1]], strict=True))
    return {(t, c): int(sum(n for a, n in counts.items() if _counts_in(a, t, c))) for t, _, _, c in cells}


Lender = tuple[tuple[str, int], dict[str, int]]
"""Year and number of a witness of the municipality, and what it changes there."""


def _borrow(
    cover: Cover, columns: np.ndarray, lenders: list[Lender], goals: Goals, smallest: int, *, hiding: bool
) -> Iterator[Borrowed | None]:
    """One for each goal that the municipality has too few persons for; None where its witnesses do not help either."""
    for place in np.flatnonzero(goals.some == 0):
        row = int(goals.rows[place])
        weights = cover.programme.system.rows[row]
        able = [x for x in lenders if _most(cover, weights, columns, wanted_of(cover, columns, x[1])) >= smallest]
        yield _first(cover, columns, able, int(place), row, smallest, hiding)


def _first(
    cover: Cover, columns: np.ndarray, able: list[Lender], place: int, row: int, smallest: int, hiding: bool
) -> Borrowed | None:
    for of, change in able:
        found = _lent(cover, columns, wanted_of(cover, columns, change), row, smallest)
        if found is not None:
            return Borrowed(goal=place, of=of, witness=found)
    for of, change in able if hiding else ():
        wanted = wanted_of(cover, columns, change)
        give = cover.cheapest_with(columns, wanted, row, float(smallest))
        if give:
            cover.hide(give)
            found = _lent(cover, columns, wanted, row, smallest)
            if found is not None:
                return Borrowed(goal=place, of=of, witness=found)
    return None


def _silent(cover: Cover, system: System, columns: np.ndarray, cells: tuple[Cell, ...]) -> Cover:
    """Without means and sentences: their rows come after those of the cells, the columns and the spans of ages."""
    spans = 2 * (len(system.truth) // len(columns))
    rows = np.arange(len(cells) + len(columns) + spans, system.rows.shape[0])
    cover.programme.release_rows(rows)
    return cover


def lenders_of(municipality: str, years: Mapping[str, Year]) -> Iterator[tuple[tuple[str, int], dict[str, int]]]:
    for period, year in years.items():
        people = year.blocks[PEOPLE]
        names = leaves_of(people)
        for number in sorted({int(n) for n in people.cover.tasks[0].found.some if n >= 0} if people.cover.tasks else ()):
            change = change_of(names, people.cover.witnesses[number], municipality)
            if change:
                yield (period, number), change


def _most(cover: Cover, weights: csr_matrix, columns: np.ndarray, wanted: np.ndarray) -> float:
    """The most that one village could have of what the row counts: all of the municipality."""
    counted = np.unique(weights.indices % len(columns))
    return float(wanted[counted].sum())


def _lent(cover: Cover, columns: np.ndarray, wanted: np.ndarray, row: int, smallest: int) -> Witness | None:
    rows = np.append(columns, row)
    return cover.follow_between(rows, np.append(wanted, smallest), np.append(wanted, FREE))


def _cases(truth: Truth, municipality: str) -> pl.DataFrame:
    own = truth.cases.filter(pl.col("municipality") == municipality)
    atoms = own[PEOPLE].replace_strict({a: coarse_atom(a) for a in own[PEOPLE].unique()}, return_dtype=pl.String)
    return own.with_columns(pl.col("village").fill_null(municipality + REST), atoms.alias("atom"))


def _categories() -> list[tuple[str, str]]:
    return [("referrals", TOTAL), *((GENDERS, sex) for sex in GENDER), *((BANDS, band) for band in (*COARSE_AGE, UNKNOWN))]


def _counts_in(atom: str, table: str, category: str) -> bool:
    sex, band, _ = atom.split("|")
    return category == TOTAL or category == (sex if table == GENDERS else band)


def _who(cases: pl.DataFrame, cell: Cell) -> int:
    atoms = [atom for atom in ATOMS if _counts_in(atom, cell[0], cell[3])]
    return cases.filter((pl.col("village") == cell[1]) & pl.col("atom").is_in(atoms))["person"].n_unique()


def _price(cell: Cell, value: float) -> float:
    return float((1 + np.log1p(value)) * (10 if cell[0] == "referrals" else 1))


Line = tuple[tuple[str, str], int | None, np.ndarray, float, float]
"""Village and category, the value of a mean, weights of the leaves, and the bounds."""


def _system(
    cases: pl.DataFrame, areas: list[str], cells: tuple[Cell, ...], leaves: tuple[tuple[str, str], ...],
    of_row: np.ndarray, persons: Mapping[Cell, int],
) -> tuple[System, np.ndarray, list[tuple[tuple[str, str], int, list[int]]], list[tuple[tuple[str, str], int, float]]]:  # fmt: skip
    size = len(ATOMS) + 1
    found = {(a, atom): n for a, atom, n in cases.group_by("village", "atom").agg(pl.len()).iter_rows()}
    found |= {(a, YEARS): n for a, n in cases.group_by("village").agg(pl.col("age").sum()).iter_rows()}
    truth = np.array([found.get(leaf, 0) for leaf in leaves], dtype=np.int64)
    lines: list[np.ndarray] = []
    low: list[float] = []
    high: list[float] = []

    def add(weights: np.ndarray, least: float | None = None, most: float | None = None) -> int:
        value = float(weights @ truth)
        lines.append(weights)
        low.append(value if least is None else least)
        high.append(value if most is None else most)
        return len(lines) - 1

    at = {a: slice(n * size, (n + 1) * size) for n, a in enumerate(areas)}
    for n, (table, area, _, category) in enumerate(cells):
        weights = np.zeros(len(leaves))
        weights[at[area]] = [*(float(_counts_in(atom, table, category)) for atom in ATOMS), 0.0]
        add(weights) if of_row[n] >= 0 else add(weights, -FREE, FREE)
    columns = [add(np.tile(np.arange(size) == k, len(areas)).astype(float)) for k in range(size)]
    span = np.array([SPAN[atom.split("|")[1]] if atom.endswith("1") else (0, 0) for atom in ATOMS])
    aged = np.array([float(atom.endswith("1")) for atom in ATOMS])
    means, sentences = [], []
    for area in areas:
        for sign, bound in ((1.0, span[:, 0]), (-1.0, span[:, 1])):
            weights = np.zeros(len(leaves))
            weights[at[area]] = [*(-sign * bound), sign]
            add(weights, 0.0, FREE)
    for area in areas[:-1]:
        own = cases.filter((pl.col("village") == area))
        known = own.filter(pl.col("age").is_not_null())
        if known["person"].n_unique() >= MEAN_FROM:
            mean = int(float(known["age"].mean()) + 0.5)  # type: ignore[arg-type]
            rows = []
            for share in (2 * mean + 1, 2 * mean - 1):
                weights = np.zeros(len(leaves))
                weights[at[area]] = [*(-share * aged), 2.0]
                rows.append(add(weights, -FREE, FREE))
            means.append(((area, "mean"), mean, rows))
        for words in true_sentences(own["atom"].str.split("|").list.first()):
            times, less, least = (2, 1, 1.0) if words.endswith("1/2") else (3, 2, 0.0)
            weights = np.zeros(len(leaves))
            weights[at[area]] = [*(float(times * atom.startswith(words.split(">")[0]) - less) for atom in ATOMS), 0.0]
            sentences.append(((area, words), add(weights, -FREE, FREE), least))
    owner = np.repeat(np.arange(len(areas)), size)
    sums = np.tile(np.arange(size) == size - 1, len(areas))
    system = System(
        truth=truth, rows=csr_matrix(np.array(lines)), low=np.array(low), high=np.array(high), sums=sums, owner=owner,
        loose_sums=True,
    )
    return system, np.array(columns), means, sentences


def _with_total(cover: Cover, units: tuple[tuple[str, str], ...]) -> None:
    """Where the total of a village is hidden nothing else of it is shown."""
    bare = {units[n][0] for n in cover.hidden if units[n][1] == f"referrals|{TOTAL}"}
    cover.hide({n for n, unit in enumerate(units) if unit[0] in bare})


def _say(cover, units, means, sentences) -> Iterator[tuple[tuple[str, str], int | None]]:  # type: ignore[no-untyped-def]
    hidden = {units[n] for n in cover.hidden}
    spoken = set()
    for (area, words), mean, rows in means:
        if (area, f"referrals|{TOTAL}") not in hidden and cover.accept(
            np.array(rows), np.array([-FREE, 1.0]), np.array([-1.0, FREE]), PATIENCE
        ):
            yield (area, words), mean
    for (area, words), row, least in sentences:
        bare = all((area, f"{GENDERS}|{sex}") in hidden for sex in ("female", "male"))
        if bare and area not in spoken and (area, f"referrals|{TOTAL}") not in hidden and cover.accept(
            np.array([row]), np.array([least]), np.array([FREE]), PATIENCE
        ):  # fmt: skip
            spoken.add(area)
            yield (area, words), None


__all__ = ["AGE", "VILLAGES", "Villages", "settle_villages"]
