"""Gegevens: a file comes in step by step, nothing of a refused one stays, the right to it is looked up at the click."""

import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from conftest import engine_of
from sqlalchemy import Engine, update
from streamlit.testing.v1 import AppTest
from websocket import Visitor

from components import failure, intake_upload, visitor
from components.intake_check import CHECK, COMPLETE
from components.intake_effects import NONE as NO_EFFECT
from components.intake_effects import TITLE as EFFECT
from components.intake_errors import AGAIN
from components.intake_preview import REMOVE, RENEWED
from components.intake_rights import REFUSED
from components.intake_state import HELD
from components.intake_upload import GUARDED
from components.sign_in_form import SAMPLE_PASSWORD
from data_access import cached
from data_access.door.trace import events
from data_access.engine import reading
from data_access.frames import read_frame
from data_access.imports.history import history
from data_access.models import Account
from data_access.state import current_state
from data_access.store import store
from data_access.tables import table_of
from domain.permissions import DATA, TABLE, Access
from domain.trace import Kind
from domain.viewer import Role

OWN, SUPPLIER = "GM1735", "Salut"
SHORT = "Zaaknummer;Cliëntnr;Datum verwijzing;Geslacht;Leeftijd"
HEAD = f"{SHORT};Kern;Reden verwijzing"
ROWS = ("A1;c1;03-02-2026;v;71;Delden;eenzaamheid", "A2;c2;05-04-2026;m;45;Goor;stress",
        "A3;c3;06-04-2026;v;82;Goor;rouw")  # fmt: skip


def csv(*rows: str, head: str = HEAD) -> bytes:
    return "\r\n".join((head, *rows)).encode()


