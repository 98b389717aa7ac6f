"""`migrate` and `contract`."""

import argparse

from data_access.commands.shared import Parsers, migrated
from data_access.contract_page import contract_page
from data_access.migrate import draft


def add(parsers: Parsers) -> None:
    tables = parsers.add_parser("migrate", help="de tabellen maken of bijwerken")
    tables.add_argument(
        "--draft", nargs=2, metavar=("NUMMER", "TEKST"), help="voor ontwikkelaars: een revisie schrijven"
    )
    tables.set_defaults(run=_migrate)
    parsers.add_parser("contract", help="de bestanden en kolommen als Markdown").set_defaults(run=_contract)


def _migrate(chosen: argparse.Namespace) -> tuple[int, str]:
    engine = migrated()
    if chosen.draft:
        number, message = chosen.draft
        draft(engine, message, number)
    return 0, "De tabellen van de database zijn bijgewerkt."


def _contract(_chosen: argparse.Namespace) -> tuple[int, str]:
    return 0, contract_page()
