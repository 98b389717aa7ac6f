"""What is changed of an account: who is let in after it, what the trace tells, and the last beheerder who stays."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import Engine

from data_access.accounts import AccountError, account_named, accounts, add_account, credentials
from data_access.door import changes
from data_access.door.new_password import OUT, SAME, WRONG, change_own_password, give_password
from data_access.door.sessions import begin, open_sessions, viewer_in
from data_access.door.trace import events
from data_access.passwords import SAMPLE_PASSWORD, fits_hash
from data_access.store import store
from domain.areas import Geography
from domain.sign_ins import By, Ending
from domain.trace import Kind
from domain.viewer import Viewer
from tests.data_access.small_delivery import FRAMES

NOWHERE = Geography(areas=())
BY = By(account="baas", address="192.0.2.7")
FIRST, SECOND = "drie blauwe fietsen", "kaars trommel wolk"
LOW = 4


@pytest.fixture
def here(engine: Engine) -> Engine:
    store(engine, FRAMES, supplier="zd", description="proef", data_date=date(2025, 6, 30))
    for name, role in (("baas", "beheerder"), ("griffie", "raadslid")):
        add_account(engine, name=name, password=FIRST, role=role, scope="all", by=BY, rounds=LOW)
    return engine


def session(engine: Engine, name: str = "griffie") -> str:
    return begin(engine, name, "192.0.2.1").id


def last(engine: Engine) -> tuple[str, str, str, dict[str, object]]:
    event = list(events(engine))[-1]
    return event.kind, event.account, event.address, json.loads(event.about)


CHANGES: dict[str, tuple[Callable[[Engine], None], Ending, Kind]] = {
    "role": (lambda e: changes.change_rights(e, "griffie", role="wethouder", scope="all", home=None, by=BY),
             Ending.CHANGED, Kind.ACCOUNT_CHANGED),
    "scope": (lambda e: changes.change_rights(e, "griffie", role="raadslid", scope="GM0001", home=None, by=BY),
              Ending.CHANGED, Kind.ACCOUNT_CHANGED),
    "block": (lambda e: changes.block(e, "griffie", BY), Ending.NO_ACCESS, Kind.ACCOUNT_BLOCKED),
    "password": (lambda e: give_password(e, "griffie", SECOND, BY, rounds=LOW), Ending.CHANGED, Kind.PASSWORD_CHANGED),
    "delete": (lambda e: changes.delete_account(e, "griffie", BY), Ending.NO_ACCESS, Kind.ACCOUNT_DELETED),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_that_matters_ends_the_sessions_and_is_in_the_trace(here: Engine, what: str) -> None:
    act, why, kind = CHANGES[what]
    mine = session(here)
    act(here)
    assert viewer_in(here, mine, NOWHERE) is why
    assert open_sessions(here) == ()
    told, account, address, about = last(here)
    assert (told, account, address, about["name"]) == (kind, "baas", "192.0.2.7", "griffie")
    assert not {FIRST, SECOND, "$2b$"} & set(str(about).split())


def test_what_was_and_what_is_are_both_in_the_trace(here: Engine) -> None:
    changes.change_rights(here, "griffie", role="coordinator", scope="REG-A", home="GM0001", by=BY)
    about = last(here)[3]
    assert (about["role"], about["scope"], about["home"]) == ("coordinator", "REG-A", "GM0001")
    assert about["before"] == {"role": "raadslid", "scope": "all", "home": None}


def test_another_home_ends_no_session_and_no_change_leaves_no_line(here: Engine) -> None:
    mine = session(here)
    changes.change_rights(here, "griffie", role="raadslid", scope="all", home="GM0001", by=BY)
    lines = len(list(events(here)))
    changes.change_rights(here, "griffie", role="raadslid", scope="all", home="GM0001", by=BY)
    changes.unblock(here, "griffie", BY)
    assert isinstance(viewer_in(here, mine, NOWHERE), Viewer)
    assert len(list(events(here))) == lines


def test_who_is_unblocked_does_not_come_back_into_an_old_session(here: Engine) -> None:
    mine = session(here)
    changes.block(here, "griffie", BY)
    assert "griffie" not in credentials(here)["usernames"]
    changes.unblock(here, "griffie", BY)
    assert viewer_in(here, mine, NOWHERE) is Ending.NO_ACCESS
    assert "griffie" in credentials(here)["usernames"]


def test_a_new_account_of_the_same_name_does_not_get_the_sessions_of_the_one_before(here: Engine) -> None:
    mine = session(here)
    changes.delete_account(here, "griffie", BY)
    add_account(here, name="griffie", password=FIRST, role="beheerder", scope="all", rounds=LOW)
    assert viewer_in(here, mine, NOWHERE) is Ending.NO_ACCESS


@pytest.mark.parametrize("wrong", [
    {"role": "burgemeester"}, {"scope": ""}, {"scope": "GM9999"}, {"home": "GM9999"},
    {"scope": "GM0001", "home": "GM0002"},
])  # fmt: skip
def test_what_an_account_cannot_be_is_refused_and_nothing_changes(here: Engine, wrong: dict[str, str]) -> None:
    before, lines = accounts(here), len(list(events(here)))
    with pytest.raises(AccountError):
        changes.change_rights(here, "griffie", by=BY, **{"role": "raadslid", "scope": "all", "home": None} | wrong)
    assert accounts(here) == before
    assert len(list(events(here))) == lines


def test_an_account_that_is_gone_is_told(here: Engine) -> None:
    with pytest.raises(AccountError, match="Er is geen account met de naam niemand"):
        changes.block(here, "niemand", BY)


LOSSES: dict[str, Callable[[Engine, str], None]] = {
    "demote": lambda e, name: changes.change_rights(e, name, role="wethouder", scope="all", home=None, by=BY),
    "narrow": lambda e, name: changes.change_rights(e, name, role="beheerder", scope="", home=None, by=BY),
    "block": lambda e, name: changes.block(e, name, BY),
    "delete": lambda e, name: changes.delete_account(e, name, BY),
}


@pytest.mark.parametrize("how", LOSSES)
def test_the_last_beheerder_stays(here: Engine, how: str) -> None:
    add_account(here, name="geblokkeerd", password=FIRST, role="beheerder", scope="all", rounds=LOW)
    changes.block(here, "geblokkeerd", BY)
    mine, lines = session(here, "baas"), len(list(events(here)))
    with pytest.raises(AccountError):
        LOSSES[how](here, "baas")
    assert isinstance(viewer_in(here, mine, NOWHERE), Viewer)
    assert len(list(events(here))) == lines


@pytest.mark.parametrize("how", ["demote", "block", "delete"])
def test_two_beheerders_at_once_do_not_remove_each_other(here: Engine, how: str) -> None:
    add_account(here, name="tweede", password=FIRST, role="beheerder", scope="all", rounds=LOW)
    together = Barrier(2)

    def lose(name: str) -> bool:
        together.wait()
        try:
            LOSSES[how](here, name)
        except AccountError:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lose, ["baas", "tweede"]))
    assert sorted(done) == [False, True]
    assert [a.blocked for a in accounts(here) if a.role == "beheerder"].count(False) == 1


def test_a_given_password_has_to_be_changed_and_the_own_one_has_not(here: Engine) -> None:
    give_password(here, "griffie", SECOND, BY, rounds=LOW)
    mine = session(here)
    assert viewer_in(here, mine, NOWHERE).must_change  # type: ignore[union-attr]
    own(here, mine, present=SECOND, new="tafel regen schoen")
    found = viewer_in(here, mine, NOWHERE)
    assert isinstance(found, Viewer)
    assert not found.must_change


def own(engine: Engine, mine: str, *, present: str = FIRST, new: str = SECOND) -> None:
    change_own_password(engine, "griffie", present=present, new=new, session=mine, by=BY, rounds=LOW)


def test_who_changes_the_own_password_stays_in_and_is_out_everywhere_else(here: Engine) -> None:
    mine, elsewhere = session(here), session(here)
    own(here, mine)
    assert isinstance(viewer_in(here, mine, NOWHERE), Viewer)
    assert viewer_in(here, elsewhere, NOWHERE) is Ending.CHANGED
    assert fits_hash(SECOND, credentials(here)["usernames"]["griffie"]["password"])


@pytest.mark.parametrize(("given", "sentence"), [
    ({"present": "een ander woord dan dat"}, WRONG), ({"new": FIRST}, SAME), ({"new": "Welkom2026!!"}, "te raden"),
    ({"new": "Griffie-2026!"}, "te raden"),
])  # fmt: skip
def test_a_wrong_or_weak_password_changes_nothing(here: Engine, given: dict[str, str], sentence: str) -> None:
    mine, lines = session(here), len(list(events(here)))
    with pytest.raises(AccountError, match=sentence):
        own(here, mine, **given)
    assert fits_hash(FIRST, credentials(here)["usernames"]["griffie"]["password"])
    assert len(list(events(here))) == lines


def test_a_session_that_has_ended_changes_no_password(here: Engine) -> None:
    mine = session(here)
    changes.block(here, "griffie", BY)
    changes.unblock(here, "griffie", BY)
    with pytest.raises(AccountError, match=OUT):
        own(here, mine)
    assert fits_hash(FIRST, credentials(here)["usernames"]["griffie"]["password"])


def test_an_account_of_the_sample_data_that_gets_a_password_is_no_longer_one(here: Engine) -> None:
    add_account(here, name="kijker", password=SAMPLE_PASSWORD, role="raadslid", scope="all", sample=True, rounds=LOW)
    with pytest.raises(AccountError, match="te raden"):
        give_password(here, "kijker", SAMPLE_PASSWORD, BY, rounds=LOW)
    give_password(here, "kijker", SECOND, BY, rounds=LOW)
    found = account_named(here, "kijker")
    assert found is not None
    assert (found.sample, found.must_change) == (False, True)
