"""Reach against plain loops over the registrations themselves."""

from statistics import mean, median

import polars as pl
import pytest
from hypothesis import given, settings

from domain.cells import SCHEMA, Status
from domain.codes import BAND_STARTS
from indicators.catalogue import CATALOGUE
from indicators.statistics import wilson
from tests.indicators.generated import registrations
from tests.indicators.worlds import (
    inhabitants_of,
    live,
    merge,
    registration,
    released,
    row,
    set_status,
    view_of,
    within,
    without,
)

few = settings(max_examples=40, deadline=None)


def derive(key, view):
    return CATALOGUE[key].derive(view, CATALOGUE[key])


def drawn(result):
    return {(r["series"], r["category"]): r for r in result.rows.to_dicts()}


def people(women, men, **more):
    return [registration(**more)] * women + [registration(gender="male", **more)] * men


@few
@given(cases=registrations)
def test_share_of_women_counts_women_among_women_and_men(cases):
    women = men = 0
    for case in within(cases, "GM1735", "2025"):
        women += case["gender"] == "female"
        men += case["gender"] == "male"
    found = derive("reach_women", live(cases))
    assert found.n == women + men
    if women + men == 0:
        assert found.value is None
        return
    assert found.value == pytest.approx(women / (women + men))
    assert (found.low, found.high) == (wilson(women, women + men).low, wilson(women, women + men).high)
    assert ("meer dan de helft" in found.sentence) == (found.low > 0.5)
    assert ("minder dan de helft" in found.sentence) == (found.high < 0.5)


def test_an_interval_that_straddles_a_half_gives_no_majority():
    assert "helft" not in derive("reach_women", live(people(6, 4))).sentence


def test_merged_men_give_the_least_that_the_share_can_be():
    view = merge(live([*people(20, 6), registration(gender="unknown")]), "referrals.gender", ["male", "unknown"])
    found = derive("reach_women", view)
    assert found.value == pytest.approx(20 / 27)
    assert "20 van de 27 verwijzingen gaat het zeker om een vrouw: 74%" in found.sentence
    assert found.low is None
    assert 6 not in found.rows["count"].to_list()


def test_merged_women_hide_the_share():
    found = derive("reach_women", merge(live(people(3, 20)), "referrals.gender", ["female"]))
    assert found.status is Status.HIDDEN
    assert found.value is None


@few
@given(cases=registrations)
def test_mean_and_median_age_rest_on_ages_in_years_alone(cases):
    own = within(cases, "GM1735", "2025")
    ages = [case["age"] for case in own if case["age"] is not None]
    found = derive("reach_age", live(cases))
    if not ages:
        assert found.value is None
        assert bool(own) == found.sentence.startswith("Gemiddelde niet te bepalen")
        return
    assert found.value == pytest.approx(mean(ages))
    assert found.n == len(ages)
    assert drawn(found)["", "median"]["value"] == pytest.approx(median(ages))
    assert any("leeftijd in jaren bekend" in note for note in found.notes) == (len(ages) < len(own))


def test_bands_alone_give_no_mean():
    found = derive("reach_age", live([registration(age=None)] * 30))
    assert found.sentence == "Gemiddelde niet te bepalen: alleen leeftijdsgroepen zijn geregistreerd."


def test_a_released_village_shows_its_mean_without_the_number_it_rests_on():
    frame = view_of(_village_cells(count=None, status=Status.SHOWN), "HVT-DELDEN", "2025")
    found = derive("reach_age", released(frame))
    assert (found.value, found.n) == (71.0, None)
    assert found.sentence == "Gemiddeld 71 jaar."


def test_a_released_village_below_ten_hides_its_mean():
    view = released(view_of(_village_cells(count=None, status=Status.HIDDEN), "HVT-DELDEN", "2025"))
    assert derive("reach_age", view).status is Status.HIDDEN


def _village_cells(count, status):
    place = ("HVT-DELDEN", "2025")
    mean_row = row("age", *place, "mean", count, 71.0 if status is Status.SHOWN else None, status)
    return pl.DataFrame([row("referrals", *place, "", 12), mean_row], schema=SCHEMA, orient="row")


@few
@given(cases=registrations)
def test_the_pyramid_shares_out_all_cases_with_known_gender_and_band(cases):
    counted = {}
    for case in within(cases, "GM1735", "2025"):
        if case["gender"] in ("female", "male") and case["band"] != "unknown":
            key = (case["gender"], f"{case['gender']}|{case['band']}")
            counted[key] = counted.get(key, 0) + 1
    found, base = derive("reach_pyramid", live(cases)), sum(counted.values())
    assert found.n == base
    if not base:
        assert found.rows.is_empty()
        return
    inhabitants = inhabitants_of("GM1735")
    for key, r in drawn(found).items():
        assert r["value"] == pytest.approx(counted.get(key, 0) / base)
        assert r["reference"] == pytest.approx(inhabitants[key[1]] / sum(inhabitants.values()))
    assert len(found.rows) == 2 * len(BAND_STARTS)


