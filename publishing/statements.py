"""Means and sentences beside the counts of a block: what is true, and what no witness contradicts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix

from publishing.accepting import accept
from publishing.catalogue import AGE, GENDER, PEOPLE
from publishing.cover import Cover
from publishing.frames import YearFrame
from publishing.star import Star, Statement, ages_of
from publishing.truth import Place

MEAN_FROM = 10
QUARTILE_FROM = 20
PATIENCE = 12
"""Witnesses that may be sought anew for the sake of one mean of a year, or one sentence."""
YEAR_CODE = 4
"""Length of the code of a year."""
SENTENCES = (("female>=2/3", "female>1/2"), ("male>=2/3", "male>1/2"))


def _known(cases: pl.DataFrame, around: YearFrame, column: str, least: int) -> Iterator[tuple[Place, list[int], int]]:
    """For each open place the values that are known, of at least `least` persons, and how many persons."""
    of_row: dict[Place, list[tuple[int, Any]]] = {}
    known = cases.filter(pl.col(column).is_not_null()).select("municipality", "half", column, "person")
    for area, half, value, person in known.iter_rows():
        of_row.setdefault((area, half), []).append((value, person))
    for place in (p for p in around.frame.places if p in around.frame.shown):
        there = [pair for n in around.frame.places[place] for pair in of_row.get(around.frame.leaf_places[n], ())]
        who = len({person for _, person in there})
        if who >= least:
            yield place, [value for value, _ in there], who


def means_of(cases: pl.DataFrame, around: YearFrame) -> dict[Place, int]:
    return {place: int(sum(ages) / len(ages) + 0.5) for place, ages, _ in _known(cases, around, "age", MEAN_FROM)}


def days_of(cases: pl.DataFrame, around: YearFrame) -> dict[Place, int]:
    return {place: who for place, _, who in _known(cases, around, "days", MEAN_FROM)}


def sentences_of(cases: pl.DataFrame, around: YearFrame, name: str) -> Iterator[tuple[Place, str]]:
    """The strongest first, as far as they are true."""
    if name != PEOPLE:
        return
    genders: dict[Place, list[str]] = {}
    for area, half, atom in cases.select("municipality", "half", name).iter_rows():
        genders.setdefault((area, half), []).append(atom.split("|", maxsplit=1)[0])
    for place in (p for p in around.frame.places if p in around.frame.shown):
        there = [sex for n in around.frame.places[place] for sex in genders.get(around.frame.leaf_places[n], ())]
        yield from ((place, words) for words in true_sentences(there))


def true_sentences(genders: Sequence[str]) -> Iterator[str]:
    for words in (w for pair in SENTENCES for w in pair):
        count = genders.count(words.split(">", maxsplit=1)[0])
        if 2 * count > len(genders) if words.endswith("1/2") else 3 * count >= 2 * len(genders) > 0:
            yield words


def say(star: Star, cover: Cover) -> Iterator[Statement]:
    """Means that no witness contradicts, together; one by one those of a year that few contradict; then sentences."""
    means = [s for s in star.statements if s.cell[0] == AGE]
    ages = _ages_of(star, cover) if means else None
    against = {s.cell: ages.against(star, s) if ages else 0 for s in means}
    yield from _together(cover, [s for s in means if not against[s.cell]])
    few = [s for s in means if 0 < against[s.cell] <= PATIENCE and len(s.cell[2]) == YEAR_CODE]
    for mean in sorted(few, key=lambda s: against[s.cell]):
        if _accept(cover, [mean], PATIENCE):
            yield mean
    yield from _sentences_said(star, cover)


@dataclass(frozen=True, kw_only=True, eq=False)
class _Ages:
    """By witness and leaf row: the least and the most that its ages can add up to, and whose ages are known."""

    low: np.ndarray
    high: np.ndarray
    people: np.ndarray

    def against(self, star: Star, mean: Statement) -> int:
        """How many witnesses cannot have this mean, whatever ages their bands allow."""
        own, value = list(star.frame.places[mean.cell[1], mean.cell[2]]), mean.value or 0
        low, high, people = (of[:, own].sum(axis=1) for of in (self.low, self.high, self.people))
        return int((~((2 * high >= (2 * value - 1) * people) & (2 * low < (2 * value + 1) * people))).sum())


def _ages_of(star: Star, cover: Cover) -> _Ages:
    """Of a leaf row that a witness leaves as it is the sum of ages stays too."""
    changes, _ = cover.table.of(cover.witnesses)
    few = changes[cover.used(strict=True)]
    youngest, oldest, aged = (of[star.leaves % star.size] for of in ages_of(star.block, star.size))
    system, rows = star.system, len(star.frame.leaf_places)
    rows_of = csr_matrix((np.ones(len(star.leaves)), (system.owner, np.arange(len(star.leaves)))),
                         shape=(rows, len(star.leaves)))  # fmt: skip
    moved = (rows_of @ (few != 0).T.astype(float)).T > 0
    years = rows_of @ np.where(system.sums, cover.truth, 0)
    low, high, people = ((rows_of @ ((cover.truth + few) * of).T).T for of in (youngest, oldest, aged))
    return _Ages(low=np.where(moved, low, years), high=np.where(moved, high, years), people=people)


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
    return accept(cover, rows, low, high, patience)


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
