"""The trajectory against plain loops over the registrations themselves."""

from datetime import date
from statistics import mean, median

import polars as pl
import pytest
from hypothesis import given, settings

from domain.cells import Status
from domain.results import Judgement
from indicators.catalogue import CATALOGUE
from indicators.statistics import wilson
from tests.indicators.generated import registrations
from tests.indicators.worlds import (
    cells_by_hand,
    live,
    merge,
    quartile,
    registration,
    released,
    row,
    view_of,
    within,
)

few = settings(max_examples=40, deadline=None)


def derive(key, view):
    return CATALOGUE[key].derive(view, CATALOGUE[key])


@few
@given(cases=registrations)
def test_a_step_is_reached_by_those_of_whom_it_can_be_known(cases):
    own = within(cases, "GM1735", "2025")
    found = derive("trajectory_steps", live(cases))
    rows = {(r["category"], r["status"]): r for r in found.rows.to_dicts()}
    for step in ("contact", "intake", "activity") if found.status is Status.SHOWN else ():
        reached = sum(1 for case in own if case["steps"][step] == "reached")
        waiting = sum(1 for case in own if case["steps"][step] == "not_yet")
        known = len(own) - waiting
        assert ((step, "not_yet_known") in rows) == (waiting > 0)
        if known:
            assert rows[step, "shown"]["value"] == pytest.approx(reached / known)
            assert rows[step, "shown"]["base"] == known
        if step == "activity" and known:
            assert (found.value, found.n) == (pytest.approx(reached / known), known)
            assert found.low == wilson(reached, known).low
    if own and all(case["steps"]["activity"] == "not_yet" for case in own):
        assert found.status is Status.NOT_YET_KNOWN
        assert found.rows.is_empty()


def test_the_recipient_is_that_of_the_own_variant():
    cases = [registration(municipality="GM0153", village=None)]
    assert any("wijkteammedewerker" in note for note in derive("trajectory_steps", live(cases, "GM0153")).notes)
    assert any("sociaal werker" in note for note in derive("trajectory_steps", live([registration()])).notes)


def test_one_hidden_step_hides_neither_the_others_nor_shows_itself():
    view = live([registration()] * 9)
    intake = pl.col("category").str.starts_with("intake") & (pl.col("table") == "trajectory.step")
    mark = row("trajectory.step", "GM1735", "2025", "intake", status=Status.HIDDEN)
    frame = view.cells.frame
    view = view_of(pl.concat([frame.filter(~intake), pl.DataFrame([mark], schema=frame.schema, orient="row")]),
                   "GM1735", "2025")  # fmt: skip
    found = derive("trajectory_steps", view)
    rows = {r["category"]: r for r in found.rows.to_dicts()}
    assert rows["intake"]["status"] == Status.HIDDEN
    assert (rows["intake"]["count"], rows["intake"]["value"], rows["intake"]["base"]) == (None, None, None)
    assert rows["contact"]["count"] == 9
    assert found.value == 1.0


@pytest.mark.parametrize(
    ("key", "field", "yes", "no"),
    [("contact_in_time", "contact", "in_time", "late"), ("feedback", "feedback", "given", "none")],
)
@few
@given(cases=registrations)
def test_a_share_counts_only_what_is_known(key, field, yes, no, cases):
    answers = [case[field] for case in within(cases, "GM1735", "2025")]
    positive, known = answers.count(yes), answers.count(yes) + answers.count(no)
    found = derive(key, live(cases))
    if not known:
        assert found.value is None
        assert (found.status is Status.NOT_YET_KNOWN) == ("not_yet" in answers and "unknown" not in answers)
        return
    assert (found.value, found.n) == (pytest.approx(positive / known), known)
    assert (found.low, found.high) == (wilson(positive, known).low, wilson(positive, known).high)
    waiting = answers.count("not_yet")
    assert any("nog niet bekend" in note and str(waiting) in note for note in found.notes) == (waiting > 0)


