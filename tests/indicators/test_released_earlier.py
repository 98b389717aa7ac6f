"""A breakdown that a further release left at an earlier day counts of the referrals of that day, not of today's."""

from datetime import date

from domain.cells import EVERYTHING, OTHER, Status
from indicators.derive.majority import majority
from tests.indicators.releases import TOWN, by_category, dated, derive, hub, inhabitants, released, table
from tests.indicators.worlds import row

BEFORE, NOW, DAY = 60, 200, date(2025, 3, 31)


def stale(name, counts, *more):
    """All referrals of today, and a table of those of an earlier day."""
    rows = hub(NOW) + hub(BEFORE, name)[1:] + table(name, counts) + list(more) + inhabitants(TOWN)
    return dated(released(rows), name, DAY)


def test_the_ratio_tells_what_it_rests_on():
    found = derive("reach_ratio", stale("referrals.age_band", {"30-44": 20, "45-54": 25, OTHER: 10, "unknown": 5}))
    assert (found.n, found.data_date) == (BEFORE, DAY)
    assert found.sentence.endswith("Op basis van 60 verwijzingen.")


def test_a_figure_of_two_tables_tells_that_one_is_older():
    ages = {"30-44": 90, "45-54": 60, OTHER: 30, "unknown": 20}
    rows = hub(NOW) + hub(NOW, "referrals.age_band")[1:] + table("referrals.age_band", ages) + inhabitants(TOWN)
    genders = hub(BEFORE, "referrals.gender")[1:] + table("referrals.gender", {"female": 40, OTHER: 20})
    found = derive("reach_ratio", dated(released(rows + genders), "referrals.gender", DAY))
    assert found.data_date != DAY
    assert "Een deel van dit cijfer staat nog op de stand van 31 maart 2025." in found.notes


def test_a_breakdown_with_a_hidden_part_is_of_that_day():
    hidden = row("referrals.reason", TOWN, "2025", "debts", status=Status.HIDDEN)
    found = derive("referrals_reason", stale("referrals.reason", {"loneliness": 30}, hidden))
    assert by_category(found)["loneliness"]["base"] == BEFORE


def test_the_trajectory_begins_with_the_referrals_of_that_day():
    hidden = row("trajectory.step", TOWN, "2025", EVERYTHING, status=Status.HIDDEN)
    counts = {"contact": 50, "contact|missed": 10, "contact|not_yet": 0, "activity": 40, "activity|missed": 20,
              "activity|not_yet": 0}  # fmt: skip
    found = derive("trajectory_steps", stale("trajectory.step", counts))
    assert by_category(found)["referral"]["count"] == BEFORE
    assert derive("trajectory_steps", stale("trajectory.step", {}, hidden)).status is Status.HIDDEN


def test_a_majority_is_held_against_all_of_that_day():
    assert majority(stale("referrals.gender", {"female": 45, OTHER: 15})) == "ten minste twee derde vrouw"