@pytest.fixture
def engine(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    engine = engine_of(own_var)
    monkeypatch.setenv("WOR_VAR", str(own_var))
    monkeypatch.setattr(cached, "engine", lambda: engine)
    monkeypatch.setattr(visitor, "address", lambda: "127.0.0.1")  # AppTest has no browser
    monkeypatch.setattr(intake_upload, "suppliers_for", lambda *_: [SUPPLIER])  # AppTest cannot type a new name
    yield engine
    engine.dispose()


def page(name: str) -> None:
    from signed_in import signed_in

    from data_access import cached
    from domain.periods import Period
    from domain.viewer import Selection
    from pages import gegevens

    geography = cached.agreements(cached.state().token).geography
    gegevens.show(signed_in(name), Selection(area=geography.by_code["GM1735"], period=Period(year=2026)))


def screen(name: str = "coordinator") -> AppTest:
    return AppTest.from_function(page, kwargs={"name": name}, default_timeout=60).run()


def given(tab: AppTest, content: bytes, name: str = "registratie.csv") -> AppTest:
    """The file chosen and looked at."""
    tab.file_uploader[0].set_value([(name, content, "text/csv")])
    tab.run()
    return click(tab, "intake_look")


def click(tab: AppTest, key: str) -> AppTest:
    tab.button(key=key).click().run()
    return tab


def to_preview(content: bytes, name: str = "coordinator") -> AppTest:
    return click(given(screen(name), content), "intake_check")


def said(tab: AppTest) -> str:
    assert not tab.exception
    kinds = (tab.title, tab.header, tab.subheader, tab.markdown, tab.caption, tab.error, tab.warning, tab.success,
             tab.info)  # fmt: skip
    tables = [t.value.to_string() for t in tab.table]
    return "\n".join([*(element.value for kind in kinds for element in kind), *tables]).replace("\\", "")


def keys(tab: AppTest) -> set[str]:
    return {button.key for button in tab.button}


def part(tab: AppTest, name: str) -> AppTest:
    tab.segmented_control(key="intake_part").set_value(name)
    return tab.run()


def stored(engine: Engine, table: str = "referral") -> pl.DataFrame:
    with reading(engine) as connection:
        return read_frame(connection, table)


def demote(engine: Engine, name: str) -> None:
    account = table_of(Account)
    with engine.begin() as connection:
        connection.execute(update(account).where(account.c.name == name).values(role=Role.COUNCIL.value))


def test_a_file_is_recognised_checked_shown_and_taken_in(engine):
    tab = given(screen(), csv(*ROWS))
    assert "We herkennen 7 kolommen." in said(tab)
    assert stored(engine).is_empty()
    click(tab, "intake_check")
    assert EFFECT in said(tab)
    assert stored(engine).is_empty()
    click(tab, "intake_take")
    assert "registratie.csv van Salut is ingelezen" in said(tab)
    found = stored(engine).sort("case_id")
    assert found["case_id"].to_list() == ["A1", "A2", "A3"]
    assert found["village"].to_list() == ["HVT-DELDEN", "HVT-GOOR", "HVT-GOOR"]
    assert HELD not in tab.session_state


def test_a_month_without_referrals_is_delivered_and_not_a_gap(engine):
    click(to_preview(csv(*ROWS)), "intake_take")
    months = stored(engine, "delivery").filter(supplier=SUPPLIER).sort("month")
    assert months.select("month", "rows").rows() == [("2026-02", 1), ("2026-03", 0), ("2026-04", 2)]


def test_a_day_after_the_data_date_moves_it_and_an_earlier_one_does_not(engine):
    before = current_state(engine).data_date
    tab = to_preview(csv(*ROWS))
    assert "blijft 31 oktober 2026" in said(tab)
    tab.text_input[0].set_value("07-11-2026").run()
    assert "wordt 7 november 2026" in said(tab)
    tab.text_input[0].set_value("05-04-2026").run()
    assert "intake_take" not in keys(tab)
    tab.text_input[0].set_value("07-11-2026").run()
    click(tab, "intake_take")
    assert current_state(engine).data_date > before
    assert current_state(engine).sample


def test_a_file_with_residents_data_is_refused_and_nothing_of_it_stays(engine, tmp_path):
    tab = given(screen(), csv("A1;c1;03-02-2026;v;71;Delden;rouw;123456782", head=f"{HEAD};BSN"))
    text = said(tab)
    assert GUARDED in text
    assert "BSN" in text
    assert "123456782" not in text
    assert HELD not in tab.session_state
    assert list((tmp_path / "uploads").iterdir()) == []
    assert stored(engine).is_empty()
    assert len(history(engine)) == 1
    last = list(events(engine))[-1]
    assert (last.kind, last.account) == (Kind.IMPORT_REFUSED, "coordinator")
    assert json.loads(last.about) == {"columns": 1, "files": 1, "why": "guard"}


def test_nothing_of_the_file_is_left_on_the_disk_while_it_is_looked_at(engine, tmp_path):
    given(screen(), csv(*ROWS))
    assert list((tmp_path / "uploads").iterdir()) == []
    assert (tmp_path / "uploads").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x00\x01\x02", "één kolom".encode()])
def test_what_cannot_be_read_gives_a_sentence(engine, content):
    tab = given(screen(), content)
    said(tab)
    assert stored(engine).is_empty()


def test_errors_block_and_say_where(engine):
    tab = to_preview(csv(*ROWS, "A4;c4;31-11-2026;v;71;Delden;rouw"))
    assert "31-11-2026" in said(tab)
    assert "intake_take" not in keys(tab)
    again = next(button for button in tab.button if button.label == AGAIN)
    again.click().run()
    assert HELD not in tab.session_state


def test_an_unknown_word_is_asked_once_and_remembered(engine):
    odd = csv("A1;c1;03-02-2026;v;71;Delden;zit in de knoop", "A2;c2;05-04-2026;m;45;Goor;zit in de knoop")
    tab = given(screen(), odd)
    assert "1 woord kennen we niet" in said(tab)
    box = next(box for box in tab.selectbox if box.label.startswith("zit in de knoop"))
    box.set_value("stress")
    next(button for button in tab.button if button.label == "Gebruik deze keuzes").click().run()
    click(tab, "intake_check")
    click(tab, "intake_take")
    assert stored(engine)["reason"].to_list() == ["stress", "stress"]
    again = given(screen(), csv("A3;c3;03-05-2026;v;71;Delden;eenzaamheid"))
    assert "kennen we niet" not in said(again)


def test_an_unknown_column_can_be_chosen(engine):
    tab = given(screen(), csv("A1;c1;03-02-2026;v;71;Delden;rouw;04-02-2026", head=f"{HEAD};Belletje"))
    assert "kolom kennen we niet" in said(tab)
    next(box for box in tab.selectbox if box.label == "Belletje").set_value("date_contact").run()
    click(click(tab, "intake_check"), "intake_take")
    assert str(stored(engine)["date_contact"][0]) == "2026-02-04"


def test_a_coordinator_cannot_deliver_for_another_municipality(engine):
    tab = to_preview(csv("A1;c1;03-02-2026;v;71;Enschede", head=f"{SHORT};Gemeente"))
    assert "intake_take" not in keys(tab)
    assert stored(engine).is_empty()


def test_the_right_to_deliver_is_looked_up_at_the_click(engine):
    tab = to_preview(csv(*ROWS))
    demote(engine, "coordinator")
    click(tab, "intake_take")
    assert REFUSED in said(tab)
    assert stored(engine).is_empty()


def test_nobody_takes_in_what_they_have_not_seen(engine):
    tab = to_preview(csv(*ROWS))
    state = current_state(engine)
    held = tab.session_state[HELD]
    assert held.shown.preview.base_version == state.number
    store(engine, {}, supplier="test", description="next", data_date=state.data_date, sample=True)
    click(tab, "intake_take")
    assert stored(engine).is_empty()
    assert RENEWED in said(tab)
    click(tab, "intake_take")
    assert stored(engine).height == 3


def test_what_is_no_longer_in_a_complete_file_is_told_and_removed_only_when_asked(engine):
    click(to_preview(csv(*ROWS)), "intake_take")
    tab = given(screen(), csv(*ROWS[:2]))
    next(toggle for toggle in tab.toggle if toggle.label == COMPLETE).set_value(True).run()
    click(tab, "intake_check")
    assert "die niet in dit bestand staan" in said(tab)
    remove = next(toggle for toggle in tab.toggle if toggle.label == REMOVE)
    remove.set_value(True).run()
    click(tab, "intake_take")
    assert stored(engine)["case_id"].sort().to_list() == ["A1", "A2"]


def test_a_later_file_updates_and_an_older_case_stays(engine):
    click(to_preview(csv(*ROWS)), "intake_take")
    click(to_preview(csv("A1;c1;03-02-2026;m;71;Delden;rouw")), "intake_take")
    found = stored(engine).sort("case_id")
    assert found["gender"].to_list() == ["male", "male", "female"]


def test_a_delivery_can_be_taken_back_with_a_look_first(engine):
    click(to_preview(csv(*ROWS)), "intake_take")
    tab = part(screen(), "Geschiedenis")
    assert "registratie.csv" in said(tab)
    batch = history(engine)[0]
    tab.selectbox[0].select_index(0).run()
    tab.toggle[0].set_value(True).run()
    assert stored(engine).height == 3
    click(tab, f"intake_undo_{batch.id}")
    assert stored(engine).is_empty()
    assert "teruggedraaid" in said(tab)


def test_nobody_undoes_what_they_have_not_seen(engine):
    click(to_preview(csv(*ROWS)), "intake_take")
    tab = part(screen(), "Geschiedenis")
    tab.selectbox[0].select_index(0).run()
    tab.toggle[0].set_value(True).run()
    store(engine, {}, supplier="test", description="next", data_date=current_state(engine).data_date, sample=True)
    click(tab, f"intake_undo_{history(engine)[1].id}")
    assert stored(engine).height == 3
    assert "veranderd" in said(tab)


def test_an_administrator_delivers_for_all_and_sees_no_figures(engine):
    tab = to_preview(csv(*ROWS), "beheerder")
    assert NO_EFFECT in said(tab)
    assert "Kwaliteit" not in tab.segmented_control(key="intake_part").options


def test_a_coordinator_sees_the_quality_of_the_own_municipality(engine):
    click(to_preview(csv(*ROWS)), "intake_take")
    text = said(part(screen(), "Kwaliteit"))
    assert SUPPLIER in text
    assert "niet geleverd" in text  # the months after the file up to the data date
    assert "S1" not in text  # that one delivers for Enschede


def test_a_gap_gets_a_note(engine):
    click(to_preview(csv(*ROWS)), "intake_take")
    tab = part(screen(), "Kwaliteit")
    tab.text_input[0].set_value("Overstap op een ander systeem")
    next(button for button in tab.button if button.label.startswith("Bewaar")).click().run()
    notes = stored(engine, "explanation")
    assert notes.select("area", "subject", "period", "text").rows() == [
        (OWN, SUPPLIER, "2026-05", "Overstap op een ander systeem")
    ]


def test_the_check_button_waits_for_what_every_row_needs(engine):
    tab = given(screen("beheerder"), csv("A1;c1;03-02-2026;v;71", head=SHORT))
    assert "Kies eerst voor alle rijen: Gemeente." in said(tab)
    assert CHECK not in {button.label for button in tab.button}


@pytest.mark.server
@pytest.mark.parametrize("role", Role)
def test_the_address_and_the_menu_follow_the_role(server_url, role):
    may = TABLE[DATA.key][role] is not Access.NO
    with Visitor(server_url) as visitor:
        visitor.open(DATA.slug)
        shown = visitor.sign_in(role.value, SAMPLE_PASSWORD)
        assert (failure.NOT_ALLOWED in shown.text) != may
        assert (DATA.slug in shown.menu) == may
