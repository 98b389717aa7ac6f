"""Bekijk als raadslid: a coordinator sees what the council sees, beside the own live figures."""

import streamlit as st

from components.desk import Desk, as_council
from domain.cells import Origin

SWITCH = "Bekijk als raadslid"
LIVE, COUNCIL = "Nu, voor u", "Wat de raad ziet"
NOTHING = "De raad ziet hier nog niets: van deze regio zijn nog geen cijfers vrijgegeven."


def council_desk(desk: Desk) -> Desk | None:
    """Draws the switch where live figures are on the page; gives the council's view of the choice while it is on."""
    if desk.origin is not Origin.LIVE or not _wanted():
        return None
    council = as_council(desk)
    if council is None:
        st.info(NOTHING)
    return council


def _wanted() -> bool:
    """Kept while the viewer goes from page to page."""
    return st.toggle(SWITCH, key="as_council", persist_state="session")
