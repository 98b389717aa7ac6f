"""Beheer and Mijn account on the screen: what is done there, and that the right to it is looked up at the click."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, update
from streamlit.testing.v1 import AppTest
from world import fill

from components import visitor
from components.admin_areas import BOTH, NONE
from components.admin_rights import REFUSED
from components.own_password import DIFFERENT
from components.sign_in_form import SAMPLE_PASSWORD
from data_access import cached
from data_access.accounts import account_named, accounts, credentials
from data_access.door import attempts
from data_access.door.new_password import WRONG
from data_access.door.sessions import begin, open_sessions
from data_access.door.trace import events
from data_access.engine import engine_for
from data_access.models import Account
from data_access.passwords import WEAK, fits_hash
from data_access.tables import table_of
from domain.trace import Kind

NEW, HERE = "drie blauwe fietsen", "127.0.0.1"


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    made = engine_for(f"sqlite:///{tmp_path / 'wor.db'}")
    fill(made, SAMPLE_PASSWORD)
    monkeypatch.setenv("WOR_VAR", str(tmp_path))
    monkeypatch.setattr(cached, "engine", lambda: made)
    monkeypatch.setattr(visitor, "address", lambda: HERE)  # AppTest has no browser
    yield made
    made.dispose()


def page(name: str, slug: str) -> None:
    import streamlit as st
    from signed_in import signed_in

    from pages import account, beheer

    if "viewer" not in st.session_state:  # one session, as the router gives
        st.session_state["viewer"] = signed_in(name)
    {"beheer": beheer, "account": account}[slug].show(st.session_state["viewer"])


def screen(name: str = "beheerder", slug: str = "beheer") -> AppTest:
    return AppTest.from_function(page, kwargs={"name": name, "slug": slug}, default_timeout=30).run()


def said(tab: AppTest) -> str:
    assert not tab.exception
    kinds = (tab.title, tab.header, tab.markdown, tab.caption, tab.error, tab.warning, tab.success, tab.info, tab.toast)
    tables = [t.value.to_string() for t in tab.table]
    return "\n".join([*(element.value for kind in kinds for element in kind), *tables]).replace("\\", "")


def opened(tab: AppTest, section: str) -> AppTest:
    return tab.segmented_control(key="admin_section").set_value(section).run()


def chosen(tab: AppTest, name: str, step: str) -> AppTest:
    next(box for box in tab.selectbox if box.label == "Account wijzigen").select(name).run()
    return next(s for s in tab.segmented_control if s.label == "Wat wilt u doen?").set_value(step).run()


def press(tab: AppTest, label: str) -> AppTest:
    return next(button for button in tab.button if button.label.replace("\\", "") == label).click().run()


def filled(tab: AppTest, name: str, *areas: str) -> AppTest:
    next(field for field in tab.text_input if field.label == "Naam").input(name)
    next(box for box in tab.multiselect if box.label == "Gebieden").set_value(list(areas))
    return press(tab, "Voeg toe")


def test_an_account_is_added_with_a_password_that_is_shown_once(engine):
    tab = filled(screen(), "Griffie ", "REG-TWENTE", "GM0503")
    made = account_named(engine, "griffie")
    assert (made.role, made.scope, made.must_change) == ("raadslid", "REG-TWENTE GM0503", True)
    assert "Regio Twente en Delft" in said(tab)
    password = tab.code[0].value
    assert fits_hash(password, credentials(engine)["usernames"]["griffie"]["password"])
    assert not tab.run().code
    told = [event for event in events(engine) if event.account == "beheerder"]
    assert [event.kind for event in told] == [Kind.ACCOUNT_ADDED]
    assert password not in str(told)


@pytest.mark.parametrize(("name", "areas", "sentence"), [
    ("griffie", (), NONE), ("griffie", ("all", "GM0503"), BOTH), ("raadslid", ("all",), "Er is al een account"),
    ("Jan Jansen", ("all",), "De naam bestaat uit"),
])  # fmt: skip
def test_what_cannot_be_added_is_told_and_what_was_filled_in_stays(engine, name, areas, sentence):
    tab = filled(screen(), name, *areas)
    assert sentence in said(tab)
    assert len(accounts(engine)) == 5
    assert next(field for field in tab.text_input if field.label == "Naam").value == name


def test_rights_are_changed_by_name_and_end_the_sessions(engine):
    begin(engine, "raadslid", "192.0.2.1")
    tab = chosen(screen(), "raadslid", "Wijzigen")
    box = next(box for box in tab.multiselect if box.label == "Gebieden" and box.value)
    assert box.value == ["GM0153"]
    box.set_value(["REG-TWENTE"])
    press(tab, "Bewaar")
    assert account_named(engine, "raadslid").scope == "REG-TWENTE"
    assert [session.account for session in open_sessions(engine)] == ["beheerder"]


def test_an_account_is_blocked_let_in_again_given_a_password_and_deleted(engine):
    tab = press(chosen(screen(), "wethouder", "Blokkeren"), "Blokkeer wethouder")
    assert account_named(engine, "wethouder").blocked
    press(chosen(tab, "wethouder", "Deblokkeren"), "Deblokkeer wethouder")
    assert not account_named(engine, "wethouder").blocked
    press(chosen(tab, "wethouder", "Nieuw wachtwoord"), "Maak een nieuw wachtwoord")
    assert fits_hash(tab.code[0].value, credentials(engine)["usernames"]["wethouder"]["password"])
    begin(engine, "wethouder", "192.0.2.1")
    chosen(tab, "wethouder", "Verwijderen")
    assert "wordt afgemeld (1 aanmelding)" in said(tab)
    press(tab, "Verwijder wethouder")
    assert "Het account wethouder is verwijderd." in said(tab)
    assert account_named(engine, "wethouder") is None


def test_sample_accounts_among_own_data_are_warned_of(engine, monkeypatch):
    assert not screen().warning
    own = replace(cached.state(), sample=False)
    monkeypatch.setattr(cached, "state", lambda: own)
    assert "coordinator, raadslid, stuurgroep en wethouder" in said(screen())


def test_the_last_beheerder_reads_why_it_cannot_go(engine):
    tab = press(chosen(screen(), "beheerder", "Verwijderen"), "Verwijder beheerder")
    assert "beheerder is de laatste beheerder" in said(tab)
    assert account_named(engine, "beheerder")


@pytest.mark.parametrize("lost", [{"role": "raadslid"}, {"blocked": True}, {"version": 9}, {"must_change": True}])
def test_who_lost_the_right_since_the_page_was_drawn_does_nothing(engine, lost):
    tab = chosen(screen(), "wethouder", "Blokkeren")
    with engine.begin() as connection:
        connection.execute(update(table_of(Account)).where(table_of(Account).c.name == "beheerder").values(**lost))
    assert REFUSED in said(press(tab, "Blokkeer wethouder"))
    assert not account_named(engine, "wethouder").blocked


def test_sessions_are_ended_one_or_all(engine):
    for _ in range(3):
        begin(engine, "raadslid", "192.0.2.1")
    tab = opened(screen(), "Aanmeldingen")
    box = next(box for box in tab.selectbox if box.label == "Aanmelding beëindigen")
    box.select(next(label for label in box.options if "raadslid" in label)).run()
    press(tab, "Beëindig deze aanmelding")
    assert [s.account for s in open_sessions(engine)].count("raadslid") == 2
    box = next(box for box in tab.selectbox if box.label == "Aanmelding beëindigen")
    box.select(next(label for label in box.options if "raadslid" in label)).run()
    press(tab, "Beëindig alle aanmeldingen van raadslid")
    assert [s.account for s in open_sessions(engine)] == ["beheerder"]
    assert [event.kind for event in events(engine)][-2:] == [Kind.SESSION_ENDED] * 2


def test_a_lock_is_lifted_and_a_name_that_is_nobodys_is_not_told(engine):
    for name in ("raadslid", "mijngeheim"):
        for _ in range(10):
            attempts.admit(engine, name, "192.0.2.1")
    tab = opened(screen(), "Sloten")
    assert "naam raadslid" in said(tab)
    assert "mijngeheim" not in said(tab) + str([box.options for box in tab.selectbox])
    for _ in range(2):
        box = next(box for box in tab.selectbox if box.label == "Slot eraf halen")
        box.select(box.options[0]).run()
        press(tab, "Haal het slot eraf")
    assert attempts.locks(engine) == ()
    assert "mijngeheim" not in str(list(events(engine)))


def change(tab: AppTest, present: str, new: str, again: str | None = None) -> AppTest:
    for label, value in (("Huidig wachtwoord", present), ("Nieuw wachtwoord", new),
                         ("Nieuw wachtwoord, nog een keer", new if again is None else again)):  # fmt: skip
        next(field for field in tab.text_input if field.label == label).input(value)
    return press(tab, "Wijzig mijn wachtwoord")


def test_the_own_password_is_changed_and_only_this_session_stays(engine):
    begin(engine, "raadslid", "192.0.2.1")
    tab = change(screen("raadslid", "account"), SAMPLE_PASSWORD, NEW)
    assert fits_hash(NEW, credentials(engine)["usernames"]["raadslid"]["password"])
    assert len(open_sessions(engine)) == 1
    assert "deze" in said(tab)


@pytest.mark.parametrize(("given", "sentence"), [
    (("iets anders dan dat", NEW), WRONG), ((SAMPLE_PASSWORD, NEW, "x"), DIFFERENT),
    ((SAMPLE_PASSWORD, "Welkom2026!!"), WEAK), ((SAMPLE_PASSWORD, "Enschede-2026!"), WEAK),
])  # fmt: skip
def test_a_password_that_is_not_taken_is_explained(engine, given, sentence):
    assert sentence in said(change(screen("raadslid", "account"), *given))
    assert fits_hash(SAMPLE_PASSWORD, credentials(engine)["usernames"]["raadslid"]["password"])


def test_guessing_the_present_password_at_a_screen_that_was_left_is_locked_and_a_weak_new_one_is_not(engine):
    tab = screen("raadslid", "account")
    for _ in range(3):
        change(tab, SAMPLE_PASSWORD, "Welkom2026!!")
    assert attempts.locks(engine) == ()
    for _ in range(10):
        attempts.admit(engine, "raadslid", HERE)
    assert "te vaak een verkeerd wachtwoord" in said(change(tab, "iets anders dan dat", NEW))
