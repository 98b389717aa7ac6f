"""Who signs in with a password that someone else gave reaches nothing but the change of it, on either database."""

from collections.abc import Iterator

import pytest
from conftest import serve
from websocket import Screen, Visitor
from world import ROUNDS

from components.own_password import FIRST
from components.sign_in_form import SAMPLE_PASSWORD
from data_access.door.new_password import give_password
from domain.permissions import PAGES
from domain.sign_ins import By

pytestmark = pytest.mark.server
GIVEN, OWN = "drie blauwe fietsen", "kaars trommel wolk"
FIELDS = ("Huidig wachtwoord", "Nieuw wachtwoord", "Nieuw wachtwoord, nog een keer")
CHANGE = "Wijzig mijn wachtwoord"


@pytest.fixture(scope="module")
def url(engine, database, tmp_path_factory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("var"), DATABASE_URL=database) as address:
        yield address


def only_the_change(screen: Screen) -> bool:
    return (
        FIRST in screen.text
        and set(screen.widgets) == {*FIELDS, CHANGE, "Afmelden"}
        and screen.hidden_navigation
        and not screen.payloads
        and not screen.exceptions
    )


def test_no_page_opens_before_the_password_is_changed_and_then_the_one_that_was_asked_for(url, engine):
    with Visitor(url) as before:
        before.open("bereik")
        assert not before.sign_in("beheerder", SAMPLE_PASSWORD).hidden_navigation
        give_password(engine, "beheerder", GIVEN, By(), rounds=ROUNDS)
        assert before.run().shows_sign_in
    with Visitor(url) as tab:
        tab.open("beheer")
        tab.sign_in("beheerder", GIVEN)
        for page in PAGES:
            assert only_the_change(tab.open(page.slug, "gemeente=Enschede&periode=2025")), page.slug
        tab.open("beheer")
        assert only_the_change(
            tab.use(dict(zip(FIELDS, (GIVEN, "Welkom2026!!", "Welkom2026!!"), strict=True)), press=CHANGE)
        )
        assert "te raden" in tab.screen.text
        opened = tab.use(dict(zip(FIELDS, (GIVEN, OWN, OWN), strict=True)), press=CHANGE)
        assert not opened.hidden_navigation
        assert opened.page == "beheer"
        assert "wethouder" in str(opened.payloads)
