"""Coming in by OIDC, against a real provider: the whole way, every fault on it, and what is left in the browser."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from conftest import ROOT, engine_of, free_port, serve
from oidc_provider import Person
from oidc_world import KEY, LABEL, Browser, World, world, written
from sqlalchemy import update
from websocket import Screen
from world import fill

from components.external_words import SENTENCE, Outcome
from components.passage import PLAIN_NAME, SAFE_NAME
from components.sign_in_form import SAMPLE_PASSWORD
from data_access.accounts import accounts
from data_access.door.sessions import end_all, open_sessions
from data_access.door.trace import events
from data_access.engine import engine_for, writing
from data_access.models import Account
from data_access.tables import table_of
from domain.sign_ins import Ending
from domain.trace import Kind
from tools.postgres import postgresql

pytestmark = pytest.mark.server
COUNCIL, ADMIN = ["wor-raad"], ["wor-beheer"]


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[World]:
    var = tmp_path_factory.mktemp("oidc")
    fill(engine_of(var), SAMPLE_PASSWORD)
    with world(var) as made:
        yield made


@pytest.fixture(scope="module")
def on_postgresql(tmp_path_factory) -> Iterator[World]:
    with postgresql() as server:
        engine = engine_for(server.url("postgres"))
        fill(engine, SAMPLE_PASSWORD)
        with world(tmp_path_factory.mktemp("oidc"), DATABASE_URL=server.url("postgres")) as made:
            yield made
        engine.dispose()


@pytest.fixture(params=["here", "on_postgresql"])
def both(request) -> World:
    """For what the database decides; data_access has the rest of it on both."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def engine(here):
    engine = engine_for(here.database)
    yield engine
    engine.dispose()


@pytest.fixture
def browser(here) -> Iterator[Browser]:
    here.provider.fault = ""
    yield here.browser()
    here.provider.fault = ""


def comes(here: World, subject: str, groups: list[str], name: str = "") -> None:
    here.provider.person = Person(subject, name or f"persoon{subject}@gemeente.nl", groups)


def seen(browser: Browser, page: str = "begroting") -> Screen:
    with browser.tab() as tab:
        return tab.open(page)


def inside(screen: Screen) -> bool:
    return not screen.shows_sign_in and not screen.hidden_navigation and not screen.exceptions


def told(browser: Browser, address: str) -> str:
    """What the page at an address of ours says above the form; nobody is in."""
    page, _, query = address.lstrip("/").partition("?")
    with browser.tab() as tab:
        screen = tab.open(page, query)
    assert screen.shows_sign_in
    assert screen.hidden_navigation
    assert screen.payloads == []
    assert "aanmelding=" not in (screen.query or "")
    return next((text for text in screen.words if text in SENTENCE.values()), "")


def test_who_fits_a_rule_lands_on_the_page_asked_for_with_its_role_and_scope(here, browser, engine):
    comes(here, "1", COUNCIL)
    answer = browser.come_in("begroting?gemeente=Enschede&periode=2024")
    assert (answer.status_code, answer.headers["location"]) == (303, "/begroting?gemeente=Enschede&periode=2024")
    screen = seen(browser)
    assert inside(screen)
    assert "Aangemeld als persoon1@gemeente.nl (raadslid)" in screen.text
    account = next(a for a in accounts(engine) if a.name == "persoon1@gemeente.nl")
    assert (account.role, account.scope, account.home) == ("raadslid", "GM0153", "GM0153")
    assert inside(seen(browser, "bereik")), "a second tab"


def test_nothing_of_the_identity_is_in_the_browser_and_our_cookie_is_shut_to_scripts(here, browser):
    comes(here, "2", COUNCIL)
    here.provider.fault = "large"
    answer = browser.come_in()
    assert set(browser.http.cookies.keys()) == {PLAIN_NAME, "provider_session"}
    assert not any("_streamlit_user" in cookie for cookie in answer.headers.get_list("set-cookie"))
    ours = next(cookie for cookie in answer.headers.get_list("set-cookie") if cookie.startswith(PLAIN_NAME))
    assert "HttpOnly" in ours
    assert "SameSite=strict" in ours


