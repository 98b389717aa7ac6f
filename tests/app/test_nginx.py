"""deploy/nginx.conf in a real nginx, before two real replicas. Only the places of files and ports are changed."""

import json
import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import ROOT, free_port, serve
from playwright.sync_api import Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from components.passage import SAFE_NAME
from components.sign_in_form import SAMPLE_PASSWORD

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
pytestmark = [
    pytest.mark.server,
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed (apt-get install nginx-light)"),
    pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed"),
]
NAME = "wor.gemeente.nl"
AROUND = """daemon off; pid {var}/nginx.pid; error_log {var}/error.log; worker_processes 1; {user}
events {{ worker_connections 512; }}
http {{
    include {mime};
    client_body_temp_path {var}/body; proxy_temp_path {var}/proxy;
    fastcgi_temp_path {var}/f; uwsgi_temp_path {var}/u; scgi_temp_path {var}/s;
    access_log off;
    {ours}
}}
"""


@dataclass(frozen=True, kw_only=True)
class Front:
    """The port with TLS, the one without, and what nginx and each replica log."""

    secure: int
    plain: int
    access: Path
    replicas: tuple[Path, Path]

    def logged(self) -> list[list[dict[str, object]]]:
        return [[json.loads(line) for line in path.read_text().splitlines()] for path in self.replicas]


def written(var: Path, secure: int, plain: int) -> Path:
    """The configuration as it is delivered, but with files in `var` and ports that anyone may open."""
    ours = (ROOT / "deploy" / "nginx.conf").read_text()
    changes = {
        r"/etc/nginx/wor/": f"{var}/", r"/var/log/nginx/": f"{var}/",
        r"listen 443": f"listen 127.0.0.1:{secure}", r"listen 80\b": f"listen 127.0.0.1:{plain}",
    }  # fmt: skip
    for found, put in changes.items():
        ours, times = re.subn(found, put, ours)
        assert times >= 1, found
    (var / "mime.types").write_text("types { text/html html; }")
    user = "user root;" if os.geteuid() == 0 else ""
    path = var / "nginx.conf"
    path.write_text(AROUND.format(var=var, mime=f"{var}/mime.types", user=user, ours=ours))
    return path


@pytest.fixture(scope="module")
def front(world_var, tmp_path_factory) -> Iterator[Front]:
    var, secure, plain = tmp_path_factory.mktemp("nginx"), free_port(), free_port()
    certificate = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={NAME}",
                   "-keyout", var / "key.pem", "-out", var / "cert.pem"]  # fmt: skip
    subprocess.run(certificate, check=True, capture_output=True)
    path = written(var, secure, plain)
    database = {"DATABASE_URL": f"sqlite:///{world_var}/wor.db", "WOR_ADDRESS": f"https://{NAME}"}
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    with serve(one, **database) as first, serve(other, **database) as second:
        lines = [f"server {urlsplit(url).netloc};\n" for url in (first, second)]
        (var / "replicas.conf").write_text("".join(lines))
        subprocess.run([NGINX, "-t", "-c", path, "-p", var], check=True, capture_output=True)
        process = subprocess.Popen([NGINX, "-c", path, "-p", var], stderr=subprocess.DEVNULL)
        try:
            answering(secure)
            logs = (one / "server.log", other / "server.log")
            yield Front(secure=secure, plain=plain, access=var / "access.log", replicas=logs)
        finally:
            process.terminate()
            process.wait(10)


