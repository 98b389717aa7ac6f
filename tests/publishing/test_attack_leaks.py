"""Leaks that are known by construction: the attacker finds each of them, and raises no alarm where there is none."""

from dataclasses import replace
from datetime import date

import pytest

from domain.codes import AGE_BANDS, GENDER, OFFER
from publishing.attack.attacker import attack_publications
from publishing.attack.errors import AttackError, ContradictionError
from publishing.attack.facts import Publication
from publishing.attack.tables import Cell
from publishing.attack.truth import Truth
from tests.publishing.leaks import START, YEAR, fact, learnt, pages, release

GENDERS, BANDS, ENDINGS, FEEDBACK, STEPS = (
    "referrals.gender", "referrals.age_band", "trajectory.ending", "trajectory.feedback", "trajectory.step",
)  # fmt: skip
WAITS = {code: {"intake": 30} for code in ("A", "B", "C")}


def hub(count: int | None, area: str = "A", period: str = YEAR) -> dict[str, object]:
    told = {"status": "hidden"} if count is None else {}
    return fact("referrals", "", count, area=area, period=period) | told


def test_a_plain_mask_of_small_numbers_beside_totals_leaks() -> None:
    facts = [hub(60), fact(GENDERS, "female", 40), fact(GENDERS, "male", 18), fact(GENDERS, "unknown", 0)]
    assert learnt(pages(*facts)) == {("A", GENDERS, "other"): (2, 2), ("A", BANDS, "unknown"): (2, 2)}


def test_two_hidden_cells_that_are_small_together_leak() -> None:
    facts = [hub(60), fact(GENDERS, "female", 38), fact(GENDERS, "male", 18)]
    gone = {("A", GENDERS, c): (0, 4) for c in ("other", "unknown")}
    assert learnt(pages(*facts)) == gone | {("A", BANDS, "unknown"): (4, 4)}


def test_a_hidden_cell_with_enough_beside_it_is_no_leak() -> None:
    facts = [hub(60), fact(GENDERS, "female", 38), fact(GENDERS, "male", 12)]
    verdict = attack_publications((pages(*facts),))
    assert not verdict.learnt
    assert verdict.asked > 0


def test_a_small_number_that_stands_there_is_reported() -> None:
    verdict = attack_publications(
        (pages(hub(60), fact(GENDERS, "other", 3), fact("trajectory.contact", "not_yet", 0)),)
    )
    assert [(f.category, f.low) for f in verdict.printed] == [("other", 3)]


def test_a_zero_that_stands_there_is_reported_unless_it_follows_from_definitions() -> None:
    zeros = (fact(GENDERS, "other", 0), fact(FEEDBACK, "not_yet", 0), fact(STEPS, "intake|not_yet", 0))
    verdict = attack_publications((pages(hub(60), *zeros),))
    assert [f.category for f in verdict.printed] == ["other", "not_yet"]


LONG_AFTER, SOON_AFTER = date(2025, 2, 1), date(2025, 1, 20)
"""Of 2024, with thirty days for an intake and fourteen for the contact."""


@pytest.mark.parametrize(("day", "found"), [(LONG_AFTER, []), (SOON_AFTER, ["intake|not_yet"])])
def test_nobody_is_not_yet_in_a_period_that_is_past_for_longer_than_the_step_takes(day: date, found: list[str]) -> None:
    zeros = (fact(STEPS, "intake|not_yet", 0), fact("trajectory.contact", "not_yet", 0))
    verdict = attack_publications((replace(release(1, day, hub(60), *zeros), waits=WAITS),))
    assert [f.category for f in verdict.printed] == found


@pytest.mark.parametrize(("day", "leaks"), [(LONG_AFTER, False), (SOON_AFTER, True)])
def test_a_hidden_zero_is_a_leak_only_where_definitions_do_not_tell_it(day: date, leaks: bool) -> None:
    facts = [hub(60), fact(STEPS, "intake", 40), fact(STEPS, "intake|missed", 20), fact(STEPS, "intake|not_yet", None)]
    published = replace(release(1, day, *facts), waits=WAITS)
    zero = Truth(day=day, rows={("referrals", "A", YEAR, ""): (60, 60), (STEPS, "A", YEAR, "intake"): (40, 40),
                                (STEPS, "A", YEAR, "intake|missed"): (20, 20)})  # fmt: skip
    for truths in ((), (zero,)):
        assert (("A", STEPS, "intake|not_yet") in learnt(published, truths=truths)) == leaks


def test_what_definitions_tell_is_used_to_find_the_rest() -> None:
    facts = [
        hub(60),
        fact(STEPS, "intake", 57),
        fact(STEPS, "intake|missed", None),
        fact(STEPS, "intake|not_yet", None),
    ]
    found = learnt(replace(release(1, LONG_AFTER, *facts), waits=WAITS))
    assert found[("A", STEPS, "intake|missed")] == (3, 3)


def test_more_than_nobody_where_definitions_allow_nobody_is_a_contradiction() -> None:
    published = replace(release(1, LONG_AFTER, hub(60), fact(STEPS, "intake|not_yet", 7)), waits=WAITS)
    with pytest.raises(ContradictionError):
        attack_publications((published,))