def test_the_way_to_the_provider_has_state_nonce_and_pkce_and_a_cookie_for_the_way_back_alone(here, browser):
    answer = browser.to_provider("bereik")
    asked = answer.headers["location"]
    assert all(f"{name}=" in asked for name in ("state", "nonce", "code_challenge"))
    assert "code_challenge_method=S256" in asked
    cookies = {cookie.split("=")[0]: cookie for cookie in answer.headers.get_list("set-cookie")}
    assert set(cookies) == {"_streamlit_session", "wor_naar"}
    assert all("httponly" in cookie.lower() and "samesite=lax" in cookie.lower() for cookie in cookies.values())
    assert "Path=/oauth2callback" in cookies["wor_naar"]


def test_behind_tls_every_cookie_on_the_way_is_secure(here, browser):
    comes(here, "19", COUNCIL)
    tls = {"x-forwarded-proto": "https"}
    with browser.tab() as tab:
        tab.open()
        address = tab.use(press=LABEL).redirect
    start = browser.get(address, referer=here.url, **tls)
    for cookie in browser.http.cookies.jar:  # the line of this test is none of TLS
        cookie.secure = False
    there = browser.get(start.headers["location"])
    back = browser.get(there.headers["location"], **tls)
    set_ = [*start.headers.get_list("set-cookie"), *back.headers.get_list("set-cookie")]
    kept = [cookie for cookie in set_ if "1970" not in cookie and "Max-Age=0" not in cookie]
    assert [cookie.split("=")[0] for cookie in kept] == ["_streamlit_session", "wor_naar", SAFE_NAME]
    assert all("secure" in cookie.lower().split("; ") for cookie in kept)


def test_signing_out_ends_the_session_here_and_at_the_provider_and_a_click_brings_in_again(both):
    here, browser = both, both.browser()
    comes(here, "3", COUNCIL)
    browser.come_in()
    cookie, before = browser.cookie, len(here.provider.asked)
    with browser.tab() as tab:
        tab.open("bereik")
        out = tab.use(press="Afmelden")
    assert out.shows_sign_in
    exit_ = browser.get(out.redirect).headers["location"]
    back = browser.get(exit_).headers["location"]
    assert here.provider.left[-1]["id_token_hint"] == here.provider.tokens[-1]
    assert browser.get(back).headers["location"] == "/"
    assert set(browser.http.cookies.keys()) == set()
    assert seen(browser).shows_sign_in
    assert len(here.provider.asked) == before, "nobody was sent to the provider unasked"
    browser.http.cookies.set(PLAIN_NAME, cookie)
    assert seen(browser).shows_sign_in, "the old cookie"
    assert browser.get("/afmelden").headers["location"] == "/", "the token was used once"
    browser.http.cookies.clear()
    browser.come_in()
    assert inside(seen(browser))


def test_a_token_too_long_for_a_header_is_not_sent_along_when_signing_out(here, browser):
    comes(here, "4", COUNCIL)
    here.provider.fault = "large"
    browser.come_in()
    with browser.tab() as tab:
        tab.open("bereik")
        out = tab.use(press="Afmelden")
    to = browser.get(out.redirect).headers["location"]
    assert to.startswith(f"{here.provider.issuer}/end_session?client_id=")
    assert "id_token_hint" not in to


@pytest.mark.parametrize("fault", [
    "state", "nonce", "no_nonce", "audience", "audience_azp", "two_audiences", "issuer", "says_other_issuer",
    "expired", "unsigned", "shared_secret", "key", "no_token",
])  # fmt: skip
def test_an_answer_that_is_not_right_lets_nobody_in_and_is_told_in_dutch(here, browser, engine, fault):
    comes(here, f"fault-{fault}", ADMIN)
    here.provider.fault = fault
    answer = browser.come_in("begroting")
    assert answer.headers["location"] == f"/begroting?aanmelding={Outcome.FAILED}"
    assert answer.text == ""
    assert browser.cookie is None
    assert told(browser, answer.headers["location"]) == SENTENCE[Outcome.FAILED]
    assert not any(account.name.startswith(f"persoonfault-{fault}@") for account in accounts(engine))


