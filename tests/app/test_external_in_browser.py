"""Coming in by OIDC in a real browser: there and back, every tab, out at the provider, and what is said at the door."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import engine_of
from oidc_provider import Person
from oidc_world import LABEL, World, world
from playwright.sync_api import Page, expect
from world import fill

from components.external_words import SENTENCE, Outcome
from components.passage import PLAIN_NAME
from components.sign_in_form import SAMPLE_PASSWORD

expect.set_options(timeout=20_000)
pytestmark = [pytest.mark.server, pytest.mark.browser]


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Iterator[World]:
    var = tmp_path_factory.mktemp("oidc")
    fill(engine_of(var), SAMPLE_PASSWORD)
    with world(var) as made:
        yield made


@pytest.fixture
def tab(browser, here) -> Iterator[Page]:
    here.provider.person, here.provider.fault = Person("1", "j.jansen@gemeente.nl", ["wor-raad"]), ""
    context = browser.new_context(base_url=here.url, viewport={"width": 1280, "height": 900}, locale="nl-NL")
    page = context.new_page()
    stopped = []
    page.on("console", lambda m: stopped.append(m.text) if "Content Security Policy" in m.text else None)
    yield page
    context.close()
    assert stopped == []


def out(tab: Page) -> None:
    expect(tab.get_by_role("button", name=LABEL)).to_be_visible()
    expect(tab.get_by_role("button", name="Afmelden")).not_to_be_attached()


def inside(tab: Page) -> None:
    expect(tab.get_by_role("button", name="Afmelden")).to_be_attached()


def test_there_and_back_every_tab_and_out_at_the_provider(tab, here):
    tab.goto("/begroting?gemeente=Enschede")
    tab.get_by_role("button", name=LABEL).click()
    inside(tab)
    expect(tab).to_have_url(re.compile("/begroting.*gemeente=Enschede"))
    expect(tab.get_by_text("Aangemeld als j.jansen@gemeente.nl (raadslid)")).to_be_attached()
    cookies = tab.context.cookies()
    assert {cookie["name"] for cookie in cookies} <= {PLAIN_NAME, "_streamlit_xsrf", "provider_session"}
    assert tab.evaluate("document.cookie").find(PLAIN_NAME) == -1
    tab.reload()
    inside(tab)
    second = tab.context.new_page()
    second.goto("/bereik")
    inside(second)
    asked = len(here.provider.asked)
    tab.get_by_role("button", name="Afmelden").click()
    out(tab)
    assert here.provider.left[-1]["id_token_hint"] == here.provider.tokens[-1]
    assert "provider_session" not in {cookie["name"] for cookie in tab.context.cookies()}
    second.get_by_role("link", name="Begrippen", exact=True).click()
    out(second)
    tab.context.add_cookies(cookies)
    tab.goto("/bereik")
    out(tab)
    assert len(here.provider.asked) == asked, "nobody was sent to the provider unasked"


def test_back_in_history_does_not_use_an_answer_of_the_provider_again(tab):
    tab.goto("/bereik")
    with tab.expect_request(re.compile("/oauth2callback")) as returned:
        tab.get_by_role("button", name=LABEL).click()
    inside(tab)
    tab.goto(returned.value.url)
    inside(tab)
    expect(tab).to_have_url(re.compile("^[^?]*/(\\?(?!aanmelding).*)?$"))


@pytest.mark.parametrize("width", [1280, 390])
def test_who_is_not_let_in_is_told_and_the_page_can_be_used_by_everyone(tab, here, width):
    here.provider.person = Person("2", "p.pietersen@gemeente.nl", [])
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto("/bereik")
    tab.get_by_role("button", name=LABEL).click()
    expect(tab.get_by_text(SENTENCE[Outcome.NO_RULE])).to_be_visible()
    out(tab)
    expect(tab).to_have_url(re.compile("/bereik$"))
    expect(tab.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
    found = [v for v in Axe().run(tab).response["violations"] if v["impact"] in ("serious", "critical")]
    assert found == []
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    tab.reload()
    out(tab)
    expect(tab.get_by_text(SENTENCE[Outcome.NO_RULE])).not_to_be_attached()
