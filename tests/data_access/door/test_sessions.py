from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update
from sqlalchemy.exc import IntegrityError

from data_access.accounts import add_account
from data_access.door.sessions import begin, by_cookie, end, end_all, end_everything, exchange, open_sessions, viewer_in
from data_access.engine import writing, writing_alone
from data_access.models import Account, SignInSession
from data_access.tables import table_of
from domain.areas import Geography
from domain.sign_ins import Ending
from domain.viewer import Role, Viewer

NOWHERE = Geography(areas=())
HERE = "192.0.2.1"


@pytest.fixture
def griffie(engine: Engine) -> str:
    add_account(engine, name="griffie", password="lang genoeg wachtwoord", role="raadslid", scope="all", rounds=4)
    return "griffie"


def change(engine: Engine, table: type, **values: Any) -> None:
    with writing(engine) as connection:
        connection.execute(update(table_of(table)).values(**values))


def ago(**span: float) -> datetime:
    return datetime.now(UTC) - timedelta(**span)


def test_a_session_knows_its_account_as_the_database_does_now(engine: Engine, griffie: str) -> None:
    session = begin(engine, griffie, HERE).id
    found = viewer_in(engine, session, NOWHERE)
    assert isinstance(found, Viewer)
    assert (found.name, found.role, found.session, found.must_change) == (griffie, Role.COUNCIL, session, False)
    change(engine, Account, role="stuurgroep")
    now = viewer_in(engine, session, NOWHERE)
    assert isinstance(now, Viewer)
    assert now.role is Role.STEERING


def test_a_ticket_is_good_once_and_for_half_a_minute(engine: Engine, griffie: str) -> None:
    begun = begin(engine, griffie, HERE)
    given = exchange(engine, begun.ticket)
    assert given is not None
    assert by_cookie(engine, given[0]) == begun.id
    assert exchange(engine, begun.ticket) is None
    late = begin(engine, griffie, HERE)
    change(engine, SignInSession, ticket_until=ago(seconds=1))
    assert exchange(engine, late.ticket) is None
    assert exchange(engine, "x") is None


def test_the_database_keeps_no_secret_that_opens_a_session(engine: Engine, griffie: str) -> None:
    begun = begin(engine, griffie, HERE)
    given = exchange(engine, begun.ticket)
    assert given is not None
    with engine.connect() as connection:
        row = connection.execute(select(table_of(SignInSession))).one()
    assert given[0] not in map(str, row)
    assert begun.ticket not in map(str, row)
    assert by_cookie(engine, row.cookie_hash) is None
    assert by_cookie(engine, row.id) is None


def test_one_browser_has_one_session(engine: Engine, griffie: str) -> None:
    first = begin(engine, griffie, HERE)
    cookie = exchange(engine, first.ticket)
    assert cookie is not None
    second = begin(engine, griffie, HERE)
    exchange(engine, second.ticket, cookie[0])
    assert viewer_in(engine, first.id, NOWHERE) is Ending.REPLACED
    assert isinstance(viewer_in(engine, second.id, NOWHERE), Viewer)


def test_signing_out_ends_the_session_for_its_cookie_too(engine: Engine, griffie: str) -> None:
    begun, other = begin(engine, griffie, HERE), begin(engine, griffie, HERE)
    cookie = exchange(engine, begun.ticket)
    assert cookie is not None
    end(engine, begun.id, Ending.SIGNED_OUT)
    end(engine, begun.id, Ending.REVOKED)
    assert viewer_in(engine, str(by_cookie(engine, cookie[0])), NOWHERE) is Ending.SIGNED_OUT
    assert isinstance(viewer_in(engine, other.id, NOWHERE), Viewer)


def test_a_ticket_of_an_ended_session_gives_no_cookie(engine: Engine, griffie: str) -> None:
    begun = begin(engine, griffie, HERE)
    end_all(engine, griffie, Ending.REVOKED)
    assert exchange(engine, begun.ticket) is None
    assert viewer_in(engine, begun.id, NOWHERE) is Ending.REVOKED


@pytest.mark.parametrize(("table", "values", "why"), [
    (SignInSession, {"expires": ago(seconds=1)}, Ending.EXPIRED),
    (SignInSession, {"seen": ago(minutes=31)}, Ending.IDLE),
    (Account, {"version": 2}, Ending.CHANGED),
    (Account, {"blocked": True}, Ending.NO_ACCESS),
    (Account, {"name": "iemand anders"}, Ending.NO_ACCESS),
])  # fmt: skip
def test_a_session_ends(engine: Engine, griffie: str, table: type, values: dict[str, Any], why: Ending) -> None:
    session = begin(engine, griffie, HERE).id
    assert len(open_sessions(engine)) == 1
    change(engine, table, **values)
    assert viewer_in(engine, session, NOWHERE) is why
    assert open_sessions(engine) == ()


def test_after_a_backup_was_put_back_nobody_is_signed_in(engine: Engine, griffie: str) -> None:
    sessions = [begin(engine, griffie, HERE).id for _ in range(2)]
    end_everything(engine, Ending.REVOKED)
    assert open_sessions(engine) == ()
    assert {viewer_in(engine, session, NOWHERE) for session in sessions} == {Ending.REVOKED}


def test_an_unknown_session_opens_nothing(engine: Engine) -> None:
    assert viewer_in(engine, "x", NOWHERE) is Ending.UNKNOWN


def test_use_is_noted_to_the_minute(engine: Engine, griffie: str) -> None:
    session = begin(engine, griffie, HERE).id
    before = ago(minutes=29)
    change(engine, SignInSession, seen=before)
    viewer_in(engine, session, NOWHERE)
    seen = open_sessions(engine)[0].seen
    assert seen > before + timedelta(minutes=28)
    viewer_in(engine, session, NOWHERE)
    assert open_sessions(engine)[0].seen == seen


@pytest.mark.sqlite
def test_nobody_waits_for_an_import_to_note_that_they_were_seen(engine: Engine, griffie: str) -> None:
    session = begin(engine, griffie, HERE).id
    change(engine, SignInSession, seen=ago(minutes=2))
    with writing_alone(engine):
        assert isinstance(viewer_in(engine, session, NOWHERE), Viewer)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 30_000


def test_an_account_that_is_blocked_or_gone_begins_no_session(engine: Engine, griffie: str) -> None:
    change(engine, Account, blocked=True)
    for name in (griffie, "niemand"):
        with pytest.raises(LookupError):
            begin(engine, name, HERE)


def test_an_identity_of_a_provider_begins_one_session(engine: Engine, griffie: str) -> None:
    begin(engine, griffie, HERE, proof="issuer subject 1")
    with pytest.raises(IntegrityError):
        begin(engine, griffie, HERE, proof="issuer subject 1")


def test_sessions_of_long_ago_are_not_kept(engine: Engine, griffie: str) -> None:
    begin(engine, griffie, HERE)
    change(engine, SignInSession, expires=ago(days=31))
    begin(engine, griffie, HERE)
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(table_of(SignInSession))).scalar() == 1
