"""Every batch that ever came in, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine, select

from data_access.engine import reading
from data_access.imports.batches import BATCH, tables_of
from data_access.imports.outcome import TablePreview


@dataclass(frozen=True, kw_only=True)
class BatchRecord:
    """`kind` is import, undo or edit. `counts`: what it did then, by table; empty for batches from before this was
    kept. `undoes`: the batch that this undo took back; `undone_by`: the undo that keeps this batch out of the data now.
    """

    id: int
    created: datetime
    account: str
    supplier: str
    description: str
    file: str
    digest: str
    kind: str
    rows: int
    counts: Mapping[str, TablePreview]
    mapping: str
    warnings: int
    areas: frozenset[str]
    data_date: date | None
    undoes: int | None
    undone_by: int | None


SAME = (
    "id", "created", "account", "supplier", "description", "file", "digest", "kind", "mapping", "warnings", "data_date",
    "undoes", "undone_by",
)  # fmt: skip


def history(engine: Engine) -> tuple[BatchRecord, ...]:
    """Raises DataAwayError."""
    with reading(engine) as connection:
        rows = connection.execute(select(BATCH).order_by(BATCH.c.id.desc())).mappings().all()
    return tuple(
        BatchRecord(
            **{name: row[name] for name in SAME},
            rows=row["row_count"],
            counts=tables_of(row["counts"]),
            areas=frozenset(row["areas"].split()),
        )
        for row in rows
    )
