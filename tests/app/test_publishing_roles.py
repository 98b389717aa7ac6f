"""Publiceren, Privacy and the view beside the council's, asked of a server by every role."""

import pytest
from websocket import Visitor

from components import beside, failure
from components.provenance import ORIGIN_WORD
from components.sign_in_form import SAMPLE_PASSWORD
from domain.cells import Origin
from domain.permissions import PUBLISH, TABLE, Access
from domain.viewer import Role

pytestmark = pytest.mark.server


@pytest.mark.parametrize("role", Role)
def test_the_address_and_the_menu_follow_the_role(server_url, role):
    may = TABLE[PUBLISH.key][role] is not Access.NO
    with Visitor(server_url) as visitor:
        visitor.open(PUBLISH.slug)
        screen = visitor.sign_in(role.value, SAMPLE_PASSWORD)
        assert (failure.NOT_ALLOWED in screen.text) != may
        assert (PUBLISH.slug in screen.menu) == may


def test_everyone_reads_on_privacy_when_the_last_release_was_checked_and_nothing_more(server_url):
    with Visitor(server_url) as visitor:
        visitor.open("privacy")
        screen = visitor.sign_in(Role.COUNCIL.value, SAMPLE_PASSWORD)
        assert "Wat we niet beloven" in screen.text
        assert "Materiaal voor de DPIA" in screen.widgets
        assert "beschermd." not in screen.text


def test_a_coordinator_sees_beside_the_own_figures_what_the_council_sees(sample_url):
    with Visitor(sample_url) as visitor:
        visitor.open("verwijzingen", "gemeente=Hof van Twente&periode=2025")
        alone = visitor.sign_in(Role.COORDINATOR.value, SAMPLE_PASSWORD)
        assert beside.COUNCIL not in alone.text
        both = visitor.use({beside.SWITCH: True})
        assert both.text.count(beside.COUNCIL) == both.text.count(beside.LIVE) > 5
        assert all(ORIGIN_WORD[origin] in both.text for origin in Origin)
        assert beside.SWITCH not in visitor.open("verwijzingen", "gemeente=Enschede&periode=2025").widgets


def test_nobody_else_has_that_switch(sample_url):
    with Visitor(sample_url) as visitor:
        visitor.open("verwijzingen", "gemeente=Hof van Twente&periode=2025")
        assert beside.SWITCH not in visitor.sign_in(Role.COUNCIL.value, SAMPLE_PASSWORD).widgets
