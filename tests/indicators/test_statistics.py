"""Intervals and forecasts against known values, against other libraries, and at their edges."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from indicators.statistics import Interval, gamma_poisson, poisson_rate, wilson

NOTHING = Interval(low=None, high=None)


def test_wilson_gives_the_published_example():
    found = wilson(10, 20)  # Newcombe 1998: 0.2993 to 0.7007
    assert (round(found.low, 4), round(found.high, 4)) == (0.2993, 0.7007)


@given(base=st.integers(1, 400), part=st.floats(0, 1))
def test_wilson_equals_that_of_statsmodels_and_holds_the_share(base, part):
    count = int(part * base)
    found, (low, high) = wilson(count, base), proportion_confint(count, base, method="wilson")
    assert found.low == pytest.approx(low, abs=1e-9)
    assert found.high == pytest.approx(high, abs=1e-9)
    assert 0 <= found.low <= count / base + 1e-12
    assert count / base - 1e-12 <= found.high <= 1


def test_wilson_of_nothing_is_nothing():
    assert wilson(0, 0) == NOTHING


def test_wilson_at_both_ends_stays_within_the_share():
    none, every = wilson(0, 20), wilson(20, 20)
    assert none.low == pytest.approx(0, abs=1e-12)
    assert every.high == pytest.approx(1)
    assert none.high == pytest.approx(1 - every.low)


def test_a_higher_level_gives_a_wider_interval():
    assert wilson(8, 20, level=0.99).low < wilson(8, 20).low


def test_poisson_rate_gives_the_published_exact_limits():
    found = poisson_rate(10, 1)  # Garwood 1936: 4.795 to 18.390
    assert (round(found.low, 3), round(found.high, 3)) == (4.795, 18.39)


@given(count=st.integers(0, 300), exposure=st.floats(0.01, 500))
def test_poisson_limits_leave_half_the_error_on_each_side(count, exposure):
    found = poisson_rate(count, exposure)
    assert stats.poisson.cdf(count, found.high * exposure) == pytest.approx(0.025, rel=1e-6)
    if count:
        assert stats.poisson.sf(count - 1, found.low * exposure) == pytest.approx(0.025, rel=1e-6)


def test_poisson_rate_of_no_cases_starts_at_zero():
    assert poisson_rate(0, 2).low == 0
    assert poisson_rate(0, 2).high == pytest.approx(3.6889 / 2, abs=1e-4)


def test_poisson_rate_without_exposure_is_nothing():
    assert poisson_rate(3, 0) == NOTHING


def test_a_forecast_doubles_a_half_year_and_lies_within_its_band():
    found = gamma_poisson(400, 0.5)
    assert found.expected == pytest.approx(800.5)
    assert found.low < found.expected < found.high
    assert gamma_poisson(400, 0.5, level=0.95).low < found.low


def test_a_forecast_of_a_finished_year_is_what_happened():
    found = gamma_poisson(37, 1.0)
    assert (found.low, found.expected, found.high) == (37, 37, 37)


def test_a_forecast_before_anything_passed_is_nothing():
    assert gamma_poisson(0, 0) is None


@given(so_far=st.integers(0, 5000), share=st.floats(0.001, 0.999), level=st.sampled_from([0.5, 0.8, 0.95]))
def test_the_limits_of_a_forecast_are_quantiles_of_the_negative_binomial(so_far, share, level):
    found = gamma_poisson(so_far, share, level)
    tail = (1 - level) / 2
    low, high = stats.nbinom.ppf([tail, 1 - tail], so_far + 0.5, share)
    assert (found.low, found.high) == (so_far + low, so_far + high)
