"""What taking in a delivery would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
from sqlalchemy import Engine

from data_access.engine import trying
from data_access.imports.batches import Batch
from data_access.imports.outcome import TablePreview
from data_access.imports.take_in import enter, readied
from data_access.state import newest_state

__all__ = ["Preview", "TablePreview", "preview"]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """`base_version`: the number of the version it was made of, 0 for an empty database."""

    tables: tuple[TablePreview, ...]
    base_version: int


def preview(
    engine: Engine, frames: Mapping[str, pl.DataFrame], *, supplier: str, complete: bool,
    scope: frozenset[str] | None = None,
) -> Preview:  # fmt: skip
    """The import itself, taken back at once: it cannot tell otherwise than the import will do. Raises ImportRefused,
    BusyError and DataAwayError."""
    ready = readied(frames)
    batch = Batch(supplier=supplier, description="", account="")
    with trying(engine) as connection:
        before = newest_state(connection)
        done = enter(connection, ready, batch, data_date=date.min, remove_gone=complete, scope=scope)
    return Preview(tables=done.tables, base_version=before.number if before else 0)
