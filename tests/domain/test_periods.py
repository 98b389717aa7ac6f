"""Periods: the calendar, and everything since a start."""

from datetime import date

import pytest

from domain.periods import CALENDAR, PER_YEAR, Grain, Period, parse_period, period_of, periods_between

SINCE = Period(year=2023, grain=Grain.START, number=7)
DATA_DATE = date(2026, 10, 31)


def test_since_a_start_is_written_and_read_by_its_code():
    assert SINCE.code == "vanaf-2023-07"
    assert parse_period("vanaf-2023-07") == parse_period("VANAF-2023-07") == SINCE


def test_it_runs_from_its_first_day_past_every_data_date():
    assert SINCE.start == date(2023, 7, 1)
    assert SINCE.end > date(2200, 1, 1)


def test_its_label_names_the_start_alone():
    assert SINCE.label == SINCE.label_until(DATA_DATE) == "sinds juli 2023"


def test_a_period_that_was_not_over_says_how_far_it_goes_by_month_or_by_day():
    assert Period(year=2026).label_until(DATA_DATE) == "2026 tot en met oktober"
    assert Period(year=2026).label_until(date(2026, 11, 12)) == "2026 tot en met 12 november"
    assert Period(year=2026).label_until(date(2027, 1, 31)) == Period(year=2026).label == "2026"


def test_it_has_no_length_no_parts_and_nothing_before_it():
    assert SINCE.months == 0
    assert SINCE.previous == SINCE
    assert [SINCE.split(grain) for grain in CALENDAR] == [()] * 4
    assert SINCE.elapsed(DATA_DATE) == 1
    assert SINCE.elapsed(date(2023, 6, 30)) == 0


@pytest.mark.parametrize("code", ["vanaf-2023-13", "vanaf-2023", "vanaf-2023-00", "sinds-2023-07", "2023-vanaf-07"])
def test_a_code_that_only_looks_like_it_is_refused(code):
    with pytest.raises(ValueError, match=code):
        parse_period(code)


def test_no_calendar_period_has_a_part_since_a_start():
    assert Period(year=2025).split(Grain.START) == ()
    assert set(PER_YEAR) == set(CALENDAR) == set(Grain) - {Grain.START}


@pytest.mark.parametrize("grain", CALENDAR)
def test_calendar_periods_cover_every_day_once(grain):
    found = periods_between(date(2023, 7, 1), DATA_DATE, grain)
    assert len({p.code for p in found}) == len(found)
    assert all(parse_period(p.code) == p for p in found)
    assert period_of(DATA_DATE, grain) == found[-1]
