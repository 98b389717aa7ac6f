"""Who may ask, and for what: only by a name of ours, from a page of ours, and only what the dashboard needs.

Streamlit looks at the Host of websockets alone, and takes any Origin that is an address of this machine, for which it
asks a service on the internet what that address is. So both are looked at here, for websockets and HTTP alike, before
Streamlit sees them. Of Streamlit's own addresses only those that the page uses are open.
"""

import logging
import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from components.notice import notice
from data_access.settings_web import Web

LOG = logging.getLogger("wor.web")
HEALTH = "/gezond"
"""Asked for by a machine that knows no name of ours."""
HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(?::\d{1,5})?")
INNER = "/_stcore"
NEEDED = frozenset({f"{INNER}/health", f"{INNER}/host-config", f"{INNER}/stream"})
NEEDED_BELOW = (f"{INNER}/upload_file/", f"{INNER}/bidi-components/")
READS = ("GET", "HEAD", "OPTIONS")
UNKNOWN_HOST = notice(
    "Dit adres hoort niet bij het dashboard",
    "Gebruik het adres dat u van uw gemeente kreeg. Beheert u het dashboard? Zet dan het adres waarmee bezoekers komen "
    "in de instelling WOR_ADDRESS (zoals https://wor.gemeente.nl), of alleen de naam in WOR_HOSTS, en start opnieuw.",
)
ELSEWHERE = "Dit verzoek komt van een andere website en is geweigerd."
NOTHING_HERE = "Hier is niets."


class Hosts:
    """ASGI middleware. A websocket that is refused gets 403, before it is opened."""

    def __init__(self, app: ASGIApp, web: Web) -> None:
        self.app, self.web = app, web

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope) if scope["type"] in ("http", "websocket") else None
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await refusal(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _refusal(self, scope: Scope) -> Response | None:
        headers, path = Headers(scope=scope), scope["path"]
        if path == HEALTH:
            return None
        if host_name(headers.get("host", "")) not in self.web.hosts:
            LOG.warning("host refused", extra={"host": headers.get("host", "")[:100]})
            return HTMLResponse(UNKNOWN_HOST, status_code=400)
        if scope.get("method") not in READS and not same_origin(headers):
            LOG.warning("origin refused", extra={"origin": headers.get("origin", "")[:100]})
            return PlainTextResponse(ELSEWHERE, status_code=403)
        return None if is_open(path) else PlainTextResponse(NOTHING_HERE, status_code=404)


def host_name(host: str) -> str:
    """The name in a Host header, without port; empty where it is not well formed."""
    found = HOST.fullmatch(host.lower())
    return found["name"] if found else ""


def same_origin(headers: Headers) -> bool:
    """Browsers tell the origin of websockets and of all that changes something; who tells none is no browser."""
    origin = headers.get("origin")
    return origin is None or urlsplit(origin.lower()).netloc == headers.get("host", "").lower() != ""


def is_open(path: str) -> bool:
    inside = path == INNER or path.startswith(f"{INNER}/")
    return not inside or path in NEEDED or path.startswith(NEEDED_BELOW)
