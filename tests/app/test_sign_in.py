"""Coming in, staying in and going out, over the websocket."""

import re
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

import pytest
from conftest import engine_of, serve
from sqlalchemy import text
from websocket import Visitor
from world import ROUNDS, fill

from components import failure, passage
from components.banner import SAMPLE
from components.passage import PLAIN_NAME
from components.sign_in_form import GONE, SAMPLE_PASSWORD, WRONG
from data_access.accounts import add_account
from data_access.migrate import migrate
from domain.permissions import PAGES
from domain.viewer import Role
from sample_data import install

pytestmark = pytest.mark.server
OTHER = "drie blauwe fietsen"
"""Of accounts that are not of the sample data: those cannot have its password."""


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_every_role_reaches_every_page_and_its_address_is_complete(server_url, role, page):
    with Visitor(server_url) as visitor:
        visitor.open(page.slug)
        screen = visitor.sign_in(role.value, SAMPLE_PASSWORD)
        assert screen.page == page.slug
        assert not screen.hidden_navigation
        assert not screen.exceptions
        assert "Ging er iets mis" not in screen.text
        assert all(f"{key}=" in visitor.query for key in ("regio", "periode", "vergelijk"))


WRONG_PAIRS = [("raadslid", "verkeerd-wachtwoord"), ("onbekend", SAMPLE_PASSWORD), ("raadslid", ""), ("", ""),
               ("raadslid", "é" * 90)]  # fmt: skip


@pytest.mark.parametrize(("name", "password"), WRONG_PAIRS)
def test_whatever_is_wrong_the_sentence_is_the_same(server_url, name, password):
    with Visitor(server_url) as visitor:
        visitor.open("bereik")
        screen = visitor.sign_in(name, password)
        assert screen.words.count(WRONG) == 1
        assert screen.shows_sign_in
        assert screen.hidden_navigation


def test_a_name_is_read_without_capitals_and_spaces(server_url):
    with Visitor(server_url) as visitor:
        visitor.open()
        assert not visitor.sign_in(" Raadslid ", SAMPLE_PASSWORD).hidden_navigation


def test_the_sample_accounts_stand_on_the_sign_in_of_sample_data(server_url):
    with Visitor(server_url) as visitor:
        screen = visitor.open()
        assert SAMPLE in screen.words
        assert SAMPLE_PASSWORD in screen.text
        assert all(role.value in screen.text for role in Role)


def test_the_password_on_the_screen_is_the_one_of_the_sample_accounts():
    assert install.PASSWORD == SAMPLE_PASSWORD


def test_without_sample_data_neither_accounts_nor_banner_are_shown(tmp_path):
    engine = engine_of(tmp_path)
    fill(engine, OTHER, sample=False)
    with serve(tmp_path) as url, Visitor(url) as visitor:
        screen = visitor.open()
        assert SAMPLE not in screen.words
        assert SAMPLE_PASSWORD not in screen.text
        assert SAMPLE not in visitor.sign_in("raadslid", OTHER).words


def test_the_server_gives_the_cookie_to_who_has_just_signed_in_and_leads_back(server_url):
    with Visitor(server_url) as visitor:
        visitor.open("begroting", "gemeente=Enschede&periode=2024")
        screen = visitor.use({"Gebruikersnaam": "raadslid", "Wachtwoord": SAMPLE_PASSWORD}, press="Aanmelden")
    answer = answer_to(server_url, screen.redirect)
    assert answer.headers["location"] == "/begroting?gemeente=Enschede&periode=2024"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    lasts = int(re.search(r"Max-Age=(\d+)", cookie).group(1))
    assert 12 * 3600 - 60 < lasts <= 12 * 3600
    with Visitor(server_url, {PLAIN_NAME: value_of(cookie)}) as visitor:
        assert visitor.open("begroting").page == "begroting"
        assert not visitor.screen.shows_sign_in


