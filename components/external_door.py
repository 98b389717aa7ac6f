"""Around Streamlit's own addresses of `st.login`: where to the visitor goes back, and a session of ours at the return.

Streamlit would hand the identity to the browser in a cookie that lives for thirty days and that nobody can revoke. Here
it is taken out of the answer, and begins one session on the server: the browser never has it.
"""

import logging
from contextlib import suppress
from urllib.parse import quote, unquote, urlsplit

from sqlalchemy.exc import IntegrityError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import traced
from components.external_identity import FalseIdentityError, identity_in, is_identity
from components.external_words import PARAMETER, Outcome
from components.passage import cookie_of, give, inside
from data_access import cached
from data_access.accounts import AccountError
from data_access.door.external import account_of, known_as, plain_name
from data_access.door.sessions import begin, by_cookie, end, end_all, exchange
from data_access.door.trace import record
from data_access.engine import DataAwayError
from data_access.oidc_file import provider
from data_access.settings import SettingError
from domain.oidc import Identity, Provider, rule_for
from domain.sign_ins import Ending
from domain.trace import Kind

LOG = logging.getLogger("wor.door")
LOGIN, CALLBACK = "/auth/login", "/oauth2callback"
TO = "wor_naar"
"""The cookie with the address that was asked for: for as long as signing in at the provider may take."""
PATIENCE_SECONDS = 900


class ExternalDoor:
    """ASGI middleware around Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        known = {LOGIN: on_the_way_out, CALLBACK: on_the_way_back}
        if scope["type"] != "http" or scope["path"] not in known:
            await self.app(scope, receive, send)
            return
        inner = _Kept()
        try:
            await self.app(scope, receive, inner)
        except Exception:
            LOG.exception("Streamlit failed at %s", scope["path"])
            inner.headers = Headers()
        answer = await run_in_threadpool(known[scope["path"]], Request(scope), inner.headers)
        await answer(scope, receive, send)


class _Kept:
    """The head of Streamlit's answer, which is an address to go to; what else it says is English."""

    def __init__(self) -> None:
        self.headers = Headers()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.headers = Headers(scope=message)


def on_the_way_out(request: Request, inner: Headers) -> RedirectResponse:
    """To the provider. Who signs in anew is no longer in as before: the browser does not send that cookie on the way
    back, because another host sends it."""
    to, here = inner.get("location", ""), inside(request.headers.get("referer", "/"))
    if to == "/":  # an address that is too old, or is not ours: the button is one click away
        return RedirectResponse(to, status_code=303)
    if not to:
        return _refused(here, Outcome.AWAY)
    answer = RedirectResponse(to, status_code=303)
    safe = request.url.scheme == "https"
    _pass_on(inner, answer, safe=safe)
    answer.set_cookie(
        TO, quote(here), max_age=PATIENCE_SECONDS, path=CALLBACK, httponly=True, samesite="lax", secure=safe
    )
    _end_former(request)
    return answer


def _end_former(request: Request) -> None:
    secret = cookie_of(request)
    with suppress(DataAwayError):
        session = by_cookie(cached.engine(), secret) if secret else None
        if session:
            end(cached.engine(), session, Ending.REPLACED)


def on_the_way_back(request: Request, inner: Headers) -> RedirectResponse:
    to = inside(unquote(request.cookies.get(TO, "/")))
    answer = _let_in(request, inner, to)
    _pass_on(inner, answer, safe=request.url.scheme == "https")
    answer.delete_cookie(TO, path=CALLBACK, httponly=True, samesite="lax")
    return answer


def _let_in(request: Request, inner: Headers, to: str) -> RedirectResponse:
    asked = request.query_params
    if not {"code", "error"} & set(asked):  # back from signing out at the provider
        return RedirectResponse("/", status_code=303)
    try:
        known = provider()
        identity = identity_in(inner.getlist("set-cookie"), known) if known else None
        if known is None or identity is None:
            return _refused(to, Outcome.CANCELLED if asked.get("error") == "access_denied" else Outcome.FAILED)
        return _begin(request, known, identity, to)
    except FalseIdentityError as error:
        LOG.warning("the token of the provider was refused: %s", error)
        return _refused(to, Outcome.FAILED)
    except (SettingError, AccountError) as error:
        LOG.error("a setting of OIDC that cannot be used: %s", error)
        return _refused(to, Outcome.SETTING)
    except DataAwayError:  # the page tells it
        return RedirectResponse(to, status_code=303)


def _begin(request: Request, known: Provider, identity: Identity, to: str) -> RedirectResponse:
    engine, where = cached.engine(), request.client.host if request.client else ""
    rule = rule_for(identity.claims, known.rules)
    if rule is None:
        former = known_as(engine, identity)
        if former:
            end_all(engine, former, Ending.NO_ACCESS)
        return _not_let_in(request, identity, former or "", Outcome.NO_RULE, to)
    account = account_of(engine, identity, rule, where)
    try:
        begun = begin(engine, account, where, proof=identity.proof, id_token=identity.id_token)
    except LookupError:
        return _not_let_in(request, identity, account, Outcome.BLOCKED, to)
    except IntegrityError:
        return _not_let_in(request, identity, account, Outcome.USED, to)
    record(engine, Kind.SIGNED_IN, account=account, address=where, about={"by": known.issuer})
    traced.tidy()
    answer = RedirectResponse(to, status_code=303)
    given = exchange(engine, begun.ticket)
    if given:
        give(answer, request, *given)
    return answer


def _not_let_in(request: Request, identity: Identity, account: str, why: Outcome, to: str) -> RedirectResponse:
    where = request.client.host if request.client else ""
    about = {"why": why.name.lower(), "name": account or plain_name(identity.name)}
    record(cached.engine(), Kind.SIGN_IN_REFUSED, account=account, address=where, about=about)
    return _refused(to, why)


def _refused(to: str, why: Outcome) -> RedirectResponse:
    path, query = urlsplit(to).path, urlsplit(to).query
    return RedirectResponse(f"{path}?{query}{'&' if query else ''}{PARAMETER}={why.value}", status_code=303)


def _pass_on(inner: Headers, answer: RedirectResponse, *, safe: bool) -> None:
    """Streamlit's cookies for the way to the provider and back, and nothing of the identity. Streamlit marks them
    Secure only where it does TLS itself."""
    for cookie in inner.getlist("set-cookie"):
        if not is_identity(cookie):
            marked = f"{cookie}; Secure" if safe and "secure" not in cookie.lower().split("; ") else cookie
            answer.raw_headers.append((b"set-cookie", marked.encode("latin-1")))
