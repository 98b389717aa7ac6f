"""The snapshot that a delivery leaves behind, from the rows at hand: a million need not be read back for it."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl
from sqlalchemy import ColumnElement, Connection, Engine, select

from data_access.contract import CONTRACT
from data_access.engine import reading
from data_access.frames import complete
from data_access.models import DataVersion
from data_access.snapshot import REFERRALS, current_at, keep, snapshot_folder, snapshot_of
from data_access.tables import table_of
from domain.cells import DataState


def snapshot_after(engine: Engine, state: DataState, frames: Mapping[str, pl.DataFrame], *, remove_gone: bool) -> Path:
    """As `snapshot_folder`, of the version that taking in the frames gave. The version before it is known to the row
    where it had no referrals, or where its snapshot is still there and no row went but those that came again: else the
    database is asked."""
    before = _before(engine, state)
    lost = remove_gone and "referral" in frames and (before is None or not before.is_empty())
    if before is None or lost or (snapshot_of(state.token) / REFERRALS).exists():
        return snapshot_folder(engine, state)
    contract = CONTRACT["referral"]
    if "referral" in frames:
        came = complete(contract, frames["referral"])
        before = pl.concat([before.join(came, on=contract.key, how="anti"), came])
    return keep(before, state.token)


def _before(engine: Engine, state: DataState) -> pl.DataFrame | None:
    """The referrals of the version before this one; None where they are not at hand."""
    version, referral = table_of(DataVersion), CONTRACT["referral"].table
    with reading(engine) as connection:
        query = select(version.c.token, version.c.batch_id).where(version.c.number == state.number - 1)
        last = connection.execute(query).first()
        if last is None or _none(connection, current_at(referral, last.batch_id)):
            return CONTRACT["referral"].schema.to_frame()
    path = snapshot_of(last.token) / REFERRALS
    return pl.read_parquet(path) if path.exists() else None


def _none(connection: Connection, where: ColumnElement[bool]) -> bool:
    return connection.execute(select(CONTRACT["referral"].table.c.id).where(where).limit(1)).first() is None
