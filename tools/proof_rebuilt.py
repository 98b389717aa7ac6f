"""A release made of scraped facts alone: pages that are the same with it show no number that these do not explain."""

import io
import shutil
import sqlite3
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import polars as pl

from data_access.engine import engine_for
from data_access.release_files import CELLS, ORDER
from data_access.releases import read_content
from domain.cells import SCHEMA, TOTAL, Status
from domain.releases import ReleaseContent, ReleaseHead
from indicators.tables import TABLES, Protection
from tools.proof_facts import HUB, Fact
from tools.proof_totals import Totals, days_of

OWN_TOTAL = (HUB, "intakes", "practices.referring")
"""Tables of which the total is a number of its own; in the others it is that of the hub once more."""


def copy_of(var: Path, where: Path) -> Path:
    """The folder of an installation with its database, as it stands."""
    shutil.rmtree(where, ignore_errors=True)
    where.mkdir(parents=True)
    with sqlite3.connect(var / "wor.db") as source, sqlite3.connect(where / "wor.db") as target:
        source.backup(target)
    for name in ("snapshots", "text_key"):
        if (var / name).is_dir():
            shutil.copytree(var / name, where / name)
        elif (var / name).exists():
            shutil.copy(var / name, where / name)
    return where


def rebuild(var: Path, head: ReleaseHead, facts: Iterable[Fact], totals: Totals) -> None:
    """Puts into the release of this copy what was scraped in the place of all its numbers about residents.

    Rows without a number (hidden, no data) stay, and so do the open tables: practices, inhabitants, money.
    """
    content = read_content(engine_for(f"sqlite:///{var / 'wor.db'}"), head.number)
    cells = from_facts(content, facts, totals, head.data_date)
    written = io.BytesIO()
    cells.sort(ORDER).write_parquet(written)
    with sqlite3.connect(var / "wor.db") as database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f'DROP TRIGGER "{trigger}"')  # a published release is never changed; this is a copy
        change = "UPDATE release_file SET content = ? WHERE release_number = ? AND name = ?"
        database.execute(change, (written.getvalue(), head.number, CELLS))


def from_facts(content: ReleaseContent, facts: Iterable[Fact], totals: Totals, today: date) -> pl.DataFrame:
    cells = content.cells
    areas = set(cells["area"].unique())
    told = [fact for fact in facts if fact.area in areas]
    scraped = pl.DataFrame([_row(fact) for fact in told], schema=SCHEMA, orient="row")
    about = pl.col("table").is_in(_about_residents())
    shown = pl.col("status") == Status.SHOWN.value
    again = cells.filter(about & shown & (pl.col("category") == TOTAL) & ~pl.col("table").is_in(OWN_TOTAL))
    days = days_of(content.dates, {})
    places = again.select("table", "area", "period").iter_rows()
    whole = [totals.get((area, period, days.get((t, area, period), today))) for t, area, period in places]
    told_before = again.with_columns(pl.Series("count", whole, dtype=pl.Int64)).drop_nulls("count")
    parts = [cells.filter(~(about & shown)), scraped, told_before.select(SCHEMA.names())]
    return pl.concat(parts).unique(ORDER, keep="first")


def _about_residents() -> list[str]:
    return [t.name for t in TABLES.values() if t.protection is Protection.PERSONS] + ["practices.referring"]


def _row(fact: Fact) -> tuple[object, ...]:
    count = int(fact.value) if fact.kind == "count" else None
    total = float(fact.value) if fact.kind == "sum" else None
    return (*fact.cell, count, None, total, Status.SHOWN.value)
