"""The overview says what its cards say, and never more: aim, path, result and euro, in lines and in one paragraph."""

from hypothesis import given

from domain.cells import Status
from domain.results import Judgement
from indicators.attention import attention
from indicators.catalogue import CATALOGUE
from indicators.overview import AIMED, FOLLOWED, NONE, overview_lines, summary
from tests.indicators.money_worlds import ENSCHEDE, FEW, HVT, World, busy, derive, hide, view, worlds


def lines_of(seen):
    return {line.indicator: line for line in overview_lines(seen, lambda key, period: derive(key, seen.at(period)))}


def results_of(seen, *keys):
    return {key: derive(key, seen) for key in keys}


def test_an_aim_is_a_line_of_the_area_that_set_it_alone():
    assert lines_of(view(busy(), ENSCHEDE, "2026"))["practices_participating"].aim
    assert "practices_participating" not in lines_of(view(busy(HVT), HVT, "2026"))


def test_an_indicator_stands_with_an_aim_or_without_one_and_never_twice():
    found = overview_lines(view(busy(), ENSCHEDE, "2026"), lambda key, p: derive(key, view(busy(), ENSCHEDE, p.code)))
    keys = [line.indicator for line in found]
    assert len(keys) == len(set(keys))
    assert set(keys) <= {*AIMED, *FOLLOWED}
    assert [line.aim for line in found] == sorted((line.aim for line in found), reverse=True)


def test_both_statements_of_one_aim_are_named():
    assert lines_of(view(busy(), ENSCHEDE, "2026"))["practices_participating"].agreed == "35 of 36"


def test_money_that_is_not_bound_yet_stands_on_the_line_of_the_budget():
    assert "nadere invulling" in lines_of(view(busy(), ENSCHEDE, "2026"))["budget_burn"].money


@FEW
@given(worlds())
def test_a_line_gives_the_value_and_judgement_of_its_card(world: World):
    seen = view(world, ENSCHEDE, "2026")
    for key, line in lines_of(seen).items():
        result = derive(key, seen)
        assert line.judgement is result.judgement
        assert line.status is result.status
        if result.status is not Status.SHOWN:
            assert not any(sign.isdigit() for sign in line.now)


def test_a_hidden_number_is_in_no_line_and_in_no_sentence():
    seen = hide(view(busy(), ENSCHEDE, "2026"), "referrals", "2026", "2026-H1", "2026-H2")
    results = results_of(seen, "referrals_potential", "practices_participating", "budget_burn")
    count = str(len([r for r in busy().referrals if r.day.year == 2026]))
    line = lines_of(seen)["referrals_potential"]
    assert line.now == "afgeschermd"
    assert (line.expected, line.money) == (NONE, NONE)
    assert count not in summary(seen, results)
    assert all(count not in point for point in attention(seen, results))


def test_the_paragraph_names_referrals_practices_and_their_denominators():
    seen = view(busy(), ENSCHEDE, "2026")
    said = summary(seen, results_of(seen, "referrals_potential", "practices_participating", "budget_burn"))
    count = len([r for r in busy().referrals if r.day.year == 2026])
    assert f"is {count} keer een inwoner verwezen" in said
    assert "van de ingeschreven patiënten" in said
    assert "huisartsenpraktijken mee" in said


def test_without_any_figure_the_paragraph_gives_the_reason():
    seen = view(World(), HVT, "2026")
    said = summary(seen, results_of(seen, "practices_participating"))
    assert said == derive("practices_participating", seen).sentence


def test_what_is_behind_is_the_first_thing_that_asks_attention():
    seen = view(busy(), ENSCHEDE, "2026")
    results = results_of(seen, "practices_participating", "practices_referring")
    assert results["practices_participating"].judgement is Judgement.BEHIND
    assert attention(seen, results)[0].startswith(CATALOGUE["practices_participating"].title)


def test_nothing_asks_attention_where_nothing_stands_out():
    assert attention(view(busy(HVT), HVT, "2026"), {}) == ()
