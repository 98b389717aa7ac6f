"""`account add` and `account list`."""

import argparse
import sys
from getpass import getpass

from data_access.accounts import AccountError, accounts, add_account
from data_access.commands.shared import Parsers, migrated
from data_access.engine import engine_for
from domain.viewer import Role

NONE_YET = "Er zijn nog geen accounts. Maak er een met: .venv/bin/python -m data_access account add."


def add(parsers: Parsers) -> None:
    kinds = parsers.add_parser("account", help="accounts maken en tonen").add_subparsers(
        required=True, metavar="{add,list}"
    )
    kinds.add_parser("list", help="alle accounts tonen").set_defaults(run=_list)
    making = kinds.add_parser("add", help="een account maken; het wachtwoord wordt gevraagd")
    making.add_argument("name")
    making.add_argument("--role", required=True, choices=[role.value for role in Role])
    making.add_argument("--scope", required=True, nargs="+", help="all, of codes van gemeenten of regio's")
    making.add_argument("--home", help="het gebied waar de eerste pagina mee opent")
    making.add_argument("--password-stdin", action="store_true", help="lees het wachtwoord van de invoer")
    making.set_defaults(run=_add)


def _add(chosen: argparse.Namespace) -> tuple[int, str]:
    engine = migrated()
    password = sys.stdin.readline().rstrip("\r\n") if chosen.password_stdin else _ask()
    add_account(
        engine, name=chosen.name, password=password, role=chosen.role, scope=" ".join(chosen.scope), home=chosen.home
    )
    return 0, f"Het account {chosen.name.lower()} is gemaakt."


def _ask() -> str:
    password = getpass("Wachtwoord: ")
    if getpass("Nog een keer: ") != password:
        raise AccountError("De twee wachtwoorden zijn niet gelijk. Probeer het opnieuw.")
    return password


def _list(_chosen: argparse.Namespace) -> tuple[int, str]:
    rows = accounts(engine_for())
    lines = [f"{a.name:24} {a.role:12} {a.scope}{' (voorbeeld)' if a.sample else ''}" for a in rows]
    return 0, "\n".join(lines) or NONE_YET
