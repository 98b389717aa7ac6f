"""Means and sentences beside the counts of a block: what is true, and what no witness contradicts."""

from collections.abc import Iterator

import numpy as np
import polars as pl

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


def means_of(cases: pl.DataFrame, around: YearFrame) -> dict[Place, int]:
    return {place: int(float(known.mean()) + 0.5) for place, known, _ in _known(cases, around, "age", MEAN_FROM)}  # type: ignore[arg-type]


def days_of(cases: pl.DataFrame, around: YearFrame) -> dict[Place, int]:
    return {place: who for place, _, who in _known(cases, around, "days", MEAN_FROM)}


def sentences_of(cases: pl.DataFrame, around: YearFrame, name: str) -> Iterator[tuple[Place, str]]:
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


def say(star: Star, cover: Cover) -> Iterator[Statement]:
    """Means that no witness contradicts, together; one by one those of a year that few contradict; then sentences."""
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
    for number in cover.used(strict=True):
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
        count += not (2 * high >= (2 * value - 1) * people and 2 * low < (2 * value + 1) * people)
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
