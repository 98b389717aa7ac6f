"""What a published mean or median of ages tells of the bands: how many of each band have a known age is unknown too."""

from dataclasses import dataclass
from typing import NamedTuple

from domain.codes import AGE_BANDS, BAND_STARTS, UNKNOWN
from publishing.attack.facts import Fact
from publishing.attack.system import System
from publishing.attack.tables import BAND_TABLE, Cell

OLDEST = 110
_FIRST = list(BAND_STARTS.values())
FIRST_AND_LAST: dict[str, tuple[int, int]] = {
    **{b: (s, (*_FIRST[1:], OLDEST + 1)[n] - 1) for n, (b, s) in enumerate(BAND_STARTS.items())},
    UNKNOWN: (0, OLDEST),
}
"""Youngest and oldest age of each band. Under `unknown` stand known ages too: those without a gender."""


class KnownAges(NamedTuple):
    """How many referrals of a band have an age in years."""

    version: int
    area: str
    period: str
    band: str

    def __str__(self) -> str:
        return f"de leeftijden van {self.area} in {self.period}"


@dataclass(frozen=True, kw_only=True)
class Known:
    """Of one area and period: the ages that are known in years, at least `fewest` of them."""

    version: int
    area: str
    period: str
    fewest: int

    def ages(self, system: System) -> dict[str, KnownAges]:
        """By band; each at most the number of referrals in it."""
        found = {band: KnownAges(self.version, self.area, self.period, band) for band in AGE_BANDS}
        for band, known in found.items():
            system.at_most([known], [Cell(self.version, self.area, self.period, BAND_TABLE, band)])
        system.add([(known, 1) for known in found.values()], self.fewest, None)
        return found


def mean_of_ages(system: System, known: Known, fact: Fact) -> None:
    """Rounded to whole years: were all the youngest of their band the mean would not be above it, nor else below."""
    twice, ages = round(2 * (fact.value or 0.0)), known.ages(system)
    system.add([(ages[b], 2 * low - twice - 1) for b, (low, _) in FIRST_AND_LAST.items()], None, 0)
    system.add([(ages[b], 2 * high - twice + 1) for b, (_, high) in FIRST_AND_LAST.items()], 0, None)


def median_of_ages(system: System, known: Known, fact: Fact) -> None:
    """At most half of the ages lies wholly above it, and at most half wholly below."""
    value, ages = fact.value or 0.0, known.ages(system)
    above = [b for b, (low, _) in FIRST_AND_LAST.items() if low > value + 0.5]
    below = [b for b, (_, high) in FIRST_AND_LAST.items() if high < value - 0.5]
    for side in (above, below):
        system.add([*((ages[b], 2) for b in side), *((age, -1) for age in ages.values())], None, 0)
