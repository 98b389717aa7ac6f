"""Capacity beside inflow, and growth of intakes, against plain loops over the registrations themselves."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings

from domain.cells import Status
from domain.results import Judgement
from indicators.catalogue import CATALOGUE
from tests.indicators.generated import registrations
from tests.indicators.worlds import cells_by_hand, live, merge, registration, released, row, view_of

few = settings(max_examples=40, deadline=None)


def derive(key, view):
    return CATALOGUE[key].derive(view, CATALOGUE[key])


def enschede(number, direction="coach", day=date(2026, 2, 3)):
    return [registration(municipality="GM0153", village=None, direction=direction, day=day)] * number


def test_capacity_is_56_to_69_people_beside_the_inflow_of_a_whole_year():
    found = derive("capacity", live(enschede(50) + enschede(7, "team"), "GM0153", "2026"))
    value = {r["category"]: r["value"] for r in found.rows.to_dicts()}
    assert value["least"] == pytest.approx(56)
    assert value["most"] == pytest.approx(69.333, abs=1e-3)
    assert value["inflow"] == pytest.approx(50 * 365 / 304)  # 304 days of 2026 until 31 October
    assert found.value == value["inflow"]
    assert "56 tot 69 mensen per jaar" in found.sentence
    assert found.judgement is Judgement.NONE


def test_the_inflow_of_a_finished_half_year_is_doubled():
    found = derive("capacity", live(enschede(20), "GM0153", "2026-H1"))
    assert found.value == pytest.approx(40)


def test_capacity_is_known_only_where_and_when_a_norm_was_laid_down():
    other = derive("capacity", live([registration()]))
    assert (other.status, other.sentence) == (Status.NO_DATA, "Voor dit gebied is geen norm vastgelegd.")
    early = derive("capacity", live(enschede(4, day=date(2023, 9, 1)), "GM0153", "2023"))
    assert early.status is Status.NO_DATA
    assert "Voor deze periode" in early.sentence


def test_a_hidden_inflow_leaves_the_norm_of_the_document():
    view = merge(live(enschede(3) + enschede(20, "team"), "GM0153", "2026"), "referrals.direction", ["coach"])
    found = derive("capacity", view)
    assert (found.status, found.value) == (Status.HIDDEN, None)
    assert any("56 tot 69" in note for note in found.notes)


def intakes(*days):
    return [registration(municipality="GM0503", village=None, day=d, intake_day=d) for d in days]


@few
@given(cases=registrations)
def test_growth_compares_intakes_by_their_own_day_with_the_year_before(cases):
    days = [case["intake_day"] for case in cases if case["intake_day"]]
    now, before = (sum(1 for d in days if d.year == year) for year in (2025, 2024))
    found = derive("intakes_growth", live(cases, "GM1735", "2025", "2024"))
    assert (found.n, found.base) == (now, before)
    assert found.value == (pytest.approx(now / before - 1) if before else None)


def test_growth_of_the_region_is_judged_against_the_first_statement_and_both_are_told():
    cases = intakes(*[date(2024, 5, 6)] * 9, *[date(2025, 5, 6)] * 12)
    region = derive("intakes_growth", live(cases, "REG-DWO", "2025", "2024"))
    assert region.value == pytest.approx(1 / 3)
    assert (region.target, region.judgement) == (0.333, Judgement.ON_COURSE)
    assert "Dit is een doel zonder nulmeting." in region.notes
    assert any("2025 tot en met 2027" in note for note in region.notes)
    town = derive("intakes_growth", live(cases, "GM0503", "2025", "2024"))
    assert town.judgement is Judgement.NONE


def test_a_running_year_is_compared_by_its_finished_months():
    months = [f"{year}-{month:02d}" for year in (2025, 2026) for month in range(1, 13)]
    days = [date(2025, 3, 1)] * 4 + [date(2025, 12, 1)] * 40 + [date(2026, 3, 1)] * 6 + [date(2026, 10, 30)] * 2
    view = live(intakes(*days), "REG-DWO", "2026", "2025", *months)
    found = derive("intakes_growth", view)
    assert found.value == pytest.approx(8 / 4 - 1)
    assert "januari tot en met oktober 2026" in found.sentence


def test_a_running_year_without_months_is_compared_by_its_first_half():
    days = [date(2025, 3, 1)] * 4 + [date(2026, 3, 1)] * 6 + [date(2026, 9, 1)] * 9
    codes = ["2026", "2025", "2026-H1", "2025-H1"]
    frame = cells_by_hand(intakes(*days), ["REG-DWO"], codes)
    found = derive("intakes_growth", released(view_of(frame, "REG-DWO", "2026")))
    assert found.value == pytest.approx(0.5)
    assert "het eerste halfjaar 2026" in found.sentence


def test_a_year_of_which_the_year_before_was_registered_in_part_has_no_growth():
    view = live(intakes(date(2024, 9, 1), date(2025, 9, 1)), "REG-DWO", "2025", "2024")
    due = (("2024", 6), ("2025", 12))
    months = [row("delivery", "REG-DWO", y, kind, n) for y, n in due for kind in ("expected", "delivered")]
    frame = pl.concat([view.cells.frame, pl.DataFrame(months, schema=view.cells.frame.schema, orient="row")])
    found = derive("intakes_growth", view_of(frame, "REG-DWO", "2025"))
    assert (found.status, found.value) == (Status.NO_DATA, None)


def test_unequal_deliveries_give_growth_without_a_judgement():
    view = live(intakes(date(2024, 9, 1), date(2025, 9, 1)), "REG-DWO", "2025", "2024")
    got = [row("delivery", "REG-DWO", y, "delivered", n) for y, n in (("2024", 12), ("2025", 9))]
    due = [row("delivery", "REG-DWO", y, "expected", 12) for y in ("2024", "2025")]
    frame = pl.concat([view.cells.frame, pl.DataFrame(got + due, schema=view.cells.frame.schema, orient="row")])
    found = derive("intakes_growth", view_of(frame, "REG-DWO", "2025"))
    assert found.judgement is Judgement.NONE
    assert any("geen oordeel" in note for note in found.notes)