def test_a_merged_answer_hides_the_share_and_both_counts():
    cases = [registration()] * 20 + [registration(contact="late")] * 3 + [registration(contact="not_yet")] * 3
    found = derive("contact_in_time", merge(live(cases), "trajectory.contact", ["late", "not_yet"]))
    assert found.status is Status.HIDDEN
    assert found.value is None
    assert found.rows.is_empty()


def delft(*contacts):
    return [registration(municipality="GM0503", village=None, contact=c, feedback="given") for c in contacts]


def test_the_aim_of_the_region_is_judged_for_the_region_alone():
    cases = delft("in_time", "in_time", "late")
    region, town = (derive("contact_in_time", live(cases, code)) for code in ("REG-DWO", "GM0503"))
    assert (region.target, region.judgement) == (1.0, Judgement.BEHIND)
    assert (town.target, town.judgement) == (1.0, Judgement.NONE)
    assert "DWO" in town.target_label
    assert derive("feedback", live(cases, "REG-DWO")).judgement is Judgement.ON_COURSE


def test_the_aim_of_another_region_is_not_even_shown():
    found = derive("contact_in_time", live([registration(contact="late")] * 8, "REG-TWENTE"))
    assert (found.target, found.target_label, found.judgement) == (None, None, Judgement.NONE)
    assert found.rows["reference"].to_list() == [None, None]


def test_an_aim_does_not_hold_before_the_period_it_was_set_for():
    cases = [case | {"day": date(2024, 5, 6)} for case in delft("late")]
    assert derive("contact_in_time", live(cases, "REG-DWO", "2024")).target is None


@few
@given(cases=registrations)
def test_days_to_intake_have_their_median_mean_and_quartiles(cases):
    days = [float(case["days"]) for case in within(cases, "GM1735", "2025") if case["days"] is not None]
    found = derive("days_to_intake", live(cases))
    if not days:
        assert found.value is None
        return
    assert (found.value, found.n) == (pytest.approx(median(days)), len(days))
    expected = {"median": median(days), "mean": mean(days), "p25": quartile(days, 0.25), "p75": quartile(days, 0.75)}
    assert {r["category"]: r["value"] for r in found.rows.to_dicts()} == pytest.approx(expected)
    assert any("Wie nog wacht" in note for note in found.notes)


def test_without_intakes_it_is_not_yet_known_only_while_all_are_young():
    waiting = registration(days=None, intake_day=None, steps={"intake": "not_yet"})
    missed = waiting | {"steps": {"intake": "missed"}}
    assert derive("days_to_intake", live([waiting])).status is Status.NOT_YET_KNOWN
    assert derive("days_to_intake", live([waiting, missed])).status is Status.SHOWN


@few
@given(cases=registrations)
def test_endings_are_shares_of_what_no_longer_runs(cases):
    ended = [case["ending"] for case in within(cases, "GM1735", "2025") if case["ending"] != "open"]
    found = derive("endings", live(cases))
    if not ended:
        assert found.value is None
        return
    assert found.value == pytest.approx(ended.count("started") / len(ended))
    assert found.low == wilson(ended.count("started"), len(ended)).low
    counts = {r["category"]: r["count"] for r in found.rows.to_dicts()}
    assert counts == {e: ended.count(e) for e in ("started", "not_arrived", "declined", "no_activity")}


def test_not_arrived_and_declined_are_told_apart_and_never_added_up():
    endings = ["started"] * 4 + ["not_arrived"] * 3 + ["declined"] * 2
    sentence = derive("endings", live([registration(ending=e) for e in endings])).sentence
    assert "bij 3 kwam de inwoner niet aan (33%)" in sentence
    assert "bij 2 weigerde de inwoner het aanbod (22%)" in sentence
    assert "5" not in sentence.replace("55", "")


def test_merged_cases_that_may_still_run_are_not_called_ended():
    cases = [registration()] * 12 + [registration(ending="declined")] * 3 + [registration(ending="open")] * 3
    found = derive("endings", merge(live(cases), "trajectory.ending", ["declined", "open"]))
    assert found.sentence == "Verwijzingen: 18. Bij 12 is een activiteit gestart (67%)."
    assert any("nog niet bekend" in note for note in found.notes)


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


YEARS = ("2023", "2024", "2025")


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
