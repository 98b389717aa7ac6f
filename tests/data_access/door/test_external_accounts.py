"""The accounts of those who come in by OIDC, on both databases."""

import json
from threading import Thread

import pytest
from sqlalchemy import Engine, select, update

from data_access.accounts import AccountError, accounts, add_account, credentials
from data_access.door.external import account_of, known_as, plain_name
from data_access.door.sessions import begin, end, exchange, take_id_token, viewer_in
from data_access.door.trace import events
from data_access.engine import reading, writing
from data_access.models import Account, SignInSession
from data_access.tables import table_of
from domain.areas import Geography
from domain.oidc import Identity, Rule
from domain.sign_ins import Ending
from domain.trace import Kind
from domain.viewer import Role, Viewer

HERE = "192.0.2.1"
NOWHERE = Geography(areas=())
ALL = Rule(claim="groups", value="beheer", role=Role.ADMIN, scope=("all",))
STEERING = Rule(claim="groups", value="stuur", role=Role.STEERING, scope=("all",))


def person(subject: str = "1", name: str = "griffie", issuer: str = "https://a.example") -> Identity:
    return Identity(issuer=issuer, subject=subject, name=name, proof=subject, id_token="token", claims={})


def test_a_name_never_takes_over_the_account_of_another(engine: Engine) -> None:
    add_account(engine, name="griffie", password="lang genoeg wachtwoord", role="raadslid", scope="all", rounds=4)
    first = account_of(engine, person(), ALL, HERE)
    other_issuer = account_of(engine, person(issuer="https://b.example"), STEERING, HERE)
    look_alike = account_of(engine, person("2", "Griffie\n"), STEERING, HERE)
    assert [first, other_issuer, look_alike] == ["griffie-2", "griffie-3", "griffie-4"]
    assert {row.name: row.role for row in accounts(engine)} == {
        "griffie": "raadslid", "griffie-2": "beheerder", "griffie-3": "stuurgroep", "griffie-4": "stuurgroep",
    }  # fmt: skip
    assert set(credentials(engine)["usernames"]) == {"griffie"}


def test_who_comes_again_has_the_same_account_whatever_they_are_called_now(engine: Engine) -> None:
    name = account_of(engine, person(), ALL, HERE)
    assert account_of(engine, person(name="beheerder"), ALL, HERE) == name
    assert known_as(engine, person()) == name
    assert known_as(engine, person("2")) is None
    assert [event.kind for event in events(engine)] == [Kind.ACCOUNT_ADDED]


def test_another_role_by_the_rules_of_now_ends_the_sessions_before(engine: Engine) -> None:
    name = account_of(engine, person(), ALL, HERE)
    session = begin(engine, name, HERE).id
    account_of(engine, person(), ALL, HERE)
    assert isinstance(viewer_in(engine, session, NOWHERE), Viewer)
    account_of(engine, person(), STEERING, HERE)
    assert viewer_in(engine, session, NOWHERE) is Ending.CHANGED
    changed = [event for event in events(engine) if event.kind == Kind.ACCOUNT_CHANGED]
    assert [json.loads(event.about)["role"] for event in changed] == ["stuurgroep"]


def test_a_block_outlives_the_rules(engine: Engine) -> None:
    name = account_of(engine, person(), ALL, HERE)
    with writing(engine) as connection:
        connection.execute(update(table_of(Account)).values(blocked=True))
    account_of(engine, person(), STEERING, HERE)
    with pytest.raises(LookupError):
        begin(engine, name, HERE)


def test_a_rule_for_an_area_that_is_not_there_makes_no_account(engine: Engine) -> None:
    with pytest.raises(AccountError, match="GM9999"):
        account_of(engine, person(), Rule(claim="x", value="y", role=Role.COUNCIL, scope=("GM9999",)), HERE)
    assert accounts(engine) == []


def test_two_who_come_for_the_first_time_at_once_have_one_account(engine: Engine) -> None:
    names: list[str] = []
    at_once = [Thread(target=lambda: names.append(account_of(engine, person(), ALL, HERE))) for _ in range(4)]
    for thread in at_once:
        thread.start()
    for thread in at_once:
        thread.join()
    assert names == ["griffie"] * 4
    assert len(accounts(engine)) == 1


@pytest.mark.parametrize(("claimed", "shown"), [
    ("Jan de Vries", "jan-de-vries"), ("J.Vries@Enschede.nl", "j.vries@enschede.nl"), ("Zoë Müller", "zoe-muller"),
    ("bеheerder", "bheerder"), ("", "onbekend"), ("<b>\n", "b"), ("李", "onbekend"), ("a" * 200, "a" * 56),
])  # fmt: skip
def test_a_name_is_written_in_plain_characters(claimed: str, shown: str) -> None:
    assert plain_name(claimed) == shown


def test_the_token_of_the_provider_is_given_once_and_only_to_who_signed_out(engine: Engine) -> None:
    name = account_of(engine, person(), ALL, HERE)
    secrets = []
    for ending in (Ending.SIGNED_OUT, Ending.REVOKED, None):
        begun = begin(engine, name, HERE, id_token="token")
        given = exchange(engine, begun.ticket)
        assert given
        secrets.append(given[0])
        if ending:
            end(engine, begun.id, ending)
    assert [take_id_token(engine, secret) for secret in secrets] == ["token", "", ""]
    assert take_id_token(engine, secrets[0]) == ""
    with reading(engine) as connection:
        kept = connection.execute(select(table_of(SignInSession).c.id_token)).scalars().all()
    assert sorted(kept) == ["", "", "token"]
