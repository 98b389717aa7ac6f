"""Who the provider says has come: read from the answer in which Streamlit would hand it to the browser.

Streamlit and Authlib have checked state, nonce, signature, issuer and time by then. Checked here again is what they
leave to the provider's own description of itself: who the token is meant for, by whom, and how it is signed.
The names of the cookies and their form are private to Streamlit 1.67: requirements.txt pins it, tests/app watch them.
"""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterable
from http.cookies import SimpleCookie
from typing import Any

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from domain.oidc import Identity, Provider

SIGNED_BY_KEY_PAIR = ("RS", "PS", "ES", "Ed")
"""The algorithms that only the provider can sign with; `none` and those with a shared secret are not among them."""


class FalseIdentityError(ValueError):
    """A token that is not for us, not by our provider, or not signed as it should be."""


def is_identity(cookie: str) -> bool:
    """Whether a Set-Cookie header would leave something of the identity in the browser."""
    return cookie.startswith(USER_COOKIE_NAME)


def identity_in(cookies: Iterable[str], provider: Provider) -> Identity | None:
    """None where Streamlit let nobody in. `cookies` are Set-Cookie headers. Raises FalseIdentityError."""
    given = {name: value for cookie in cookies for name, value in _pairs(cookie) if value}
    claims = _read(given, USER_COOKIE_NAME, provider)
    if not claims:
        return None
    token = str((_read(given, TOKENS_COOKIE_NAME, provider) or {}).get("id_token") or "")
    _check(claims, token, provider)
    name = claims.get(provider.name_claim) or claims.get("name") or claims.get("email") or ""
    return Identity(
        issuer=claims["iss"], subject=claims["sub"], name=name if isinstance(name, str) else "",
        proof=f"{claims['iss']} {claims['nonce']}", id_token=token, claims=claims,
    )  # fmt: skip


def _pairs(cookie: str) -> list[tuple[str, str]]:
    return [(name, morsel.value) for name, morsel in SimpleCookie(cookie).items()]


def _read(given: dict[str, str], name: str, provider: Provider) -> dict[str, Any] | None:
    def one(part: str) -> bytes | None:
        return decode_signed_value(provider.cookie_key, part, given[part]) if part in given else None

    whole = get_cookie_with_chunks(one, name)
    return json.loads(whole) if whole else None


def _check(claims: dict[str, Any], token: str, provider: Provider) -> None:
    """Raises FalseIdentityError."""
    audience = claims.get("aud")
    meant_for = audience if isinstance(audience, list) else [audience]
    if claims.get("iss", "").rstrip("/") != provider.issuer.rstrip("/"):
        raise FalseIdentityError("issuer")
    if provider.client_id not in meant_for or (len(meant_for) > 1 and claims.get("azp") != provider.client_id):
        raise FalseIdentityError("audience")
    if not isinstance(claims.get("sub"), str) or not claims["sub"] or not claims.get("nonce"):
        raise FalseIdentityError("subject or nonce")
    if not _algorithm(token).startswith(SIGNED_BY_KEY_PAIR):
        raise FalseIdentityError("algorithm")


def _algorithm(token: str) -> str:
    head = token.partition(".")[0]
    try:
        return str(json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))["alg"])
    except (ValueError, KeyError, TypeError):
        return ""
