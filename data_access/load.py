"""Takes in a folder of CSV files (docs/data-contract.md): the whole folder, or nothing at all."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
from sqlalchemy import Connection, Engine, func, select

from data_access.checks import check
from data_access.contract import CONTRACT
from data_access.csv_text import ROW, read_text
from data_access.engine import reading
from data_access.problems import LoadError, Problem
from data_access.state import newest_state
from data_access.store import store
from data_access.typed import typed
from domain.cells import DataState
from domain.periods import parse_period

__all__ = ["LoadError", "load_folder"]

SAMPLE = (
    "in deze database staan voorbeeldgegevens, en die tellen we nooit bij echte cijfers op. "
    "Begin met een lege database: zet DATABASE_URL op een ander bestand en start met SAMPLE_DATA=0."
)
SPREADSHEETS = (".xlsx", ".xls", ".ods")
REFERRED_TO = ("region", "municipality", "village", "practice")


def load_folder(engine: Engine, folder: Path, *, data_date: date | None = None, supplier: str = "csv-map") -> DataState:
    """Raises LoadError, with what to do in Dutch, and DataAwayError; nothing is stored then.

    Without a data date it is the last day of the newest month that was delivered, here or before.
    """
    frames, problems = _read(folder)
    with reading(engine) as connection:
        before = newest_state(connection)
        if before and before.sample:
            raise LoadError([Problem(file=folder.name, text=SAMPLE)])
        stored = {table: _codes(connection, table) for table in REFERRED_TO}
        last = data_date or _newest_day(connection, frames)
    problems += check(frames, stored, last)
    if last is None:
        text = "de peildatum is niet bekend. Geef --peildatum jjjj-mm-dd, of lever delivery.csv mee."
        problems.append(Problem(file=folder.name, text=text))
    if problems or last is None:
        raise LoadError(problems)
    ready = {name: frame.drop(ROW) for name, frame in frames.items()}
    return store(engine, ready, supplier=supplier, description=f"map {folder.name}", data_date=last)


def _read(folder: Path) -> tuple[dict[str, pl.DataFrame], list[Problem]]:
    """Typed frames by table name. All files are looked at, so that one report holds the mistakes of all."""
    frames, problems = {}, []
    for path in _files(folder):
        contract = CONTRACT[path.stem]
        try:
            frames[contract.name], wrong = typed(read_text(path, contract), contract)
            problems += wrong
        except LoadError as error:
            problems += error.problems
    if len(frames) < len(_files(folder)):  # what refers to a file that cannot be read says nothing
        raise LoadError(problems)
    return frames, problems


def _files(folder: Path) -> list[Path]:
    files = sorted(p for p in folder.glob("*") if p.suffix.lower() == ".csv") if folder.is_dir() else []
    sheets = sorted(p.name for p in folder.glob("*") if p.suffix.lower() in SPREADSHEETS)
    if sheets:
        text = "dit is een rekenblad. Bewaar het als 'CSV UTF-8', of haal het uit de map."
        raise LoadError([Problem(file=name, text=text) for name in sheets])
    known = ", ".join(c.file for c in CONTRACT.values())
    if not files:
        text = f"hier staan geen CSV-bestanden. Geef een map met een of meer van: {known}."
        raise LoadError([Problem(file=str(folder), text=text)])
    strange = [p for p in files if p.name not in {c.file for c in CONTRACT.values()}]
    if strange:
        text = f"dit bestand is onbekend. Haal het weg of geef het een van deze namen: {known}."
        raise LoadError([Problem(file=p.name, text=text) for p in strange])
    return files


def _codes(connection: Connection, name: str) -> set[str]:
    table = CONTRACT[name].table
    return set(connection.execute(select(table.c.code).where(table.c.batch_out.is_(None))).scalars())


def _newest_day(connection: Connection, frames: Mapping[str, pl.DataFrame]) -> date | None:
    delivery = CONTRACT["delivery"].table
    here = frames["delivery"]["month"].drop_nulls().to_list() if "delivery" in frames else []
    before = connection.execute(select(func.max(delivery.c.month)).where(delivery.c.batch_out.is_(None))).scalar()
    months = [*here, *([before] if before else [])]
    return parse_period(max(months)).end if months else None
