"""Maps, places and times of the certificate: which leaves add up to which cells."""

from collections.abc import Iterator
from functools import cache

import polars as pl

from domain.periods import CALENDAR, Grain, parse_period
from publishing.catalogue import AGE, BANDS, COARSE, GENDER, PEOPLE, YEARS, Block
from publishing.star import ages_of, sentence_weights
from publishing.truth import Place, Truth

TOTALS = "totals"
ALL = "all"
SENTENCES = ("female>1/2", "female>=2/3", "male>1/2", "male>=2/3")


@cache
def coarse_atom(atom: str) -> str:
    """The village atom of an atom of PEOPLE; the sum of ages stays itself."""
    if atom == YEARS:
        return YEARS
    sex, band, aged = atom.split("|")
    return f"{sex}|{COARSE[BANDS].get(band, band)}|{aged}"


def structure(truth: Truth) -> dict[str, list[pl.DataFrame]]:
    """Maps, places and times: which leaves add up to which cells."""
    pairs = [(a, a) for a in truth.municipalities] + [(a, truth.region.code) for a in truth.municipalities]
    weighed = ["block", "atom", "table", "category", "weight"]
    return {
        "maps": [pl.DataFrame(list(_all_maps(truth)), schema=weighed, orient="row")],
        "places": [pl.DataFrame(pairs, schema=["area", "to"], orient="row")],
        "times": [pl.DataFrame(sorted(set(_times(truth))), schema=["period", "when"], orient="row")],
    }


def growth_maps(truth: Truth, blocks: list[Block], times: list[Place]) -> dict[str, list[pl.DataFrame]]:
    """The same for what came in since a first release: of these blocks alone, without villages."""
    whole = structure(truth)
    maps = [(TOTALS, ALL, "referrals", "", 1), (TOTALS, ALL, "=", TOTALS, 1)]
    for block in blocks:
        maps += _block_maps(block)
        maps += _age_maps(block) if block.name == PEOPLE else ()
    weighed = ["block", "atom", "table", "category", "weight"]
    return {
        "maps": [pl.DataFrame(maps, schema=weighed, orient="row")],
        "places": whole["places"],
        "times": [pl.DataFrame(times, schema={"period": pl.String, "when": pl.String}, orient="row")],
    }


def _block_maps(block: Block) -> Iterator[tuple[str, str, str, str, int]]:
    for atom in block.atoms:
        yield (block.name, atom, "=", block.name, 1)
        yield from ((block.name, atom, table, category, 1) for table, category in block.maps[atom])


def _all_maps(truth: Truth) -> Iterator[tuple[str, str, str, str, int]]:
    yield (TOTALS, ALL, "referrals", "", 1)
    yield (TOTALS, ALL, "=", TOTALS, 1)
    for block in truth.blocks.values():
        yield from _block_maps(block)
    yield from _age_maps(truth.blocks[PEOPLE])
    yield from ((PEOPLE, atom, "~", coarse_atom(atom), 1) for atom in (*truth.blocks[PEOPLE].atoms, YEARS))


def _age_maps(block: Block) -> Iterator[tuple[str, str, str, str, int]]:
    """`years`: the sum of ages, `above` and `below`: how far it is from the least and the most that bands allow."""
    youngest, oldest, _ = ages_of(block, len(block.atoms) + 1)
    for category, sign in (("years", 1), ("above", 1), ("below", -1)):
        yield (PEOPLE, YEARS, AGE, category, sign)
    for n, atom in enumerate(block.atoms):
        yield (PEOPLE, atom, AGE, "above", -int(youngest[n]))
        yield (PEOPLE, atom, AGE, "below", int(oldest[n]))
    for words in SENTENCES:
        weights, _ = sentence_weights(block, words, len(block.atoms))
        yield from ((PEOPLE, atom, GENDER, words, int(weights[n])) for n, atom in enumerate(block.atoms))


def _times(truth: Truth) -> Iterator[Place]:
    """Months to months, quarters, halves and years; halves to halves and years. A half is never the leaf of a month."""
    starts = {p for _, p in truth.totals if parse_period(p).grain is Grain.START}
    yield from ((p, p) for p in starts)
    for code in {p for _, p in truth.totals}:
        period = parse_period(code)
        if period.grain is Grain.MONTH:
            yield from ((code, p) for p in starts)
            yield from (
                (code, p.code) for g in CALENDAR for p in parse_period(code[:4]).split(g) if _inside(code, p.code)
            )
        if period.grain is Grain.HALF:
            yield from ((code, code), (code, code[:4]), *((code, p) for p in starts))


def _inside(month: str, code: str) -> bool:
    inner, outer = parse_period(month), parse_period(code)
    return outer.start <= inner.start and inner.end <= outer.end
