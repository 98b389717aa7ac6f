"""Long commands end in the time that they are given."""

import time

import pytest

from tools.limit import OutOfTimeError, within

MOMENT = 0.01 / 60


def test_what_takes_longer_than_its_minutes_is_broken_off() -> None:
    with pytest.raises(OutOfTimeError), within(MOMENT):
        time.sleep(5)


def test_what_ends_in_time_is_left_alone_and_nothing_follows() -> None:
    with within(MOMENT):
        done = True
    time.sleep(0.05)
    assert done


def test_without_minutes_it_takes_as_long_as_it_takes() -> None:
    with within(None):
        time.sleep(0.05)
