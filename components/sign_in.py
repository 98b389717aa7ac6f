"""The door: who is signed in, by a session on the server that is held against the database at every run.

The browser has a secret in a cookie; a tab that came in before it had the cookie remembers its session on the server.
"""

import streamlit as st
from sqlalchemy import Engine

from components import external_button, sign_in_form, visitor
from components.passage import LEAVE, way_in
from components.still_in import still_known
from data_access import cached
from data_access.door.sessions import by_cookie, end, end_all, viewer_in
from data_access.door.trace import record
from domain.areas import Geography
from domain.sign_ins import Ending
from domain.trace import Kind
from domain.viewer import ROLE_LABEL, Viewer

SESSION = "sign_in_session"
ENDED = "sign_in_ended"
LEAVING = "sign_in_leaving"
NOTICED = (Ending.IDLE, Ending.EXPIRED, Ending.CHANGED, Ending.NO_ACCESS)
"""What ends a session by itself, and is first seen by the run that follows."""


def current_viewer(engine: Engine, geography: Geography, *, sample: bool) -> Viewer | None:
    """Who is signed in; for anyone else the sign-in form is drawn and the answer is None. Raises DataAwayError."""
    if st.session_state.pop(LEAVING, False):
        visitor.send_to(LEAVE)
        return _ask(engine, geography, sample=sample)
    session = st.session_state.get(SESSION) or _by_cookie(engine)
    found = viewer_in(engine, session, geography) if session else Ending.UNKNOWN
    if isinstance(found, Viewer):
        st.session_state[SESSION] = session
        external_button.told()
        return found
    if session and (SESSION in st.session_state or ENDED not in st.session_state):
        _shut(engine, session, found)
    return _ask(engine, geography, sample=sample)


def sign_out_button(viewer: Viewer) -> None:
    st.caption(f"Aangemeld als {viewer.name} ({ROLE_LABEL[viewer.role]})")
    st.button("Afmelden", on_click=_leave, args=(viewer,), icon=":material/logout:", key="sign_out")


def _leave(viewer: Viewer) -> None:
    """Before the run that follows: that one sees a session that has ended. What was chosen goes too."""
    end(cached.engine(), viewer.session, Ending.SIGNED_OUT)
    record(cached.engine(), Kind.SIGNED_OUT, account=viewer.name, address=visitor.address())
    st.session_state.clear()
    st.session_state[LEAVING] = True


def leave_everywhere(viewer: Viewer) -> None:
    """As signing out, for every browser that the account is in."""
    if still_known(viewer) is None:
        return
    ended = end_all(cached.engine(), viewer.name, Ending.SIGNED_OUT)
    record(
        cached.engine(), Kind.SIGNED_OUT, account=viewer.name, address=visitor.address(), about={"sessions": ended}
    )  # fmt: skip
    st.session_state.clear()
    st.session_state[LEAVING] = True


def _by_cookie(engine: Engine) -> str | None:
    secret = visitor.cookie()
    return by_cookie(engine, secret) if secret else None


def _shut(engine: Engine, session: str, why: Ending) -> None:
    """The next person at this screen starts afresh, and whoever sat here is told why."""
    account = end(engine, session, why) if why in NOTICED else None
    if account is not None:
        record(engine, Kind.SESSION_ENDED, account=account, address=visitor.address(), about={"why": why.value})
    st.session_state.clear()
    st.session_state[ENDED] = why


def _ask(engine: Engine, geography: Geography, *, sample: bool) -> Viewer | None:
    """The form in a slot of its own: it vanishes in the very run in which the visitor comes in."""
    slot = st.empty()
    with slot.container():
        begun = sign_in_form.show(engine, st.session_state.get(ENDED), sample=sample)
    if begun is None:
        return None
    slot.empty()
    st.session_state.pop(ENDED, None)
    st.session_state[SESSION] = begun.id
    visitor.send_to(way_in(begun.ticket, visitor.here()))
    found = viewer_in(engine, begun.id, geography)
    return found if isinstance(found, Viewer) else None
