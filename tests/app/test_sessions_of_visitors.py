"""The holes of the door that were measured, each closed, over the websocket and on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection

import pytest
from conftest import serve
from sqlalchemy import Engine, delete, update
from websocket import Screen, Visitor

from components.passage import PLAIN_NAME
from components.sign_in_form import GONE, SAMPLE_PASSWORD, WRONG, ended, locked
from data_access.door.attempts import lift, locks
from data_access.door.sessions import end_all, open_sessions
from data_access.door.trace import events
from data_access.engine import writing
from data_access.models import Account, SignInSession
from data_access.tables import table_of
from domain.sign_ins import Ending
from domain.trace import Kind

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def replicas(engine, database, tmp_path_factory) -> Iterator[tuple[str, str]]:
    """Two processes with one database between them and nothing else."""
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    with serve(one, DATABASE_URL=database) as first, serve(other, DATABASE_URL=database) as second:
        yield first, second


def signed_in(url: str, name: str = "raadslid") -> tuple[Visitor, str]:
    """A tab, and the cookie that its browser was given."""
    tab = Visitor(url).__enter__()
    tab.open("bereik")
    used = tab.use({"Gebruikersnaam": name, "Wachtwoord": SAMPLE_PASSWORD}, press="Aanmelden")
    connection = HTTPConnection(url.removeprefix("http://"))
    connection.request("GET", used.redirect)
    cookie = str(connection.getresponse().headers["set-cookie"]).split(";")[0].removeprefix(f"{PLAIN_NAME}=")
    assert inside(tab.run())
    return tab, cookie


def inside(screen: Screen) -> bool:
    return not screen.shows_sign_in and not screen.hidden_navigation and not screen.exceptions


def shut(screen: Screen) -> bool:
    """The form, and no figure, page or filter."""
    known = {"Gebruikersnaam", "Wachtwoord", "Aanmelden"}
    return screen.shows_sign_in and set(screen.widgets) == known and screen.hidden_navigation and not screen.payloads


def change(engine: Engine, name: str, **values: object) -> None:
    account = table_of(Account)
    with writing(engine) as connection:
        connection.execute(update(account).where(account.c.name == name).values(**values))


def age(engine: Engine, name: str, **values: object) -> None:
    session = table_of(SignInSession)
    with writing(engine) as connection:
        connection.execute(update(session).where(session.c.account == name, session.c.ended.is_(None)).values(**values))


def test_the_old_cookie_does_not_sign_in_again_after_signing_out_on_any_replica(replicas):
    tab, cookie = signed_in(replicas[0])
    with tab, Visitor(replicas[1], {PLAIN_NAME: cookie}) as other:
        assert inside(other.open("begroting"))
        tab.use(press="Afmelden")
        assert shut(other.run())
        assert ended(Ending.SIGNED_OUT) in other.screen.words
        for url in replicas:
            with Visitor(url, {PLAIN_NAME: cookie}) as replay:
                assert shut(replay.open("bereik"))


def test_another_tab_is_signed_out_too(replicas):
    tab, cookie = signed_in(replicas[0])
    with tab, Visitor(replicas[0], {PLAIN_NAME: cookie}) as second, Visitor(replicas[0], {PLAIN_NAME: cookie}) as third:
        assert inside(second.open("bereik"))
        assert inside(third.open("praktijken"))
        second.use(press="Afmelden")
        assert shut(third.run())
        assert shut(tab.run())


def test_a_reload_a_dropped_connection_and_another_process_keep_somebody_in(replicas):
    tab, cookie = signed_in(replicas[0])
    tab.__exit__(None, None, None)
    for url in replicas:
        with Visitor(url, {PLAIN_NAME: cookie}) as again:
            assert inside(again.open("bereik"))


@pytest.mark.parametrize(("values", "sentence"), [
    ({"blocked": True}, GONE), ({"version": 2}, ended(Ending.CHANGED)),
])  # fmt: skip
def test_a_blocked_or_changed_account_is_out_at_the_next_click(replicas, engine, values, sentence):
    tab, cookie = signed_in(replicas[0], "wethouder")
    with tab, Visitor(replicas[1], {PLAIN_NAME: cookie}) as other:
        assert inside(other.open("bereik"))
        change(engine, "wethouder", **values)
        try:
            for screen in (tab.run(), other.run()):
                assert shut(screen)
                assert sentence in screen.words
        finally:
            change(engine, "wethouder", blocked=False, version=1)


def test_a_deleted_account_keeps_no_session(replicas, engine):
    tab, _ = signed_in(replicas[0], "stuurgroep")
    with tab:
        account = table_of(Account)
        with writing(engine) as connection:
            connection.execute(delete(account).where(account.c.name == "stuurgroep"))
        assert shut(tab.run())
        assert GONE in tab.screen.words


@pytest.mark.parametrize(("values", "why"), [
    ({"seen": datetime.now(UTC) - timedelta(minutes=31)}, Ending.IDLE),
    ({"expires": datetime.now(UTC) - timedelta(seconds=1)}, Ending.EXPIRED),
])  # fmt: skip
def test_idling_and_the_longest_time_end_a_session(replicas, engine, values, why):
    tab, cookie = signed_in(replicas[0])
    with tab:
        age(engine, "raadslid", **values)
        assert shut(tab.run())
        assert ended(why) in tab.screen.words
        with Visitor(replicas[1], {PLAIN_NAME: cookie}) as other:
            assert shut(other.open("bereik"))


def test_what_the_one_before_chose_is_not_there_for_the_next(replicas, engine):
    tab, _ = signed_in(replicas[0])
    with tab:
        tab.open("bereik", "gemeente=Enschede&periode=2025")
        end_all(engine, "raadslid", Ending.REVOKED)
        assert ended(Ending.REVOKED) in tab.run().words
        assert inside(tab.sign_in("coordinator", SAMPLE_PASSWORD))


def test_ten_wrong_passwords_lock_a_name_and_nobody_else_until_it_is_lifted(replicas, engine):
    known, unknown = [], []
    for name, told in (("beheerder", known), ("bestaatniet", unknown)):
        for attempt in range(12):
            with Visitor(replicas[attempt % 2]) as tab:
                tab.open()
                screen = tab.use({"Gebruikersnaam": name, "Wachtwoord": "verkeerd wachtwoord"}, press="Aanmelden")
                told.append([words for words in screen.words if words in (WRONG, locked())])
    assert known == unknown == [[WRONG]] * 10 + [[locked()]] * 2
    with Visitor(replicas[1]) as tab:
        tab.open()
        assert tab.sign_in("beheerder", SAMPLE_PASSWORD).hidden_navigation
        assert not tab.sign_in("raadslid", SAMPLE_PASSWORD).hidden_navigation
    for lock in locks(engine):
        lift(engine, lock)
    with Visitor(replicas[1]) as tab:
        tab.open()
        assert not tab.sign_in("beheerder", SAMPLE_PASSWORD).hidden_navigation


def test_coming_in_going_out_and_refusals_are_in_the_trace(replicas, engine):
    before = len(list(events(engine)))
    tab, _ = signed_in(replicas[0], "coordinator")
    with tab:
        tab.use(press="Afmelden")
        tab.use({"Gebruikersnaam": "mijn geheime wachtwoord", "Wachtwoord": "x"}, press="Aanmelden")
    told = list(events(engine))[before:]
    assert [(event.kind, event.account) for event in told] == [
        (Kind.SIGNED_IN, "coordinator"), (Kind.SIGNED_OUT, "coordinator"), (Kind.SIGN_IN_REFUSED, ""),
    ]  # fmt: skip
    assert all(event.address == "127.0.0.1" for event in told)
    assert "geheime" not in str(told)


def test_the_session_itself_is_never_sent_to_the_browser(replicas, engine):
    tab, cookie = signed_in(replicas[0])
    with tab:
        sent = str(vars(tab.screen))
        assert cookie not in sent
        assert all(session.id not in sent for session in open_sessions(engine))
