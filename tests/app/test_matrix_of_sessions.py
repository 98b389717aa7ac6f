"""Role x page x municipality with a session that is expired, revoked or forged: nothing but the door is sent."""

from datetime import UTC, datetime, timedelta

import pytest
from conftest import engine_of
from sqlalchemy import update
from test_anonymous import shows_only_the_door
from websocket import Screen, Visitor

from components.passage import PLAIN_NAME
from components.sign_in_form import SAMPLE_PASSWORD
from data_access.door.sessions import end_all
from data_access.engine import writing
from data_access.models import SignInSession
from data_access.tables import table_of
from domain.permissions import PAGES
from domain.sign_ins import Ending
from domain.viewer import Role

pytestmark = pytest.mark.server
OWN, OTHER = "Hof van Twente", "Enschede"
VIEWS = [(page.slug, town) for page in PAGES for town in (OWN, OTHER)]


def expire(engine, name: str) -> None:
    session = table_of(SignInSession)
    with writing(engine) as connection:
        past = datetime.now(UTC) - timedelta(hours=1)
        connection.execute(update(session).where(session.c.account == name).values(expires=past))


def revoke(engine, name: str) -> None:
    end_all(engine, name, Ending.REVOKED)


def sent(screen: Screen) -> str:
    return "\n".join([screen.text, *screen.payloads])


@pytest.mark.parametrize("stop", [expire, revoke])
@pytest.mark.parametrize("role", Role)
def test_a_session_that_has_ended_opens_no_page_of_any_municipality(server_url, world_var, role, stop):
    engine = engine_of(world_var)
    with Visitor(server_url) as tab:
        tab.open()
        tab.sign_in(role.value, SAMPLE_PASSWORD)
        assert OWN in sent(tab.open("bereik", f"gemeente={OWN}&periode=2025"))
        stop(engine, role.value)
        for slug, town in VIEWS:
            screen = tab.open(slug, f"gemeente={town}&periode=2025")
            assert shows_only_the_door(screen)
            assert town not in sent(screen)


@pytest.mark.parametrize(
    "cookie",
    [
        "Zm9yZ2VkLWJ1dC1vZi10aGUtcmlnaHQtbGVuZ3RoLTEyMzQ1",
        "beheerder",
        "'; DROP TABLE account; --",
        "é" * 10,
        "x" * 3000,
    ],
)
def test_a_forged_cookie_opens_no_page_of_any_municipality(server_url, cookie):
    with Visitor(server_url, {PLAIN_NAME: cookie}) as tab:
        for slug, town in VIEWS:
            assert shows_only_the_door(tab.open(slug, f"gemeente={town}&periode=2025"))


@pytest.mark.parametrize("query", [
    "gemeente=Westland", "gemeente=GM1783", "regio=DWO", "gemeente=Hof%20van%20Twente&kern=Centrum",
    "gemeente=Enschede&gemeente=Westland", "gemeente=' OR 1=1", "gemeente=<script>alert(1)</script>",
])  # fmt: skip
def test_the_address_of_what_is_not_theirs_gives_a_sentence_and_nothing_else(server_url, query):
    with Visitor(server_url) as tab:
        tab.open()
        tab.sign_in("raadslid", SAMPLE_PASSWORD)
        for slug in ("", "bereik", "begroting"):
            screen = tab.open(slug, f"{query}&periode=2025")
            assert not screen.payloads
            assert not screen.exceptions
            assert "alert" in screen.kinds
            assert "CSV" not in screen.widgets
