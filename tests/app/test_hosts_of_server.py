"""By which names the server can be asked, from which pages, and whose word on a visitor's address it takes."""

import json
import os
import subprocess
import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from conftest import ROOT, serve
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from components.hosts import ELSEWHERE
from components.serving import NO_NAME

pytestmark = pytest.mark.server
PUBLIC = "wor.gemeente.nl"


def ask(url: str, path: str = "/", method: str = "GET", **headers: str):
    """Status, headers and text; a header `Host` takes the place of our own."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=30)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read().decode()


def websocket(url: str, **headers: str) -> int:
    """The status of an answer to a websocket: 101 when it is opened. With a host the machine is still ours."""
    parts = urlsplit(url)
    address = f"ws://{headers.pop('Host', parts.netloc)}/_stcore/stream"
    try:
        there = (parts.hostname, parts.port)
        with connect(address, address=there, additional_headers=headers, proxy=None, subprotocols=["streamlit"]):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


@pytest.fixture(scope="module")
def log(world_var):
    """The log of the server of this module, line by line."""
    return lambda: [json.loads(line) for line in (world_var / "behind.log").read_text().splitlines()]


@pytest.fixture(scope="module")
def behind_tls(world_var):
    """A server with a public address, of which 127.0.0.9 is the proxy: not this test."""
    settings = {"WOR_ADDRESS": f"https://{PUBLIC}", "WOR_HOSTS": "wor.intern", "FORWARDED_ALLOW_IPS": "127.0.0.9"}
    with serve(world_var, log="behind.log", WOR_FRAME_ANCESTORS="https://intranet.gemeente.nl", **settings) as url:
        yield url


@pytest.mark.parametrize("host", [PUBLIC, f"{PUBLIC}:443", "wor.intern", "localhost", "127.0.0.1:9", "[::1]"])
def test_a_name_of_ours_is_answered(behind_tls, host):
    assert ask(behind_tls, Host=host)[0] == 200
    assert websocket(behind_tls, Host=host.replace(":443", ":80")) == 101


@pytest.mark.parametrize("host", ["evil.nl", f"{PUBLIC}.evil.nl", f"evil.nl:80@{PUBLIC}", "0.0.0.0", "", "localhost,x"])
@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/media/x", "/app/static/icon.png"])
def test_a_foreign_name_gets_a_sentence_that_says_which_setting_to_make(behind_tls, host, path):
    status, headers, text = ask(behind_tls, path, Host=host)
    assert status == 400
    assert "<h1>Dit adres hoort niet bij het dashboard</h1>" in text
    assert "WOR_ADDRESS" in text
    assert "WOR_HOSTS" in text
    assert host not in text or not host
    assert headers["x-content-type-options"] == "nosniff"


def test_a_websocket_by_a_foreign_name_is_refused(behind_tls):
    assert websocket(behind_tls, Host="evil.nl") == 403


@pytest.mark.parametrize("origin", [f"https://{PUBLIC}", f"http://{PUBLIC}"])
def test_a_websocket_from_our_own_page_is_opened(behind_tls, origin):
    assert websocket(behind_tls, Host=PUBLIC, Origin=origin) == 101


@pytest.mark.parametrize("origin", ["https://evil.nl", f"https://{PUBLIC}:8443", "http://localhost", "null"])
def test_a_websocket_from_a_page_of_others_is_refused(behind_tls, origin):
    """Also from this machine itself, which Streamlit would let in."""
    assert websocket(behind_tls, Host=PUBLIC, Origin=origin) == 403


def test_an_upload_from_a_page_of_others_is_refused(behind_tls):
    status, _, text = ask(behind_tls, "/_stcore/upload_file/a/b", "PUT", Origin="https://evil.nl")
    assert (status, text) == (403, ELSEWHERE)


def test_health_is_answered_by_any_name(behind_tls):
    assert ask(behind_tls, "/gezond", Host="10.1.2.3:8501")[0] == 200


def test_behind_tls_browsers_stay_there_and_every_cookie_is_secure(behind_tls):
    headers = ask(behind_tls, "/_stcore/health")[1]
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert [cookie.split("; ")[1:] for cookie in headers.get_all("set-cookie")] == [
        ["Path=/", "SameSite=Strict", "Secure"]
    ]
    assert all("Secure" in cookie for cookie in ask(behind_tls, "/afmelden")[1].get_all("set-cookie"))


def test_who_may_frame_us_is_a_setting(behind_tls):
    headers = ask(behind_tls)[1]
    assert "frame-ancestors https://intranet.gemeente.nl;" in headers["content-security-policy"]
    assert headers["x-frame-options"] is None


def test_who_is_no_proxy_of_ours_cannot_claim_another_address(behind_tls, log):
    ask(behind_tls, "/geheim1", X_Forwarded_For="192.0.2.1")
    assert [line["address"] for line in log() if line.get("path") == "/geheim1"] == ["127.0.0.1"]


def test_our_proxy_tells_the_address_of_a_visitor_and_whether_there_was_tls(world_var):
    with serve(world_var, log="proxy.log", FORWARDED_ALLOW_IPS="127.0.0.1") as url:
        ask(url, "/geheim2", X_Forwarded_For="203.0.113.9, 192.0.2.1")
        cookie = ask(url, "/_stcore/health", X_Forwarded_Proto="https")[1]["set-cookie"]
        assert cookie.endswith("; Secure")
        assert not ask(url, "/_stcore/health")[1]["set-cookie"].endswith("; Secure")
    lines = [json.loads(line) for line in (world_var / "proxy.log").read_text().splitlines()]
    assert [line["address"] for line in lines if line.get("path") == "/geheim2"] == ["192.0.2.1"]


def test_a_server_for_others_without_a_name_says_what_to_set(tmp_path):
    with serve(tmp_path, HOST="0.0.0.0") as url:
        assert ask(url, Host="192.168.1.5:8501")[0] == 400
        assert ask(url)[0] == 200
    assert NO_NAME in (tmp_path / "server.log").read_text()


@pytest.mark.parametrize("name", ["WOR_ADDRESS", "PORT", "WOR_SMALLEST"])
def test_a_wrong_setting_is_told_at_the_start_in_one_sentence(tmp_path, name):
    environment = {**os.environ, name: "onzin"}
    command = [sys.executable, "server.py"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f'{name} is "onzin", maar moet ')
    assert "Traceback" not in done.stderr
