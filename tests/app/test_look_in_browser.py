"""What Streamlit itself draws too faint: the sign-in, and a filter that cannot be used yet, light and dark."""

import pytest
from playwright.sync_api import expect
from test_door_in_browser import serious, sign_in

pytestmark = [pytest.mark.server, pytest.mark.browser]

FIRST = 90_000
"""Milliseconds for the very first run of a server on a loaded machine."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sign_in_and_a_view_without_a_municipality_can_be_read(browser, server_url, scheme):
    context = browser.new_context(base_url=server_url, color_scheme=scheme)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("button", name="Aanmelden")).to_be_visible(timeout=FIRST)
    assert serious(page) == []
    sign_in(page, "raadslid")
    page.goto("/privacy?regio=Twente")
    expect(page.get_by_placeholder("Kies eerst een gemeente")).to_be_disabled()
    assert serious(page) == []
    context.close()
