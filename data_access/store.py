"""Takes a delivery into the database: all of it in one transaction, the rows it replaces kept with their batch out."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import uuid4

import polars as pl
from sqlalchemy import Column, Connection, Engine, MetaData, Table, and_, exists, insert, select, update

from data_access.bulk import insert_rows
from data_access.columns import TableContract
from data_access.contract import CONTRACT
from data_access.engine import writing
from data_access.frames import complete
from data_access.models import DataVersion, ImportBatch
from data_access.state import newest_state
from data_access.tables import table_of
from domain.cells import DataState
from domain.results import Layer


def store(
    engine: Engine,
    frames: Mapping[str, pl.DataFrame],
    *,
    supplier: str,
    description: str,
    data_date: date,
    sample: bool = False,
    created: datetime | None = None,
) -> DataState:
    """Stores the frames (by table name) as one batch and makes it the version on screen.

    Values are not checked here: `load` does that. Once sample data is in, every later version says so.
    """
    ready = {name: complete(CONTRACT[name], frame) for name, frame in frames.items()}
    moment = created or datetime.now(UTC)
    with writing(engine) as connection:
        before = newest_state(connection)
        batch = _insert_batch(connection, moment, supplier, description, sum(f.height for f in ready.values()))
        for name, frame in ready.items():
            _retire(connection, CONTRACT[name], frame, batch)
            insert_rows(connection, CONTRACT[name].table, frame.with_columns(batch_in=pl.lit(batch)))
        state = DataState(
            number=before.number + 1 if before else 1,
            token=uuid4().hex,
            data_date=data_date,
            sample=sample or _any_synthetic(ready) or bool(before and before.sample),
        )
        connection.execute(insert(table_of(DataVersion)).values(**vars(state), created=moment, batch_id=batch))
    return state


def _insert_batch(connection: Connection, moment: datetime, supplier: str, description: str, rows: int) -> int:
    row = insert(table_of(ImportBatch)).values(
        created=moment, supplier=supplier, description=description, row_count=rows
    )
    key = connection.execute(row).inserted_primary_key
    assert key is not None  # noqa: S101  (a single-row insert always gives its key)
    return int(key[0])


def _any_synthetic(frames: Mapping[str, pl.DataFrame]) -> bool:
    return any((frame["layer"] == Layer.SYNTHETIC).any() for frame in frames.values())


def _retire(connection: Connection, contract: TableContract, frame: pl.DataFrame, batch: int) -> None:
    """Gives the current rows that the frame replaces their batch out, by a temporary table of the keys."""
    table = contract.table
    current = table.c.batch_out.is_(None)
    if frame.is_empty() or connection.execute(select(table.c.id).where(current).limit(1)).first() is None:
        return
    keys = Table(
        f"replaced_{contract.name}",
        MetaData(),
        *(Column(name, table.c[name].type, primary_key=True, autoincrement=False) for name in contract.key),
        prefixes=["TEMPORARY"],
    )
    keys.create(connection)
    insert_rows(connection, keys, frame.select(contract.key).unique())
    same = exists().where(and_(*(keys.c[name] == table.c[name] for name in contract.key)))
    connection.execute(update(table).where(current, same).values(batch_out=batch))
    keys.drop(connection)
