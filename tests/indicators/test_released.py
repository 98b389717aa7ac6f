"""What is derived from cells in the form of a release: hidden is hidden, coarse is coarse, a village has one period."""

from dataclasses import replace
from datetime import date

import pytest

from domain.cells import OTHER, TOTAL, Status
from domain.codes import COARSE_AGE, UNKNOWN
from domain.protection import explanation
from indicators.derive.coarse import AGES, REASONS
from indicators.derive.common import STAYS
from tests.indicators import releases
from tests.indicators.releases import (
    DELDEN,
    TOWN,
    all_hidden,
    by_category,
    dated,
    derive,
    hub,
    inhabitants,
    released,
    table,
)
from tests.indicators.worlds import inhabitants_of, live, registration, row

WHY = explanation(5)


def test_an_absent_category_of_a_release_is_hidden_and_live_it_is_zero():
    rows = hub(20, "referrals.reason") + table("referrals.reason", {"loneliness": 20})
    assert released(rows).cell("referrals.reason", "gloom").status is Status.HIDDEN
    seen = live([registration()] * 20)
    assert (seen.cell("referrals.reason", "gloom").count, seen.cell("referrals.reason", "gloom").shown) == (0, True)


def test_a_structural_zero_is_a_zero():
    rows = hub(20, "trajectory.contact") + table("trajectory.contact", {"in_time": 14, "late": 6, "not_yet": 0})
    assert released(rows).cell("trajectory.contact", "not_yet").count == 0


def test_a_total_that_is_left_out_is_hidden_only_where_something_was_delivered():
    view = released(
        [*hub(20), row("delivery", TOWN, "2025-03", "delivered", 1), row("delivery", TOWN, "2025-04", "delivered", 0)]
    )
    statuses = [view.cell("referrals", period=replace(view.period, grain="month", number=n)).status for n in (3, 4, 5)]
    assert statuses == [Status.HIDDEN, Status.NO_DATA, Status.NO_DATA]


def test_of_a_coordinators_cells_only_the_own_areas_are_live():
    seen = live([registration()] * 9)
    among = replace(seen, cells=replace(seen.cells, live=frozenset({TOWN})))
    assert among.cell("referrals.reason", "gloom").count == 0
    assert among.cell("referrals.reason", "gloom", DELDEN).status is Status.HIDDEN


def test_hidden_categories_are_rows_without_numbers_and_explained_once():
    rows = hub(30, "referrals.referrer") + table(
        "referrals.referrer", {"gp": 20, OTHER: 10}, "poh_ggz", "poh_elderly", UNKNOWN
    )
    found = derive("referrals_referrer", released(rows))
    drawn = by_category(found)
    assert {c for c, r in drawn.items() if r["status"] == Status.HIDDEN} > {"poh_ggz", "poh_elderly", UNKNOWN}
    assert (drawn["poh_ggz"]["count"], drawn["poh_ggz"]["value"], drawn["poh_ggz"]["base"]) == (None, None, None)
    assert drawn[OTHER]["count"] == 10
    assert found.base == 30
    assert found.notes.count(WHY) == 1
    assert found.sentence == "Vaakst: Huisarts, 20 van de 30 verwijzingen (67%)."


def test_the_explanation_names_the_smallest_group_of_the_release():
    view = released(all_hidden(9, "referrals.reason"))
    wider = replace(view, cells=replace(view.cells, smallest=8))
    assert "minder dan 8 inwoners" in derive("referrals_reason", wider).sentence


def test_offers_have_no_rest_and_are_shares_of_all():
    rows = hub(40, "referrals.offer") + table("referrals.offer", {"meeting": 22}, "music", "nature")
    found = derive("referrals_offer", released(rows))
    assert by_category(found)["meeting"]["value"] == pytest.approx(22 / 40)
    assert by_category(found)["music"]["status"] == Status.HIDDEN
    assert found.sentence.startswith("Vaakst van wat we tonen: Meedoen en ontmoeten")


