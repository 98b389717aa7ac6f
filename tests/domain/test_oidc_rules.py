"""Which rule fits the claims of a person."""

import pytest

from domain.oidc import Rule, rule_for
from domain.viewer import Role

COUNCIL = Rule(claim="groups", value="raad", role=Role.COUNCIL, scope=("GM0153",))
ADMIN = Rule(claim="realm_access.roles", value="beheer", role=Role.ADMIN, scope=("all",))


def test_the_first_rule_that_fits_wins():
    both = {"groups": ["raad"], "realm_access": {"roles": ["beheer"]}}
    assert rule_for(both, (COUNCIL, ADMIN)) is COUNCIL
    assert rule_for(both, (ADMIN, COUNCIL)) is ADMIN


@pytest.mark.parametrize("claims", [
    {}, {"groups": []}, {"groups": None}, {"groups": "raadhuis"}, {"groups": ["RAAD"]}, {"groups": {"raad": True}},
    {"groups": [["raad"]]}, {"groups": 1}, {"group": ["raad"]}, {"realm_access": "beheer"}, {"realm_access.role": "x"},
    {"realm_access": {"roles": {"beheer": 1}}}, {"_claim_names": {"groups": "raad"}},
])  # fmt: skip
def test_what_only_looks_like_it_fits_nothing(claims):
    assert rule_for(claims, (COUNCIL, ADMIN)) is None


def test_a_claim_may_be_one_text_and_its_name_may_hold_dots():
    assert rule_for({"groups": "raad"}, (COUNCIL,)) is COUNCIL
    assert rule_for({"realm_access.roles": ["beheer"]}, (ADMIN,)) is ADMIN
    named = Rule(claim="https://wor.nl/rol", value="raad", role=Role.COUNCIL, scope=("GM0153",))
    assert rule_for({"https://wor.nl/rol": "raad"}, (named,)) is named
