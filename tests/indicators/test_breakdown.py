"""The generic breakdown against plain loops, and what it says of merged, open and unregistered cases."""

import pytest
from hypothesis import given, settings

from domain.cells import OTHER, Status
from indicators.catalogue import CATALOGUE
from indicators.statistics import wilson
from tests.indicators.generated import registrations
from tests.indicators.worlds import live, merge, registration, within

ONE_ANSWER = {"referrals_reason": "reason", "referrals_referrer": "referrer", "referrals_direction": "direction"}


def derive(key, view):
    return CATALOGUE[key].derive(view, CATALOGUE[key])


def shares(result):
    return {r["category"]: (r["count"], r["value"]) for r in result.rows.to_dicts()}


@pytest.mark.parametrize("key", ONE_ANSWER)
@settings(max_examples=25, deadline=None)
@given(cases=registrations)
def test_every_category_has_its_count_and_its_share_of_what_is_known(key, cases):
    answers = [case[ONE_ANSWER[key]] for case in within(cases, "GM1735", "2025")]
    counted = [a for a in answers if not (key == "referrals_direction" and a == "unknown")]
    found = derive(key, live(cases))
    if answers and not counted:
        assert found.status is Status.NOT_YET_KNOWN
        return
    assert found.n == len(counted)
    for category, (count, share) in shares(found).items():
        assert count == sum(1 for a in counted if a == category)
        assert share == pytest.approx(count / len(counted))
    assert sum(count for count, _ in shares(found).values()) == len(counted)
    known = [a for a in counted if a != "unknown"]
    if known:
        top = max(sum(1 for a in known if a == one) for one in known)
        assert found.value == pytest.approx(top / len(counted))
        assert (found.low, found.high) == (wilson(top, len(counted)).low, wilson(top, len(counted)).high)


@settings(max_examples=25, deadline=None)
@given(cases=registrations)
def test_offers_are_shares_of_all_referrals_and_may_overlap(cases):
    own = within(cases, "GM1735", "2025")
    found = derive("referrals_offer", live(cases))
    assert found.n == len(own)
    for category, (count, share) in shares(found).items():
        assert count == sum(1 for case in own if category in case["offers"])
        assert share == pytest.approx(count / len(own))


def hidden(result):
    return {r["category"] for r in result.rows.to_dicts() if r["status"] == Status.HIDDEN}


def reasons(**counts):
    return live([registration(reason=reason) for reason, n in counts.items() for _ in range(n)])


def test_merged_reasons_are_shown_together_and_no_zero_is_claimed():
    view = merge(reasons(loneliness=12, gloom=3, stress=4), "referrals.reason", ["gloom", "stress"])
    found = derive("referrals_reason", view)
    numbers = {c: both for c, both in shares(found).items() if both != (None, None)}
    assert numbers == {"loneliness": (12, 12 / 19), OTHER: (7, 7 / 19)}
    assert hidden(found) >= {"gloom", "stress"}
    assert found.rows["label"].to_list()[-1] == "Overige (samengevoegd)"
    assert found.sentence == "Vaakst: Eenzaamheid, 12 van de 19 verwijzingen (63%)."


def test_where_the_merged_ones_could_be_larger_only_the_shown_ones_are_compared():
    view = merge(reasons(loneliness=6, gloom=4, stress=4), "referrals.reason", ["gloom", "stress"])
    assert derive("referrals_reason", view).sentence.startswith("Vaakst van wat we tonen: Eenzaamheid")


def test_two_equal_reasons_are_both_named():
    sentence = derive("referrals_reason", reasons(loneliness=2, gloom=2, unknown=1)).sentence
    assert sentence == "Vaakst: Eenzaamheid en Somberheid, elk 2 van de 5 verwijzingen (40%)."


def test_what_was_not_registered_never_counts_as_the_largest():
    found = derive("referrals_reason", reasons(loneliness=1, unknown=5))
    assert found.sentence.startswith("Vaakst: Eenzaamheid")
    assert "Bij 5 verwijzingen is dit niet geregistreerd." in found.notes


def test_what_is_still_to_come_and_what_was_never_registered_are_told_together_and_left_out_of_the_shares():
    found = derive("referrals_direction", live([registration()] * 3 + [registration(direction="unknown")] * 2))
    assert found.n == 3
    assert "Van 2 verwijzingen is dit nog niet bekend of niet geregistreerd. Die tellen niet mee in het aandeel." in (
        found.notes
    )


def test_absent_categories_of_a_shown_table_are_zero():
    assert shares(derive("referrals_reason", reasons(loneliness=3)))["gloom"] == (0, 0.0)


def test_a_period_without_referrals_is_zero_and_not_missing():
    found = derive("referrals_reason", live([]))
    assert (found.status, found.n, found.value) == (Status.SHOWN, 0, None)
    assert found.sentence == "In deze periode zijn er geen verwijzingen geregistreerd."
