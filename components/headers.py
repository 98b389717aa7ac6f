"""The headers of every answer, and the policy that tells a browser what a page may load and who may frame it.

The policy names no other host than those that may show us in a page of their own (WOR_FRAME_ANCESTORS). The frames of
components stand in our own page, so those may be framed by us too.
"""

import re
from base64 import b64encode
from hashlib import sha256

from starlette.datastructures import MutableHeaders

from data_access.settings_web import Web

FRAMES = "/component/"
ASSETS = ("/static/", "/app/static/")
"""Files that are the same for everyone; all else may hold figures, or lead to them, and is not kept by anyone."""
SELF = "'self'"
FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
STRICT_TRANSPORT = "max-age=31536000"
"""A year. Without includeSubDomains: other hosts of the municipality are not ours to decide about."""
POLICY = (
    "default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; frame-ancestors {framers}; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
FOREIGN = ("access-control-allow-origin", "access-control-allow-credentials", "access-control-allow-headers",
           "access-control-allow-methods", "link", "server")  # fmt: skip
"""Streamlit's own, for pages of others and for agents: there are none."""


def secure(headers: MutableHeaders, path: str, web: Web, *, tls: bool) -> None:
    """Sets and removes what does not depend on the content. `tls`: whether this very request came over TLS."""
    for name in FOREIGN:
        del headers[name]
    headers.update(FIXED)
    if frames := _x_frame_options(framers(path, web)):
        headers["x-frame-options"] = frames
    if web.tls:
        headers["strict-transport-security"] = STRICT_TRANSPORT
    if not path.startswith(ASSETS):
        headers["cache-control"] = "no-store"
    if tls or web.tls:
        _only_over_tls(headers)


def policy(path: str, web: Web, page: str = "") -> str:
    """The content security policy for a page, with the hashes of its inline scripts."""
    hashes = (f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in INLINE.findall(page))
    return POLICY.format(hashes=" ".join(hashes), framers=" ".join(framers(path, web)) or "'none'")


def framers(path: str, web: Web) -> tuple[str, ...]:
    """A browser looks at every page that a frame stands in, so those around us count for our components too."""
    own = (SELF,) if path.startswith(FRAMES) and SELF not in web.frame_ancestors else ()
    return (*own, *web.frame_ancestors)


def _x_frame_options(allowed: tuple[str, ...]) -> str:
    """For browsers that do not know frame-ancestors. It cannot name a host: then it is left out."""
    return {(): "DENY", (SELF,): "SAMEORIGIN"}.get(allowed, "")


def _only_over_tls(headers: MutableHeaders) -> None:
    """Streamlit marks its cookies Secure only where it does TLS itself."""
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        marked = "secure" in {part.strip().lower() for part in cookie.split(";")}
        headers.append("set-cookie", cookie if marked else f"{cookie}; Secure")
