"""The year total of a count when the season is known from one earlier year, and so not exactly."""

from collections.abc import Callable

import numpy as np
from scipy.special import betainc, betaincinv

from indicators.statistics import Forecast

POINTS = 64
"""Equally likely values of the season's share that the forecast is averaged over: more change no whole number."""


def seasonal(so_far: int, before: float, after: float, level: float = 0.8) -> Forecast:
    """As `gamma_poisson`, with the share elapsed drawn from an earlier year's counts before and after the same day.

    The band is wider than with a share that is taken as certain: a hundred referrals do not fix a season. `low` and
    `high` are whole numbers.
    """
    middles = (np.arange(POINTS) + 0.5) / POINTS
    shares = betaincinv(before + 0.5, after + 0.5, middles)
    shape = so_far + 0.5
    expected = so_far + shape * float(np.mean((1 - shares) / shares))

    def chance(rest: int) -> float:
        """Of at most `rest` more: the negative binomial distribution, averaged over the shares."""
        return float(np.mean(betainc(shape, rest + 1, shares)))

    tail = (1 - level) / 2
    low, high = _smallest(chance, tail), _smallest(chance, 1 - tail)
    return Forecast(expected=expected, low=so_far + low, high=so_far + high)


def _smallest(chance: Callable[[int], float], wanted: float) -> int:
    """The smallest whole number with at least the wanted chance, by doubling and halving."""
    above = 1
    while chance(above) < wanted:
        above *= 2
    below = -1
    while above - below > 1:
        middle = (above + below) // 2
        below, above = (below, middle) if chance(middle) >= wanted else (middle, above)
    return above
