"""What the running server answers over HTTP."""

import json
from http.client import HTTPConnection
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from conftest import engine_of, serve
from sqlalchemy import text
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import EnvironmentInfo
from websocket import Visitor
from world import DATA_DATE

from components.headers import FIXED
from components.hosts import NOTHING_HERE
from components.passage import PLAIN_NAME
from components.private_files import SIGN_IN
from components.sign_in_form import SAMPLE_PASSWORD
from data_access.engine import DataAwayError

pytestmark = pytest.mark.server


def fetch(address: str, method: str = "GET", **headers: str):
    return urlopen(Request(address, method=method, headers=headers), timeout=30)


def headers_of(address: str):
    try:
        return fetch(address).headers
    except HTTPError as refused:
        return refused.headers


@pytest.mark.parametrize("address", ["/", "/bereik", "/begroting?gemeente=Enschede"])
@pytest.mark.parametrize("encoding", ["identity", "gzip, deflate, br"])
def test_the_page_is_dutch_for_every_address(server_url, address, encoding):
    with fetch(f"{server_url}{address}", **{"Accept-Encoding": encoding}) as answer:
        page = answer.read().decode()
        assert '<html lang="nl">' in page
        assert "<title>WoR-monitor</title>" in page
        assert int(answer.headers["content-length"]) == len(page.encode())


@pytest.mark.parametrize(
    "address", ["/", "/gezond", "/_stcore/health", "/static/css", "/component/x", "/app/static/icon.png"]
)
def test_every_answer_has_the_security_headers(server_url, address):
    headers = headers_of(f"{server_url}{address}")
    assert {name: headers[name] for name in FIXED} == FIXED
    framers, option = ("'self'", "SAMEORIGIN") if address.startswith("/component/") else ("'none'", "DENY")
    assert f"frame-ancestors {framers};" in headers["content-security-policy"]
    assert headers["x-frame-options"] == option
    assert "http" not in headers["content-security-policy"]
    assert headers["strict-transport-security"] is None
    assert headers["server"] is None
    assert headers["link"] is None
    assert headers["access-control-allow-origin"] is None


@pytest.mark.parametrize("address", ["/", "/gezond", "/_stcore/health", "/_stcore/host-config", "/geheim", "/media/x"])
def test_nothing_that_can_hold_a_figure_is_kept_by_a_browser_or_proxy(server_url, address):
    assert headers_of(f"{server_url}{address}")["cache-control"] == "no-store"


def test_nobody_is_told_which_versions_this_server_has(server_url):
    with Visitor(server_url) as visitor:
        visitor.socket.send(visitor._message(None))
        first = ForwardMsg.FromString(visitor.socket.recv(timeout=30))
        assert first.new_session.initialize.HasField("environment_info")  # the page cannot do without
        assert first.new_session.initialize.environment_info == EnvironmentInfo()


def test_fonts_and_programs_may_be_kept(server_url):
    assert headers_of(f"{server_url}/app/static/icon.png")["cache-control"] != "no-store"


@pytest.mark.parametrize(
    "address", ["metrics", "script-health-check", "agent/schema", "agent/interact", "agent/mcp", "component", ""]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_the_dashboard_does_not_need_of_streamlit_is_not_there(server_url, address, method):
    with pytest.raises(HTTPError) as refused:
        fetch(f"{server_url}/_stcore/{address}", method)
    assert refused.value.code == 404
    assert refused.value.read().decode() == NOTHING_HERE


@pytest.mark.parametrize(("address", "method"), [("/media/x.csv", "GET"), ("/_stcore/upload_file/a/b", "PUT")])
def test_who_is_not_signed_in_gets_no_file_and_sends_none(server_url, address, method):
    for cookie in ("", f"{PLAIN_NAME}=onzin"):
        with pytest.raises(HTTPError) as refused:
            fetch(f"{server_url}{address}", method, Cookie=cookie)
        assert (refused.value.code, refused.value.read().decode()) == (403, SIGN_IN)


def test_who_is_signed_in_still_needs_the_token_of_the_page_for_an_upload_and_loses_both_by_signing_out(server_url):
    with Visitor(server_url) as tab:
        tab.open()
        tab.sign_in("raadslid", SAMPLE_PASSWORD)
        cookie = tab.cookie
        assert refusal(f"{server_url}/media/x.csv", "GET", cookie) == (404, "File not found")
        assert refusal(f"{server_url}/_stcore/upload_file/a/b", "PUT", cookie) == (403, "XSRF token missing or invalid")
        tab.use(press="Afmelden")
        assert refusal(f"{server_url}/media/x.csv", "GET", cookie) == (403, SIGN_IN)


def refusal(address: str, method: str, cookie: str) -> tuple[int, str]:
    with pytest.raises(HTTPError) as refused:
        fetch(address, method, Cookie=cookie)
    return refused.value.code, refused.value.read().decode()


@pytest.mark.parametrize("address", ["/geheim", "/pages/bereik", "/pages/bereik.py", "/app.py", "/bereik/verder"])
def test_an_address_that_does_not_exist_says_so_in_dutch(server_url, address):
    with pytest.raises(HTTPError) as refused:
        fetch(f"{server_url}{address}")
    assert refused.value.code == 404
    assert "Deze pagina bestaat niet" in refused.value.read().decode()


def test_a_question_for_the_headers_alone_has_no_body(server_url):
    with fetch(f"{server_url}/bereik", "HEAD") as answer:
        assert answer.status == 200
        assert answer.read() == b""


def test_health_tells_the_data_version(server_url):
    with fetch(f"{server_url}/gezond") as answer:
        assert json.load(answer) == {"status": "gezond", "dataversie": 1, "peildatum": DATA_DATE.isoformat()}


def test_signing_out_deletes_the_cookie(server_url):
    connection = HTTPConnection(server_url.removeprefix("http://"))
    connection.request("GET", "/afmelden")
    answer = connection.getresponse()
    cookie = next(c for c in answer.headers.get_all("set-cookie") if c.startswith("wor"))
    assert answer.headers["location"] == "/"
    assert cookie.startswith(f'{PLAIN_NAME}=""')
    assert "Max-Age=0" in cookie


def test_a_database_that_is_away_gives_a_sentence_and_no_health(tmp_path):
    with serve(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/nergens/wor.db") as url:
        with pytest.raises(HTTPError) as refused:
            fetch(f"{url}/gezond")
        assert refused.value.code == 503
        with Visitor(url) as visitor:
            screen = visitor.open("bereik")
            assert screen.words == [str(DataAwayError())]
            assert not screen.exceptions


def test_an_error_gets_a_number_that_is_in_the_log_with_its_kind_and_place(own_var):
    engine = engine_of(own_var)
    with engine.begin() as connection:
        connection.execute(text("update account set role = 'onzin' where name = 'raadslid'"))
    with serve(own_var) as url, Visitor(url) as visitor:
        visitor.open()
        screen = visitor.sign_in("raadslid", SAMPLE_PASSWORD)
        sentence = next(word for word in screen.words if "nummer" in word)
        assert not screen.exceptions
        assert "onzin" not in screen.text
        assert "Traceback" not in screen.text
    number = sentence.split("nummer ")[1].split(".")[0]
    lines = [json.loads(line) for line in (own_var / "server.log").read_text().splitlines()]
    line = next(line for line in lines if line["message"] == f"error {number}")
    assert line["error"]["kind"] == "builtins.ValueError"
    assert any("accounts.py" in place or "viewer.py" in place for place in line["error"]["where"])
    assert "onzin" not in json.dumps(lines)
