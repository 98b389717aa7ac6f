"""Publiceren and Privacy in a real browser, light and dark, for the roles that see most of them."""

import pytest
from test_door_in_browser import serious, sign_in

pytestmark = [pytest.mark.server, pytest.mark.browser]
TOWN = {"beheerder": "Enschede", "coordinator": "Hof van Twente"}


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture(scope="module", params=list(TOWN))
def tab(request, scheme, browser, server_url):
    context = browser.new_context(base_url=server_url, viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto("/")
    sign_in(page, request.param)
    page.town = TOWN[request.param]
    yield page
    context.close()


@pytest.mark.parametrize("slug", ["publiceren", "privacy"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_accessible_and_within_the_screen(tab, slug, width):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"/{slug}?gemeente={tab.town}")
    tab.locator("h1").first.wait_for()
    assert serious(tab) == []
    assert tab.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