def trusting() -> ssl.SSLContext:
    """Takes the certificate that the test made."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def answering(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            ask(port, "/gezond")
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("nginx did not start")


def ask(port: int, path: str, method: str = "GET", body: bytes | None = None, **headers: str):
    connection = HTTPSConnection("127.0.0.1", port, context=trusting(), timeout=60)
    connection.request(method, path, body, {"Host": NAME, **{k.replace("_", "-"): v for k, v in headers.items()}})
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


def test_a_page_comes_over_tls_with_all_that_belongs_to_it(front):
    status, headers, page = ask(front.secure, "/bereik")
    assert status == 200
    assert '<html lang="nl">' in page.decode()
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["cache-control"] == "no-store"
    assert headers["server"] == "nginx"
    cookie = headers["set-cookie"]
    assert re.fullmatch(r"wor_replica=[0-9a-f]{32}; Path=/; HttpOnly; Secure; SameSite=Strict", cookie)
    assert ask(front.secure, "/bereik", Cookie=cookie.split(";")[0])[1]["set-cookie"] is None


def test_without_tls_a_visitor_is_sent_to_where_it_is(front):
    connection = HTTPConnection("127.0.0.1", front.plain, timeout=60)
    connection.request("GET", "/bereik?gemeente=Enschede", headers={"Host": NAME})
    answer = connection.getresponse()
    assert (answer.status, answer.headers["location"]) == (301, f"https://{NAME}/bereik?gemeente=Enschede")


def test_another_name_gets_no_answer_at_all(front):
    with pytest.raises(OSError, match="closed connection"):
        ask(front.secure, "/", Host="evil.nl")


def test_a_websocket_goes_through_and_one_from_elsewhere_does_not(front):
    def status(origin: str) -> int:

        there = ("127.0.0.1", front.secure)
        try:
            with connect(f"wss://{NAME}/_stcore/stream", address=there, ssl=trusting(), origin=origin, proxy=None,
                         subprotocols=["streamlit"]):  # fmt: skip
                return 101
        except InvalidStatus as refused:
            return refused.response.status_code

    assert (status(f"https://{NAME}"), status("https://evil.nl")) == (101, 403)


def test_the_dashboard_sees_the_address_of_the_visitor_and_not_what_he_says_it_is(front):
    ask(front.secure, "/geheim", X_Forwarded_For="192.0.2.7")
    lines = [line for log in front.logged() for line in log if line.get("path") == "/geheim"]
    assert [line["address"] for line in lines] == ["127.0.0.1"]


def test_replicas_share_the_visitors_and_each_visitor_keeps_his_own(front):
    """Each asks for an address that is not there, which his replica notes in its log."""
    for visitor in range(20):
        for _ in range(3):
            ask(front.secure, f"/bezoeker{visitor}", Cookie=f"wor_replica={visitor:032x}")
    one, other = ({line["path"] for line in log if "/bezoeker" in str(line.get("path"))} for log in front.logged())
    assert len(one | other) == 20
    assert not one & other
    assert one
    assert other


def test_no_query_is_in_the_log_of_nginx(front):
    ask(front.secure, "/aangemeld?bewijs=geheim&naar=/")
    assert '"GET /aangemeld"' in front.access.read_text()
    assert "bewijs" not in front.access.read_text()


@pytest.fixture
def tab(front, browser) -> Iterator[Page]:
    """A browser that knows the name, and takes the certificate."""
    own = Path("/usr/bin/chromium")
    chromium = browser.browser_type.launch(
        args=["--no-sandbox", f"--host-resolver-rules=MAP {NAME} 127.0.0.1"],
        executable_path=own if own.exists() else None,
    )
    yield chromium.new_context(ignore_https_errors=True, base_url=f"https://{NAME}:{front.secure}").new_page()
    chromium.close()


@pytest.mark.browser
def test_a_browser_signs_in_and_sends_a_file_of_more_than_a_megabyte(tab):
    tab.goto("/gegevens")
    tab.get_by_label("Gebruikersnaam").fill("coordinator")
    tab.get_by_label("Wachtwoord", exact=True).fill(SAMPLE_PASSWORD)
    with tab.expect_event("load", timeout=60_000):
        tab.get_by_label("Wachtwoord", exact=True).press("Enter")
    expect(tab.get_by_role("button", name="Afmelden")).to_be_attached(timeout=60_000)
    ours = {cookie["name"]: cookie for cookie in tab.context.cookies()}
    assert all(cookie["secure"] for cookie in ours.values())
    assert ours[SAFE_NAME]["httpOnly"]
    large = {"name": "groot.csv", "mimeType": "text/csv", "buffer": b"dossier;kern\n" + b"A1;Goor\n" * 200_000}
    with tab.expect_response(lambda answer: "/_stcore/upload_file/" in answer.url, timeout=60_000) as sent:
        tab.locator("input[type=file]").set_input_files(large)
    assert sent.value.status == 204
