"""`history`: every delivery, edit and undo, newest first."""

import argparse
import json
from typing import Any

from data_access.commands.shared import Parsers, add_json, listed
from data_access.engine import engine_for
from data_access.imports.history import BatchRecord, history
from domain.dutch import moment

HEAD = ("nummer", "wanneer", "wie", "leverancier", "wat", "rijen", "opmerking")


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("history", help="alle leveringen tonen, de nieuwste eerst")
    add_json(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> tuple[int, str]:
    records = history(engine_for())
    if chosen.json:
        return 0, as_json([as_object(record) for record in records])
    return 0, listed([HEAD, *map(_row, records)]) if records else "Er is nog niets geleverd."


def _row(record: BatchRecord) -> tuple[object, ...]:
    note = f"teruggedraaid door {record.undone_by}" if record.undone_by else ""
    what = record.file or record.description
    return record.id, moment(record.created), record.account, record.supplier, what, record.rows, note


def as_object(record: BatchRecord) -> dict[str, Any]:
    """For scripts. `undone_by`: the number of the undo that keeps it out of the data now; null: it counts."""
    told = ("id", "account", "supplier", "kind", "file", "description", "rows", "warnings", "undoes", "undone_by")
    return {
        **{name: getattr(record, name) for name in told},
        "created": record.created.isoformat(),
        "data_date": record.data_date.isoformat() if record.data_date else None,
        "tables": [vars(table) for table in record.counts.values()],
    }


def as_json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)
