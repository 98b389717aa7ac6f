"""Publiceren: who agrees, and that the right to it is looked up at the click."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from publishing_screen import ENSCHEDE, TWENTE, demote, installation, labels, publish, said, screen, waiting
from sqlalchemy import Engine

from components.publishing_actions import REFUSED, RENEWED
from data_access.consents import consents
from data_access.drafts import read_draft
from data_access.state import current_state
from data_access.store import store
from domain.viewer import Role


@pytest.fixture
def engine(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    with installation(own_var, monkeypatch) as made_here:
        yield made_here


def test_a_coordinator_sees_the_own_totals_agrees_and_takes_it_back(engine):
    tab = screen("regisseur")
    assert "Verwijzingen in 2025" in said(tab)
    assert "31 oktober 2026 (versie 1)" in said(tab)
    tab.button(key=f"agree_{ENSCHEDE}").click().run()
    assert consents(engine, current_state(engine).token)[ENSCHEDE].account == "regisseur"
    assert "U gaf akkoord op" in said(tab)
    tab.button(key=f"withdraw_{ENSCHEDE}").click().run()
    assert consents(engine, current_state(engine).token) == {}


def test_a_coordinator_sees_what_the_last_release_held_and_cannot_take_back_what_it_rests_on(engine):
    screen("regisseur").button(key=f"agree_{ENSCHEDE}").click().run()
    waiting(engine)
    publish(engine, read_draft(engine, TWENTE).id, "beheerder")
    tab = screen("regisseur")
    assert "In de laatste publicatie" in said(tab)
    assert "rust op dit akkoord" in said(tab)
    assert labels(tab) == []


def test_a_coordinator_of_a_municipality_that_delivered_nothing_has_nothing_to_agree_to(engine):
    tab = screen("coordinator")
    assert "geen verwijzingen geleverd" in said(tab)
    assert labels(tab) == []
    assert "Enschede" not in said(tab)


def test_a_coordinator_makes_no_release_and_reads_no_report(engine):
    waiting(engine)
    assert labels(screen("regisseur")) == ["Akkoord met vrijgeven"]
    assert "Concept" not in said(screen("regisseur"))


def test_consent_is_not_for_who_lost_the_right_since_the_page_was_drawn(engine):
    tab = screen("regisseur")
    demote(engine, "regisseur", Role.COUNCIL)
    tab.button(key=f"agree_{ENSCHEDE}").click().run()
    assert REFUSED in said(tab)
    assert consents(engine, current_state(engine).token) == {}


def test_nobody_agrees_to_data_they_have_not_seen(engine):
    tab = screen("regisseur")
    store(engine, {}, supplier="test", description="next", data_date=current_state(engine).data_date, sample=True)
    tab.button(key=f"agree_{ENSCHEDE}").click().run()
    assert RENEWED in said(tab)
    assert consents(engine, current_state(engine).token) == {}
