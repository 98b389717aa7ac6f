"""Gegevens on an empty installation: the beheerder begins with places and practices, without a command line."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from conftest import engine_of
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest
from world import ROUNDS

from components import failure, intake_upload, visitor
from components.intake import FIRST
from data_access import cached
from data_access.accounts import add_account
from data_access.engine import reading
from data_access.frames import read_frame
from data_access.migrate import migrate
from data_access.state import current_state
from domain.viewer import Role

SUPPLIER = "Gemeente Aalten"
START = {
    "Regio": [["code", "naam"], ["REG-A", "Achterhoek"]],
    "Gemeenten": [["code", "naam", "regio", "doet mee"], ["GM0197", "Aalten", "REG-A", "ja"]],
    "Praktijken": [["code", "naam", "gemeente"], ["HAP-1", "Huisartsenpraktijk De Linde", "GM0197"]],
    "Verwijzingen": [["Zaaknummer", "Cliëntnr", "Gemeente", "Datum verwijzing", "Geslacht", "Leeftijd", "Praktijk"],
                     ["1", "c1", "Aalten", "3-9-2026", "v", "71", "Huisartsenpraktijk De Linde"]],
}  # fmt: skip
RESIDENTS = {"Lijst": [["naam", "gemeente"], ["Anna de Vries", "Aalten"], ["Piet Jansen", "Aalten"]]}


def workbook(sheets: dict[str, list[list[str]]]) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return out.getvalue()


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    engine = engine_of(tmp_path)
    migrate(engine)
    for name, role in (("baas", Role.ADMIN), ("coordinator", Role.COORDINATOR)):
        add_account(engine, name=name, password="vier-losse-woorden", role=role.value, scope="all", rounds=ROUNDS)
    monkeypatch.setenv("WOR_VAR", str(tmp_path))
    monkeypatch.setattr(cached, "engine", lambda: engine)
    monkeypatch.setattr(visitor, "address", lambda: "127.0.0.1")  # AppTest has no browser
    monkeypatch.setattr(intake_upload, "suppliers_for", lambda *_: [SUPPLIER])  # AppTest cannot type a new name
    yield engine
    engine.dispose()


def page(name: str) -> None:
    from signed_in import signed_in

    from pages import gegevens

    gegevens.show(signed_in(name))


def screen(name: str = "baas") -> AppTest:
    return AppTest.from_function(page, kwargs={"name": name}, default_timeout=60).run()


def given(tab: AppTest, sheets: dict[str, list[list[str]]]) -> AppTest:
    tab.file_uploader[0].set_value([("start.xlsx", workbook(sheets), "application/octet-stream")])
    tab.run()
    tab.button(key="intake_look").click().run()
    return tab


def said(tab: AppTest) -> str:
    assert not tab.exception
    kinds = (tab.markdown, tab.caption, tab.error, tab.success, tab.info)
    return "\n".join(element.value for kind in kinds for element in kind).replace("\\", "")


def test_the_first_workbook_brings_places_practices_and_a_referral_at_once(engine):
    tab = screen()
    assert FIRST in said(tab)
    given(tab, START)
    assert "kennen we niet" not in said(tab)  # what one sheet lists is known in another
    tab.button(key="intake_check").click().run()
    assert "De peildatum van de cijfers wordt 3 september 2026." in said(tab)
    tab.button(key="intake_take").click().run()
    assert "start.xlsx van Gemeente Aalten is ingelezen." in said(tab)
    with reading(engine) as connection:
        found = read_frame(connection, "referral")
    assert found.select("municipality", "practice").rows() == [("GM0197", "HAP-1")]
    assert current_state(engine).data_date == date(2026, 9, 3)


def test_a_name_in_one_sheet_that_no_other_lists_is_asked(engine):
    other = {**START, "Verwijzingen": [START["Verwijzingen"][0], [*START["Verwijzingen"][1][:-1], "De Eik"]]}
    assert "1 naam kennen we niet" in said(given(screen(), other))


def test_a_list_of_names_is_refused_as_ever_where_its_sheet_does_not_say_what_it_is(engine):
    assert "namen van personen" in said(given(screen(), RESIDENTS))


def test_residents_in_a_sheet_that_is_called_after_a_table_are_refused_too(engine):
    assert "namen van personen" in said(given(screen(), {"Gemeenten": RESIDENTS["Lijst"]}))


def test_a_coordinator_waits_for_the_beheerder(engine):
    tab = screen("coordinator")
    assert failure.NO_DATA in said(tab)
    assert not tab.file_uploader
