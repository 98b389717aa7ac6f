"""Publiceren: who makes a release and publishes it, and that the right to it is looked up at the click."""

import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from publishing_screen import ENSCHEDE, TWENTE, demote, installation, made, said, screen, waiting
from signed_in import signed_in
from sqlalchemy import Engine
from world import ROUNDS

from components import publishing_making, publishing_region
from components.publishing_actions import OTHER_DRAFT, REFUSED
from components.publishing_ledger import NONE, SOUND
from components.publishing_making import BROKEN, GOES_ON
from components.publishing_region import DECIDE, NEVER, OLDER
from components.publishing_rights import may_release
from data_access.accounts import add_account
from data_access.drafts import read_draft
from data_access.releases import all_releases
from data_access.state import current_state
from data_access.store import store
from domain.viewer import Role
from publishing import several
from publishing.report import IN_ORDER
from publishing.workers import Worker
from tests.publishing import jobs


@pytest.fixture
def engine(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    with installation(own_var, monkeypatch) as made_here:
        yield made_here


def test_without_consent_the_administrator_reads_who_did_not_agree(engine):
    tab = screen("beheerder")
    assert NEVER in said(tab)
    assert NONE in said(tab)
    assert "Enschede gaf nog geen akkoord." in said(tab)
    tab.button(key=f"make_{TWENTE}").click().run()
    made()
    assert "Het akkoord ontbreekt nog van Enschede." in said(tab.run())
    assert read_draft(engine, TWENTE) is None


def test_with_words_on_consent_elsewhere_a_release_is_made_read_and_published(engine):
    tab = screen("beheerder")
    tab.text_input(key=f"outside_{TWENTE}").input("wethouder, per e-mail op 3 november")
    tab.button(key=f"make_{TWENTE}").click().run()
    made()
    report = said(tab.run())
    assert all(text in report for text in ("alles klopt.", "Centrum en Noord samen.", "Q3 blijft.", DECIDE, "Geslacht"))
    assert not {"63", "60"} & set(report.split())
    tab = screen("beheerder")  # a new page: the draft is kept, with the words on consent
    assert tab.text_input(key=f"outside_{TWENTE}").value == "wethouder, per e-mail op 3 november"
    tab.button(key=f"publish_{TWENTE}").click().run()
    assert "Publicatie 1 is te lezen" in said(tab)
    assert SOUND in said(tab)
    assert all_releases(engine)[0].consents == (f"{ENSCHEDE} wethouder, per e-mail op 3 november",)
    assert read_draft(engine, TWENTE) is None


def test_a_release_is_made_further_by_the_server_while_its_maker_is_away(engine, monkeypatch):
    go_on = threading.Event()

    def slowly(engine, region, account, progress, agreed="", *, address="", begun):
        progress(0.4, "2025: het traject")
        go_on.wait(60)
        waiting(engine, made_by=account)

    monkeypatch.setattr(publishing_making, "make_beside", slowly)
    screen("beheerder").button(key=f"make_{TWENTE}").click().run()
    try:
        back = screen("beheerder")
        assert GOES_ON in said(back)
        assert f"make_{TWENTE}" not in {button.key for button in back.button}
        publishing_making.start(TWENTE, "ander", "")  # from another page: one at a time
        assert publishing_making.makings().of(TWENTE).by == "beheerder"
    finally:
        go_on.set()
        made()
    assert "Concept voor Twente" in said(back.run())
    assert read_draft(engine, TWENTE).made_by == "beheerder"


def test_a_release_is_made_in_a_process_of_its_own(engine, monkeypatch):
    monkeypatch.setattr(publishing_making, "make_beside", several.make_beside)
    tab = screen("beheerder")
    tab.text_input(key=f"outside_{TWENTE}").input("wethouder, per e-mail op 3 november")
    tab.button(key=f"make_{TWENTE}").click().run()
    made()
    assert "Concept voor Twente" in said(tab.run())
    assert read_draft(engine, TWENTE).content.report.check == IN_ORDER


def test_who_made_a_beginning_can_stop_it(engine, monkeypatch):
    def slowly(engine, region, account, progress, agreed="", *, address="", begun):
        with Worker() as worker:
            begun(worker)
            worker.ask(jobs.doze)

    monkeypatch.setattr(publishing_making, "make_beside", slowly)
    screen("beheerder").button(key=f"make_{TWENTE}").click().run()
    tab = screen("beheerder")
    tab.button(key=f"stop_{TWENTE}").click().run()
    made()
    assert "beheerder heeft het maken van de vrijgave van" in said(tab.run())
    assert read_draft(engine, TWENTE) is None
    assert f"make_{TWENTE}" in {button.key for button in tab.button}


def test_a_worker_that_is_killed_is_told_on_the_page(engine, monkeypatch):
    def killed(engine, region, account, progress, agreed="", *, address="", begun):
        with Worker() as worker:
            begun(worker)
            worker.ask(jobs.end, signal.SIGKILL)

    monkeypatch.setattr(publishing_making, "make_beside", killed)
    tab = screen("beheerder")
    tab.button(key=f"make_{TWENTE}").click().run()
    made()
    assert "meestal omdat het geheugen vol was" in said(tab.run())
    assert f"make_{TWENTE}" in {button.key for button in tab.button}


def test_a_release_is_not_stopped_by_who_lost_the_right_meanwhile(engine, monkeypatch):
    kept = publishing_making.makings()
    kept.begin(TWENTE, "ander")
    monkeypatch.setattr(publishing_making, "may_release", lambda viewer, region: False)
    tab = screen("beheerder")
    tab.button(key=f"stop_{TWENTE}").click().run()
    assert REFUSED in said(tab)
    assert kept.of(TWENTE).runs
    assert not kept.of(TWENTE).stopped_by


def test_what_goes_wrong_while_a_release_is_made_is_told_and_it_can_be_made_again(engine, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(publishing_making, "make_beside", broken)
    tab = screen("beheerder")
    tab.button(key=f"make_{TWENTE}").click().run()
    made()
    assert BROKEN in said(tab.run())
    assert f"make_{TWENTE}" in {button.key for button in tab.button}


def test_a_draft_can_be_refused(engine):
    waiting(engine)
    tab = screen("beheerder")
    tab.button(key=f"drop_{TWENTE}").click().run()
    assert "Er is niets gepubliceerd." in said(tab)
    assert read_draft(engine, TWENTE) is None
    assert all_releases(engine) == ()


@pytest.mark.parametrize("button", ["publish", "drop"])
def test_nobody_decides_on_a_draft_they_have_not_seen(engine, button):
    waiting(engine)
    tab = screen("beheerder")
    other = waiting(engine)
    tab.button(key=f"{button}_{TWENTE}").click().run()
    assert OTHER_DRAFT in said(tab)
    assert read_draft(engine, TWENTE).id == other
    assert all_releases(engine) == ()


@pytest.mark.parametrize("button", ["publish", "drop"])
def test_the_right_to_release_is_looked_up_at_the_click(engine, button):
    seen = waiting(engine)
    tab = screen("beheerder")
    demote(engine, "beheerder", Role.STEERING)
    tab.button(key=f"{button}_{TWENTE}").click().run()
    assert REFUSED in said(tab)
    assert read_draft(engine, TWENTE).id == seen
    assert all_releases(engine) == ()


def test_a_release_is_not_made_for_who_lost_the_right_meanwhile(engine, monkeypatch):
    tab = screen("beheerder")
    monkeypatch.setattr(publishing_region, "may_release", lambda viewer, region: False)
    tab.text_input(key=f"outside_{TWENTE}").input("wethouder, per e-mail")
    tab.button(key=f"make_{TWENTE}").click().run()
    assert REFUSED in said(tab)
    assert read_draft(engine, TWENTE) is None


@pytest.mark.parametrize(("role", "own", "may"), [
    (Role.ADMIN, "all", True), (Role.ADMIN, "GM0503", False), (Role.STEERING, "all", False),
    (Role.COORDINATOR, "all", False),
])  # fmt: skip
def test_a_region_is_released_by_its_own_administrator(engine, role, own, may):
    add_account(engine, name="ander", password="drie blauwe fietsen", role=role.value, scope=own, rounds=ROUNDS)
    viewer = signed_in("ander")
    assert may_release(viewer, TWENTE) is may
    assert not may_release(replace(viewer, session="of no one"), TWENTE)


def test_a_draft_of_older_data_is_not_for_publishing(engine):
    waiting(engine)
    store(engine, {}, supplier="test", description="next", data_date=current_state(engine).data_date, sample=True)
    tab = screen("beheerder")
    assert OLDER in said(tab)
    assert f"publish_{TWENTE}" not in {b.key for b in tab.button}
    assert f"drop_{TWENTE}" in {b.key for b in tab.button}
