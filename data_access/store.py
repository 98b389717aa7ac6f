"""Takes in frames that are made here, such as the sample data; what they refer to is not looked at."""

from collections.abc import Mapping
from datetime import date

import polars as pl
from sqlalchemy import Engine

from data_access.engine import writing_alone
from data_access.imports.batches import Batch, trace_batch
from data_access.imports.take_in import enter, readied
from domain.cells import DataState
from domain.trace import Kind


def store(
    engine: Engine, frames: Mapping[str, pl.DataFrame], *, supplier: str, description: str, data_date: date,
    sample: bool = False,
) -> DataState:  # fmt: skip
    """Stores the frames (by table name) as one batch and makes it the version on screen. Raises DataAwayError."""
    batch = Batch(supplier=supplier, description=description, account="")
    with writing_alone(engine) as connection:
        done = enter(
            connection, readied(frames), batch, data_date=data_date, remove_gone=False, sample=sample, referred=False
        )  # fmt: skip
        trace_batch(connection, Kind.IMPORTED, done, "", "")
    return done.state
