"""`trace list`, `trace export`, `trace verify` and `trace remove`: the log of who did what."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data_access.commands.shared import Parsers, account, add_file, day_of, listed, migrated
from data_access.door.trace import events, record
from data_access.door.trace_check import Anchor, Checked, check
from data_access.door.trace_lines import Wanted, lines
from data_access.door.trace_removal import remove_older
from data_access.settings import trace_days
from data_access.wrong_use import WrongUse
from domain.dutch import moment_short, plural
from domain.trace import Event, Kind
from domain.trace_words import kind_word, sentence

HEAD = ("nummer", "wanneer", "soort", "account", "adres", "wat")
NONE = "Er zijn geen regels."
WHOLE = "De keten klopt: {}. De laatste is regel {}, met controlegetal {}."
NO_FILE = "{} is niet te maken. Kies een naam die nog niet bestaat, in een map waar u mag schrijven."
LEAST_SIGNS = 16


class TraceError(Exception):
    """A Dutch sentence with a next step."""


class NoPlaceError(TraceError, WrongUse):
    """There is no folder for the file, or none to write in."""


def add(parsers: Parsers) -> None:
    kinds = parsers.add_parser("trace", help="het logboek: wie deed wat, en klopt de keten").add_subparsers(
        required=True, metavar="{list,export,verify,remove}"
    )
    showing = kinds.add_parser("list", help="de nieuwste regels tonen")
    showing.add_argument("--soort", choices=[kind.value for kind in Kind], metavar="SOORT", help="zoals signed_in")
    showing.add_argument("--account")
    showing.add_argument("--van", type=day_of, metavar="JJJJ-MM-DD")
    showing.add_argument("--tot", type=day_of, metavar="JJJJ-MM-DD", help="tot en met deze dag")
    showing.add_argument("--aantal", type=int, default=50)
    showing.set_defaults(run=_list)
    writing = kinds.add_parser("export", help="alle regels in een bestand, een JSON-object per regel")
    add_file(writing, "file", "een bestand dat nog niet bestaat")
    writing.set_defaults(run=_export)
    checking = kinds.add_parser("verify", help="nagaan of er iets is veranderd, weggehaald of tussengezet")
    checking.add_argument("--anker", type=anchor_of, action="append", default=[], metavar="NUMMER:CONTROLEGETAL",
                          help="een regel zoals die elders is bewaard, zoals in het log van de server")  # fmt: skip
    checking.set_defaults(run=_verify)
    removing = kinds.add_parser("remove", help="regels verwijderen die ouder zijn dan de bewaartermijn")
    removing.set_defaults(run=_remove)
    for each in (showing, writing, checking, removing):
        each.add_argument("--json", action="store_true", help="voor programma's: de uitkomst als JSON")


def anchor_of(text: str) -> Anchor:
    number, _, hash_ = text.partition(":")
    if not number.isdecimal() or len(hash_) < LEAST_SIGNS:
        raise argparse.ArgumentTypeError(
            f'"{text}" is geen regel met een controlegetal. Schrijf het nummer, een dubbele punt en ten minste '
            f"{LEAST_SIGNS} tekens van het controlegetal."
        )
    return Anchor(number=int(number), hash=hash_)


def as_object(event: Event) -> dict[str, Any]:
    """The columns as they are hashed (data_access.door.trace.line_hash), and the hash."""
    return asdict(event) | {"at": event.at.isoformat()}


def _list(chosen: argparse.Namespace) -> tuple[int, str]:
    wanted = Wanted(kind=chosen.soort, account=chosen.account, first=chosen.van, last=chosen.tot)
    found = lines(migrated(), wanted, most=max(chosen.aantal, 1))
    if chosen.json:
        return 0, _json([as_object(event) for event in found])
    return 0, listed([HEAD, *map(_row, found)]) if found else NONE


def _row(event: Event) -> tuple[object, ...]:
    return (event.number, moment_short(event.at), kind_word(event.kind), event.account, event.address, sentence(event))


def _export(chosen: argparse.Namespace) -> tuple[int, str]:
    engine, file = migrated(), Path(chosen.file)
    try:
        file.touch(mode=0o600, exist_ok=False)
        record(engine, Kind.TRACE_EXPORTED, account=account(), about={"what": "all"})
        with file.open("w", encoding="utf-8") as out:
            count = sum(out.write(_one(event)) > 0 for event in events(engine))
    except FileExistsError as error:
        raise TraceError(NO_FILE.format(file)) from error
    except OSError as error:
        raise NoPlaceError(NO_FILE.format(file)) from error
    told = {"file": str(file), "lines": count}
    return 0, _json(told) if chosen.json else f"{_lines(count)} in {file}. Er staan namen van gebruikers in."


def _one(event: Event) -> str:
    return json.dumps(as_object(event), ensure_ascii=False) + "\n"


def _verify(chosen: argparse.Namespace) -> tuple[int, str]:
    """1 where something is wrong."""
    found = check(migrated(), chosen.anker, account=account())
    return (1 if found.faults else 0), (_json(asdict(found)) if chosen.json else _told(found))


def _told(found: Checked) -> str:
    if found.faults:
        return "\n".join(found.faults)
    return WHOLE.format(_lines(found.lines), found.last, found.hash)


def _remove(chosen: argparse.Namespace) -> tuple[int, str]:
    gone = remove_older(migrated(), account=account())
    return 0, _json({"removed": gone}) if chosen.json else f"{_lines(gone)} ouder dan {trace_days()} dagen verwijderd."


def _lines(count: int) -> str:
    return plural(count, "regel", "regels")


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)
