"""Aanmeldingen: who is in now, since when and from where."""

import streamlit as st

from components.plain import plain
from data_access import cached
from data_access.door.sessions import open_sessions
from domain.dutch import moment
from domain.viewer import Viewer

NONE = "Er is nu niemand aangemeld."


def show_sessions(_viewer: Viewer) -> None:
    found = open_sessions(cached.engine())
    if not found:
        st.info(NONE)
        return
    st.table({
        "Naam": [plain(s.account) for s in found],
        "Sinds": [moment(s.created) for s in found],
        "Laatst gezien": [moment(s.seen) for s in found],
        "Adres": [plain(s.address) for s in found],
    }, border="horizontal", hide_index=True, hide_header=False, alt="Wie nu is aangemeld.")  # fmt: skip
