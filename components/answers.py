"""What every HTTP answer gets: security headers, and for the page itself Dutch as its language and a policy of its own.

Streamlit's page is English and hard-coded. Its policy names no other host; the two inline scripts of the page and of
the cookie frame are allowed by their hash, read from the very page that is sent.
"""

import re
from base64 import b64encode
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components import dutch_scripts
from domain.permissions import PAGES

TITLE = "WoR-monitor"
NOSCRIPT = "Zet JavaScript aan om dit dashboard te gebruiken."
ADDRESSES = frozenset(f"/{page.slug}" for page in PAGES)
FRAMES = "/component/"
NOT_FOUND = (
    f'<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Niet gevonden | {TITLE}</title></head>'
    '<body><main><h1>Deze pagina bestaat niet</h1><p>Kijk het adres na, of ga naar <a href="/">het overzicht</a>.</p>'
    "</main></body></html>"
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}
POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; frame-ancestors 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
CHANGES = (
    (re.compile(r'<html lang="en">'), '<html lang="nl">'),
    (re.compile(r"<title>.*?</title>", re.DOTALL), f"<title>{TITLE}</title>"),
    (re.compile(r"<noscript>.*?</noscript>", re.DOTALL), f"<noscript>{NOSCRIPT}</noscript>"),
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r'<link rel="service-desc"[^>]*>'), ""),
    (re.compile(r'"\./favicon\.png"'), '"./app/static/icon.png"'),
)


def in_dutch(page: str) -> str:
    for pattern, words in CHANGES:
        page = pattern.sub(words, page)
    return page


def policy(page: str = "") -> str:
    """The content security policy for a page, with the hashes of its inline scripts."""
    hashes = (f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in INLINE.findall(page))
    return POLICY.format(hashes=" ".join(hashes))


class Answers:
    """ASGI middleware around Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # What is changed here must not arrive compressed, nor be answered with "not modified".
        changed = _is_page(scope["path"]) or dutch_scripts.is_script(scope["path"])
        dropped = (b"accept-encoding", b"if-none-match", b"if-modified-since") if changed else ()
        scope = {**scope, "headers": [(k, v) for k, v in scope["headers"] if k not in dropped]}
        await self.app(scope, receive, _Answer(scope, send))


def _is_page(path: str) -> bool:
    return not path.startswith(("/static/", "/app/static/", "/media/"))


class _Answer:
    """One answer on its way out. A page, and a script with English words in it, is held back until it is whole."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.path, self.head, self.send = scope["path"], scope["method"] == "HEAD", send
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
            self.start = message
            if not self.is_html():
                MutableHeaders(scope=message)["content-security-policy"] = policy()
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
        headers["content-security-policy"] = policy(page)
        headers["cache-control"] = "no-cache"
        content = b"" if self.head else page.encode()
        if not self.head:
            headers["content-length"] = str(len(content))
        status = self.start["status"] if exists else 404
        await self.send({**self.start, "status": status})
        await self.send({"type": "http.response.body", "body": content})
