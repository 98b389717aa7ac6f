from datetime import date

import bcrypt
import pytest
from small_delivery import FRAMES
from sqlalchemy import Engine

from data_access.accounts import AccountError, accounts, add_account, credentials, hash_password, viewer_of
from data_access.agreements import read_geography
from data_access.store import store
from domain.viewer import Role

LOW = 4
PASSWORD = "een-lang-wachtwoord"


@pytest.fixture
def loaded(engine: Engine) -> Engine:
    store(engine, FRAMES, supplier="zd", description="proef", data_date=date(2025, 6, 30))
    return engine


def add(engine: Engine, **more: str) -> None:
    given = {"name": "Griffie", "password": PASSWORD, "role": "raadslid", "scope": "all"} | more
    add_account(engine, rounds=LOW, **given)  # type: ignore[arg-type]


def municipalities(engine: Engine, scope: str) -> set[str]:
    add(engine, scope=scope)
    viewer = viewer_of(engine, "griffie", read_geography(engine))
    assert viewer is not None
    return set(viewer.scope.municipalities)


def test_the_password_is_kept_as_a_bcrypt_hash_in_the_shape_of_the_authenticator(loaded: Engine) -> None:
    add(loaded)
    found = credentials(loaded)["usernames"]["griffie"]
    assert bcrypt.checkpw(PASSWORD.encode(), found["password"].encode())
    assert (found["name"], found["email"], found["roles"]) == ("griffie", "", ["raadslid"])


def test_an_account_is_listed_without_its_password(loaded: Engine) -> None:
    add(loaded, scope=" GM0001   GM0002 ", home="GM0001")
    [row] = accounts(loaded)
    assert (row.name, row.role, row.scope, row.home, row.sample) == (
        "griffie", "raadslid", "GM0001 GM0002", "GM0001", False
    )  # fmt: skip
    assert not hasattr(row, "password_hash")


@pytest.mark.parametrize(
    ("scope", "expected"),
    [("all", {"GM0001", "GM0002"}), ("REG-A", {"GM0001", "GM0002"}), ("GM0002", {"GM0002"})],
)
def test_a_scope_becomes_the_municipalities_in_it(loaded: Engine, scope: str, expected: set[str]) -> None:
    assert municipalities(loaded, scope) == expected


def test_a_viewer_is_found_whatever_the_capitals_and_only_where_there_is_an_account(loaded: Engine) -> None:
    add(loaded, role="coordinator", home="A-1")
    geography = read_geography(loaded)
    viewer = viewer_of(loaded, "GRIFFIE", geography)
    assert viewer is not None
    assert (viewer.name, viewer.role, viewer.home) == ("griffie", Role.COORDINATOR, "A-1")
    assert viewer_of(loaded, "niemand", geography) is None


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"role": "burgemeester"}, "De rol burgemeester bestaat niet. Kies raadslid"),
        ({"scope": "GM9999"}, "Het gebied GM9999 staat niet als regio of gemeente"),
        ({"scope": "A-1"}, "Het gebied A-1 staat niet als regio of gemeente"),
        ({"scope": "all GM0001"}, "Het gebied all staat niet"),
        ({"scope": " "}, "Geef een bereik"),
        ({"home": "GM9999"}, "(home) staat niet in de database"),
        ({"name": "Jan Jansen"}, "De naam bestaat uit"),
        ({"password": "elf-tekens1"}, "te kort: neem ten minste 12 tekens"),
        ({"password": "é" * 37}, "te lang: neem ten hoogste 72 tekens"),
    ],
)
def test_an_account_that_is_not_right_is_refused_in_dutch(loaded: Engine, wrong: dict[str, str], says: str) -> None:
    with pytest.raises(AccountError) as caught:
        add(loaded, **wrong)
    assert says in str(caught.value)
    assert wrong.get("password", "-" * 99) not in str(caught.value)
    assert accounts(loaded) == []


def test_a_name_exists_once_whatever_the_capitals(loaded: Engine) -> None:
    add(loaded)
    with pytest.raises(AccountError, match="Er is al een account met de naam griffie"):
        add(loaded, name="GRIFFIE")


def test_the_first_account_can_be_made_before_there_is_any_data(engine: Engine) -> None:
    add(engine, role="beheerder")
    assert [a.role for a in accounts(engine)] == ["beheerder"]


def test_passwords_are_hashed_at_a_cost_of_twelve_unless_told_otherwise() -> None:
    assert hash_password(PASSWORD).startswith("$2b$12$")
    assert hash_password(PASSWORD, rounds=LOW).startswith("$2b$04$")