def test_coarse_reasons_stand_in_their_own_order_with_the_reason_why():
    rows = hub(30, "referrals.reason") + table(
        "referrals.reason", {"life": 8, "mood": 12, "tension": 5, OTHER: 5}, "money", "body", UNKNOWN
    )
    found = derive("referrals_reason", released(rows))
    assert found.rows["category"].to_list() == ["mood", "tension", "life", "money", "body", UNKNOWN, OTHER]
    assert found.rows["label"][0] == "Eenzaamheid of somberheid"
    assert REASONS in found.notes
    assert "Eenzaamheid of somberheid, 12 van de 30" in found.sentence


def test_reasons_that_stand_in_both_lists_do_not_make_a_table_coarse():
    rows = hub(30, "referrals.reason") + table("referrals.reason", {"money": 20, "body": 10})
    assert REASONS not in derive("referrals_reason", released(rows)).notes


def coarse_people() -> releases.Rows:
    crossed = {"female|55-74": 12, "female|75+": 9, "male|75+": 6, "female|other_merged": 6, "male|other_merged": 7}
    return [
        *hub(44, "referrals.gender_age", "referrals.age_band", "referrals.gender"), *inhabitants(TOWN),
        *table("referrals.gender_age", crossed, "female|0-54", "male|0-54", "male|55-74"),
        *table("referrals.age_band", {"55-74": 17, "75+": 15, OTHER: 12}, "0-54", UNKNOWN),
        *table("referrals.gender", {"female": 27, "male": 13, OTHER: 4}, "other", UNKNOWN),
    ]  # fmt: skip


def test_a_coarse_pyramid_has_three_bands_beside_the_same_bands_of_the_population():
    found = derive("reach_pyramid", released(coarse_people()))
    drawn = by_category(found)
    assert [c for c in drawn if c.startswith("female")] == [
        "female|0-54",
        "female|55-74",
        "female|75+",
        "female|other_merged",
    ]
    people = inhabitants_of(TOWN)
    expected = sum(people[f"female|{b}"] for b in COARSE_AGE["55-74"]) / sum(people.values())
    assert drawn["female|55-74"]["reference"] == pytest.approx(expected)
    assert drawn["male|0-54"]["status"] == Status.HIDDEN
    assert (found.n, AGES in found.notes, WHY in found.notes) == (40, True, True)


def test_without_the_rest_of_a_gender_the_shares_are_of_all_referrals():
    rows = [r for r in coarse_people() if OTHER not in r[3]]
    found = derive("reach_pyramid", released(rows))
    assert found.base == 44
    assert by_category(found)["female|55-74"]["value"] == pytest.approx(12 / 44)
    assert "bekend geslacht" not in found.sentence


def test_coarse_ages_are_set_against_the_population_and_hidden_ones_keep_their_row():
    found = derive("reach_ratio", released(coarse_people()))
    drawn, people = by_category(found), inhabitants_of(TOWN)
    beside = sum(n for c, n in people.items() if c.split("|")[1] in COARSE_AGE["75+"]) / sum(people.values())
    assert drawn["75+"]["value"] == pytest.approx(15 / 44 / beside)
    assert drawn["0-54"]["status"] == Status.HIDDEN
    assert drawn["0-54"]["value"] is None
    assert drawn["75+"]["label"] == "75 en ouder"
    assert (AGES in found.notes, WHY in found.notes) == (True, True)


def test_genders_that_are_hidden_keep_their_row_in_the_ratio():
    rows = [r for r in coarse_people() if r[0] != "referrals.gender"] + all_hidden(44, "referrals.gender")[1:]
    drawn = by_category(derive("reach_ratio", released(rows)))
    assert [drawn[sex]["status"] for sex in ("female", "male")] == ["hidden", "hidden"]


def test_a_certified_sentence_stands_where_gender_itself_is_hidden():
    hidden = all_hidden(30, "referrals.gender")
    claim = row("referrals.gender", TOWN, "2025", "female>1/2")
    found = derive("reach_women", released([*hidden, claim]))
    assert (found.status, found.value, found.n, found.rows.height) == (Status.HIDDEN, None, None, 0)
    assert found.sentence == "Meer dan de helft van de verwezen inwoners is vrouw. Verdere verdeling afgeschermd."
    stronger = derive("reach_women", released([*hidden, claim, row("referrals.gender", TOWN, "2025", "female>=2/3")]))
    assert stronger.sentence.startswith("Ten minste twee derde van de verwezen inwoners is vrouw.")
    assert derive("reach_women", released(hidden)).sentence == WHY


