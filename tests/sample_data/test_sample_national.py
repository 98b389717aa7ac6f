"""The same generator at national scale, here with few rows."""

from datetime import date

import pytest

from sample_data.frames import frames_of
from sample_data.national import national_world


@pytest.fixture(scope="module")
def national():
    return frames_of(national_world(30_000), seed=5)


def test_it_has_the_municipalities_practices_regions_and_rows_asked_for(national):
    assert national["municipality"].height == 342
    assert national["practice"].height == 5_000
    assert national["region"].height == 30
    assert national["referral"].height == 30_000


def test_it_spans_ten_years(national):
    days = national["referral"]["date_referral"]
    assert days.min() <= date(2016, 11, 30)
    assert date(2026, 10, 1) <= days.max() <= date(2026, 10, 31)
    assert national["practiceyear"]["year"].n_unique() == 10


def test_the_real_municipalities_are_those_of_the_sample(national, frames):
    real = frames["municipality"]["code"].to_list()
    assert national["municipality"]["code"].to_list()[: len(real)] == real
    invented = national["municipality"]["code"].to_list()[len(real) :]
    assert all(code.startswith("GM9") for code in invented)
    assert national["village"]["code"].n_unique() == national["village"].height


def test_case_numbers_and_persons_stay_apart(national):
    referrals = national["referral"]
    assert not referrals.select("supplier", "case_id").is_duplicated().any()
    assert referrals["person"].n_unique() > 0.85 * referrals.height


def test_too_few_rows_are_refused():
    with pytest.raises(ValueError, match="100"):
        national_world(100)
