"""The catalogue is whole: every definition is filled in, rests on declared tables, and is due for review later."""

from dataclasses import fields

import pytest

from domain.areas import Level
from domain.results import Judgement
from indicators.catalogue import CATALOGUE
from indicators.indicator import Direction, Indicator
from indicators.tables import TABLES
from tests.indicators.worlds import live, registration

KEYS = """
reach_women reach_age reach_pyramid reach_ratio reach_areas referrals_reason referrals_referrer
referrals_potential referrals_trend referrals_rate referrals_recipient referrals_direction referrals_provision
referrals_client referrals_offer
trajectory_steps contact_in_time days_to_intake feedback endings capacity intakes_growth
practices_participating practices_norm practices_patients practices_referring practices_pilot organisations_zorgdomein
practices_list
budget_funding budget_lines budget_burn budget_cost budget_team_hours budget_next_year
registration_quality
"""
MAY_BE_EMPTY = {"tables", "sources"}
every = pytest.mark.parametrize("indicator", CATALOGUE.values(), ids=lambda i: i.key)


def test_the_keys_are_those_that_aims_refer_to():
    assert list(CATALOGUE) == KEYS.split()
    assert all(key == indicator.key for key, indicator in CATALOGUE.items())


@every
def test_every_field_is_filled_in(indicator):
    for field in fields(Indicator):
        value = getattr(indicator, field.name)
        assert value is not None
        assert value != ""
        assert field.name in MAY_BE_EMPTY or value != ()


@every
def test_it_rests_on_tables_that_exist(indicator):
    assert set(indicator.tables) <= set(TABLES)


@every
def test_it_is_reviewed_again_after_it_was_reviewed(indicator):
    assert indicator.next_review > indicator.reviewed


@every
def test_only_a_figure_with_a_direction_has_an_aim(indicator):
    assert not indicator.has_aim or indicator.direction is not Direction.NONE


@every
def test_texts_are_whole_sentences(indicator):
    for text in (indicator.definition, indicator.formula, indicator.protection):
        assert text[0].isupper() or text[0].isdigit()
        assert text.endswith(".")


LEVELS = {"REG-TWENTE": Level.REGION, "GM1735": Level.MUNICIPALITY, "HVT-DELDEN": Level.VILLAGE}
APPLIES = [(i, area) for i in CATALOGUE.values() for area, level in LEVELS.items() if level in i.levels]


@pytest.mark.parametrize(("indicator", "area"), APPLIES, ids=lambda v: getattr(v, "key", v))
def test_it_gives_a_sentence_and_no_judgement_where_no_aim_was_set(indicator, area):
    found = indicator.derive(live([registration()] * 12, area), indicator)
    assert found.sentence.endswith(".")
    assert (found.indicator, found.title) == (indicator.key, indicator.title)
    assert found.judgement is Judgement.NONE
