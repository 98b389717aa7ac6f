"""`make screenshots`: every page as every role, at 1280 and 390 pixels, light and dark, and the README's picture."""

import argparse
import shutil
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from domain.permissions import PAGES
from domain.viewer import Role
from sample_data.install import PASSWORD
from tools.browser import chromium
from tools.serving import ROOT, run, serving

FOLDER = ROOT / "var" / "screenshots"
PICTURE = ROOT / "docs" / "overview.png"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
TALLEST = 9000
README_VIEW = "regio=Twente&gemeente=Enschede&periode=2026"


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        var = Path(temporary)
        run(var, "tools.prepare")
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        with serving(var) as server:
            picture(browser, server.url)
            for role, width, scheme in product(Role, WIDTHS, SCHEMES):
                every_page(browser, server.url, role, width, scheme)
                print(f"{role.value}, {width} px, {scheme}", flush=True)
        browser.close()


def signed_in(browser: Browser, url: str, role: Role, width: int, scheme: str) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale="nl-NL"  # type: ignore[arg-type]
    )  # fmt: skip
    page = context.new_page()
    page.goto(url)
    standing(page)
    page.get_by_label("Gebruikersnaam").fill(role.value)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("button", name="Afmelden").wait_for(state="attached")
    page.wait_for_timeout(1500)  # signing in sends the browser to fetch its cookie and back
    settle(page)
    return page


def standing(page: Page) -> None:
    """Until Streamlit has finished its run: what is filled in during a run may be lost."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def settle(page: Page) -> None:
    """Until the page stands still and the charts are drawn."""
    page.locator("h1").first.wait_for()
    standing(page)
    page.wait_for_timeout(900)


def every_page(browser: Browser, url: str, role: Role, width: int, scheme: str) -> None:
    page = signed_in(browser, url, role, width, scheme)
    for part in PAGES:
        page.goto(f"{url}/{part.slug}")
        settle(page)
        height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": width, "height": min(max(900, height + 40), TALLEST)})
        page.wait_for_timeout(700)
        page.screenshot(path=FOLDER / f"{role.value}-{part.slug or 'overzicht'}-{width}-{scheme}.png")
        page.set_viewport_size({"width": width, "height": 900})
    page.context.close()


def picture(browser: Browser, url: str) -> None:
    """Overzicht of Enschede, as a council member sees it."""
    page = signed_in(browser, url, Role.COUNCIL, 1280, "light")
    page.goto(f"{url}/?{README_VIEW}")
    settle(page)
    page.set_viewport_size({"width": 1280, "height": 1500})
    settle(page)
    page.screenshot(path=PICTURE, clip={"x": 0, "y": 0, "width": 1280, "height": 1060})
    page.context.close()


if __name__ == "__main__":
    main()
