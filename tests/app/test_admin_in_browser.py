"""From Beheer to a colleague's first sign-in, in a real browser, dark and narrow."""

from collections.abc import Iterator

import pytest
from conftest import engine_of, serve
from playwright.sync_api import Browser, Page, expect
from test_door_in_browser import serious, sign_in, still
from world import fill

from components.own_password import DONE, FIRST
from components.sign_in_form import SAMPLE_PASSWORD

pytestmark = [pytest.mark.server, pytest.mark.browser]
OWN = "kaars trommel wolk"
PATIENCE = 40_000


@pytest.fixture(scope="module")
def url(tmp_path_factory) -> Iterator[str]:
    var = tmp_path_factory.mktemp("admin")
    fill(engine_of(var), SAMPLE_PASSWORD)
    with serve(var) as address:
        yield address


def tab_of(browser: Browser, url: str) -> Page:
    context = browser.new_context(base_url=url, viewport={"width": 390, "height": 900}, color_scheme="dark")
    return context.new_page()


def pick(tab: Page, label: str, text: str) -> None:
    """From a list that opens and is searched, as a keyboard does it."""
    tab.get_by_role("combobox", name=label).click()
    tab.keyboard.type(text)
    expect(tab.get_by_role("option", name=text)).to_be_visible()
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")


def fits(tab: Page) -> bool:
    return bool(tab.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth"))


def test_a_beheerder_adds_an_account_and_its_owner_chooses_a_password(browser, url):
    tab = tab_of(browser, url)
    tab.goto("/beheer")
    sign_in(tab, "beheerder")
    still(tab)
    tab.get_by_text("Account toevoegen").click()
    still(tab)
    tab.get_by_label("Naam", exact=True).fill("griffie")
    pick(tab, "Gebieden", "Enschede")
    tab.keyboard.press("Escape")
    still(tab)
    assert serious(tab) == []
    tab.get_by_role("button", name="Voeg toe").click()
    password = tab.get_by_test_id("stCode").inner_text(timeout=PATIENCE).strip()
    still(tab)
    pick(tab, "Account wijzigen", "griffie")
    expect(tab.get_by_role("heading", name="griffie")).to_be_visible()
    assert serious(tab) == []
    assert fits(tab)
    tab.context.close()

    tab = tab_of(browser, url)
    tab.goto("/account")
    sign_in(tab, "griffie", password)
    expect(tab.get_by_role("heading", name=FIRST)).to_be_visible()
    assert serious(tab) == []
    still(tab)
    for label, text in (("Huidig wachtwoord", password), ("Nieuw wachtwoord", OWN),
                        ("Nieuw wachtwoord, nog een keer", OWN)):  # fmt: skip
        tab.get_by_label(label, exact=True).fill(text)
    tab.get_by_role("button", name="Wijzig mijn wachtwoord").click()
    expect(tab.get_by_text(DONE)).to_be_visible(timeout=PATIENCE)
    expect(tab.get_by_role("heading", name="Mijn account")).to_be_visible()
    assert fits(tab)
    tab.context.close()
