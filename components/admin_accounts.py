"""Accounts: who may come in, as what and for which areas."""

import streamlit as st

from components.admin_words import home_word, role_word, scope_words, seen_word, way_in
from components.plain import plain
from components.still_in import geography_now
from data_access import cached
from data_access.accounts import AccountRow, accounts
from data_access.door.sessions import last_seen
from domain.areas import Geography
from domain.viewer import Viewer


def show_accounts(_viewer: Viewer) -> None:
    _table(accounts(cached.engine()), geography_now())


def _table(rows: list[AccountRow], geography: Geography) -> None:
    seen = last_seen(cached.engine())
    st.table({
        "Naam": [plain(row.name) for row in rows],
        "Rol": [role_word(row.role) for row in rows],
        "Gebieden": [plain(scope_words(row.scope, geography)) for row in rows],
        "Begint bij": [plain(home_word(row.home, geography)) for row in rows],
        "Geblokkeerd": [_yes(row.blocked) for row in rows],
        "Meldt zich aan met": [way_in(row) for row in rows],
        "Moet wachtwoord wijzigen": [_yes(row.must_change) for row in rows],
        "Laatst gezien": [seen_word(seen.get(row.name)) for row in rows],
        "Voorbeeld": [_yes(row.sample) for row in rows],
    }, border="horizontal", hide_index=True, hide_header=False, alt="Alle accounts, op naam.")  # fmt: skip


def _yes(value: bool) -> str:
    return "ja" if value else "nee"
