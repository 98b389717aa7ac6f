"""Signing out at the provider too: where the browser goes after it was signed out here (OIDC RP-Initiated Logout)."""

import logging

import httpx
from streamlit.auth_util import build_logout_url

from data_access import cached
from data_access.door.sessions import take_id_token
from data_access.engine import DataAwayError
from data_access.oidc_file import is_safe, provider
from data_access.settings import SettingError

LOG = logging.getLogger("wor.door")
SECONDS = 5
HERE = "/"
LARGEST_HINT = 2500
"""Of a token, in characters: a proxy takes headers of 4 KB as it comes. Without it the provider may ask who leaves."""


def way_out(secret: str) -> str:
    """The provider's own exit for who came in by it and signed out; ours where there is none, or it does not answer.

    The provider sends the browser back to the address that it knows us by already, the callback.
    """
    try:
        known, token = provider(), take_id_token(cached.engine(), secret)
        if known is None or not token:
            return HERE
        address = _end_session(known.metadata)
    except (DataAwayError, SettingError, httpx.HTTPError, ValueError) as error:
        LOG.warning("no sign-out at the provider: %s", type(error).__name__)
        return HERE
    hint = token if len(token) <= LARGEST_HINT else None
    return build_logout_url(address, known.client_id, known.callback, hint) if address else HERE


def _end_session(metadata: str) -> str:
    answer = httpx.get(metadata, timeout=SECONDS).raise_for_status()
    address = answer.json().get("end_session_endpoint") or ""
    return address if is_safe(address.partition("?")[0]) else ""
