"""Age bands as people write them. A band that is not one of ours is an error: it cannot be divided over ours."""

import re

from domain.codes import AGE_BANDS, BAND_STARTS, UNKNOWN, band_of

OLDEST = 120
_STARTS = list(BAND_STARTS.values())
BY_BOUNDS = {
    (start, end): band
    for (band, start), end in zip(BAND_STARTS.items(), [*(s - 1 for s in _STARTS[1:]), OLDEST], strict=True)
}
"""By first and last age of the band."""
YEARS = r"(?:\s*(?:jaar|jr|j))?\.?"
BETWEEN = re.compile(rf"(?:van )?(\d{{1,3}}){YEARS}\s*(-|–|t/?m|tot en met|tot)\s*(\d{{1,3}}){YEARS}")
UP = re.compile(
    rf"(?:>=|≥|vanaf )\s*(\d{{1,3}}){YEARS}|(\d{{1,3}}){YEARS}\s*(?:\+|plus|en ouder|eo|e\.o\.|of ouder){YEARS}"
)
DOWN = re.compile(rf"(?:<|jonger dan |onder de |tot )\s*(\d{{1,3}}){YEARS}")
DOWN_WITH = re.compile(rf"(?:<=|≤|t/?m |tot en met )\s*(\d{{1,3}}){YEARS}|(\d{{1,3}}){YEARS} (?:en|of) jonger")
ONE = re.compile(rf"(\d{{1,3}}){YEARS}")


def age_of(text: str) -> int:
    """`78` or `78 jaar`. Raises ValueError with the rule: whole or range."""
    found = ONE.fullmatch(text.casefold().strip())
    if not found:
        raise ValueError("range" if re.fullmatch(r"-\s*\d+", text.strip()) else "whole")
    return int(found[1])


def band_code(text: str) -> str:
    """Raises ValueError with the rule: band."""
    bare = " ".join(text.casefold().split())
    if bare in AGE_BANDS and bare != UNKNOWN:
        return bare
    if bare == UNKNOWN:
        return UNKNOWN
    if one := ONE.fullmatch(bare):
        return _of_age(int(one[1]))
    band = BY_BOUNDS.get(_bounds(bare))
    if band is None:
        raise ValueError("band")
    return band


def _of_age(age: int) -> str:
    if age > OLDEST:
        raise ValueError("band")
    return band_of(age)


def _bounds(bare: str) -> tuple[int, int]:
    """First and last age; (-1, -1) where it is no band."""
    if found := BETWEEN.fullmatch(bare):
        return int(found[1]), int(found[3]) - (found[2] == "tot")
    if found := UP.fullmatch(bare):
        return int(found[1] or found[2]), OLDEST
    if found := DOWN_WITH.fullmatch(bare):
        return 0, int(found[1] or found[2])
    if found := DOWN.fullmatch(bare):
        return 0, int(found[1]) - 1
    return -1, -1
