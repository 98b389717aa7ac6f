"""Files that go out and come in outside the page: downloads under /media/, and uploads.

For Streamlit, who has the address has the file. Here the cookie of somebody who is signed in is demanded as well, and
looked up each time.
"""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from components.passage import cookie_of
from components.still_in import geography_now
from data_access import cached
from data_access.door.sessions import by_cookie, viewer_in
from data_access.engine import DataAwayError
from domain.viewer import Viewer

PRIVATE = ("/media/", "/_stcore/upload_file/")
SIGN_IN = "Meld u eerst aan, of opnieuw: alleen wie is aangemeld kan bestanden ophalen en sturen."

Known = Callable[[HTTPConnection], bool]
"""Whether a request comes with the cookie of somebody who is signed in now. Raises DataAwayError."""


class PrivateFiles:
    """ASGI middleware. `known` runs in a thread: it may read the database."""

    def __init__(self, app: ASGIApp, known: Known) -> None:
        self.app, self.known = app, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(PRIVATE):
            refusal = await self._refusal(HTTPConnection(scope))
            if refusal:
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)

    async def _refusal(self, request: HTTPConnection) -> PlainTextResponse | None:
        try:
            known = await run_in_threadpool(self.known, request)
        except DataAwayError as away:
            return PlainTextResponse(str(away), status_code=503)
        return None if known else PlainTextResponse(SIGN_IN, status_code=403)


def signed_in(request: HTTPConnection) -> bool:
    """Whether the cookie of a request lets somebody in now. Raises DataAwayError."""
    cookie = cookie_of(request)
    session = by_cookie(cached.engine(), cookie) if cookie else None
    return session is not None and isinstance(viewer_in(cached.engine(), session, geography_now()), Viewer)
