"""What every HTTP answer gets: security headers, and for the page itself Dutch as its language and a policy of its own.

Streamlit's page is English and hard-coded. The two inline scripts of the page and of the cookie frame are allowed by
their hash, read from the very page that is sent. What was refused or failed is one line in the log.
"""

import logging
import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import dutch_scripts
from components.headers import ASSETS, FRAMES, policy, secure
from components.notice import TITLE, notice
from data_access.settings_web import Web
from domain.permissions import PAGES

LOG = logging.getLogger("wor.web")
NOSCRIPT = "Zet JavaScript aan om dit dashboard te gebruiken."
ADDRESSES = frozenset(f"/{page.slug}" for page in PAGES)
NOT_FOUND = notice("Deze pagina bestaat niet", "Kijk het adres na, of ga naar ", '<a href="/">het overzicht</a>.')
LANGUAGE = '<html lang="nl">'
CHANGES = (
    (re.compile(r'<html lang="en">'), LANGUAGE),
    (re.compile(r"<title>.*?</title>", re.DOTALL), f"<title>{TITLE}</title>"),
    (re.compile(r"<noscript>.*?</noscript>", re.DOTALL), f"<noscript>{NOSCRIPT}</noscript>"),
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r'<link rel="service-desc"[^>]*>'), ""),
    (re.compile(r'"\./favicon\.png"'), '"./app/static/icon.png"'),
)


def in_dutch(page: str) -> str:
    """A page of Streamlit or of a component; one of ours comes back as it is."""
    if LANGUAGE in page:
        return page
    for pattern, words in CHANGES:
        page = pattern.sub(words, page)
    return page


class Answers:
    """ASGI middleware around Streamlit."""

    def __init__(self, app: ASGIApp, web: Web) -> None:
        self.app, self.web = app, web

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # What is changed here must not arrive compressed, nor be answered with "not modified".
        changed = _is_page(scope["path"]) or dutch_scripts.is_script(scope["path"])
        dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since") if changed else ()
        scope = {**scope, "headers": [(k, v) for k, v in scope["headers"] if k not in dropped]}
        await self.app(scope, receive, _Answer(scope, send, self.web))


def _is_page(path: str) -> bool:
    return not path.startswith((*ASSETS, "/media/"))


class _Answer:
    """One answer on its way out. A page, and a script with English words in it, is held back until it is whole."""

    def __init__(self, scope: Scope, send: Send, web: Web) -> None:
        self.path, self.head, self.send, self.web = scope["path"], scope["method"] == "HEAD", send, web
        self.method, self.tls = scope["method"], scope["scheme"] == "https"
        self.client = (scope.get("client") or ("",))[0]
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            secure(MutableHeaders(scope=message), self.path, self.web, tls=self.tls)
            self.start = message
            if not self.is_html():
                MutableHeaders(scope=message)["content-security-policy"] = policy(self.path, self.web)
                self.note(message["status"])
            if not self.is_held():
                await self.send(message)
        elif message["type"] == "http.response.body" and self.is_held():
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await (self.send_page() if self.is_html() else self.send_script())
        else:
            await self.send(message)

    def is_html(self) -> bool:
        return Headers(scope=self.start).get("content-type", "").startswith("text/html")

    def is_held(self) -> bool:
        return self.is_html() or (self.start["status"] == 200 and dutch_scripts.is_script(self.path))

    async def send_script(self) -> None:
        """Under its own address for ever, as Streamlit sends it: the address holds a hash of the version."""
        content = b"" if self.head else dutch_scripts.in_dutch(self.path, self.body.decode()).encode()
        headers = MutableHeaders(scope=self.start)
        for name in ("etag", "last-modified", "content-length"):
            del headers[name]
        if not self.head:
            headers["content-length"] = str(len(content))
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": content})

    async def send_page(self) -> None:
        """Streamlit answers any address with its page; those that do not exist say so here."""
        exists = self.path in ADDRESSES or self.path.startswith(FRAMES) or self.start["status"] != 200
        page = in_dutch(self.body.decode()) if exists else NOT_FOUND
        headers = MutableHeaders(scope=self.start)
        for name in ("etag", "last-modified", "content-length"):
            del headers[name]
        headers["content-security-policy"] = policy(self.path, self.web, page)
        content = b"" if self.head else page.encode()
        if not self.head:
            headers["content-length"] = str(len(content))
        status = self.start["status"] if exists else 404
        self.note(status)
        await self.send({**self.start, "status": status})
        await self.send({"type": "http.response.body", "body": content})

    def note(self, status: int) -> None:
        """Without the query: it can hold the proof of a sign-in."""
        if status >= 400:
            about = {"status": status, "method": self.method, "path": self.path[:200], "address": self.client}
            LOG.log(logging.ERROR if status >= 500 else logging.WARNING, "answer refused or failed", extra=about)
