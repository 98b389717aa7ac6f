from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, update

from data_access.accounts import add_account
from data_access.door.attempts import LockedError, admit, lift, locks, succeeded
from data_access.door.sessions import begin
from data_access.engine import writing
from data_access.models import SignInAttempt
from data_access.tables import table_of

CHAMBER, ELSEWHERE = "192.0.2.1", "198.51.100.7"


def admitted(engine: Engine, name: str, address: str) -> bool:
    try:
        admit(engine, name, address)
    except LockedError:
        return False
    return True


def earlier(engine: Engine, minutes: float) -> None:
    attempt = table_of(SignInAttempt)
    with writing(engine) as connection:
        connection.execute(update(attempt).values(at=datetime.now(UTC) - timedelta(minutes=minutes)))


def test_ten_wrong_passwords_lock_a_name_wherever_they_come_from(engine: Engine) -> None:
    assert all(admitted(engine, " Griffie", f"192.0.2.{place}") for place in range(10))
    assert not admitted(engine, "griffie", ELSEWHERE)
    assert [(lock.name, lock.attempts) for lock in locks(engine)] == [("griffie", 10)]


def test_the_lock_of_one_person_does_not_lock_others_at_the_same_address(engine: Engine) -> None:
    assert [admitted(engine, "griffie", CHAMBER) for _ in range(12)] == [True] * 10 + [False] * 2
    assert admitted(engine, "wethouder", CHAMBER)


def test_an_address_that_tries_ten_names_is_locked_but_not_for_who_came_in_from_there_before(engine: Engine) -> None:
    add_account(engine, name="wethouder", password="lang genoeg wachtwoord", role="wethouder", scope="all", rounds=4)
    begin(engine, "wethouder", CHAMBER)
    assert all(admitted(engine, f"naam{number}", CHAMBER) for number in range(10))
    assert not admitted(engine, "griffie", CHAMBER)
    assert admitted(engine, "wethouder", CHAMBER)
    assert admitted(engine, "griffie", ELSEWHERE)
    assert [lock.address for lock in locks(engine)] == [CHAMBER]


def test_a_lock_ends_by_itself_after_a_quarter_of_an_hour(engine: Engine) -> None:
    for _ in range(10):
        admit(engine, "griffie", CHAMBER)
    earlier(engine, 14.5)
    assert not admitted(engine, "griffie", CHAMBER)
    earlier(engine, 15.1)
    assert admitted(engine, "griffie", CHAMBER)
    assert locks(engine) == ()


def test_mistakes_that_are_far_apart_lock_nothing(engine: Engine) -> None:
    for _ in range(9):
        admit(engine, "griffie", CHAMBER)
    earlier(engine, 16)
    assert all(admitted(engine, "griffie", CHAMBER) for _ in range(9))


def test_coming_in_forgives_the_mistakes_of_that_address_alone(engine: Engine) -> None:
    for _ in range(9):
        admit(engine, "griffie", CHAMBER)
    succeeded(engine, "Griffie", CHAMBER)
    assert all(admitted(engine, "griffie", ELSEWHERE) for _ in range(9))
    succeeded(engine, "griffie", CHAMBER)
    admit(engine, "griffie", ELSEWHERE)
    assert not admitted(engine, "griffie", CHAMBER)


def test_a_lock_can_be_lifted(engine: Engine) -> None:
    for number in range(10):
        admit(engine, "griffie", CHAMBER)
        admit(engine, f"naam{number}", ELSEWHERE)
    for lock in locks(engine):
        lift(engine, lock)
    assert locks(engine) == ()
    assert admitted(engine, "griffie", ELSEWHERE)


def test_attempts_at_the_same_moment_are_no_more_than_allowed(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        came = list(pool.map(lambda _: admitted(engine, "griffie", CHAMBER), range(30)))
    assert came.count(True) == 10


def test_the_number_and_the_time_are_settings(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WOR_ATTEMPTS", "2")
    monkeypatch.setenv("WOR_LOCK_MINUTES", "60")
    assert [admitted(engine, "griffie", CHAMBER) for _ in range(3)] == [True, True, False]
    earlier(engine, 59)
    assert not admitted(engine, "griffie", CHAMBER)
