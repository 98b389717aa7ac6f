"""Intervals and forecasts, on scipy. A denominator of 0 gives None everywhere.

From the functions of scipy.special: to import scipy.stats for the same numbers is a quarter of a cold start. The tests
compare with scipy.stats.
"""

from dataclasses import dataclass
from math import ceil, sqrt

from scipy.special import betainc, gammaincinv, nbdtrik, ndtri


@dataclass(frozen=True, kw_only=True)
class Interval:
    """None where it cannot be determined."""

    low: float | None
    high: float | None


def wilson(count: int, base: int, level: float = 0.95) -> Interval:
    """Wilson score interval of the share count/base, 0 to 1."""
    if base <= 0:
        return Interval(low=None, high=None)
    z = float(ndtri((1 + level) / 2))
    middle = (2 * count + z * z) / (2 * (base + z * z))
    half = z * sqrt(4 * count * (base - count) / base + z * z) / (2 * (base + z * z))
    return Interval(low=max(0.0, middle - half), high=min(1.0, middle + half))


def poisson_rate(count: int, exposure: float, level: float = 0.95) -> Interval:
    """Exact (Garwood) interval of the rate count/exposure, in the unit of the exposure."""
    if exposure <= 0:
        return Interval(low=None, high=None)
    tail = (1 - level) / 2
    low = gammaincinv(count, tail) if count else 0.0
    return Interval(low=float(low) / exposure, high=float(gammaincinv(count + 1, 1 - tail)) / exposure)


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """Of the total at the end of the year; `low` and `high` bound it with probability `level`."""

    expected: float
    low: float
    high: float


def gamma_poisson(so_far: int, share_elapsed: float, level: float = 0.8) -> Forecast | None:
    """Year total of a count from the year to date: predictive of a Poisson rate with a Jeffreys gamma prior.

    `share_elapsed` is the part of a year's count that falls in the time passed, by the season or by the calendar. None
    where nothing has passed. `low` and `high` are whole numbers.
    """
    if share_elapsed <= 0:
        return None
    if share_elapsed >= 1:
        return Forecast(expected=so_far, low=so_far, high=so_far)
    shape, rest = so_far + 0.5, 1 - share_elapsed
    chance = share_elapsed / (share_elapsed + rest)
    tail = (1 - level) / 2
    low, high = (_negative_binomial(part, shape, chance) for part in (tail, 1 - tail))
    return Forecast(expected=so_far + shape * rest / share_elapsed, low=so_far + low, high=so_far + high)


def _negative_binomial(part: float, shape: float, chance: float) -> int:
    """The smallest number that is not exceeded with a probability of at least `part`."""
    found = max(0, ceil(nbdtrik(part, shape, chance)))
    return found - 1 if found and betainc(shape, found, chance) >= part else found
