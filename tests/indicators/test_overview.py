"""The overview says what its cards say, and never more: aim, path, result and euro, in lines and in one paragraph."""

from dataclasses import replace
from datetime import date

from hypothesis import given

from domain.agreements import Phase
from domain.cells import Origin, Status
from domain.results import Judgement, Unit
from indicators.attention import attention
from indicators.catalogue import CATALOGUE
from indicators.overview import AIMED, FOLLOWED, NONE, ends, few, folded, overview_lines
from indicators.summary import summary
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


def small(nine: int | None = None):
    """Hof van Twente with so few referrals that a release hides what is about them."""
    seen = view(busy(HVT, practices=4), HVT, "2026", origin=Origin.RELEASED)
    seen = replace(seen, agreements=replace(seen.agreements, phases=(PHASE,)))
    return hide(seen, "referrals", "2026", "2026-H1", "2026-H2") if nine is None else seen


PHASE = Phase(area="REG-TWENTE", position=1, name="Realisatie", date_from=date(2025, 1, 1), date_to=date(2026, 12, 31),
              source="Plan", note=None)  # fmt: skip


def test_where_few_are_referred_practices_come_first_and_the_hidden_share_one_sentence():
    seen = small()
    lines = overview_lines(seen, lambda key, period: derive(key, seen.at(period)))
    assert lines[0].indicator == "practices_participating"
    assert lines[0].now == "4"
    hidden = [line.now == "afgeschermd" for line in lines]
    assert any(hidden)
    assert hidden == sorted(hidden)
    said = folded(lines)
    assert said.startswith("Afgeschermd: ")
    assert all(line.title in said for line in lines if line.now == "afgeschermd")


def test_where_few_are_referred_the_paragraph_leads_with_practices_and_phase():
    seen = small()
    results = results_of(seen, "referrals_potential", "practices_participating", "contact_in_time")
    assert few(results)
    said = summary(seen, results)
    assert said.startswith("Er doen 4 van de 4 huisartsenpraktijken mee")
    assert "in de fase 'Realisatie', van 1 januari 2025 tot en met 31 december 2026." in said
    assert said.endswith(derive("referrals_potential", seen).sentence)


def test_an_area_with_enough_referrals_is_not_small():
    seen = view(busy(), ENSCHEDE, "2026")
    results = results_of(seen, "referrals_potential", "practices_participating")
    assert not few(results)
    assert folded(()) == ""


def test_the_ends_of_a_trend_are_told_in_the_unit_of_the_figure():
    assert ends((None, 0.6, 0.65), Unit.SHARE) == "van 60% naar 65%"
    assert ends((74, None, 119), Unit.COUNT) == "van 74 naar 119"
    assert ends((100_000, 250_000), Unit.CENTS) == "van € 1.000 naar € 2.500"
    assert ends((None, 74), Unit.COUNT) == ends((), Unit.COUNT) == ""
