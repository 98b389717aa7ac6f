"""The cookie of a visitor who has signed in, set and deleted by the server in plain answers.

The run that lets somebody in cannot set a cookie that scripts cannot read. So it sends the browser here with a ticket
that is good once, for half a minute; the answer holds the cookie. Its value is a secret without a meaning, of which the
database knows the hash: what it opens is decided there, at every run.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from components import external_exit
from components.answers import ADDRESSES
from data_access import cached
from data_access.door.sessions import exchange
from data_access.engine import DataAwayError
from data_access.settings_web import web_settings

SAFE_NAME, PLAIN_NAME = "__Host-wor_aangemeld", "wor_aangemeld"
COOKIES = (SAFE_NAME, PLAIN_NAME)
"""Behind TLS the first: browsers take it from this very host and over TLS alone. Without TLS the second. Where visitors
come by https (WOR_ADDRESS) the second counts for nothing: a host beside ours could plant one."""
ENTER, LEAVE = "/aangemeld", "/afmelden"
ELSEWHERE = ("cross-site", "same-site")


def way_in(ticket: str, to: str) -> str:
    """The address that gives the browser its cookie and leads on to `to`."""
    return f"{ENTER}?{urlencode({'bewijs': ticket, 'naar': to})}"


def enter(request: Request) -> RedirectResponse:
    """A ticket that is false, used or old gives no cookie: the visitor then stands at the sign-in again. Nor does one
    that another site sends somebody with, to have them work in a session that is not theirs."""
    answer = RedirectResponse(inside(request.query_params.get("naar", "/")), status_code=303)
    ticket = request.query_params.get("bewijs", "")
    if not ticket or request.headers.get("sec-fetch-site") in ELSEWHERE:
        return answer
    try:
        given = exchange(cached.engine(), ticket, cookie_of(request))
    except DataAwayError:
        return answer
    if given:
        give(answer, request, *given)
    return answer


def give(answer: RedirectResponse, request: Request, secret: str, until: datetime) -> None:
    """The cookie, for as long as the session can last."""
    safe, seconds = (
        request.url.scheme == "https" or web_settings().tls,
        int((until - datetime.now(UTC)).total_seconds()),
    )
    answer.set_cookie(
        SAFE_NAME if safe else PLAIN_NAME, secret, max_age=seconds, httponly=True, samesite="strict", secure=safe
    )


def leave(request: Request) -> RedirectResponse:
    """The run that sent the browser here has ended the session already; the provider's ends by its own address."""
    secret = cookie_of(request)
    answer = RedirectResponse(external_exit.way_out(secret) if secret else "/", status_code=303)
    for name in COOKIES:
        answer.delete_cookie(name, httponly=True, samesite="strict", secure=name == SAFE_NAME)
    return answer


def cookie_of(request: HTTPConnection) -> str | None:
    return cookie_in(request.cookies)


def cookie_in(cookies: Mapping[str, str]) -> str | None:
    """What the server gave the browser when somebody signed in."""
    names = (SAFE_NAME,) if web_settings().tls else COOKIES
    return next((value for name in names if (value := cookies.get(name))), None)


def inside(address: str) -> str:
    """Only to a page of the dashboard, never to another host."""
    parts = urlsplit(address)
    path = parts.path if parts.path in ADDRESSES else "/"
    return f"{path}?{parts.query}" if parts.query else path


ROUTES = (Route(ENTER, enter), Route(LEAVE, leave))
