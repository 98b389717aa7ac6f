"""The door: local accounts with streamlit-authenticator. The account is read from the database again on every run.

The library checks the password (bcrypt) and reads the cookie; the form is ours, for Dutch words, for one sentence
whatever was wrong, and so that an unknown name takes as long as a wrong password. passage.py writes the cookie.
"""

from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st
from jwt import PyJWTError
from sqlalchemy import Engine
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit_authenticator import Authenticate, Hasher, LoginError

from components import failure
from components.cookie_key import cookie_key
from components.passage import COOKIE_NAME, LEAVE, way_in
from data_access.accounts import accounts, credentials, viewer_of
from domain.areas import Geography
from domain.dutch import listing
from domain.viewer import ROLE_LABEL, Viewer

WRONG = "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar. Probeer het opnieuw, of vraag de beheerder."
GONE = "Dit account heeft geen toegang meer. Vraag de beheerder, of meld u aan met een ander account."
LEAVING = "sign_in_leaving"
GONE_SEEN = "sign_in_gone"
SAMPLE_PASSWORD = "welzijn-op-recept"  # noqa: S105  (no secret: it stands on the screen, with sample data only)
QUIET_INPUTS = "<style>[data-testid=InputInstructions] { display: none }</style>"
"""Streamlit's "Press Enter to submit form" has no setting."""
LONGEST_PASSWORD = 72
"""bcrypt reads no further."""


def current_viewer(engine: Engine, geography: Geography, *, sample: bool) -> Viewer | None:
    """Who is signed in; for anyone else the sign-in form is drawn and the answer is None. Raises DataAwayError."""
    leaving = st.session_state.pop(LEAVING, False)
    viewer = None if leaving else _known(engine, geography)
    if viewer:
        return viewer
    door = _door(engine)
    if st.session_state.get("authentication_status"):  # leaving, or an account that was removed meanwhile
        st.session_state[GONE_SEEN] = not leaving
        door.authentication_controller.logout()
    if leaving:
        _send_to(LEAVE)
    _enter_by_cookie(door)
    return _known(engine, geography) or _ask(door, engine, geography, sample=sample)


def sign_out_button(viewer: Viewer) -> None:
    st.caption(f"Aangemeld als {viewer.name} ({ROLE_LABEL[viewer.role]})")
    st.button("Afmelden", on_click=_leave, icon=":material/logout:", key="sign_out")


def _leave() -> None:
    """The next run sees the flag before anything is drawn. What was chosen goes too: the next visitor starts afresh."""
    st.session_state.clear()
    st.session_state["authentication_status"] = True
    st.session_state[LEAVING] = True


def _known(engine: Engine, geography: Geography) -> Viewer | None:
    name = st.session_state.get("username") if st.session_state.get("authentication_status") else None
    return viewer_of(engine, name, geography) if name else None


def _door(engine: Engine) -> Authenticate:
    """Draws an invisible frame; so it is made only where no one is signed in yet."""
    at_once: Any = {"login_sleep_time": 0}  # the library wrongly asks for dicts here
    return Authenticate(credentials(engine), COOKIE_NAME, cookie_key(), auto_hash=False, **at_once)


def _send_to(address: str) -> None:
    """Sends the browser to an address, as Streamlit's own st.logout does."""
    message = ForwardMsg()
    message.auth_redirect.url = address
    context = get_script_run_ctx()
    if context:
        context.enqueue(message)


def _here() -> str:
    """The address that was asked for, with its query."""
    query = urlencode([(key, value) for key in st.query_params for value in st.query_params.get_all(key)])
    path = urlsplit(st.context.url or "").path or "/"
    return f"{path}?{query}" if query else path


def _enter_by_cookie(door: Authenticate) -> None:
    try:
        door.login(location="unrendered")
    except (LoginError, PyJWTError):  # of an account that is gone, or not one of ours
        st.session_state["logout"] = True


def _ask(door: Authenticate, engine: Engine, geography: Geography, *, sample: bool) -> Viewer | None:
    """The form in a slot of its own: it vanishes in the very run in which the visitor comes in."""
    slot = st.empty()
    with slot.container():
        st.title("Welzijn op Recept")
        if st.session_state.get(GONE_SEEN):
            st.warning(GONE)
        if not accounts(engine):
            failure.no_account()
            return None
        submitted, name, password = _form()
        if submitted and not _fits(door, name, password):
            st.error(WRONG)
        if sample:
            _sample_accounts(engine)
    viewer = _known(engine, geography)
    if viewer:
        slot.empty()
        _send_to(way_in(viewer.name, _here()))
        st.session_state[GONE_SEEN] = False
    return viewer


def _form() -> tuple[bool, str, str]:
    with st.form("sign_in", width=420):
        st.subheader("Aanmelden")
        st.html(QUIET_INPUTS)
        name = st.text_input("Gebruikersnaam", autocomplete="username")
        password = st.text_input("Wachtwoord", type="password", autocomplete="current-password")
        return st.form_submit_button("Aanmelden", type="primary"), name or "", password or ""


def _fits(door: Authenticate, name: str, password: str) -> bool:
    """An unknown name costs one check of a password too: the answer comes no sooner."""
    known = (door.authentication_controller.authentication_model.credentials or {})["usernames"]
    password = password.encode()[:LONGEST_PASSWORD].decode(errors="ignore")
    if name.lower().strip() not in known:
        Hasher.check_pw(password, next(iter(known.values()))["password"])
        return False
    return bool(password) and bool(door.authentication_controller.login(name, password))


def _sample_accounts(engine: Engine) -> None:
    names = [account.name for account in accounts(engine) if account.sample]
    if names:
        st.info(
            f"Dit zijn voorbeeldgegevens. U kunt rondkijken als {listing(names)}, met het wachtwoord "
            f"`{SAMPLE_PASSWORD}`.",
            icon=":material/key:",
        )
