"""Working days in the Netherlands: weekends and public holidays do not count."""

from datetime import date, timedelta
from functools import cache

import holidays
import polars as pl

CONTACT_DAYS = 5
"""The aim of the DWO plan: contact within 5 working days after the referral."""


@cache
def _free_days(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=year))


def is_workday(day: date) -> bool:
    return day.weekday() < 5 and day not in _free_days(day.year)


def deadline(day: date, workdays: int = CONTACT_DAYS) -> date:
    """The last day that is within `workdays` working days after `day`, which itself does not count."""
    left = workdays
    while left:
        day += timedelta(days=1)
        left -= is_workday(day)
    return day


def deadlines(days: pl.Series) -> pl.DataFrame:
    """Columns `date_referral` and `deadline`, a row for each distinct day."""
    distinct = days.drop_nulls().unique().sort()
    found = [deadline(d) for d in distinct.to_list()]
    return pl.DataFrame({"date_referral": distinct, "deadline": pl.Series(found, dtype=pl.Date)})
