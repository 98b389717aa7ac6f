"""The small tools of the generator."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from domain.codes import band_of
from sample_data.calibrate import with_mean
from sample_data.people import band_of_age
from sample_data.persons import pseudonyms
from sample_data.spread import holidays, working_day
from sample_data.world import apportion

shares = st.lists(st.integers(min_value=1, max_value=10_000), min_size=1, max_size=40)


@given(total=st.integers(min_value=0, max_value=100_000), parts=shares)
def test_apportioned_numbers_add_up_and_are_within_one_of_their_share(total, parts):
    found = apportion(total, np.array(parts))
    exact = np.array(parts) / sum(parts) * total
    assert found.sum() == total
    assert (np.abs(found - exact) < 1 + 1e-9).all()


@given(ages=st.lists(st.integers(min_value=40, max_value=95), min_size=2, max_size=60), mean=st.integers(50, 90))
def test_ages_are_moved_to_the_mean_asked_for(ages, mean):
    assert with_mean(np.array(ages), float(mean)).sum() == mean * len(ages)


def test_the_age_band_of_a_column_is_that_of_each_age():
    ages = list(range(0, 105))
    bands = pl.DataFrame({"age": ages}).select(band_of_age()).to_series().to_list()
    assert bands == [band_of(age) for age in ages]


def test_pseudonyms_differ_by_person_and_by_seed_and_are_the_same_again():
    numbers = pl.Series(range(5_000))
    once = pseudonyms(numbers, 1)
    assert once.n_unique() == 5_000
    assert once.equals(pseudonyms(numbers, 1))
    assert not set(once) & set(pseudonyms(numbers, 5_001))


def test_a_referral_falls_on_a_working_day_of_its_month():
    months = np.repeat(np.arange(2024 * 12, 2025 * 12), 200)
    closed = holidays(range(2024, 2026))
    days = working_day(np.random.default_rng(3), months, closed)
    assert np.is_busday(days, holidays=closed).all()
    assert (days.astype("datetime64[M]").astype(int) + 1970 * 12 == months).all()
