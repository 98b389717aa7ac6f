"""Every page in a real browser, on the sample data: accessible, within the screen, nothing leaves the building."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from test_door_in_browser import serious, sign_in

from domain.permissions import PAGES

pytestmark = [pytest.mark.server, pytest.mark.browser]
VIEWS = {"raadslid": "gemeente=Enschede&periode=2026", "coordinator": "gemeente=Hof van Twente&periode=2026"}

TIMES, SOON = 4, 8_000
"""Keys that are pressed at most, and milliseconds to wait for what each does."""


@pytest.fixture(scope="module", params=list(VIEWS))
def tab(request, browser, sample_url):
    context = browser.new_context(base_url=sample_url, viewport={"width": 1280, "height": 900}, color_scheme="light")
    page = context.new_page()
    outside, stopped = [], []
    page.on("console", lambda m: stopped.append(m.text) if "Content Security Policy" in m.text else None)
    page.on("request", lambda r: None if r.url.startswith((sample_url, "data:", "blob:")) else outside.append(r.url))
    page.goto("/")
    sign_in(page, request.param)
    page.view = VIEWS[request.param]
    yield page
    context.close()
    assert outside == []
    assert stopped == []


def open_page(tab: Page, slug: str) -> None:
    tab.goto(f"/{slug}?{tab.view}")
    expect(tab.locator("h1").first).to_be_visible()
    at_rest(tab)


def at_rest(tab: Page) -> None:
    expect(tab.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_page_has_no_serious_accessibility_findings(tab, page):
    open_page(tab, page.slug)
    assert serious(tab) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_page_fits_a_telephone(tab, page):
    tab.set_viewport_size({"width": 390, "height": 844})
    open_page(tab, page.slug)
    wide = tab.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    tab.set_viewport_size({"width": 1280, "height": 900})
    assert wide <= 390


def test_a_card_gives_its_table_and_its_files(tab):
    open_page(tab, "begroting")
    tab.get_by_text("Toon als tabel").first.click()
    expect(tab.locator("[data-testid=stTable]").first).to_be_visible()
    with tab.expect_download() as waiting:
        tab.get_by_role("button", name="CSV").first.click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].split(";")[0] in ("Titel", "NIET VOOR PUBLICATIE")
    assert "Peildatum;31-10-2026" in text


def press(tab: Page, target: Locator, key: str, arrived: Callable[[], None], times: int = TIMES) -> None:
    """Streamlit may draw the focused element anew and swallow the key: then it is pressed once more, at rest."""
    at_rest(tab)
    target.focus()
    tab.keyboard.press(key)
    try:
        arrived()
    except AssertionError:
        if times == 1:
            raise
        press(tab, target, key, arrived, times - 1)


def test_a_page_can_be_reached_and_left_with_the_keyboard_alone(tab):
    open_page(tab, "bereik")
    link = tab.get_by_role("link", name="Praktijken", exact=True)
    press(tab, link, "Enter", lambda: expect(tab).to_have_title("Praktijken | WoR-monitor", timeout=SOON))
    expect(tab.get_by_role("combobox", name="Gemeente")).to_be_visible()
    period, option = tab.get_by_role("combobox", name="Periode"), tab.get_by_role("option").first
    press(tab, period, "ArrowDown", lambda: expect(option).to_be_visible(timeout=SOON))
    tab.keyboard.press("Escape")
    expect(option).to_be_hidden()
