"""Accounts: who may come in, as what and for which areas; adding one, and choosing one to change."""

from functools import partial

import streamlit as st

from components.admin_account import show_one
from components.admin_actions import act
from components.admin_areas import Rights, ask_rights
from components.admin_words import WIDTH, home_word, remarks, role_word, scope_words, seen_word, way_in
from components.look import QUIET_INPUTS
from components.plain import plain
from components.still_in import geography_now
from data_access import cached
from data_access.accounts import AccountRow, accounts, add_account
from data_access.door.proposal import proposed_password
from data_access.door.sessions import last_seen
from domain.areas import Geography
from domain.dutch import listing
from domain.sign_ins import By
from domain.viewer import Viewer

SAMPLES = (
    "Hier staan eigen gegevens, maar deze voorbeeldaccounts hebben nog een wachtwoord dat iedereen kan lezen: {names}. "
    "Verwijder ze, of geef ze een ander wachtwoord."
)
ADD = "Account toevoegen"
FIRST = (
    "Het dashboard maakt een eerste wachtwoord. U ziet het één keer, direct na het toevoegen. Geef het door langs een "
    "andere weg dan de naam; bij het eerste aanmelden kiest de ander een eigen wachtwoord."
)
ADDED = "Het account {name} is toegevoegd. Dit is het eerste wachtwoord. U ziet het alleen nu:"


def show_accounts(viewer: Viewer) -> None:
    rows, geography = accounts(cached.engine()), geography_now()
    _warn(rows)
    _table(rows, geography)
    with st.expander(ADD, icon=":material/person_add:"):
        _add(viewer, geography, len(rows))
    names = {row.name: row for row in rows}
    chosen = st.selectbox("Account wijzigen", list(names), index=None, placeholder="Kies een account", width=420,
                          key=f"admin_chosen_{len(rows)}")  # fmt: skip
    if chosen is not None:
        show_one(viewer, names[chosen], geography)


def _warn(rows: list[AccountRow]) -> None:
    state, samples = cached.state(), [row.name for row in rows if row.sample and not row.blocked]
    if samples and (state is None or not state.sample):
        st.warning(plain(SAMPLES.format(names=listing(samples))), icon=":material/warning:")


def _table(rows: list[AccountRow], geography: Geography) -> None:
    seen = last_seen(cached.engine())
    st.table({
        "Naam": [plain(row.name) for row in rows],
        "Rol": [role_word(row.role) for row in rows],
        "Gebieden": [plain(scope_words(row.scope, geography)) for row in rows],
        "Begint bij": [plain(home_word(row.home, geography)) for row in rows],
        "Aanmelden via": [way_in(row) for row in rows],
        "Laatst gezien": [seen_word(seen.get(row.name)) for row in rows],
        "Bijzonderheden": [remarks(row) for row in rows],
    }, border="horizontal", width=WIDTH, hide_index=True, hide_header=False, alt="Alle accounts, op naam.")  # fmt: skip


def _add(viewer: Viewer, geography: Geography, number: int) -> None:
    """The number of accounts is in the keys: after one is added the form is empty."""
    with st.form(f"admin_add_{number}", border=False, width=620):
        st.html(QUIET_INPUTS)
        name = st.text_input("Naam", autocomplete="off", key=f"admin_add_name_{number}")
        rights = ask_rights(geography, f"admin_add_{number}")
        st.caption(FIRST)
        submitted = st.form_submit_button("Voeg toe", type="primary")
    if submitted:
        password, name = proposed_password(), (name or "").strip().lower()
        act(viewer, partial(_make, name, password, rights), ADDED.format(name=name), password)


def _make(name: str, password: str, rights: Rights, by: By) -> None:
    add_account(
        cached.engine(), name=name, password=password, role=rights.role, scope=rights.scope(), home=rights.home,
        must_change=True, by=by,
    )  # fmt: skip
