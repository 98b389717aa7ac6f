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
    live,
    merge,
    quartile,
    registration,
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
