"""Every row of one database into another, and the proof that they are the same."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Integer, Table, func, insert, select, text
from sqlmodel import SQLModel

import data_access.models  # noqa: F401  (fills the metadata)
from data_access.imports.words import TABLES
from data_access.intake.progress import Progress, quiet

CHUNK = 20_000
Fingerprint = dict[str, tuple[int, str]]
"""By table name: the number of rows, and one hash of all of them whatever their order."""


class CopyError(Exception):
    """What arrived is not what was sent; nothing is kept. The text is a Dutch sentence."""


def tables() -> list[Table]:
    """In an order in which what is referred to comes first."""
    return list(SQLModel.metadata.sorted_tables)


def filled(connection: Connection) -> bool:
    """Whether any of our tables has a row."""
    return any(connection.execute(select(1).select_from(t).limit(1)).first() is not None for t in tables())


def copy_rows(source: Connection, target: Connection, progress: Progress = quiet) -> Fingerprint:
    """Into migrated tables without rows, in the transaction of the caller. Raises CopyError."""
    sent: Fingerprint = {}
    for place, table in enumerate(tables()):
        progress(place / len(tables()) / 2, f"{words(table)} kopiëren")
        found = _Sum()
        for rows in _chunks(source, table):
            found.add(rows)
            target.execute(insert(table), [dict(zip(table.c.keys(), row, strict=True)) for row in rows])
        sent[table.name] = found.told()
    _count_on(target)
    refuse_difference(sent, fingerprint(target, progress))
    return sent


def fingerprint(connection: Connection, progress: Progress = quiet) -> Fingerprint:
    told: Fingerprint = {}
    for place, table in enumerate(tables()):
        progress(0.5 + place / len(tables()) / 2, f"{words(table)} vergelijken")
        found = _Sum()
        for rows in _chunks(connection, table):
            found.add(rows)
        told[table.name] = found.told()
    return told


def refuse_difference(sent: Fingerprint, arrived: Fingerprint) -> None:
    other = sorted(name for name in sent if sent[name] != arrived.get(name))
    if other:
        raise CopyError(f"De kopie is niet gelijk aan het origineel ({', '.join(other)}). Er is niets bewaard.")


def words(table: Table) -> str:
    return (TABLES[table.name][1] if table.name in TABLES else table.name).capitalize()


class _Sum:
    """The hashes of rows added up, so that the order in which an engine gives them makes no difference."""

    def __init__(self) -> None:
        self.count, self.total = 0, 0

    def add(self, rows: list[tuple[Any, ...]]) -> None:
        self.count += len(rows)
        self.total += sum(int.from_bytes(sha256(repr([_plain(v) for v in row]).encode()).digest()) for row in rows)

    def told(self) -> tuple[int, str]:
        return self.count, f"{self.total % 2**256:064x}"


def _plain(value: object) -> object:
    """The same for what the engines keep in different ways: moments in UTC, whole numbers in a column of numbers."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    return bytes(value) if isinstance(value, memoryview) else value


def _chunks(connection: Connection, table: Table) -> Iterator[list[tuple[Any, ...]]]:
    rows = connection.execute(select(*table.c), execution_options={"yield_per": CHUNK})
    for part in rows.partitions():
        yield [tuple(row) for row in part]


def _count_on(target: Connection) -> None:
    """PostgreSQL hands out row numbers itself, and does not know of those that were copied."""
    if target.dialect.name == "sqlite":
        return
    for table in tables():
        key = list(table.primary_key.columns)
        if len(key) == 1 and isinstance(key[0].type, Integer) and key[0].autoincrement is not False:
            last = target.execute(select(func.max(key[0]))).scalar()
            if last:
                places = {"name": f'"{table.name}"', "column": key[0].name, "last": last}
                target.execute(text("SELECT setval(pg_get_serial_sequence(:name, :column), :last)"), places)
