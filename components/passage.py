"""The cookie of a visitor who has signed in, set and deleted by the server in plain answers.

streamlit-authenticator sets and deletes it from a frame in the page; measured, that frame is often taken away by the
next run before it has done its work. So the browser is sent here instead, as Streamlit's own st.login does, and the
cookie is out of reach of scripts. The library still reads it: `username` and `exp_date`, signed with `cookie_key()`.
"""

import time
from urllib.parse import urlencode, urlsplit

import jwt
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from components.answers import ADDRESSES
from components.cookie_key import cookie_key

COOKIE_NAME = "wor_aangemeld"
COOKIE_SECONDS = 12 * 3600
TICKET_SECONDS = 30
ENTER, LEAVE = "/aangemeld", "/afmelden"
SIGNED = "HS256"


def way_in(name: str, to: str) -> str:
    """The address that gives the browser its cookie and leads on to `to`; it is good for half a minute."""
    ticket = jwt.encode({"sub": name, "exp": int(time.time()) + TICKET_SECONDS}, cookie_key(), algorithm=SIGNED)
    return f"{ENTER}?{urlencode({'bewijs': ticket, 'naar': to})}"


def enter(request: Request) -> RedirectResponse:
    """A ticket that is false or too old gives no cookie: the visitor then stands at the sign-in again."""
    answer = RedirectResponse(_inside(request.query_params.get("naar", "/")), status_code=303)
    try:
        ticket = jwt.decode(request.query_params.get("bewijs", ""), cookie_key(), algorithms=[SIGNED],
                            options={"require": ["sub", "exp"]})  # fmt: skip
    except jwt.PyJWTError:
        return answer
    cookie = {"username": ticket["sub"], "exp_date": time.time() + COOKIE_SECONDS}
    answer.set_cookie(
        COOKIE_NAME, jwt.encode(cookie, cookie_key(), algorithm=SIGNED), max_age=COOKIE_SECONDS,
        httponly=True, samesite="strict", secure=request.url.scheme == "https",
    )  # fmt: skip
    return answer


def leave(_request: Request) -> RedirectResponse:
    """The run that sent the browser here has ended the session already."""
    answer = RedirectResponse("/", status_code=303)
    answer.delete_cookie(COOKIE_NAME, httponly=True, samesite="strict")
    return answer


def _inside(address: str) -> str:
    """Only to a page of the dashboard, never to another host."""
    parts = urlsplit(address)
    path = parts.path if parts.path in ADDRESSES else "/"
    return f"{path}?{parts.query}" if parts.query else path


ROUTES = (Route(ENTER, enter), Route(LEAVE, leave))
