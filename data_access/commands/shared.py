"""What the commands have in common."""

import argparse
import sys
from datetime import date
from getpass import getuser
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine

from data_access.engine import engine_for
from data_access.migrate import migrate
from domain.dutch import percent

OVER = "\r"
"""Back to the start of the line."""
WIDTH = 79


class Parsers(Protocol):
    """Where a command adds itself."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser: ...


def migrated() -> Engine:
    """The database of DATABASE_URL, with the newest tables."""
    engine = engine_for()
    migrate(engine)
    return engine


def account() -> str:
    """Who is at the command line."""
    try:
        return f"{getuser()} (opdrachtregel)"
    except (OSError, KeyError):
        return "opdrachtregel"


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f'"{text}" is geen datum. Schrijf jaar-maand-dag, zoals 2026-03-31.'
        ) from error


def add_file(parser: argparse.ArgumentParser, name: str, about: str) -> None:
    parser.add_argument(name, type=Path, help=about)


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="voor programma's: de uitkomst als JSON")


def told(share: float, words: str) -> None:
    """One line that is written over, where someone is looking; else nothing, for a log would fill up with it."""
    if sys.stderr.isatty():
        line = f"{percent(min(share, 1))} {words}"[:WIDTH]
        print(f"{OVER}{line.ljust(WIDTH)}{OVER}", end="", file=sys.stderr, flush=True)


def listed(rows: list[tuple[Any, ...]]) -> str:
    """Columns as wide as their widest cell."""
    widths = [max(len(str(row[place])) for row in rows) for place in range(len(rows[0]))] if rows else []
    return "\n".join(
        "  ".join(str(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
