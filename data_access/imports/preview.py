"""What taking in a delivery would do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
from sqlalchemy import Connection, Engine

from data_access.engine import trying
from data_access.imports.batches import Batch, Done
from data_access.imports.outcome import TablePreview
from data_access.imports.take_in import enter, readied
from data_access.intake.progress import Progress, quiet
from data_access.state import newest_state
from domain.cells import DataState

__all__ = ["Look", "Preview", "TablePreview", "preview", "told_of"]

Look = Callable[[Connection], None]
"""Reads what it wants to know within the change, before that is taken back."""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """`base_version`: the number of the version it was made of, 0 for an empty database. `data_date`: what it would
    be."""

    tables: tuple[TablePreview, ...]
    base_version: int
    data_date: date


def preview(
    engine: Engine, frames: Mapping[str, pl.DataFrame], *, supplier: str, complete: bool,
    scope: frozenset[str] | None = None, look: Look | None = None, progress: Progress = quiet,
) -> Preview:  # fmt: skip
    """The import itself, taken back at once: it cannot tell otherwise than the import will do. Raises ImportRefused,
    BusyError and DataAwayError."""
    ready = readied(frames)
    batch = Batch(supplier=supplier, description="", account="")
    with trying(engine) as connection:
        before = newest_state(connection)
        done = enter(
            connection, ready, batch, data_date=date.min, remove_gone=complete, scope=scope, progress=progress
        )  # fmt: skip
        return told_of(connection, done, before, look)


def told_of(connection: Connection, done: Done, before: DataState | None, look: Look | None) -> Preview:
    """Of a change within its transaction. `before`: the version it was made of."""
    if look is not None:
        look(connection)
    return Preview(
        tables=done.tables, base_version=before.number if before else 0, data_date=done.state.data_date
    )  # fmt: skip
