"""Aanmeldingen: who is in now, since when and from where; and ending that."""

import streamlit as st

from components.admin_actions import act
from components.admin_words import WIDTH
from components.plain import plain
from data_access import cached
from data_access.door.by_hand import end_one_session, end_sessions_of
from data_access.door.sessions import open_sessions
from domain.dutch import moment
from domain.sign_ins import OpenSession
from domain.viewer import Viewer

NONE = "Er is nu niemand aangemeld."
CHOOSE = "Aanmelding beëindigen"


def show_sessions(viewer: Viewer) -> None:
    found = open_sessions(cached.engine())
    if not found:
        st.info(NONE)
        return
    st.table({
        "Nummer": [str(number) for number, _ in enumerate(found, start=1)],
        "Naam": [plain(s.account) for s in found],
        "Sinds": [moment(s.created) for s in found],
        "Laatst gezien": [moment(s.seen) for s in found],
        "Adres": [plain(s.address) for s in found],
        "Welke": ["deze, van uzelf" if s.id == viewer.session else "" for s in found],
    }, border="horizontal", width=WIDTH, hide_index=True, hide_header=False, alt="Wie nu is aangemeld.")  # fmt: skip
    named = {f"{number}: {s.account}, sinds {moment(s.created)}": s for number, s in enumerate(found, start=1)}
    chosen = st.selectbox(CHOOSE, list(named), index=None, placeholder="Kies een aanmelding", width=420,
                          key="admin_session")  # fmt: skip
    if chosen is not None:
        _end(viewer, named[chosen])


def _end(viewer: Viewer, session: OpenSession) -> None:
    engine, name = cached.engine(), session.account
    with st.container(horizontal=True):
        one = st.button("Beëindig deze aanmelding", key=f"admin_end_one_{name}")
        every = st.button(plain(f"Beëindig alle aanmeldingen van {name}"), key=f"admin_end_all_{name}")
    if one:
        act(viewer, lambda by: end_one_session(engine, session.id, name, by), f"De aanmelding van {name} is beëindigd.")
    if every:
        act(viewer, lambda by: end_sessions_of(engine, name, by), f"Alle aanmeldingen van {name} zijn beëindigd.")
