"""A password at the command line: thought up by the machine, read from the input, or asked twice."""

import argparse
import sys
from dataclasses import dataclass
from getpass import getpass

from data_access.door.account_rules import AccountError
from data_access.door.proposal import proposed_password

DIFFERENT = "De twee wachtwoorden zijn niet gelijk. Probeer het opnieuw."
CHANGES = "Bij de eerste aanmelding wordt een eigen wachtwoord gekozen."


@dataclass(frozen=True, kw_only=True)
class Given:
    """`shown` is the sentence that tells a password which nobody typed."""

    password: str
    shown: str = ""


def add_password(parser: argparse.ArgumentParser, default: str) -> None:
    """`default` says in Dutch when the password is to be changed without either option."""
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--password-stdin", action="store_true", help="lees het wachtwoord van de invoer")
    how.add_argument("--propose", action="store_true", help="laat een wachtwoord bedenken, en toon het één keer")
    parser.add_argument(
        "--must-change", action=argparse.BooleanOptionalAction, default=None,
        help=f"wie zich ermee aanmeldt, kiest eerst een eigen wachtwoord ({default})",
    )  # fmt: skip


def ask_password(chosen: argparse.Namespace) -> Given:
    """Raises AccountError."""
    if chosen.propose:
        password = proposed_password()
        return Given(password=password, shown=f"Het wachtwoord is {password}\n")
    if chosen.password_stdin:
        return Given(password=sys.stdin.readline().rstrip("\r\n"))
    password = getpass("Wachtwoord: ")
    if getpass("Nog een keer: ") != password:
        raise AccountError(DIFFERENT)
    return Given(password=password)


def in_words(done: str, given: Given, *, must_change: bool) -> str:
    return f"{given.shown}{done}{f' {CHANGES}' if must_change else ''}"
