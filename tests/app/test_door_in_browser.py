"""The door in a real browser: what only a browser can tell."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate

from components.failure import WRONG_ADDRESS
from components.passage import PLAIN_NAME
from components.sign_in_form import SAMPLE_PASSWORD

expect.set_options(timeout=20_000)
pytestmark = [pytest.mark.server, pytest.mark.browser]
LINK = "/begroting?gemeente=Enschede&periode=2024"


@pytest.fixture
def tab(browser, server_url):
    """A fresh browser profile. At the end: no request left the building and the policy stopped nothing."""
    context = browser.new_context(base_url=server_url, viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    outside, stopped = [], []
    page.on(
        "request", lambda r: outside.append(r.url) if not r.url.startswith((server_url, "data:", "blob:")) else None
    )
    page.on("console", lambda m: stopped.append(m.text) if "Content Security Policy" in m.text else None)
    yield page
    context.close()
    assert outside == []
    assert stopped == []


def still(tab: Page) -> None:
    """Until Streamlit has finished its run: what is filled in during a run may be lost."""
    tab.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def sign_in(tab: Page, name: str, password: str = SAMPLE_PASSWORD) -> None:
    """The browser is sent to fetch its cookie and back. What is typed while Streamlit draws is lost: then once more."""
    for _ in range(3):
        still(tab)
        tab.get_by_label("Gebruikersnaam").fill(name)
        tab.get_by_label("Wachtwoord", exact=True).fill(password)
        try:
            with tab.expect_event("load", timeout=15_000):
                tab.get_by_label("Wachtwoord", exact=True).press("Enter")
            break
        except TooLate:
            continue
    expect(tab.get_by_role("button", name="Afmelden")).to_be_attached()
    assert has_cookie(tab)


def open_page(tab: Page, title: str) -> None:
    tab.get_by_role("link", name=title, exact=True).click()
    expect(tab).to_have_title(f"{title} | WoR-monitor")


def view(tab: Page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(tab.url).query).items()}


def steps(tab: Page) -> int:
    return int(tab.evaluate("history.length"))


def test_a_link_opens_its_view_after_signing_in_in_dutch(tab):
    tab.goto(LINK)
    sign_in(tab, "raadslid")
    expect(tab).to_have_title("Begroting | WoR-monitor")
    expect(tab).to_have_url(re.compile("/begroting.*vergelijk=nee"))
    assert view(tab) == {"regio": "Twente", "gemeente": "Enschede", "periode": "2024", "vergelijk": "nee"}
    assert tab.evaluate("document.documentElement.lang") == "nl"


def test_switching_pages_keeps_the_view_and_makes_one_step_back(tab):
    tab.goto(LINK)
    sign_in(tab, "raadslid")
    expect(tab).to_have_url(re.compile("vergelijk=nee"))
    before, start = view(tab), steps(tab)
    open_page(tab, "Bereik")
    expect(tab).to_have_url(re.compile("/bereik.*vergelijk=nee"))
    open_page(tab, "Praktijken")
    expect(tab).to_have_url(re.compile("/praktijken.*vergelijk=nee"))
    assert view(tab) == before
    assert steps(tab) == start + 2
    tab.go_back()
    expect(tab).to_have_title("Bereik | WoR-monitor")
    assert view(tab) == before


def test_a_filter_is_one_step_that_can_be_taken_back(tab):
    tab.goto(LINK)
    sign_in(tab, "raadslid")
    expect(tab).to_have_url(re.compile("vergelijk=nee"))
    tab.get_by_role("combobox", name="Periode").click()
    tab.get_by_role("option", name="2025", exact=True).click()
    expect(tab).to_have_url(re.compile("periode=2025"))
    tab.go_back()
    expect(tab).to_have_url(re.compile("periode=2024"))
    expect(tab.get_by_role("combobox", name="Periode")).to_have_value("2024")


def test_the_cookie_keeps_a_visitor_in_and_signing_out_is_at_once(tab):
    tab.goto("/bereik")
    sign_in(tab, "raadslid")
    tab.reload()
    expect(tab.get_by_role("button", name="Afmelden")).to_be_attached()
    tab.get_by_role("button", name="Afmelden").click()
    expect(tab.get_by_label("Gebruikersnaam")).to_be_visible()
    tab.reload()
    expect(tab.get_by_label("Gebruikersnaam")).to_be_visible()
    expect(tab.get_by_role("button", name="Afmelden")).not_to_be_attached()
    assert not has_cookie(tab)


def test_the_way_out_of_a_wrong_address_is_written_in_the_address(tab):
    tab.goto("/?gemeente=[x](http://elders.example)&periode=1999")
    sign_in(tab, "raadslid")
    expect(tab.get_by_role("heading", name=WRONG_ADDRESS)).to_be_visible()
    tab.get_by_role("button", name="Begin opnieuw").click()
    expect(tab).to_have_url(re.compile("gemeente=Enschede"))


@pytest.mark.parametrize("width", [1280, 390])
def test_the_sign_in_and_the_filters_can_be_used_by_everyone(tab, width):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(LINK)
    expect(tab.get_by_label("Gebruikersnaam")).to_be_visible()
    assert serious(tab) == []
    sign_in(tab, "raadslid")
    if width == 390:
        tab.get_by_test_id("stExpandSidebarButton").click()
    expect(tab.get_by_role("combobox", name="Gemeente")).to_be_visible()
    tab.get_by_role("button", name="Kopieer link").click()
    expect(tab.get_by_text("Deze link opent dezelfde weergave")).to_be_visible()
    for part in ("[data-testid=stSidebar]", "[data-testid=stPopoverBody]"):  # the page itself has tests of its own
        assert serious(tab, part) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def has_cookie(tab: Page) -> bool:
    return PLAIN_NAME in {cookie["name"] for cookie in tab.context.cookies()}


def serious(tab: Page, part: str | None = None) -> list[str]:
    """Once the page stands still: what is being drawn is still faint."""
    expect(tab.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()
    tab.wait_for_timeout(500)
    report = Axe().run(tab, context=part).response
    assert report["passes"], "nothing was looked at"
    found = report["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:100]} {v['nodes'][0]['failureSummary']}"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
