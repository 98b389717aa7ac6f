"""Gegevens in a real browser: a coordinator of Hof van Twente takes a spreadsheet to figures on Overzicht."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from conftest import engine_of, serve
from playwright.sync_api import Page, expect
from test_door_in_browser import serious, sign_in

from data_access.contract import CONTRACT
from data_access.engine import reading
from data_access.frames import complete, read_frame
from data_access.imports.rows import save_rows

pytestmark = [pytest.mark.server, pytest.mark.browser]
HEAD = "Zaaknummer;Cliëntnr;Datum verwijzing;Geslacht;Leeftijd;Kern;Reden verwijzing;Mening"
ROWS = [f"A{n};c{n};{n + 1:02d}-10-2026;{'v' if n % 3 else 'm'};71;{'Delden' if n % 2 else 'Goor'};rouw;x"
        for n in range(12)]  # fmt: skip
WRONG = "A99;c99;31-11-2026;v;71;Delden;zit in de knoop;x"


@pytest.fixture(scope="module")
def home(filled, tmp_path_factory) -> Path:
    return Path(shutil.copytree(filled, tmp_path_factory.mktemp("data"), dirs_exist_ok=True))


@pytest.fixture(scope="module")
def url(home) -> Iterator[str]:
    """One server for all: starting one costs more than most of what is done here."""
    with serve(home) as started:
        yield started


@pytest.fixture
def var(filled, home) -> Path:
    """Its folder. The database is as new for each test; nothing of it was ever released."""
    with closing(sqlite3.connect(filled / "wor.db")) as new, closing(sqlite3.connect(home / "wor.db")) as used:
        new.backup(used)
    return home


@pytest.fixture
def tab(browser, url, var) -> Iterator[Page]:
    context = browser.new_context(base_url=url, viewport={"width": 1280, "height": 900}, locale="nl-NL")
    page = context.new_page()
    page.goto("/")
    sign_in(page, "coordinator")
    page.goto("/gegevens?gemeente=Hof van Twente")
    expect(page.locator("h1").first).to_have_text("Gegevens")
    yield page
    context.close()


def still(page: Page) -> None:
    page.wait_for_timeout(500)
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_attached(timeout=60_000)
    page.wait_for_timeout(300)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()
    still(page)


def look_at(page: Page, path: Path, *rows: str) -> None:
    path.write_text("\r\n".join((HEAD, *rows)), encoding="utf-8-sig")
    page.locator("input[type=file]").set_input_files(path)
    still(page)
    press(page, "Bekijk het bestand")


def readable(page: Page) -> None:
    """Accessible, and within the screen of a computer and of a telephone."""
    assert serious(page) == []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


def test_from_a_spreadsheet_with_a_fault_to_the_figure_on_overzicht_and_back(tab, tmp_path, var):
    whose = tab.get_by_role("combobox", name="Van welke organisatie")
    whose.fill("Salut")
    whose.press("Enter")
    still(tab)
    look_at(tab, tmp_path / "registratie.csv", *ROWS, WRONG)
    expect(tab.get_by_text("We herkennen 7 kolommen.")).to_be_visible()
    readable(tab)
    press(tab, "Controleer de rijen")
    expect(tab.get_by_text("31-11-2026").first).to_be_visible()
    expect(tab.get_by_role("button", name="Lees in")).to_have_count(0)
    readable(tab)
    press(tab, "Kies het verbeterde bestand")
    look_at(tab, tmp_path / "registratie 2.csv", *ROWS)
    press(tab, "Controleer de rijen")
    expect(tab.get_by_text("Wat dit doet met de cijfers")).to_be_visible()
    readable(tab)
    press(tab, "Lees in")
    expect(tab.get_by_text("is ingelezen")).to_be_visible()
    assert not list((var / "uploads").iterdir())
    tab.get_by_role("link", name="Overzicht").first.click()
    expect(tab.get_by_text("In 2026 tot en met oktober is 12 keer een inwoner verwezen")).to_be_visible()
    tab.get_by_role("link", name="Gegevens", exact=True).first.click()
    still(tab)
    tab.locator("[data-testid=stButtonGroup]").get_by_text("Geschiedenis").click()
    still(tab)
    batch = tab.get_by_role("combobox", name="Welke levering")
    batch.press("ArrowDown")
    tab.get_by_role("option").first.click()
    still(tab)
    tab.get_by_text("Wat terugdraaien doet").click()
    still(tab)
    readable(tab)
    press(tab, "Draai levering")
    expect(tab.get_by_text("is teruggedraaid.")).to_be_visible()
    with reading(engine_of(var)) as connection:
        assert read_frame(connection, "referral").is_empty()


def test_who_leaves_the_page_leaves_nothing_of_the_file(tab, tmp_path):
    whose = tab.get_by_role("combobox", name="Van welke organisatie")
    whose.fill("Salut")
    whose.press("Enter")
    still(tab)
    look_at(tab, tmp_path / "registratie.csv", *ROWS)
    expect(tab.get_by_text("We herkennen 7 kolommen.")).to_be_visible()
    tab.get_by_role("link", name="Begrippen").first.click()
    still(tab)
    tab.get_by_role("link", name="Gegevens", exact=True).first.click()
    expect(tab.get_by_role("button", name="Bekijk het bestand")).to_be_visible()
    expect(tab.get_by_text("We herkennen")).to_have_count(0)
    expect(tab.get_by_text("registratie.csv")).to_have_count(0)


@pytest.mark.parametrize("part", ["Tabellen", "Geschiedenis", "Kwaliteit"])
def test_the_other_parts_are_accessible_and_within_the_screen(tab, part):
    tab.locator("[data-testid=stButtonGroup]").get_by_text(part).click()
    still(tab)
    readable(tab)


def milestone(name: str) -> pl.DataFrame:
    row = {"area": "GM1735", "position": 1, "name": name, "planned": date(2026, 12, 31), "source": "Projectplan"}
    return complete(CONTRACT["milestone"], pl.DataFrame([row]))


def milestones(tab: Page) -> None:
    """The editor of the milestones, with its first cell chosen."""
    tab.locator("[data-testid=stButtonGroup]").get_by_text("Tabellen").click()
    still(tab)
    table = tab.get_by_role("combobox", name="Tabel")
    table.fill("Mijlpalen")
    table.press("Enter")
    still(tab)
    frame = tab.locator("[data-testid=stDataFrame]").first.bounding_box()
    tab.mouse.click(frame["x"] + 60, frame["y"] + 52)
    tab.wait_for_timeout(600)


def type_cells(tab: Page, *texts: str) -> None:
    """As fast as people type, who see a cell open and close. The last one is still open when they are done."""
    cell = tab.locator("#portal").locator("textarea, input")
    for place, text in enumerate(texts):
        if place:
            tab.keyboard.press("Tab")
            expect(cell).to_have_count(0)
        if text:
            tab.keyboard.type(text[0])
            expect(cell).to_have_count(1)
            tab.keyboard.type(text[1:], delay=80)


def test_a_row_that_is_typed_without_a_pause_is_stored_whole(tab, var):
    milestones(tab)
    type_cells(tab, "1", "Eerste overleg", "31-12-2026", "", "Projectplan")
    press(tab, "Bekijk de wijzigingen")
    expect(tab.get_by_text("Dit verandert: 1 rij nieuw.")).to_be_visible()
    press(tab, "Bewaar de wijzigingen")
    expect(tab.get_by_text("Mijlpalen van Hof van Twente: bewaard.")).to_be_visible()
    with reading(engine_of(var)) as connection:
        assert read_frame(connection, "milestone").equals(milestone("Eerste overleg"))


def test_what_is_typed_after_the_look_is_not_saved_unseen(tab, var):
    first = milestone("Eerste overleg")
    save_rows(engine_of(var), "milestone", first.clear(), first, "een")
    milestones(tab)
    type_cells(tab, "2")
    press(tab, "Bekijk de wijzigingen")
    expect(tab.get_by_text("Dit verandert: 1 rij nieuw, 1 rij weg.")).to_be_visible()
    frame = tab.locator("[data-testid=stDataFrame]").first.bounding_box()
    tab.mouse.click(frame["x"] + 60, frame["y"] + 52)
    tab.wait_for_timeout(600)
    type_cells(tab, "3")
    press(tab, "Bewaar de wijzigingen")
    expect(tab.get_by_text("U hebt daarna nog iets veranderd.")).to_be_visible()
    with reading(engine_of(var)) as connection:
        assert read_frame(connection, "milestone").equals(first)


def test_who_edits_a_row_that_someone_else_changed_is_told_and_overwrites_nothing(tab, var):
    engine, first = engine_of(var), milestone("Eerste overleg")
    save_rows(engine, "milestone", first.clear(), first, "een")
    milestones(tab)
    save_rows(engine, "milestone", first, milestone("Van een ander"), "een ander")
    type_cells(tab, "1", "Van mij")
    press(tab, "Bekijk de wijzigingen")
    expect(tab.get_by_text("Iemand anders heeft intussen dezelfde rijen veranderd")).to_be_visible()
    expect(tab.get_by_role("button", name="Bewaar de wijzigingen")).to_have_count(0)
    with reading(engine) as connection:
        assert read_frame(connection, "milestone")["name"].to_list() == ["Van een ander"]