def test_a_return_is_good_once_whoever_sends_it(here, browser, engine):
    comes(here, "5", COUNCIL)
    start = browser.to_provider()
    states = dict(browser.http.cookies)
    callback = browser.get(start.headers["location"]).headers["location"]
    assert browser.get(callback).headers["location"] == "/"
    for cookies in ({}, states):  # the same address again: in another browser, and with the cookies of before
        thief = here.browser()
        for name, value in cookies.items():
            thief.http.cookies.set(name, value, path="/")
        answer = thief.get(callback)
        assert answer.headers["location"].endswith(f"aanmelding={Outcome.FAILED}")
        assert thief.cookie is None
    assert len([s for s in open_sessions(engine) if s.account == "persoon5@gemeente.nl"]) == 1


def test_a_provider_that_takes_a_code_twice_begins_one_session(here, browser, engine):
    comes(here, "6", COUNCIL)
    here.provider.fault = "code_twice"
    start = browser.to_provider()
    states = dict(browser.http.cookies)
    callback = browser.get(start.headers["location"]).headers["location"]
    browser.get(callback)
    thief = here.browser()
    for name, value in states.items():
        thief.http.cookies.set(name, value, path="/")
    answer = thief.get(callback)
    assert len(here.provider.tokens) > 1
    assert told(thief, answer.headers["location"]) == SENTENCE[Outcome.USED]
    assert thief.cookie is None
    assert json.loads(list(events(engine))[-1].about)["why"] == "used"


def test_who_cancels_at_the_provider_may_try_again(here, browser):
    here.provider.fault = "denied"
    answer = browser.come_in("bereik?gemeente=Enschede")
    assert answer.headers["location"] == f"/bereik?gemeente=Enschede&aanmelding={Outcome.CANCELLED}"
    assert told(browser, answer.headers["location"]) == SENTENCE[Outcome.CANCELLED]
    here.provider.fault = ""
    comes(here, "7", COUNCIL)
    browser.come_in()
    assert inside(seen(browser))


def test_a_provider_that_is_away_is_told_and_keeps_nobody_in(here, browser):
    comes(here, "20", COUNCIL)
    browser.come_in()
    here.provider.fault = "away"
    with browser.tab() as tab:
        tab.open("bereik")
        assert browser.get(tab.use(press="Afmelden").redirect).headers["location"] == "/"
    assert seen(browser).shows_sign_in
    answer = browser.to_provider("bereik")
    assert answer.headers["location"] == f"/bereik?aanmelding={Outcome.AWAY}"
    assert told(browser, answer.headers["location"]) == SENTENCE[Outcome.AWAY]


def test_who_fits_no_rule_has_no_access_no_account_and_one_line_in_the_trace(here, browser, engine):
    comes(here, "8", ["iets-anders"])
    answer = browser.come_in()
    assert told(browser, answer.headers["location"]) == SENTENCE[Outcome.NO_RULE]
    assert browser.cookie is None
    assert "persoon8@gemeente.nl" not in {account.name for account in accounts(engine)}
    line = list(events(engine))[-1]
    assert line.kind == Kind.SIGN_IN_REFUSED
    assert json.loads(line.about) == {"why": "no_rule", "name": "persoon8@gemeente.nl"}


def test_a_rule_for_an_area_that_is_not_there_is_a_setting_to_mend(here, browser):
    comes(here, "9", ["wor-elders"])
    assert told(browser, browser.come_in().headers["location"]) == SENTENCE[Outcome.SETTING]


def test_who_is_blocked_is_out_at_once_and_stays_out(here, browser, engine):
    comes(here, "10", COUNCIL)
    browser.come_in()
    account = table_of(Account)
    with writing(engine) as connection:
        connection.execute(
            update(account).where(account.c.name == "persoon10@gemeente.nl")
            .values(blocked=True, version=account.c.version + 1)
        )  # fmt: skip
    assert seen(browser).shows_sign_in
    answer = here.browser().come_in()
    assert told(browser, answer.headers["location"]) == SENTENCE[Outcome.BLOCKED]


def test_another_group_is_another_role_at_the_next_sign_in_and_no_group_is_the_end(both):
    here, browser = both, both.browser()
    comes(here, "11", COUNCIL)
    browser.come_in()
    comes(here, "11", ADMIN)
    second = here.browser()
    second.come_in()
    assert "Aangemeld als persoon11@gemeente.nl (beheerder)" in seen(second).text
    assert seen(browser).shows_sign_in, "the session with the role of before"
    comes(here, "11", [])
    third = here.browser().come_in()
    assert third.headers["location"].endswith(f"aanmelding={Outcome.NO_RULE}")
    assert seen(second).shows_sign_in


