"""`export FOLDER`: the current rows as CSV files that `import` takes in again."""

import argparse
from pathlib import Path

from sqlalchemy import Engine

from data_access.commands.shared import Parsers, account, add_file
from data_access.contract import CONTRACT
from data_access.door.trace import record
from data_access.engine import engine_for, reading_at_once
from data_access.frames import read_frame
from data_access.wrong_use import WrongUse
from domain.dutch import plural
from domain.trace import Kind

THERE = "{} bestaat al en is niet leeg. Kies een andere map."
NO_ROOM = "{} is niet te schrijven. Kijk of u er mag schrijven en of er ruimte is."


class ExportError(Exception):
    """A Dutch sentence with a next step."""


class NoFolderError(ExportError, WrongUse):
    """Nothing can be written there."""


def add(parsers: Parsers) -> None:
    parser = parsers.add_parser("export", help="alle gegevens als CSV in een nieuwe map zetten; niet voor publicatie")
    add_file(parser, "folder", "een map die nog niet bestaat, of leeg is")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> tuple[int, str]:
    files = export(engine_for(), chosen.folder, account())
    words = plural(files, "bestand", "bestanden")
    return 0, f"{words} in {chosen.folder}. Hier staan gegevens van losse personen in: niet voor publicatie."


def export(engine: Engine, folder: Path, account: str) -> int:
    """The number of files; a table without rows has none. Readable by the owner alone. In the trace before there is
    anything to take along. Raises ExportError, DataAwayError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError(THERE.format(folder))
    record(engine, Kind.EXPORTED, account=account, about={"what": "tables"})
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise NoFolderError(NO_ROOM.format(folder)) from error
    try:
        return _write(engine, folder)
    except OSError as error:
        raise ExportError(NO_ROOM.format(folder)) from error


def _write(engine: Engine, folder: Path) -> int:
    from data_access.intake.escape import escaped

    files = 0
    with reading_at_once(engine) as connection:
        for name, contract in CONTRACT.items():
            frame = read_frame(connection, name)
            if not frame.is_empty():
                escaped(frame).write_csv(folder / contract.file)
                files += 1
    return files
