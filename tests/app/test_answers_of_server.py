"""What the running server answers over HTTP."""

import json
from http.client import HTTPConnection
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from conftest import engine_of, serve
from sqlalchemy import text
from websocket import Visitor
from world import DATA_DATE

from components.answers import HEADERS
from components.passage import PLAIN_NAME
from components.sign_in_form import SAMPLE_PASSWORD
from data_access.engine import DataAwayError

pytestmark = pytest.mark.server


def fetch(address: str, method: str = "GET", **headers: str):
    return urlopen(Request(address, method=method, headers=headers), timeout=30)


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
    try:
        headers = fetch(f"{server_url}{address}").headers
    except HTTPError as refused:
        headers = refused.headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "http:" not in headers["content-security-policy"]


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


def test_the_agent_api_of_streamlit_is_off(server_url):
    with pytest.raises(HTTPError) as refused:
        fetch(f"{server_url}/_stcore/agent/interact", "POST")
    assert refused.value.code in (403, 404, 503)


def test_a_database_that_is_away_gives_a_sentence_and_no_health(tmp_path):
    with serve(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/nergens/wor.db") as url:
        with pytest.raises(HTTPError) as refused:
            fetch(f"{url}/gezond")
        assert refused.value.code == 503
        with Visitor(url) as visitor:
            screen = visitor.open("bereik")
            assert screen.words == [str(DataAwayError())]
            assert not screen.exceptions


def test_an_error_gets_a_number_that_is_in_the_log_with_its_traceback(own_var):
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
    log = (own_var / "server.log").read_text()
    assert f"error {number}" in log
    assert "'onzin' is not a valid Role" in log