def test_whose_gender_or_age_was_not_registered_is_told_where_shares_do_not_count_them():
    rows = hub(44, "referrals.gender") + table("referrals.gender", {"female": 24, UNKNOWN: 10, OTHER: 10}, "male")
    women = derive("reach_women", released(rows))
    assert (women.base, WHY in women.notes) == (34, True)
    assert "Bij 10 verwijzingen is het geslacht: niet geregistreerd. Niet meegeteld." in women.notes
    ages = hub(44, "referrals.age_band") + table("referrals.age_band", {"65-74": 30, UNKNOWN: 5, OTHER: 9}, "75-84")
    ratio = derive("reach_ratio", released([*ages, *inhabitants(TOWN)]))
    assert by_category(ratio)["65-74"]["base"] == 39
    assert "Bij 5 verwijzingen is de leeftijd niet geregistreerd. Niet meegeteld." in ratio.notes


def test_live_figures_have_no_certified_sentence():
    assert derive("reach_women", live([registration()] * 9)).value == 1


def test_a_mean_stands_without_the_number_it_rests_on_and_claims_nothing_of_it():
    rows = hub(30, "age") + [row("age", TOWN, "2025", k, None, 71.0) for k in ("mean", "median")]
    found = derive("reach_age", released(rows))
    assert (found.value, found.n, found.base) == (71.0, None, None)
    assert found.sentence == "Gemiddeld 71 jaar. De middelste leeftijd (mediaan) is 71 jaar."
    assert not any("30" in note for note in found.notes)


def test_an_age_that_is_left_out_is_hidden_and_not_said_to_be_unregistered():
    assert derive("reach_age", released(hub(30, "age"))).status is Status.HIDDEN


def test_days_to_intake_stand_without_the_number_they_rest_on():
    rows = hub(30, "trajectory.days_to_intake", "trajectory.step")
    rows += [row("trajectory.days_to_intake", TOWN, "2025", "median", None, 14.0)]
    rows += [row("trajectory.days_to_intake", TOWN, "2025", k, status=Status.HIDDEN) for k in ("mean", "p25", "p75")]
    found = derive("days_to_intake", released(rows))
    assert (found.value, found.n) == (14.0, None)
    assert by_category(found)["p25"]["status"] == Status.HIDDEN


def test_a_trio_that_is_hidden_is_one_hidden_step():
    rows = hub(30, "trajectory.step")
    rows += table("trajectory.step", {"contact": 25, "contact|not_yet": 0, "contact|missed": 5})
    rows += table("trajectory.step", {}, "intake", "intake|not_yet", "intake|missed")
    rows += table("trajectory.step", {"activity": 20, "activity|not_yet": 0, "activity|missed": 10})
    found = derive("trajectory_steps", released(rows))
    assert [(r["category"], r["status"]) for r in found.rows.to_dicts()] == [
        ("referral", "shown"), ("contact", "shown"), ("intake", "hidden"), ("activity", "shown"),
    ]  # fmt: skip
    assert WHY in found.notes


def test_referring_practices_that_a_release_leaves_out_are_hidden():
    assert derive("practices_referring", released(hub(20))).status is Status.HIDDEN
    shown = [*hub(20), row("practices.referring", TOWN, "2025", TOTAL, 3)]
    assert derive("practices_referring", released(shown)).value == 3


def test_a_figure_that_stayed_behind_says_its_own_date():
    view = dated(released(hub(20, period="2026"), period="2026"), "referrals", date(2026, 7, 31), period="2026")
    found = derive("referrals_trend", view)
    assert found.data_date == date(2026, 7, 31)
    assert found.period_label == "2026 tot en met juli"
    assert STAYS.format(day="31 juli 2026") in found.notes
    other = derive("referrals_reason", dated(view, "referrals", date(2026, 7, 31), period="2026"))
    assert not any("stand van" in note for note in other.notes)
