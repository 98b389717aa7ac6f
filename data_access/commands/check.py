"""`check FILE`: what is wrong with a file, without taking it in."""

import argparse
import json
from typing import Any

from data_access.commands.deliveries import Reading, Wishes, read_delivery
from data_access.commands.shared import Parsers, add_file, add_json, day_of, migrated, told
from data_access.engine import reading
from data_access.imports.words import table_words
from data_access.problems import LoadError, Problem
from data_access.wrong_use import WrongUse
from domain.dutch import plural

SUPPLIER = "aanlevering"


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("check", help="een bestand nakijken, zonder het op te slaan")
    add_file(parser, "file", "CSV, XLSX, XLSM of ODS, of een map")
    add_wishes(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def add_wishes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--leverancier", default=SUPPLIER, help="wie dit levert, als het bestand dat zelf niet zegt")
    parser.add_argument("--blad", help="alleen dit werkblad")
    parser.add_argument("--peildatum", type=day_of, metavar="JJJJ-MM-DD", help="de dag tot en met welke dit gaat")


def wishes_of(chosen: argparse.Namespace, *, complete: bool = False) -> Wishes:
    return Wishes(supplier=chosen.leverancier, complete=complete, data_date=chosen.peildatum, sheet=chosen.blad)


def run(chosen: argparse.Namespace) -> tuple[int, str]:
    """1 where the file would be refused, 2 where there is none."""
    code = 1
    try:
        with reading(migrated()) as connection:
            found = read_delivery(connection, chosen.file, wishes_of(chosen), told)
    except LoadError as error:
        code = 2 if isinstance(error, WrongUse) else 1
        found = Reading(files=(), hashes=(), parts=(), refused=error.problems)
    return (code if found.errors else 0), (as_json(found) if chosen.json else as_text(found))


def as_json(found: Reading) -> str:
    """One object for the one sheet of a file; a list of them where there are more."""
    told = [
        _object(part.converted.table, part.converted.rows, list(part.converted.problems)) for part in found.parts
    ] or [_object(None, 0, list(found.refused))]
    return json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False, indent=2)


def _object(table: str | None, rows: int, problems: list[Problem]) -> dict[str, Any]:
    return {
        "table": table,
        "rows": rows,
        "errors": [_one(problem) for problem in problems if not problem.warning],
        "warnings": [_one(problem) for problem in problems if problem.warning],
    }


def _one(problem: Problem) -> dict[str, Any]:
    """Without `value` where it may be personal."""
    told = {"row": problem.row, "column": problem.column, "value": problem.value, "rule": problem.rule,
            "message": problem.text}  # fmt: skip
    return {name: value for name, value in told.items() if name != "value" or value is not None}


def as_text(found: Reading) -> str:
    rows = [plural(part.converted.rows, *table_words(part.converted.table)) for part in found.parts]
    warnings = len(found.problems) - len(found.errors)
    counts = f"{plural(len(found.errors), 'fout', 'fouten')}, {plural(warnings, 'waarschuwing', 'waarschuwingen')}."
    lines = [f"{'(let op) ' if problem.warning else ''}{problem}" for problem in found.problems]
    return "\n".join([*lines, f"{', '.join(rows) or 'Niets te lezen'}: {counts}"])
