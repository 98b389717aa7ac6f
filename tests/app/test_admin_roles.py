"""Beheer and Mijn account, asked of a server by every role, and on an empty installation."""

import pytest
from conftest import engine_of, serve
from websocket import Visitor
from world import ROUNDS

from components import failure
from components.sign_in_form import SAMPLE_PASSWORD
from data_access.accounts import add_account
from data_access.migrate import migrate
from domain.permissions import ACCOUNT, ADMIN
from domain.viewer import ROLE_LABEL, Role

pytestmark = pytest.mark.server
OTHER = "drie blauwe fietsen"


@pytest.mark.parametrize("role", Role)
def test_the_address_and_the_menu_of_beheer_follow_the_role(server_url, role):
    with Visitor(server_url) as visitor:
        visitor.open(ADMIN.slug)
        screen = visitor.sign_in(role.value, SAMPLE_PASSWORD)
        assert (failure.NOT_ALLOWED in screen.text) != (role is Role.ADMIN)
        assert (ADMIN.slug in screen.menu) == (role is Role.ADMIN)
        assert ("table" in screen.kinds) == (role is Role.ADMIN)
        assert not screen.exceptions


@pytest.mark.parametrize("role", Role)
def test_everyone_reads_on_mijn_account_as_what_they_are_in(server_url, role):
    with Visitor(server_url) as visitor:
        visitor.open(ACCOUNT.slug)
        screen = visitor.sign_in(role.value, SAMPLE_PASSWORD)
        assert ROLE_LABEL[role] in screen.text
        assert not screen.exceptions


def test_who_signs_out_everywhere_is_out_in_every_tab(server_url):
    with Visitor(server_url) as one, Visitor(server_url) as other:
        for tab in (one, other):
            tab.open(ACCOUNT.slug)
            assert not tab.sign_in("stuurgroep", SAMPLE_PASSWORD).shows_sign_in
        assert "een andere" in str(one.run().payloads)
        assert one.use(press="Meld overal af").shows_sign_in
        assert other.run().shows_sign_in


def test_accounts_can_be_made_before_there_are_figures(tmp_path):
    engine = engine_of(tmp_path)
    migrate(engine)
    add_account(engine, name="eerste", password=OTHER, role="beheerder", scope="all", rounds=ROUNDS)
    with serve(tmp_path) as url, Visitor(url) as visitor:
        visitor.open(ADMIN.slug)
        screen = visitor.sign_in("eerste", OTHER)
        assert "eerste" in str(screen.payloads)
        assert not screen.exceptions
