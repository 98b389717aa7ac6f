"""A village in one sentence: what may be said of few people, and no more."""

from datetime import date

from domain.areas import Level
from domain.cells import Status
from domain.protection import explanation
from indicators.derive.village_sentence import BREAKDOWNS, village_sentence
from indicators.summary import summary
from tests.indicators.releases import DELDEN, GOOR, SINCE, TOWN, all_hidden, dated, hub, released, table
from tests.indicators.worlds import live, registration, row

PLACE = {"area": DELDEN, "period": SINCE}


def mean(value):
    return [*hub(30, "age", **PLACE)[1:], row("age", DELDEN, SINCE, "mean", None, value)]


def delden():
    claim = row("referrals.gender", DELDEN, SINCE, "female>1/2")
    return [*all_hidden(30, *BREAKDOWNS, **PLACE), *mean(71.0), claim]


def test_delden_reads_as_the_guarantee_promises():
    view = released(delden(), DELDEN, "2026")
    assert village_sentence(view) == (
        "Sinds juli 2023: 30 verwijzingen, gemiddeld 71 jaar, meer dan de helft vrouw. Verdere verdeling afgeschermd."
    )
    assert summary(view, {}) == village_sentence(view)


def test_a_share_that_is_shown_stands_in_place_of_the_certified_words():
    rows = [*hub(30, "referrals.gender", **PLACE), *table("referrals.gender", {"female": 20, "male": 10}, **PLACE)]
    assert "67% vrouw" in village_sentence(released(rows, DELDEN))


def test_a_hidden_village_names_the_number_it_is_part_of():
    rows = [*hub(None, **PLACE), *hub(12, area=f"{DELDEN}+{GOOR}", period=SINCE)]
    assert village_sentence(released(rows, DELDEN)) == (
        "Delden en Goor samen, sinds juli 2023: 12 verwijzingen. Van Delden apart is dat afgeschermd."
    )


def test_a_hidden_village_without_neighbours_says_why():
    said = village_sentence(released(hub(None, **PLACE), DELDEN))
    assert said == f"Sinds juli 2023: afgeschermd. {explanation(5)}"


def test_an_older_figure_says_its_date():
    view = dated(released(delden(), DELDEN), "referrals", date(2026, 7, 31), DELDEN, SINCE)
    assert "stand van 31 juli 2026" in village_sentence(view)


def test_live_nothing_is_kept_back():
    said = village_sentence(live([registration()] * 4, DELDEN))
    assert said == "In 2025: 4 verwijzingen, gemiddeld 71 jaar, 100% vrouw."


def test_it_is_for_villages_alone():
    view = live([registration()] * 4, TOWN)
    assert view.area.level is Level.MUNICIPALITY
    assert village_sentence(view) == ""


def test_before_the_first_delivery_there_is_no_data():
    said = village_sentence(released([row("referrals", DELDEN, SINCE, status=Status.NO_DATA)], DELDEN))
    assert "geen gegevens geleverd" in said
