"""Who has not signed in sees the form and nothing else, whatever the address and however fresh the server."""

import subprocess
import sys
from itertools import product

import pytest
from conftest import ROOT, serve
from websocket import Visitor

from components import failure
from components.passage import PLAIN_NAME
from domain.permissions import PAGES

pytestmark = pytest.mark.server
SLUGS = [page.slug for page in PAGES]
SECRET = ["geheim", "pages/bereik", "pages/geheim.py", "app", "server", "_stcore", "bereik/verder"]
DOOR = {"alert", "empty", "heading", "html", "text_input", "button", "markdown"}


def shows_only_the_door(screen) -> bool:
    return (
        screen.shows_sign_in
        and set(screen.widgets) == {"Gebruikersnaam", "Wachtwoord", "Aanmelden"}
        and set(screen.kinds) <= DOOR
        and screen.hidden_navigation
        and not screen.exceptions
    )


@pytest.mark.parametrize(("address", "query"), list(product([*SLUGS, *SECRET], ["", "gemeente=Enschede&periode=2024"])))
def test_every_address_shows_the_sign_in(server_url, address, query):
    with Visitor(server_url) as visitor:
        screen = visitor.open(address, query)
        assert shows_only_the_door(screen)
        assert screen.query is None
        assert screen.not_found is (address not in SLUGS)


@pytest.mark.parametrize("address", ["geheim", "pages/bereik", "praktijken"])
def test_the_first_visitor_of_a_fresh_server_sees_the_sign_in_too(world_var, address):
    with serve(world_var) as url, Visitor(url) as visitor:
        assert shows_only_the_door(visitor.open(address))


def test_the_server_locks_the_pages_folder_before_the_first_visitor():
    code = (
        "import server; from streamlit.runtime.pages_manager import PagesManager; "
        "assert PagesManager('app.py').uses_pages_directory is False"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)


def test_without_the_server_script_the_router_refuses_every_visitor(world_var):
    """Streamlit then runs pages/bereik.py by itself: it only defines, so nothing is drawn."""
    with serve(world_var, ("-m", "streamlit", "run", "app.py")) as url:
        for address, words in (("bereik", 0), ("", 1), ("geheim", 1), ("bereik", 0), ("", 1)):
            with Visitor(url) as visitor:
                screen = visitor.open(address)
                assert not screen.widgets
                assert set(screen.kinds) <= {"heading", "alert", "code"}
                assert screen.words.count(failure.BYPASSED) == words
                assert bool(screen.kinds) is bool(words)


def test_streamlit_run_of_the_server_script_is_as_shut(world_var):
    with serve(world_var, ("-m", "streamlit", "run", "server.py")) as url, Visitor(url) as visitor:
        assert shows_only_the_door(visitor.open("praktijken"))


@pytest.mark.parametrize(
    "cookie", ["", "x", "eyJhbGciOiJub25lIn0.eyJ1c2VybmFtZSI6ImJlaGVlcmRlciIsImV4cF9kYXRlIjo5OTk5OTk5OTk5fQ."]
)
def test_a_forged_cookie_opens_nothing(server_url, cookie):
    with Visitor(server_url, {PLAIN_NAME: cookie}) as visitor:
        assert shows_only_the_door(visitor.open("bereik"))
