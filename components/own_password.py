"""Changing the own password: on Mijn account, and in the place of every page for who was given one by someone else."""

import streamlit as st

from components import visitor
from components.admin_rights import REFUSED
from components.look import QUIET_INPUTS
from components.plain import plain
from components.sign_in_form import locked
from components.still_in import still_known
from data_access import cached
from data_access.door import attempts
from data_access.door.account_rules import AccountError
from data_access.door.attempts import LockedError
from data_access.door.new_password import WrongPasswordError, change_own_password
from data_access.engine import DataAwayError
from data_access.passwords import RULES
from domain.sign_ins import By
from domain.viewer import Viewer

FIRST = "Kies eerst een eigen wachtwoord"
WHY = (
    "U hebt u aangemeld met een wachtwoord dat iemand anders u gaf. Kies nu een wachtwoord dat alleen u weet. Daarna "
    "opent het dashboard."
)
DIFFERENT = "De twee nieuwe wachtwoorden zijn niet gelijk. Vul alles opnieuw in; er is nog niets gewijzigd."
DONE = "Uw wachtwoord is gewijzigd. Op andere apparaten bent u afgemeld."
WIDTH = 420
"""Pixels, as the sign-in form."""


def demand(viewer: Viewer) -> None:
    st.title(FIRST, anchor=False)
    st.markdown(WHY)
    show_change(viewer)


def show_change(viewer: Viewer) -> None:
    st.markdown(RULES)
    with st.form("own_password", width=WIDTH, clear_on_submit=True):  # no password stays behind on the screen
        st.html(QUIET_INPUTS)
        present = st.text_input("Huidig wachtwoord", type="password", autocomplete="current-password")
        new = st.text_input("Nieuw wachtwoord", type="password", autocomplete="new-password")
        again = st.text_input("Nieuw wachtwoord, nog een keer", type="password", autocomplete="new-password")
        submitted = st.form_submit_button("Wijzig mijn wachtwoord", type="primary")
    if not submitted:
        return
    wrong = _refusal(viewer, present or "", new or "", again or "")
    if wrong:
        st.error(plain(wrong), icon=":material/error:")
        return
    st.toast(DONE, icon=":material/check_circle:", duration="long")
    st.rerun()


def _refusal(viewer: Viewer, present: str, new: str, again: str) -> str:
    """Why it was not changed; empty where it was."""
    if new != again:
        return DIFFERENT
    try:
        now = still_known(viewer)
        return REFUSED if now is None else _changed(now, present, new)
    except LockedError:
        return locked()
    except (AccountError, DataAwayError) as refused:
        return str(refused)


def _changed(viewer: Viewer, present: str, new: str) -> str:
    """Guessing the present one at a screen that was left counts as at the door; a new one that is refused does not."""
    engine, by = cached.engine(), By(account=viewer.name, address=visitor.address())
    attempts.admit(engine, viewer.name, by.address)
    try:
        change_own_password(engine, viewer.name, present=present, new=new, session=viewer.session, by=by)
    except WrongPasswordError:
        raise
    except AccountError as refused:
        attempts.succeeded(engine, viewer.name, by.address)
        return str(refused)
    attempts.succeeded(engine, viewer.name, by.address)
    return ""
