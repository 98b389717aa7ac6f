"""Areas in a release: villages since the start, parts that are shown together only."""

import pytest

from domain.cells import Status
from domain.protection import explanation
from tests.indicators import releases
from tests.indicators.releases import DELDEN, GOOR, SINCE, TOWN, by_category, derive, hub, inhabitants, released
from tests.indicators.worlds import inhabitants_of, live, registration

WHY = explanation(5)


def villages(town: int | None = 40, delden: int | None = 30, goor: int | None = None) -> releases.Rows:
    return [
        *hub(60), *hub(town, period=SINCE), *hub(delden, area=DELDEN, period=SINCE),
        *hub(goor, area=GOOR, period=SINCE), *inhabitants(TOWN, DELDEN, GOOR, year="2026"),
    ]  # fmt: skip


@pytest.mark.parametrize("period", ["2024", "2025-H1", "2026", "2025-03"])
def test_a_released_village_has_one_period_whatever_was_chosen(period):
    found = derive("referrals_trend", released(villages(), DELDEN, period))
    assert (found.value, found.period_label) == (30, "sinds juli 2023")
    assert found.sentence == "30 verwijzingen sinds juli 2023."


def test_a_live_village_has_the_period_that_was_chosen():
    assert live([registration()] * 3, DELDEN).period.code == "2025"


def test_villages_of_a_release_stand_beside_their_municipality_since_the_start():
    found = derive("reach_areas", released(villages()))
    assert (found.period_label, found.n) == ("sinds juli 2023", 40)
    drawn = by_category(found)
    assert drawn[DELDEN]["count"] == 30
    assert drawn[DELDEN]["value"] == pytest.approx(30 / sum(inhabitants_of(DELDEN).values()) * 1000)
    assert drawn[GOOR]["status"] == Status.HIDDEN
    assert WHY in found.notes
    assert found.sentence.startswith("40 verwijzingen in Hof van Twente sinds juli 2023.")


def test_merged_villages_are_one_bar_and_not_repeated():
    rows = [*villages(delden=None), *hub(12, area=f"{DELDEN}+{GOOR}", period=SINCE)]
    found = derive("reach_areas", released(rows))
    assert found.rows["label"].to_list() == ["Delden en Goor samen"]
    people = sum(sum(inhabitants_of(v).values()) for v in (DELDEN, GOOR))
    assert found.rows["value"][0] == pytest.approx(12 / people * 1000)


def test_a_hidden_total_of_the_municipality_does_not_hide_its_villages():
    found = derive("reach_areas", released(villages(town=None)))
    assert (found.status, found.value, found.n) == (Status.SHOWN, None, None)
    assert by_category(found)[DELDEN]["count"] == 30


def test_merged_municipalities_are_one_bar_of_their_region():
    rows = [*hub(90, area="REG-TWENTE"), *hub(None, area=TOWN), *hub(None, area="GM0153")]
    rows += [*hub(90, area="GM0153+GM1735"), *inhabitants("REG-TWENTE", TOWN, "GM0153")]
    found = derive("reach_areas", released(rows, "REG-TWENTE"))
    assert found.rows["label"].to_list() == ["Enschede en Hof van Twente samen"]
    assert found.rows["count"].to_list() == [90]
