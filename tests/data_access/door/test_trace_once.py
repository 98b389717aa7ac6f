from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from sqlalchemy import Engine, insert

from data_access.door.sessions import begin
from data_access.door.trace import events
from data_access.door.trace_lines import Wanted, all_lines, count, lines, newest
from data_access.door.trace_once import record_once
from data_access.models import Account
from data_access.tables import table_of
from domain.trace import Kind


def session_of(engine: Engine, name: str = "raadslid") -> str:
    return begin(engine, name, "192.0.2.1").id


def account(engine: Engine, name: str = "raadslid") -> None:
    row = {"name": name, "password_hash": "", "role": "raadslid", "scope": "all", "sample": False}
    with engine.begin() as connection:
        connection.execute(insert(table_of(Account)).values(**row, created=datetime.now(UTC)))


def tries(engine: Engine, session: str, page: str, name: str = "raadslid") -> None:
    record_once(engine, Kind.NOT_ALLOWED, session=session, account=name, address="", about={"page": page})


def test_however_often_a_closed_page_is_tried_it_is_one_line_for_a_session(engine: Engine) -> None:
    account(engine)
    first = session_of(engine)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: tries(engine, first, "data"), range(12)))
    tries(engine, first, "publish")
    assert [e.about for e in events(engine)] == ['{"page": "data"}', '{"page": "publish"}']
    tries(engine, session_of(engine), "data")
    assert len(list(events(engine))) == 3


def test_lines_are_looked_up_by_kind_account_and_dutch_day_the_newest_first(engine: Engine) -> None:
    account(engine)
    account(engine, "wethouder")
    for name in ("raadslid", "wethouder"):
        session = session_of(engine, name)
        for page in ("data", "publish", "admin"):
            tries(engine, session, page, name)
    assert [e.number for e in lines(engine, Wanted(), most=2, skip=1)] == [5, 4]
    assert count(engine, Wanted(account="wethouder")) == 3
    assert count(engine, Wanted(kind="imported")) == 0
    today = datetime.now(UTC).astimezone().date()
    assert count(engine, Wanted(first=today.replace(year=2020), last=today.replace(year=2021))) == 0
    assert count(engine, Wanted(first=today.replace(year=2020), last=today.replace(year=2100))) == 6
    assert [e.number for e in all_lines(engine, Wanted(account="raadslid"), 2)] == [2, 1]
    last, none = newest(engine), newest(engine, Kind.IMPORTED)
    assert (last.number if last else 0, none) == (6, None)
