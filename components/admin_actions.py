"""What a button of Beheer does: looks up again who asks, does it, and tells what became of it."""

from collections.abc import Callable

import streamlit as st

from components import admin_state
from components.admin_rights import NotAllowedError, by_manager
from components.plain import plain
from data_access.door.account_rules import AccountError
from data_access.engine import DataAwayError
from domain.sign_ins import By
from domain.viewer import Viewer

TOLD = (AccountError, DataAwayError, NotAllowedError)
"""Errors whose text is a Dutch sentence with what to do."""


def act(viewer: Viewer, do: Callable[[By], object], done: str, password: str = "") -> None:
    """In the run of the click. Where it was refused what was filled in stays; else the page is drawn anew."""
    try:
        do(by_manager(viewer))
    except TOLD as refused:
        st.error(plain(str(refused)), icon=":material/error:")
        return
    admin_state.tell(done, password)
    st.rerun()