def test_region_minus_municipalities_leaks() -> None:
    facts = [hub(100, "R"), hub(60, "A"), hub(37, "B"), hub(None, "C")]
    assert learnt(release(1, date(2025, 1, 31), *facts)) == {("C", "referrals", ""): (3, 3)}


def test_region_minus_municipalities_leaks_for_breakdowns_too() -> None:
    facts = [hub(100, "R"), hub(40, "A"), hub(30, "B"), hub(30, "C")]
    shown = {"R": 70, "A": 30, "B": 20}
    facts += [fact(GENDERS, "female", n, area=a) for a, n in shown.items()]
    assert learnt(pages(*facts)) == {}
    facts += [fact(GENDERS, "male", n, area=a) for a, n in {"R": 30, "A": 10, "B": 10}.items()]
    gone = learnt(pages(*facts))
    assert gone["C", GENDERS, "other"] == (0, 0)
    assert gone["B", GENDERS, "other"] == (0, 0)


def test_year_minus_half_leaks() -> None:
    facts = [hub(40), hub(38, period="2024-H1")]
    assert learnt(pages(*facts, hub(None, period="2024-H2"))) == {("A", "referrals", ""): (2, 2)}


def test_quarter_and_months_leak() -> None:
    facts = [hub(20, period="2024-Q1"), hub(9, period="2024-01"), hub(8, period="2024-02"), hub(None, period="2024-03")]
    assert learnt(pages(*facts)) == {("A", "referrals", ""): (3, 3)}


def test_a_municipality_since_the_start_minus_its_villages_leaks() -> None:
    facts = [hub(30, period=START), hub(29, "A1", START), hub(None, "A2", START)]
    assert learnt(pages(*facts)) == {("A2", "referrals", ""): (0, 1)}


def test_years_add_up_to_the_start_even_where_it_is_not_told() -> None:
    facts = [hub(20), hub(12, period="2025"), hub(28, "A1", START), hub(None, "A2", START)]
    assert learnt(pages(*facts, data_date="2025-12-31")) == {("A2", "referrals", ""): (0, 4)}


def test_merged_villages_are_the_sum_of_their_parts() -> None:
    facts = [hub(40, period=START), fact("referrals", "", 30, area="A1+A2", period=START), hub(27, "A1", START)]
    assert learnt(pages(*facts, hub(None, "A2", START))) == {("A2", "referrals", ""): (3, 3)}


def test_a_municipality_where_nothing_was_delivered_hides_nobody() -> None:
    facts = [hub(100, "R"), hub(60, "A"), hub(None, "B")]
    silent = {"table": "referrals", "area": "C", "period": YEAR, "category": "", "status": "no_data"}
    verdict = attack_publications((release(1, date(2025, 1, 31), *facts, silent),))
    assert not any(f.target.cell.area == "C" for f in verdict.leaks)
    told = {f.target.cell: f.interval.low for f in verdict.telling}
    assert told[Cell(0, "B", YEAR, "referrals", "")] == 40


def test_the_margins_of_gender_and_age_leak_a_crossed_cell() -> None:
    cross = "referrals.gender_age"
    facts = [hub(50), fact(GENDERS, "female", 20), fact(GENDERS, "male", 30), fact(BANDS, "85+", 12)]
    assert learnt(pages(*facts, fact(cross, "female|85+", 9)))["A", cross, "male|85+"] == (3, 3)


def test_a_coarse_age_is_the_sum_of_its_fine_ones() -> None:
    facts = [hub(50), *(fact(BANDS, band, 10) for band in ("0-54", "55-74", "75+"))]
    assert learnt(pages(*facts)) == {}
    gone = learnt(pages(*facts, fact(BANDS, "75-84", 8)))
    assert gone["A", BANDS, "85+"] == (2, 2)


def test_what_was_put_together_tells_how_many_there_are() -> None:
    reason = "referrals.reason"
    facts = [fact(reason, "stress", 20), fact(reason, "other_merged", 4)]
    gone = learnt(pages(*facts))
    assert gone["A", reason, "anxiety"] == (0, 4)
    assert ("A", reason, "stress") not in gone


def test_a_mean_leaks_that_nobody_is_young() -> None:
    """Ten of whom the mean is 90: with 75+ at most 110, of each younger band there can be only a few."""
    facts = [hub(10), *(fact(BANDS, band, 5) for band in ("75-84", "85+"))]
    assert learnt(pages(hub(10), fact(BANDS, "85+", 5))) == {}
    assert ("A", BANDS, "0-17") in learnt(pages(*facts))
    young = learnt(pages(hub(10), fact("age", "mean", None, sum=95)))
    assert young["A", BANDS, "0-17"] == (0, 1)
    assert ("A", BANDS, "85+") not in young


def test_a_median_leaks_that_few_are_young() -> None:
    """Twelve of whom at least ten have a known age: with the median at 90 at most half of them is under 85."""
    young = learnt(pages(hub(11), fact("age", "median", None, sum=90), k=7))
    assert young["A", BANDS, "0-17"] == (0, 6)