def test_hidden_bands_keep_their_place_in_the_pyramid_and_their_sum_stands_at_the_end():
    cases = people(12, 9) + people(3, 4, band="30-44") + people(2, 1, band="45-54")
    place = ("referrals.gender_age", "GM1735", "2025")
    view = live(cases)
    gone = (pl.col("table") == place[0]) & pl.col("category").str.contains("30-44|45-54")
    marks = [row(*place, "female|other_merged", 5), row(*place, "male|other_merged", 5)]
    frame = view.cells.frame.filter(~gone)
    found = derive("reach_pyramid", view_of(frame.vstack(pl.DataFrame(marks, schema=SCHEMA, orient="row")), *place[1:]))
    shown = found.rows.filter(pl.col("status") == "shown")
    assert shown["label"].unique(maintain_order=True).to_list() == ["65 tot en met 74", "Overige (samengevoegd)"]
    assert shown["count"].to_list() == [12, 9, 5, 5]
    assert found.rows.filter(pl.col("status") == "hidden").height == 2 * (len(BAND_STARTS) - 1)
    assert found.rows["label"][-1] == "Overige (samengevoegd)"
    assert found.n == 31
    assert found.sentence.startswith("De grootste groep: vrouw, 65 tot en met 74 jaar. Dat is 39% van 31 verwijzingen")


@few
@given(cases=registrations)
def test_the_ratio_sets_the_share_reached_against_the_population(cases):
    own, inhabitants = within(cases, "GM1735", "2025"), inhabitants_of("GM1735")
    everyone, expected = sum(inhabitants.values()), {}
    kinds = (("age", "band", 1, [*BAND_STARTS]), ("gender", "gender", 0, ["female", "male"]))
    for series, field, place, groups in kinds:
        known = [case for case in own if case[field] in groups]
        for group in groups if known else []:
            share = sum(1 for case in known if case[field] == group) / len(known)
            beside = sum(n for cell, n in inhabitants.items() if cell.split("|")[place] == group) / everyone
            expected[series, group] = share / beside
    found = derive("reach_ratio", live(cases))
    assert {key: r["value"] for key, r in drawn(found).items()} == pytest.approx(expected)
    for word, side in (("Minder bereikt", [r["high"] < 1 for r in drawn(found).values()]),
                       ("Meer bereikt", [r["low"] > 1 for r in drawn(found).values()])):  # fmt: skip
        assert (word in found.sentence) == any(side)
    assert any("Culturele en sociale" in note for note in found.notes)


def test_only_groups_whose_interval_excludes_one_are_named():
    found = derive("reach_ratio", live(people(40, 2)))
    less, more = found.sentence.split("Meer bereikt")
    assert "mannen, 0 tot en met 64 jaar en 75 jaar en ouder." in less
    assert more == " dan hun aandeel in de bevolking: vrouwen en 65 tot en met 74 jaar. Op basis van 42 verwijzingen."
    alike = derive("reach_ratio", live(people(1, 1, age=None, band="unknown")))
    assert alike.sentence.startswith("Er is geen duidelijk verschil")


def test_merged_bands_widen_the_ratio_to_what_is_certain():
    cases = [*people(20, 0), *people(9, 0, band="30-44"), *people(6, 0, band="unknown")]
    found = derive("reach_ratio", merge(live(cases), "referrals.age_band", ["30-44", "unknown"]))
    one = drawn(found)["age", "65-74"]
    share = one["value"] / one["count"] * 35
    assert one["low"] == pytest.approx(wilson(20, 35).low * share)
    assert one["high"] == pytest.approx(wilson(20, 20).high * share)
    assert drawn(found)["age", "30-44"]["status"] == Status.HIDDEN
    assert drawn(found)["age", "30-44"]["value"] is None


@few
@given(cases=registrations)
def test_villages_carry_their_referrals_per_thousand_inhabitants(cases):
    found = drawn(derive("reach_areas", live(cases)))
    for village in ("HVT-DELDEN", "HVT-GOOR"):
        count = sum(1 for case in within(cases, "GM1735", "2025") if case["village"] == village)
        inhabitants = sum(inhabitants_of(village).values())
        assert found["", village]["count"] == count
        assert found["", village]["value"] == pytest.approx(count / inhabitants * 1000)


def test_a_hidden_village_stands_in_its_row_without_any_number():
    view = live(people(30, 0) + people(2, 0, village="HVT-GOOR"))
    hidden = set_status(view.of(view.geography.by_code["HVT-GOOR"]), "referrals", Status.NO_DATA)
    found = drawn(derive("reach_areas", hidden.of(view.area)))["", "HVT-GOOR"]
    assert found["status"] == Status.NO_DATA
    assert (found["count"], found["value"], found["low"]) == (None, None, None)


def test_municipalities_with_another_road_are_not_ranked():
    cases = [registration(municipality="GM0153", village=None)] * 5 + people(3, 0)
    found = derive("reach_areas", live(cases, "REG-TWENTE"))
    assert found.rows["label"].to_list() == ["Enschede", "Hof van Twente"]
    assert "meeste" not in found.sentence
    assert any("Losser" in note for note in found.notes)


def test_without_a_population_there_is_no_ratio_and_no_reference():
    view = without(live(people(9, 3)), "population")
    assert derive("reach_ratio", view).status is Status.NO_DATA
    assert derive("reach_pyramid", view).reference_label is None
