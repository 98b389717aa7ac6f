"""Publiceren and Privacy in a real browser, light and dark, for the roles that see most of them."""

import re

import pytest
from test_door_in_browser import serious, sign_in

pytestmark = [pytest.mark.server, pytest.mark.browser]
TOWN = {"beheerder": "Enschede", "coordinator": "Hof van Twente"}


@pytest.fixture(scope="module", params=list(TOWN))
def tab(request, browser, server_url):
    """One for light and dark: a new browser profile and signing in cost more than all that is looked at."""
    context = browser.new_context(base_url=server_url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/")
    sign_in(page, request.param)
    page.town = TOWN[request.param]
    yield page
    context.close()


@pytest.mark.parametrize("slug", ["publiceren", "privacy"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_within_the_screen(tab, slug, width, scheme):
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"/{slug}?gemeente={tab.town}")
    tab.locator("h1").first.wait_for()
    assert drawn_in(tab) == scheme
    assert serious(tab) == []
    assert tab.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


def drawn_in(tab) -> str:
    """Whether the page itself follows: light has a bright background."""
    colour = tab.locator("[data-testid=stApp]").evaluate("element => getComputedStyle(element).backgroundColor")
    return "light" if sum(map(int, re.findall(r"\d+", colour)[:3])) > 3 * 128 else "dark"
