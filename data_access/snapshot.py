"""The Parquet file with the referrals of one data version, made from the database by whichever process misses it."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import polars as pl
from polars.io.plugins import register_io_source
from sqlalchemy import ColumnElement, Engine, Table, or_, select

from data_access.contract import CONTRACT
from data_access.engine import FULL, DiskFullError, reading
from data_access.frames import read_frame
from data_access.models import DataVersion
from data_access.settings import var_dir
from data_access.tables import table_of
from domain.cells import DataState

REFERRALS = "referrals.parquet"
ROWS_IN_GROUP = 10_000
"""Small enough that one municipality of a national file touches few groups: the file is sorted by municipality."""
CHUNK = 5 * ROWS_IN_GROUP
KEPT = 2
"""Folders that stay: the version on screen, and the one that a slower process may still be reading."""


def snapshot_folder(engine: Engine, state: DataState) -> Path:
    """The folder of this version, with REFERRALS in it. Raises DataAwayError; LookupError where no such version is."""
    folder = snapshot_of(state.token)
    return folder if (folder / REFERRALS).exists() else keep(_rows(engine, state), state.token)


def snapshot_of(token: str) -> Path:
    """Where the snapshot of the version with this token is, or would be."""
    return var_dir() / "snapshots" / token


def _rows(engine: Engine, state: DataState) -> pl.DataFrame:
    """The rows as they were in that version, also where a newer one has come in since."""
    referral, version = CONTRACT["referral"].table, table_of(DataVersion)
    with reading(engine) as connection:
        batch = connection.execute(select(version.c.batch_id).where(version.c.token == state.token)).scalar()
        if batch is None:
            raise LookupError(state.token)
        return read_frame(connection, "referral", current_at(referral, batch))


def keep(rows: pl.DataFrame, token: str) -> Path:
    """The folder of the version, with its rows written. Beside and renamed, so that nobody ever reads half a file.
    Raises DiskFullError."""
    folder = snapshot_of(token)
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f".{uuid4().hex}"
    try:
        _write(rows, beside)
        beside.replace(folder / REFERRALS)
    except OSError as error:  # a full disk; the next one who asks tries again
        raise DiskFullError(FULL) from error
    finally:
        beside.unlink(missing_ok=True)
    _remove_old(folder)
    return folder


def _write(rows: pl.DataFrame, path: Path) -> None:
    """Sorted, some row groups at a time: a sorted copy of all of it takes twice the memory of the rows."""
    places = rows.select(pl.arg_sort_by("municipality", "date_referral")).to_series()

    def parts(*_asked: object) -> Iterator[pl.DataFrame]:
        for first in range(0, rows.height, CHUNK):
            yield rows[places[first : first + CHUNK]]

    source = register_io_source(parts, schema=rows.schema)
    source.sink_parquet(path, row_group_size=ROWS_IN_GROUP, statistics=True)


def current_at(table: Table, batch: int) -> ColumnElement[bool]:
    """The rows that were current after this batch: in before or with it, and not yet out."""
    out_later = or_(table.c.batch_out.is_(None), table.c.batch_out > batch)
    return (table.c.batch_in <= batch) & out_later


def _remove_old(newest: Path) -> None:
    with suppress(FileNotFoundError):  # another process is doing the same
        others = sorted((f for f in newest.parent.iterdir() if f != newest), key=lambda f: f.stat().st_mtime)
        for folder in others[: -(KEPT - 1)]:
            shutil.rmtree(folder, ignore_errors=True)
