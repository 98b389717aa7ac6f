"""What visitors do is in the trace once; the beheerder reads it, checks it and takes it along. On both databases."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from conftest import serve
from sqlalchemy import Engine, update
from websocket import Visitor
from world import fill

from components.private_files import SIGN_IN
from components.sign_in_form import SAMPLE_PASSWORD
from data_access.door.sessions import end, open_sessions
from data_access.door.trace import events
from data_access.engine import engine_for, writing
from data_access.models import SignInSession
from data_access.tables import table_of
from domain.permissions import ADMIN, DATA, PUBLISH
from domain.sign_ins import Ending
from domain.trace import Event, Kind
from tools.postgres import postgresql

pytestmark = pytest.mark.server


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(request, tmp_path_factory) -> Iterator[Engine]:
    if request.param == "sqlite":
        made = engine_for(f"sqlite:///{tmp_path_factory.mktemp('trace') / 'wor.db'}")
        fill(made, SAMPLE_PASSWORD)
        yield made
        return
    with postgresql() as server:
        made = engine_for(server.url("postgres"))
        fill(made, SAMPLE_PASSWORD)
        yield made
        made.dispose()


@pytest.fixture(scope="module")
def url(engine, tmp_path_factory) -> Iterator[str]:
    address = engine.url.render_as_string(hide_password=False)
    with serve(tmp_path_factory.mktemp("server"), DATABASE_URL=address) as served:
        yield served


def since(engine: Engine, number: int, kind: Kind) -> list[Event]:
    return [event for event in events(engine) if event.number > number and event.kind == kind]


def last(engine: Engine) -> int:
    return max((event.number for event in events(engine)), default=0)


def opened(tab: Visitor, name: str, page: str = "") -> None:
    tab.open(page)
    tab.sign_in(name, SAMPLE_PASSWORD)


def test_a_page_that_is_not_for_the_role_is_one_line_however_often_it_is_tried(engine, url):
    before = last(engine)
    with Visitor(url) as tab:
        opened(tab, "raadslid", DATA.slug)
        for slug in (DATA.slug, PUBLISH.slug, DATA.slug, PUBLISH.slug, DATA.slug):
            tab.go(slug)
            tab.run()
    found = since(engine, before, Kind.NOT_ALLOWED)
    assert [(e.account, e.address, json.loads(e.about)["page"]) for e in found] == [
        ("raadslid", "127.0.0.1", DATA.key), ("raadslid", "127.0.0.1", PUBLISH.key),
    ]  # fmt: skip


def test_a_session_that_ended_by_idling_is_told_once(engine, url):
    before, session = last(engine), table_of(SignInSession)
    with Visitor(url) as tab:
        opened(tab, "wethouder")
        newest = max(open_sessions(engine), key=lambda s: s.created)
        with writing(engine) as connection:
            connection.execute(
                update(session).where(session.c.id == newest.id).values(seen=newest.seen - timedelta(hours=2))
            )
        for _ in range(3):
            assert tab.run().shows_sign_in
    found = since(engine, before, Kind.SESSION_ENDED)
    assert [(e.account, json.loads(e.about)) for e in found] == [("wethouder", {"why": "idle"})]


def test_the_beheerder_reads_checks_and_takes_along_the_trace(engine, url):
    with Visitor(url) as tab:
        opened(tab, "beheerder", ADMIN.slug)
        tab.use({"Onderdeel": "Logboek"})
        screen = tab.use(press="Kijk de keten nu na")
        assert "De keten klopt" in screen.text
        assert "**Aangemeld**" in screen.text
        assert not screen.exceptions
        before = last(engine)
        text = tab.download("CSV").decode("utf-8-sig")
        assert text.startswith("Nummer;Tijdstip (Nederlandse tijd);Soort;Account;Adres;Wat;Controlegetal\r\n")
        assert "\r\n1;" in text
        assert zipfile.is_zipfile(io.BytesIO(tab.download("XLSX")))
        found = since(engine, before, Kind.TRACE_EXPORTED)
        assert [(e.account, e.address, e.about) for e in found] == [
            ("beheerder", "127.0.0.1", '{"format": "csv"}'), ("beheerder", "127.0.0.1", '{"format": "xlsx"}'),
        ]  # fmt: skip
        newest = max(open_sessions(engine), key=lambda s: s.created)
        end(engine, newest.id, Ending.REVOKED)
        assert tab.download("CSV").decode() == SIGN_IN
        assert len(since(engine, before, Kind.TRACE_EXPORTED)) == 2
