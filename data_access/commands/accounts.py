"""`account`: add, change, block, unblock, delete, give a password, lift a lock, list."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict

from sqlalchemy import Engine

from data_access.accounts import AccountError, AccountRow, account_named, accounts, add_account
from data_access.commands.asking import add_password, ask_password, in_words
from data_access.commands.shared import Parsers, account, migrated
from data_access.door import changes
from data_access.door.attempts import key, locks
from data_access.door.by_hand import lift_lock
from data_access.door.new_password import give_password
from data_access.door.sessions import last_seen
from data_access.engine import engine_for
from domain.sign_ins import By
from domain.viewer import Role

NONE_YET = "Er zijn nog geen accounts. Maak er een met: .venv/bin/python -m data_access account add."
NO_LOCK = "Er is geen slot op {}. Kijk de naam of het adres na."
FIRST = "standaard ja, behalve bij het allereerste account"
GIVEN = "standaard ja"
Run = Callable[[argparse.Namespace], tuple[int, str]]


def add(parsers: Parsers) -> None:
    kinds = parsers.add_parser("account", help="accounts maken, wijzigen en tonen").add_subparsers(
        required=True, metavar="{add,change,block,unblock,delete,password,unlock,list}"
    )
    _add_rights(_named(kinds, "add", "een account maken; het wachtwoord wordt gevraagd", _add), FIRST)
    change = _named(kinds, "change", "rol, gebieden of eerste gebied wijzigen", _change)
    change.add_argument("--role", choices=[role.value for role in Role])
    change.add_argument("--scope", nargs="+", help="all, of codes van gemeenten of regio's")
    change.add_argument("--home", help='het gebied waar de eerste pagina mee opent; "" voor geen')
    _named(kinds, "block", "niemand meldt zich er nog mee aan", _block)
    _named(kinds, "unblock", "de blokkade opheffen", _unblock)
    _named(kinds, "delete", "een account verwijderen", _delete)
    add_password(_named(kinds, "password", "een ander wachtwoord geven", _password), GIVEN)
    unlock = kinds.add_parser("unlock", help="het slot van een naam of adres halen na te veel verkeerde wachtwoorden")
    unlock.add_argument("name", nargs="?", default="")
    unlock.add_argument("--address", default="", help="in plaats van een naam")
    unlock.set_defaults(run=_unlock)
    listing = kinds.add_parser("list", help="alle accounts tonen")
    listing.add_argument("--json", action="store_true", help="voor programma's: als JSON")
    listing.set_defaults(run=_list)


def _named(kinds: Parsers, name: str, about: str, run: Run) -> argparse.ArgumentParser:
    made = kinds.add_parser(name, help=about)
    made.add_argument("name")
    made.set_defaults(run=run)
    return made


def _add_rights(making: argparse.ArgumentParser, default: str) -> None:
    making.add_argument("--role", required=True, choices=[role.value for role in Role])
    making.add_argument("--scope", required=True, nargs="+", help="all, of codes van gemeenten of regio's")
    making.add_argument("--home", help="het gebied waar de eerste pagina mee opent")
    add_password(making, default)


def by_command() -> By:
    return By(account=account())


def _add(chosen: argparse.Namespace) -> tuple[int, str]:
    """Whoever makes the first account makes it for themselves; any further one is for someone else."""
    engine = migrated()
    must_change = bool(accounts(engine)) if chosen.must_change is None else chosen.must_change
    given = ask_password(chosen)
    add_account(
        engine, name=chosen.name, password=given.password, role=chosen.role, scope=" ".join(chosen.scope),
        home=chosen.home, must_change=must_change, by=by_command(),
    )  # fmt: skip
    return 0, in_words(f"Het account {chosen.name.lower()} is gemaakt.", given, must_change=must_change)


def _change(chosen: argparse.Namespace) -> tuple[int, str]:
    engine = migrated()
    now = _there(engine, chosen.name)
    changes.change_rights(
        engine, now.name, role=chosen.role or now.role, scope=" ".join(chosen.scope or [now.scope]),
        home=now.home if chosen.home is None else chosen.home or None, by=by_command(),
    )  # fmt: skip
    return 0, f"Het account {now.name} is gewijzigd."


def _there(engine: Engine, name: str) -> AccountRow:
    found = account_named(engine, name)
    if found is None:
        raise AccountError(changes.GONE.format(name))
    return found


def _block(chosen: argparse.Namespace) -> tuple[int, str]:
    changes.block(migrated(), chosen.name, by_command())
    return 0, f"Het account {chosen.name.lower()} is geblokkeerd."


def _unblock(chosen: argparse.Namespace) -> tuple[int, str]:
    changes.unblock(migrated(), chosen.name, by_command())
    return 0, f"Het account {chosen.name.lower()} is niet meer geblokkeerd."


def _delete(chosen: argparse.Namespace) -> tuple[int, str]:
    changes.delete_account(migrated(), chosen.name, by_command())
    return 0, f"Het account {chosen.name.lower()} is verwijderd."


def _password(chosen: argparse.Namespace) -> tuple[int, str]:
    engine, must_change = migrated(), chosen.must_change is not False
    now = _there(engine, chosen.name)
    given = ask_password(chosen)
    give_password(engine, now.name, given.password, by_command(), must_change=must_change)
    return 0, in_words(f"Het wachtwoord van {now.name} is gewijzigd.", given, must_change=must_change)


def _unlock(chosen: argparse.Namespace) -> tuple[int, str]:
    engine, name = migrated(), key(chosen.name)
    found = [k for k in locks(engine) if (k.address == chosen.address if chosen.address else k.name and k.name == name)]
    if not found:
        raise AccountError(NO_LOCK.format(chosen.address or chosen.name or "een lege naam"))
    for lock in found:
        lift_lock(engine, lock, by_command())
    return 0, f"Het slot op {chosen.address or name} is eraf."


def _list(chosen: argparse.Namespace) -> tuple[int, str]:
    engine = engine_for()
    rows = accounts(engine)
    if chosen.json:
        seen = last_seen(engine)
        return 0, json.dumps([_plain(row) | {"last_seen": seen.get(row.name)} for row in rows], default=str, indent=2)
    lines = [f"{row.name:24} {row.role:12} {row.scope}{_remarks(row)}" for row in rows]
    return 0, "\n".join(lines) or NONE_YET


def _plain(row: AccountRow) -> dict[str, object]:
    return asdict(row) | {"external": row.external is not None, "scope": row.scope.split()}


def _remarks(row: AccountRow) -> str:
    remarks = {
        "voorbeeld": row.sample, "geblokkeerd": row.blocked, "moet wachtwoord wijzigen": row.must_change,
        "via de organisatie": row.external is not None,
    }  # fmt: skip
    told = ", ".join(word for word, holds in remarks.items() if holds)
    return f" ({told})" if told else ""
