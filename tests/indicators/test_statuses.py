"""What is hidden, not delivered or not loaded gives its own sentence, and lets no number slip through."""

import re

import pytest

from domain.cells import Status
from domain.protection import explanation
from indicators.catalogue.reach import REACH
from indicators.catalogue.trajectory import TRAJECTORY
from indicators.derive.common import BY_HALF_YEAR, NO_DATA
from tests.indicators.worlds import live, registration, released, row, set_status, view_of, without

SECRET = 7
HIDDEN = explanation(5)
FROM_REGISTRATIONS = [i for i in (*REACH, *TRAJECTORY) if i.key not in ("capacity", "intakes_growth", "reach_areas")]
NUMBERS = ("value", "low", "high", "base", "n")
by_key = pytest.mark.parametrize("indicator", FROM_REGISTRATIONS, ids=lambda i: i.key)


def secret_view(period="2025"):
    return live([registration()] * SECRET, "GM1735", period)


def assert_silent(result):
    """No number in head, rows or words. The notes that explain how something is counted name none either."""
    assert [getattr(result, name) for name in NUMBERS] == [None] * len(NUMBERS)
    shown = result.rows.filter(result.rows["status"] == Status.SHOWN) if result.rows.height else result.rows
    assert shown.is_empty()
    assert not re.search(rf"\b{SECRET}\b|71|14|%", " ".join((result.sentence, *result.notes)))


@by_key
def test_a_hidden_table_gives_the_fixed_sentence_and_no_number(indicator):
    found = indicator.derive(set_status(secret_view(), indicator.tables[0], Status.HIDDEN), indicator)
    assert (found.status, found.sentence) == (Status.HIDDEN, HIDDEN)
    assert_silent(found)


@by_key
@pytest.mark.parametrize("status", [Status.HIDDEN, Status.NO_DATA])
def test_an_area_that_is_hidden_or_not_delivered_as_a_whole_says_so(indicator, status):
    frame = secret_view().cells.frame.clear()
    tables = ("referrals", indicator.tables[0])
    rows = [row(table, "GM1735", "2025", status=status) for table in dict.fromkeys(tables)]
    found = indicator.derive(view_of(frame.vstack(_frame(rows, frame)), "GM1735", "2025"), indicator)
    assert (found.status, found.sentence) == (status, HIDDEN if status is Status.HIDDEN else NO_DATA)
    assert_silent(found)


@by_key
def test_a_released_month_has_no_breakdown_and_says_which_periods_have(indicator):
    view = released(without(secret_view("2025-03"), indicator.tables[0]))
    found = indicator.derive(view, indicator)
    assert (found.status, found.sentence) == (Status.HIDDEN, BY_HALF_YEAR)
    assert_silent(found)


@by_key
def test_a_table_that_a_release_leaves_out_is_hidden_and_never_zero(indicator):
    cases = [registration()] * SECRET
    view = released(without(live(cases, "HVT-DELDEN"), indicator.tables[0]))
    found = indicator.derive(view, indicator)
    assert (found.status, found.sentence) == (Status.HIDDEN, HIDDEN)
    assert_silent(found)


@by_key
def test_a_period_before_the_first_delivery_has_no_data(indicator):
    found = indicator.derive(view_of(secret_view().cells.frame, "GM1735", "2019"), indicator)
    assert found.status is Status.NO_DATA
    assert_silent(found)


@by_key
def test_missing_deliveries_are_told_beside_the_figure(indicator):
    frame = secret_view().cells.frame
    rows = [row("delivery", "GM1735", "2025", kind, n) for kind, n in (("expected", 12), ("delivered", 9))]
    found = indicator.derive(view_of(frame.vstack(_frame(rows, frame)), "GM1735", "2025"), indicator)
    assert any("3 van de 12 leveringen" in note for note in found.notes)


@by_key
def test_no_referrals_at_all_is_zero_and_not_missing(indicator):
    found = indicator.derive(live([]), indicator)
    assert found.status is Status.SHOWN
    assert found.value is None


def _frame(rows, like):
    return type(like)(rows, schema=like.schema, orient="row")
