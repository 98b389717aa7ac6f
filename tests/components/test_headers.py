from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
import streamlit
from starlette.datastructures import MutableHeaders

from components.headers import policy, secure
from data_access.settings_web import Web, web_settings

PAGE = (Path(streamlit.__file__).parent / "static" / "index.html").read_text()


def web(monkeypatch, **settings: str) -> Web:
    for name in ("WOR_ADDRESS", "WOR_HOSTS", "WOR_FRAME_ANCESTORS", "HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return web_settings()


def headers_of(path: str, settings: Web, cookies: tuple[str, ...] = (), *, tls: bool = False) -> MutableHeaders:
    headers = MutableHeaders(raw=[(b"set-cookie", cookie.encode()) for cookie in cookies])
    secure(headers, path, settings, tls=tls)
    return headers


def test_the_policy_allows_the_inline_scripts_of_the_page_by_hash_and_no_other_host(monkeypatch):
    script, ours = "alert(1)", web(monkeypatch)
    found = policy("/", ours, f"<script>{script}</script>")
    assert f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in found
    assert "http" not in found
    assert "unsafe-eval" not in found
    assert policy("/", ours, PAGE).count("'sha256-") == 1
    assert "sha256" not in policy("/", ours)


@pytest.mark.parametrize(
    ("setting", "path", "ancestors", "option"),
    [
        ("", "/", "'none'", "DENY"),
        ("none", "/", "'none'", "DENY"),
        ("", "/component/x", "'self'", "SAMEORIGIN"),
        ("self", "/", "'self'", "SAMEORIGIN"),
        ("self", "/component/x", "'self'", "SAMEORIGIN"),
        ("https://intranet.gemeente.nl", "/", "https://intranet.gemeente.nl", None),
        ("self https://intranet.gemeente.nl", "/", "'self' https://intranet.gemeente.nl", None),
        ("https://intranet.gemeente.nl", "/component/x", "'self' https://intranet.gemeente.nl", None),
    ],
)
def test_who_may_frame_us_is_said_twice_and_the_same(monkeypatch, setting, path, ancestors, option):
    settings = web(monkeypatch, WOR_FRAME_ANCESTORS=setting)
    assert f"frame-ancestors {ancestors};" in policy(path, settings)
    assert headers_of(path, settings).get("x-frame-options") == option


@pytest.mark.parametrize("address", ["", "http://wor.gemeente.nl"])
def test_without_tls_no_browser_is_told_to_come_over_tls(monkeypatch, address):
    assert "strict-transport-security" not in headers_of("/", web(monkeypatch, WOR_ADDRESS=address))


def test_behind_tls_browsers_stay_there_for_a_year(monkeypatch):
    found = headers_of("/", web(monkeypatch, WOR_ADDRESS="https://wor.gemeente.nl"))
    assert found["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(("address", "tls"), [("https://wor.gemeente.nl", False), ("", True)])
def test_every_cookie_is_secure_behind_tls(monkeypatch, address, tls):
    found = headers_of("/", web(monkeypatch, WOR_ADDRESS=address), ("a=1; Path=/", "b=2; Secure"), tls=tls)
    assert found.getlist("set-cookie") == ["a=1; Path=/; Secure", "b=2; Secure"]


def test_a_cookie_is_left_as_it_is_without_tls(monkeypatch):
    assert headers_of("/", web(monkeypatch), ("a=1",)).getlist("set-cookie") == ["a=1"]