def test_the_name_of_a_local_account_gives_nothing_of_it(here, browser, engine):
    comes(here, "12", COUNCIL, name="beheerder")
    browser.come_in()
    screen = seen(browser)
    assert "Aangemeld als beheerder-2 (raadslid)" in screen.text
    with here.browser().tab() as tab:
        tab.open()
        assert tab.sign_in("beheerder-2", "").shows_sign_in


def test_a_beheerder_ends_the_sessions_of_who_came_in_by_oidc(here, browser, engine):
    comes(here, "13", COUNCIL)
    browser.come_in()
    with browser.tab() as tab:
        assert inside(tab.open("bereik"))
        assert end_all(engine, "persoon13@gemeente.nl", Ending.REVOKED) == 1
        assert tab.run().shows_sign_in


def test_a_cookie_of_streamlit_lets_nobody_in_however_well_it_is_signed(here, browser):
    from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

    claims = {"iss": here.provider.issuer, "sub": "1", "groups": ADMIN, "is_logged_in": True, "origin": here.url}
    signed = create_signed_value(KEY, "_streamlit_user", json.dumps({**claims, "provider": "wor"})).decode()
    browser.http.cookies.set("_streamlit_user", signed, domain="127.0.0.1")
    assert seen(browser).shows_sign_in


def test_another_host_is_never_where_one_lands(here, browser):
    comes(here, "14", COUNCIL)
    with browser.tab() as tab:
        tab.open()
        address = tab.use(press=LABEL).redirect
    start = browser.get(address, referer="https://elders.example//elders.example/phishing?x=1")
    there = browser.get(start.headers["location"])
    assert browser.get(there.headers["location"]).headers["location"] == "/?x=1"


def test_signing_in_anew_ends_the_session_that_this_browser_had(here, browser, engine):
    comes(here, "15", COUNCIL)
    with browser.tab() as late:
        late.open()
        browser.come_in()
        address = late.use(press=LABEL).redirect
    comes(here, "16", COUNCIL)
    start = browser.get(address, referer=here.url)
    browser.get(browser.get(start.headers["location"]).headers["location"])
    assert "persoon15@gemeente.nl" not in {session.account for session in open_sessions(engine)}
    assert "Aangemeld als persoon16@gemeente.nl" in seen(browser).text


def test_local_accounts_stay_beside_it(here, browser):
    with browser.tab() as tab:
        tab.open("bereik")
        assert inside(tab.sign_in("raadslid", SAMPLE_PASSWORD))


def test_the_way_back_may_be_at_another_replica_and_local_accounts_may_be_off(here, browser, tmp_path):
    written(tmp_path / "alone.toml", here.provider.issuer, local_accounts=False)
    settings = {**here.settings, "WOR_OIDC": str(tmp_path / "alone.toml")}
    with serve(tmp_path, PORT=str(free_port()), **settings) as other:
        comes(here, "17", COUNCIL)
        there = browser.get(browser.to_provider("bereik").headers["location"]).headers["location"]
        back = browser.http.get(there.replace(here.url, other))
        assert back.headers["location"] == "/bereik"
        browser.world = World(other, here.provider, here.file, here.database, here.settings)
        assert inside(seen(browser))
        browser.http.cookies.clear()
        screen = seen(browser)
        assert list(screen.widgets) == [LABEL]
        assert screen.payloads == []


def test_the_server_does_not_start_with_a_weak_key(here, tmp_path):
    environment = {**os.environ, **here.settings, "WOR_COOKIE_KEY": "kort", "WOR_VAR": str(tmp_path)}
    started = subprocess.run(
        [sys.executable, "server.py"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert started.returncode == 1
    assert "WOR_COOKIE_KEY ontbreekt of is te zwak" in started.stderr
    assert "Traceback" not in started.stderr


def test_the_log_tells_of_a_failure_without_token_secret_or_claim(here, browser):
    comes(here, "18", COUNCIL)
    for fault in ("nonce", "unsigned", ""):
        here.provider.fault = fault
        browser.come_in()
    log = (here.file.parent / "server.log").read_text()
    assert "OAuth token exchange failed" in log
    assert "the token of the provider was refused: algorithm" in log
    assert not any(token in log or token.split(".")[1] in log for token in here.provider.tokens)
    assert KEY not in log
    assert "@gemeente.nl" not in log