def test_a_sentence_with_a_total_leaks() -> None:
    """At least two thirds of 12 is 8: 4 are left for all the rest. Of 15 five are left, which is enough."""
    assert learnt(pages(hub(12), fact(GENDERS, "female>=2/3", None)))["A", GENDERS, "male"] == (0, 4)
    assert learnt(pages(hub(15), fact(GENDERS, "female>=2/3", None))) == {}
    assert learnt(pages(hub(11), fact(GENDERS, "female>1/2", None))) == {}
    assert learnt(pages(hub(10), fact(GENDERS, "female>1/2", None)))["A", GENDERS, "male"] == (0, 4)


def test_an_offer_is_at_most_the_total_and_nothing_more() -> None:
    shown = [fact("referrals.offer", offer, 12) for offer in list(OFFER)[:-1]]
    assert learnt(pages(hub(12), *shown)) == {}
    assert len(learnt(pages(hub(4), *(f | {"count": 4} for f in shown)))) > 0


def test_later_steps_of_the_trajectory_leak_earlier_ones() -> None:
    steps = "trajectory.step"
    trio = [fact(steps, f"contact{part}", None, status="hidden") for part in ("", "|not_yet", "|missed")]
    facts = [hub(40), fact(steps, "intake", 37), *trio]
    gone = learnt(pages(*facts))
    assert gone["A", steps, "contact|missed"] == (0, 3)
    assert ("A", steps, "contact") not in gone


def test_endings_and_feedback_tell_of_each_other() -> None:
    endings = [fact(ENDINGS, c, n) for c, n in {"started": 20, "declined": 10, "no_activity": 6}.items()]
    assert ("A", FEEDBACK, "not_yet") not in learnt(pages(hub(40), *endings))
    gone = learnt(pages(hub(40), *endings, fact(FEEDBACK, "not_yet", 2)))
    assert gone["A", ENDINGS, "open"] == (0, 2)


def test_the_number_of_referring_practices_tells_of_few_referrals() -> None:
    """A declared exception, given to the attacker: six practices referred, so no fewer than six referrals."""
    verdict = attack_publications((pages(hub(None), fact("practices.referring", "", 6)),))
    assert {f.target.cell.category: f.interval.low for f in verdict.telling} == {"": 6}


def test_a_share_gives_back_its_count() -> None:
    facts = [hub(50), fact("trajectory.contact", "in_time", None, share=0.96, base=50)]
    assert learnt(pages(*facts))["A", "trajectory.contact", "late"] == (0, 2)
    with pytest.raises(ContradictionError):
        learnt(pages(*facts, fact("trajectory.contact", "in_time", 47)))


def test_two_overlapping_releases_leak_the_increment() -> None:
    def told(count: int, number: int, day: date) -> Publication:
        facts = [hub(count, period="2025"), fact(GENDERS, "female", count - 5, period="2025")]
        return release(number, day, *facts, hub(None, "R", "2025"))

    first, second = told(12, 1, date(2025, 3, 31)), told(14, 2, date(2025, 4, 30))
    gone = learnt(first, second)
    assert gone["A", "referrals", "+"] == (2, 2)
    assert gone["A", GENDERS, "female+"] == (2, 2)
    assert not any(key[2].endswith("+") for key in learnt(first, told(17, 2, date(2025, 4, 30))))


def test_a_figure_that_stays_behind_hides_its_increment() -> None:
    first = release(1, date(2025, 3, 31), hub(12, period="2025"))
    stays = [("referrals", "A", "2025", date(2025, 3, 31))]
    second = release(2, date(2025, 4, 30), hub(12, period="2025"), dates=stays)
    assert learnt(first, second) == {}
    third = release(3, date(2025, 5, 31), hub(15, period="2025"))
    gone = learnt(first, second, third)
    assert gone["A", "referrals", "+"] == (0, 3)


def test_a_corrected_closed_period_is_a_new_unknown() -> None:
    first = release(1, date(2025, 3, 31), hub(40), hub(22, period="2024-H1"), hub(18, period="2024-H2"))
    again = release(2, date(2026, 3, 31), hub(38), hub(20, period="2024-H1"), hub(18, period="2024-H2"))
    assert learnt(first, again) == {}
    with pytest.raises(ContradictionError):
        learnt(first, release(2, date(2026, 3, 31), hub(39), hub(20, period="2024-H1"), hub(18, period="2024-H2")))


def test_releases_of_different_epochs_do_not_go_together() -> None:
    one = release(1, date(2025, 3, 31), hub(40))
    with pytest.raises(AttackError, match="twee keer"):
        learnt(one, one)
    with pytest.raises(AttackError, match="tijdvak"):
        learnt(one, replace(one, number=2, epoch=2))


def test_every_cell_of_a_table_that_is_hidden_as_a_whole_is_safe() -> None:
    facts = [hub(30), *(fact(t, "*", None, status="hidden") for t in (GENDERS, BANDS, "referrals.reason", ENDINGS))]
    verdict = attack_publications((pages(*facts),))
    assert not verdict.learnt
    assert verdict.asked >= len(GENDER) + len(AGE_BANDS)
