"""Where the running year of referrals is heading, against drawn seasons and the calendar."""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from domain.periods import Grain, parse_period
from indicators.derive.forecast import year_end
from indicators.derive.seasonal import seasonal
from tests.indicators.money_worlds import Practice, Referral, World, busy, hide, view
from tests.indicators.printed_plan import ENSCHEDE


def test_a_year_that_is_over_has_no_forecast_and_the_running_year_has_one() -> None:
    assert year_end(view(busy(), ENSCHEDE, "2025")) is None
    ahead = year_end(view(busy(), ENSCHEDE, "2026"))
    assert ahead is not None
    assert 101 < ahead.low <= ahead.expected <= ahead.high < 150
    assert ahead.expected == pytest.approx(101 * 365 / 304, rel=0.03)


def seasonal_world(each: int) -> World:
    """`each` referrals in every month of 2025, five times as many in November and December; `each` a month in 2026."""
    known = (Practice("P0", ENSCHEDE, 2095, date(2024, 1, 1)),)
    months = [(2025, m, each * (5 if m > 10 else 1)) for m in range(1, 13)] + [(2026, m, each) for m in range(1, 11)]
    days = [date(year, month, 1) for year, month, count in months for _ in range(count)]
    return World(known, tuple(Referral(ENSCHEDE, "P0", day) for day in days))


def test_the_forecast_follows_the_season_of_last_year_from_a_hundred_referrals_on() -> None:
    by_season = year_end(view(seasonal_world(20), ENSCHEDE, "2026"))
    by_calendar = year_end(view(seasonal_world(4), ENSCHEDE, "2026"))
    assert by_season is not None
    assert by_season.expected == pytest.approx(400, rel=0.02)
    assert by_calendar is not None
    assert by_calendar.expected == pytest.approx(40 + 40.5 * 61 / 304)


def test_a_municipality_of_which_a_month_is_missing_has_no_forecast() -> None:
    seen = view(busy(), ENSCHEDE, "2026")
    year = (pl.col("table") == "delivery") & (pl.col("period") == "2026") & (pl.col("category") == "delivered")
    short = seen.cells.frame.with_columns(pl.when(year).then(9).otherwise("count").alias("count"))
    assert year_end(replace(seen, cells=replace(seen.cells, frame=short))) is None


def test_without_the_months_of_last_year_the_forecast_follows_the_calendar() -> None:
    seen = view(busy(), ENSCHEDE, "2026")
    months = [p.code for p in parse_period("2025").split(Grain.MONTH)]
    ahead = year_end(hide(seen, "referrals", *months))
    assert ahead is not None
    assert ahead.expected == pytest.approx(101 + 101.5 * (365 - 304) / 304)


def test_the_seasonal_forecast_agrees_with_drawing_seasons_and_years() -> None:
    rng = np.random.default_rng(7)
    shares = rng.beta(320.5, 110.5, 200_000)
    drawn = 402 + rng.negative_binomial(402.5, shares)
    found = seasonal(402, 320, 110)
    assert found.expected == pytest.approx(drawn.mean(), abs=0.5)
    assert found.low == pytest.approx(np.quantile(drawn, 0.1), abs=1)
    assert found.high == pytest.approx(np.quantile(drawn, 0.9), abs=1)


def test_the_band_holds_the_truth_in_about_eight_of_ten_years() -> None:
    rng = np.random.default_rng(11)
    inside = 0
    for _ in range(800):
        rate, share = rng.uniform(100, 600), rng.uniform(0.7, 0.9)
        before, after = rng.poisson(rate * 0.8 * share), rng.poisson(rate * 0.8 * (1 - share))
        so_far, rest = int(rng.poisson(rate * share)), int(rng.poisson(rate * (1 - share)))
        found = seasonal(so_far, before, after)
        inside += found.low <= so_far + rest <= found.high
    assert 0.76 < inside / 800 < 0.88
