"""`history`: every delivery, edit and undo, newest first."""

import argparse

from data_access.commands.shared import Parsers, listed
from data_access.engine import engine_for
from data_access.imports.history import BatchRecord, history
from domain.dutch import moment

HEAD = ("nummer", "wanneer", "wie", "leverancier", "wat", "rijen", "opmerking")


def add(parsers: Parsers) -> None:
    parsers.add_parser("history", help="alle leveringen tonen, de nieuwste eerst").set_defaults(run=run)


def run(_chosen: argparse.Namespace) -> tuple[int, str]:
    records = history(engine_for())
    return 0, listed([HEAD, *map(_row, records)]) if records else "Er is nog niets geleverd."


def _row(record: BatchRecord) -> tuple[object, ...]:
    note = f"teruggedraaid door {record.undone_by}" if record.undone_by else ""
    what = record.file or record.description
    return record.id, moment(record.created), record.account, record.supplier, what, record.rows, note
