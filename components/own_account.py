"""Mijn account: what somebody may see, the own password, and where they are signed in."""

import streamlit as st

from components.admin_words import WIDTH, home_word, role_word, scope_words
from components.own_password import show_change
from components.plain import plain
from components.sign_in import leave_everywhere
from components.still_in import geography_now
from data_access import cached
from data_access.accounts import account_named
from data_access.door.sessions import open_sessions
from domain.dutch import moment
from domain.sign_ins import OpenSession
from domain.viewer import Viewer

EXTERNAL = (
    "U meldt zich aan met het account van uw organisatie. Uw wachtwoord wijzigt u daar, en uw rol en gebieden volgen "
    "uit de afspraken met uw organisatie."
)
EVERYWHERE = "Staat er een aanmelding bij die u niet kent? Meld dan overal af en wijzig uw wachtwoord."


def show_account(viewer: Viewer) -> None:
    account, geography = account_named(cached.engine(), viewer.name), geography_now()
    facts = {"Naam": viewer.name, "Rol": role_word(viewer.role)}
    if account:
        facts |= {
            "Gebieden": scope_words(account.scope, geography), "Begint bij": home_word(account.home, geography),
        }  # fmt: skip
    st.markdown("\n".join(f"- **{name}:** {plain(text)}" for name, text in facts.items() if text))
    st.header("Wachtwoord", anchor=False)
    if viewer.external:
        st.markdown(EXTERNAL)
    else:
        show_change(viewer)
    _sessions(viewer)


def _sessions(viewer: Viewer) -> None:
    mine = [session for session in open_sessions(cached.engine()) if session.account == viewer.name]
    st.header("Waar u bent aangemeld", anchor=False)
    st.table({
        "Sinds": [moment(session.created) for session in mine],
        "Laatst gezien": [moment(session.seen) for session in mine],
        "Adres": [plain(session.address) for session in mine],
        "Welke": [_which(session, viewer) for session in mine],
    }, border="horizontal", width=WIDTH, hide_index=True, hide_header=False,
        alt="Waar u nu bent aangemeld.")  # fmt: skip
    st.markdown(EVERYWHERE)
    st.button("Meld overal af", on_click=leave_everywhere, args=(viewer,), icon=":material/logout:",
              key="leave_everywhere")  # fmt: skip


def _which(session: OpenSession, viewer: Viewer) -> str:
    return "deze" if session.id == viewer.session else "een andere"
