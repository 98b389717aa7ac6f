"""`python -m data_access`: load a folder, make the tables, look after accounts.

Ends with 0 when done, 1 when refused (a Dutch sentence on stderr says why), 2 when called in a wrong way.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from getpass import getpass
from pathlib import Path

from data_access.accounts import AccountError, accounts, add_account
from data_access.contract_page import contract_page
from data_access.engine import DataAwayError, engine_for
from data_access.load import LoadError, load_folder
from data_access.migrate import draft, migrate
from data_access.snapshot import snapshot_folder
from domain.dutch import day
from domain.viewer import Role


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], str] = chosen.run
    try:
        print(run(chosen))
    except (LoadError, AccountError, DataAwayError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _load(chosen: argparse.Namespace) -> str:
    engine = engine_for()
    migrate(engine)
    state = load_folder(engine, chosen.folder, data_date=chosen.peildatum)
    snapshot_folder(engine, state)  # now, so that the first visitor does not wait for it
    return f"Geladen: versie {state.number} van de gegevens, peildatum {day(state.data_date)}."


def _migrate(chosen: argparse.Namespace) -> str:
    engine = engine_for()
    migrate(engine)
    if chosen.draft:
        number, message = chosen.draft
        draft(engine, message, number)
    return "De tabellen van de database zijn bijgewerkt."


def _contract(_chosen: argparse.Namespace) -> str:
    return contract_page()


def _add(chosen: argparse.Namespace) -> str:
    engine = engine_for()
    migrate(engine)
    password = sys.stdin.readline().rstrip("\r\n") if chosen.password_stdin else _ask()
    add_account(
        engine, name=chosen.name, password=password, role=chosen.role, scope=" ".join(chosen.scope), home=chosen.home
    )
    return f"Het account {chosen.name.lower()} is gemaakt."


def _ask() -> str:
    password = getpass("Wachtwoord: ")
    if getpass("Nog een keer: ") != password:
        raise AccountError("De twee wachtwoorden zijn niet gelijk. Probeer het opnieuw.")
    return password


def _list(_chosen: argparse.Namespace) -> str:
    rows = accounts(engine_for())
    lines = [f"{a.name:24} {a.role:12} {a.scope}{' (voorbeeld)' if a.sample else ''}" for a in rows]
    return (
        "\n".join(lines) or "Er zijn nog geen accounts. Maak er een met: .venv/bin/python -m data_access account add."
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f'"{text}" is geen datum. Schrijf jaar-maand-dag, zoals 2026-03-31.'
        ) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data_access", description="Gegevens en accounts van WOR-monitor.")
    parts = parser.add_subparsers(required=True, metavar="{load,migrate,contract,account}")
    load = parts.add_parser("load", help="een map met CSV-bestanden inlezen (docs/data-contract.md)")
    load.add_argument("folder", type=Path)
    load.add_argument("--peildatum", type=_day, metavar="JJJJ-MM-DD")
    load.set_defaults(run=_load)
    tables = parts.add_parser("migrate", help="de tabellen maken of bijwerken")
    tables.add_argument(
        "--draft", nargs=2, metavar=("NUMMER", "TEKST"), help="voor ontwikkelaars: een revisie schrijven"
    )
    tables.set_defaults(run=_migrate)
    parts.add_parser("contract", help="de bestanden en kolommen als Markdown").set_defaults(run=_contract)
    kinds = parts.add_parser("account", help="accounts maken en tonen").add_subparsers(
        required=True, metavar="{add,list}"
    )
    kinds.add_parser("list", help="alle accounts tonen").set_defaults(run=_list)
    add = kinds.add_parser("add", help="een account maken; het wachtwoord wordt gevraagd")
    add.add_argument("name")
    add.add_argument("--role", required=True, choices=[role.value for role in Role])
    add.add_argument("--scope", required=True, nargs="+", help="all, of codes van gemeenten of regio's")
    add.add_argument("--home", help="het gebied waar de eerste pagina mee opent")
    add.add_argument("--password-stdin", action="store_true", help="lees het wachtwoord van de invoer")
    add.set_defaults(run=_add)
    return parser


if __name__ == "__main__":
    sys.exit(main())
