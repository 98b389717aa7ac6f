"""`import FILE|FOLDER`: takes a delivery in as a whole, or not at all."""

import argparse
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from data_access.commands.check import add_wishes, wishes_of
from data_access.commands.deliveries import Reading, read_delivery
from data_access.commands.history import as_json, as_object
from data_access.commands.shared import Parsers, account, add_file, add_json, migrated, told
from data_access.door.trace import record
from data_access.engine import reading
from data_access.imports.history import BatchRecord, history
from data_access.imports.outcome import TablePreview
from data_access.imports.take_in import Batch, take_in
from data_access.imports.words import table_words
from data_access.intake.progress import part
from data_access.problems import LoadError
from data_access.snapshot_after import snapshot_after
from data_access.wrong_use import WrongUse
from domain.dutch import day, plural
from domain.trace import Kind

SAME = "Deze bestanden zijn al opgenomen, als levering {}. Voeg --opnieuw toe om ze nog eens op te nemen."
CHECKED, STORED = 0.45, 0.95
"""Of the time of all: until everything is checked, and until everything is stored. The snapshot is the rest."""


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("import", help="een bestand of een map met bestanden opnemen (docs/data-contract.md)")
    add_file(parser, "file", "CSV, XLSX, XLSM of ODS, of een map")
    add_wishes(parser)
    parser.add_argument(
        "--compleet", action="store_true", help="dit is alles: wat er niet meer in staat, verdwijnt uit de cijfers"
    )
    parser.add_argument("--opnieuw", action="store_true", help="ook als precies deze bestanden al zijn opgenomen")
    add_json(parser)
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> tuple[int, str]:
    engine = migrated()
    try:
        with reading(engine) as connection:
            wishes = wishes_of(chosen, complete=chosen.compleet)
            found = read_delivery(connection, chosen.file, wishes, part(told, 0, CHECKED))
        if found.errors:
            raise LoadError(found.errors)
    except WrongUse:
        raise
    except LoadError as error:
        _refused(engine, error)
        raise
    same = None if chosen.opnieuw else _taken_before(engine, found, chosen.leverancier)
    if same:
        return 0, as_json(as_object(same)) if chosen.json else SAME.format(same.id)
    done = _take(engine, found, chosen.file, chosen.leverancier, chosen.peildatum, complete=chosen.compleet)
    return 0, as_json(as_object(history(engine)[0])) if chosen.json else done


def _refused(engine: Engine, error: LoadError) -> None:
    """By number alone: a name of a file or a column may be that of a person."""
    columns = sum(problem.rule.startswith("guard_") for problem in error.problems)
    about = {"why": "guard", "columns": columns} if columns else {"why": "rows"}
    record(engine, Kind.IMPORT_REFUSED, account=account(), about=about)


def _taken_before(engine: Engine, found: Reading, supplier: str) -> BatchRecord | None:
    """The last delivery of this supplier, where it was of exactly these files: a folder that is taken in every night
    would else fill the history with copies."""
    ours = (r for r in history(engine) if r.supplier == supplier and r.kind == "import" and r.undone_by is None)
    last = next(ours, None)
    return last if last and last.digest == found.digests else None


def _take(
    engine: Engine, found: Reading, path: Path, supplier: str, data_date: date | None, *, complete: bool
) -> str:  # fmt: skip
    batch = Batch(
        supplier=supplier, description=f"{'map' if path.is_dir() else 'bestand'} {path.name}", account=account(),
        file=", ".join(found.files), digest=found.digests, mapping=found.mappings,
        warnings=len(found.problems),
    )  # fmt: skip
    frames = found.frames()
    state = take_in(
        engine, frames, batch, data_date=data_date, remove_gone=complete, progress=part(told, CHECKED, STORED)
    )  # fmt: skip
    told(STORED, "Klaarzetten voor de cijfers")
    snapshot_after(engine, state, frames, remove_gone=complete)  # now, so that the first visitor does not wait for it
    told(1, "Klaar")
    newest = history(engine)[0]
    lines = [f"Let op: {problem}" for problem in found.problems]
    lines += [in_words(table) for table in newest.counts.values()]
    return "\n".join([*lines, f"Levering {newest.id} is opgenomen. De peildatum is {day(state.data_date)}."])


def in_words(table: TablePreview) -> str:
    rows = plural(table.new + table.changed + table.unchanged, *table_words(table.table))
    return (
        f"{rows}: {table.new} nieuw, {table.changed} veranderd, {table.unchanged} gelijk gebleven, "
        f"{table.gone} verdwenen."
    )
