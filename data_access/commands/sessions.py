"""`sessions`: who is signed in now, and ending that."""

import argparse
import json
from dataclasses import asdict

from data_access.commands.accounts import by_command
from data_access.commands.shared import Parsers, listed, migrated
from data_access.door.by_hand import end_sessions_of
from data_access.door.sessions import open_sessions
from data_access.engine import engine_for
from domain.dutch import moment, plural
from domain.sign_ins import OpenSession

NONE = "Er is nu niemand aangemeld."
HEAD = ("naam", "sinds", "laatst gezien", "adres")


def add(parsers: Parsers) -> None:
    kinds = parsers.add_parser("sessions", help="wie er nu is aangemeld, en dat beëindigen").add_subparsers(
        required=True, metavar="{list,end}"
    )
    showing = kinds.add_parser("list", help="wie er nu is aangemeld, de laatst geziene eerst")
    showing.add_argument("--json", action="store_true", help="voor programma's: als JSON")
    showing.set_defaults(run=_list)
    ending = kinds.add_parser("end", help="alle aanmeldingen van een account beëindigen")
    ending.add_argument("name")
    ending.set_defaults(run=_end)


def _list(chosen: argparse.Namespace) -> tuple[int, str]:
    """Without the id, which opens the session for who has it."""
    found = open_sessions(engine_for())
    if chosen.json:
        return 0, json.dumps([_plain(session) for session in found], default=str, indent=2)
    rows = [(s.account, moment(s.created), moment(s.seen), s.address) for s in found]
    return 0, listed([HEAD, *rows]) if rows else NONE


def _plain(session: OpenSession) -> dict[str, object]:
    return {name: value for name, value in asdict(session).items() if name != "id"}


def _end(chosen: argparse.Namespace) -> tuple[int, str]:
    name = chosen.name.lower()
    ended = end_sessions_of(migrated(), name, by_command())
    done = "is" if ended == 1 else "zijn"
    return 0, f"{plural(ended, 'aanmelding', 'aanmeldingen')} van {name} {done} beëindigd."