def test_a_ticket_is_good_once(server_url):
    ticket = fresh_ticket(server_url)
    assert answer_to(server_url, ticket).headers["set-cookie"]
    assert answer_to(server_url, ticket).headers["set-cookie"] is None


def test_another_site_cannot_hand_somebody_a_session(server_url):
    ticket = fresh_ticket(server_url)
    assert answer_to(server_url, ticket, **{"Sec-Fetch-Site": "cross-site"}).headers["set-cookie"] is None
    assert answer_to(server_url, ticket, **{"Sec-Fetch-Site": "same-origin"}).headers["set-cookie"]


def test_a_false_ticket_gives_no_cookie_and_leads_to_no_other_host(server_url):
    for ticket in ("", "x", "é", "a" * 5000):
        for to in ("//elders.example/", "https://elders.example/bereik", "/geheim", "/\\elders.example"):
            answer = answer_to(server_url, f"{passage.ENTER}?{urlencode({'bewijs': ticket, 'naar': to})}")
            assert answer.headers["set-cookie"] is None
            assert answer.headers["location"] in ("/", "/bereik")


def fresh_ticket(server_url: str) -> str:
    """The address that gives the cookie of somebody who has just signed in."""
    with Visitor(server_url) as visitor:
        visitor.open()
        used = visitor.use({"Gebruikersnaam": "raadslid", "Wachtwoord": SAMPLE_PASSWORD}, press="Aanmelden")
        return used.redirect


def value_of(cookie: str) -> str:
    return cookie.split(";", maxsplit=1)[0].removeprefix(f"{PLAIN_NAME}=")


def answer_to(server_url: str, path: str, **headers: str) -> HTTPResponse:
    """The answer itself: a redirect is not followed."""
    connection = HTTPConnection(server_url.removeprefix("http://"))
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


def test_signing_out_shows_the_form_and_sends_the_browser_to_where_the_cookie_is_deleted(server_url):
    with Visitor(server_url) as visitor:
        visitor.open("begroting", "gemeente=Enschede&periode=2024")
        visitor.sign_in("raadslid", SAMPLE_PASSWORD)
        screen = visitor.use(press="Afmelden")
        assert screen.shows_sign_in
        assert screen.hidden_navigation
        assert screen.redirect == passage.LEAVE
        assert visitor.run().shows_sign_in


def test_a_removed_account_finds_the_door_shut_at_the_next_run(server_url, world_var):
    engine = engine_of(world_var)
    add_account(engine, name="tijdelijk", password=OTHER, role="raadslid", scope="GM0153", rounds=ROUNDS)
    with Visitor(server_url) as visitor:
        visitor.open("bereik")
        assert not visitor.sign_in("tijdelijk", OTHER).hidden_navigation
        with engine.begin() as connection:
            connection.execute(text("delete from account where name = 'tijdelijk'"))
        screen = visitor.run()
        assert GONE in screen.words
        assert screen.shows_sign_in
        assert screen.hidden_navigation
        assert visitor.run().shows_sign_in


def test_an_empty_installation_says_how_to_make_the_first_account(tmp_path):
    migrate(engine_of(tmp_path))
    with serve(tmp_path) as url, Visitor(url) as visitor:
        screen = visitor.open()
        assert failure.NO_ACCOUNT in screen.words
        assert "python -m data_access account add" in screen.text
        assert not screen.widgets


def test_an_account_without_data_is_told_how_to_load_them(tmp_path):
    engine = engine_of(tmp_path)
    migrate(engine)
    add_account(engine, name="eerste", password=OTHER, role="beheerder", scope="all", rounds=ROUNDS)
    with serve(tmp_path) as url, Visitor(url) as visitor:
        visitor.open("bereik")
        screen = visitor.sign_in("eerste", OTHER)
        assert failure.FIRST_DATA in screen.words
        assert set(screen.widgets) == {"Afmelden"}
