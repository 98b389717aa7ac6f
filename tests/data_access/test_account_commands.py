"""Accounts and sign-in sessions from the command line."""

import io
import json
from datetime import date

import pytest
from small_delivery import FRAMES
from sqlalchemy import Engine

from data_access import __main__ as command
from data_access.accounts import account_named, accounts, credentials
from data_access.door import attempts
from data_access.door.sessions import begin, open_sessions
from data_access.door.trace import events
from data_access.passwords import fits_hash
from data_access.store import store
from domain.trace import Kind

Output = pytest.CaptureFixture[str]
PASSWORD, OTHER = "drie blauwe fietsen", "kaars trommel wolk"


@pytest.fixture
def here(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """With a first beheerder and a council member, as the command line makes them."""
    store(engine, FRAMES, supplier="zd", description="proef", data_date=date(2025, 6, 30))
    for name, role in (("baas", "beheerder"), ("griffie", "raadslid")):
        typed(monkeypatch, PASSWORD)
        assert run("account", "add", name, "--role", role, "--scope", "all", "--password-stdin") == 0
    return engine


def run(*words: str) -> int:
    return command.main(list(words))


def typed(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))


def test_the_first_account_keeps_its_password_and_a_further_one_has_to_change_it(here: Engine) -> None:
    assert {account.name: account.must_change for account in accounts(here)} == {"baas": False, "griffie": True}


@pytest.mark.sqlite
def test_whether_a_password_has_to_be_changed_can_be_said(here: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for words, expected in ((["--no-must-change"], False), (["--must-change"], True), ([], True)):
        typed(monkeypatch, OTHER)
        assert run("account", "password", "griffie", "--password-stdin", *words) == 0
        assert account_named(here, "griffie").must_change is expected  # type: ignore[union-attr]


def test_a_proposed_password_is_told_and_is_the_one(here: Engine, capsys: Output) -> None:
    assert run("account", "password", "griffie", "--propose") == 0
    password = capsys.readouterr().out.splitlines()[-2].removeprefix("Het wachtwoord is ")
    assert fits_hash(password, credentials(here)["usernames"]["griffie"]["password"])


def test_what_is_not_named_stays(here: Engine) -> None:
    assert run("account", "change", "griffie", "--scope", "GM0001", "--home", "GM0001") == 0
    assert run("account", "change", "griffie", "--role", "wethouder") == 0
    found = account_named(here, "griffie")
    assert found is not None
    assert (found.role, found.scope, found.home) == ("wethouder", "GM0001", "GM0001")
    assert run("account", "change", "griffie", "--home", "") == 0
    assert account_named(here, "griffie").home is None  # type: ignore[union-attr]


def test_an_account_is_blocked_unblocked_and_deleted_by_who_is_at_the_command_line(here: Engine) -> None:
    for step in ("block", "unblock", "delete"):
        assert run("account", step, "GRIFFIE") == 0
    assert account_named(here, "griffie") is None
    told = list(events(here))
    assert [event.kind for event in told[-3:]] == [
        Kind.ACCOUNT_BLOCKED, Kind.ACCOUNT_UNBLOCKED, Kind.ACCOUNT_DELETED,
    ]  # fmt: skip
    assert all(event.account.endswith("opdrachtregel)") for event in told if event.kind == Kind.ACCOUNT_DELETED)


@pytest.mark.sqlite
@pytest.mark.parametrize("words", [
    ["account", "delete", "baas"], ["account", "block", "baas"], ["account", "change", "baas", "--role", "raadslid"],
    ["account", "block", "niemand"], ["account", "change", "griffie", "--scope", "GM9999"],
    ["account", "unlock", "griffie"], ["account", "unlock", "--address", "192.0.2.1"], ["account", "unlock"],
    ["account", "password", "niemand", "--propose"],
])  # fmt: skip
def test_what_is_refused_ends_with_one_and_a_sentence(here: Engine, words: list[str], capsys: Output) -> None:
    before = accounts(here)
    assert run(*words) == 1
    assert capsys.readouterr().err.rstrip().endswith(".")
    assert accounts(here) == before


@pytest.mark.sqlite
def test_the_list_tells_what_is_special_and_json_holds_no_password(here: Engine, capsys: Output) -> None:
    run("account", "block", "griffie")
    capsys.readouterr()
    assert run("account", "list") == 0
    assert "griffie" in (line := capsys.readouterr().out.splitlines()[1])
    assert "(geblokkeerd, moet wachtwoord wijzigen)" in line
    assert run("account", "list", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [(a["name"], a["scope"], a["blocked"], a["last_seen"]) for a in found] == [
        ("baas", ["all"], False, None), ("griffie", ["all"], True, None),
    ]  # fmt: skip
    assert all("password" not in key for account in found for key in account)


def test_sessions_are_listed_without_what_opens_them_and_ended(here: Engine, capsys: Output) -> None:
    ids = [begin(here, "griffie", "192.0.2.1").id for _ in range(2)]
    capsys.readouterr()
    for words in (["sessions", "list"], ["sessions", "list", "--json"]):
        assert run(*words) == 0
        said = capsys.readouterr().out
        assert said.count("griffie") == said.count("192.0.2.1") == 2
        assert not any(session in said for session in ids)
    assert run("sessions", "end", "griffie") == 0
    assert "2 aanmeldingen van griffie zijn beëindigd." in capsys.readouterr().out
    assert open_sessions(here) == ()
    assert run("sessions", "list") == 0
    assert "niemand aangemeld" in capsys.readouterr().out


@pytest.mark.sqlite
def test_a_lock_is_lifted_by_name_or_by_address(here: Engine) -> None:
    for number in range(10):
        attempts.admit(here, "griffie", "192.0.2.9")
        attempts.admit(here, f"naam{number}", "192.0.2.1")
    assert run("account", "unlock", "Griffie") == 0
    assert run("account", "unlock", "--address", "192.0.2.1") == 0
    assert attempts.locks(here) == ()
