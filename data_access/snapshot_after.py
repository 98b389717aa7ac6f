"""The snapshot that a delivery leaves behind, from the rows at hand: a million need not be read back for it."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl
from sqlalchemy import Engine, select

from data_access.contract import CONTRACT
from data_access.engine import reading
from data_access.frames import complete
from data_access.models import DataVersion
from data_access.snapshot import REFERRALS, keep, snapshot_folder, snapshot_of
from data_access.tables import table_of
from domain.cells import DataState


def snapshot_after(engine: Engine, state: DataState, frames: Mapping[str, pl.DataFrame], *, remove_gone: bool) -> Path:
    """As `snapshot_folder`, of the version that taking in the frames gave. The version before it is known to the row
    where its snapshot is still there, and no row went but those that came again: else the database is asked."""
    before = _before(engine, state)
    if before is None or (remove_gone and "referral" in frames) or (snapshot_of(state.token) / REFERRALS).exists():
        return snapshot_folder(engine, state)
    contract = CONTRACT["referral"]
    if "referral" in frames:
        came = complete(contract, frames["referral"])
        before = pl.concat([before.join(came, on=contract.key, how="anti"), came])
    return keep(before, state.token)


def _before(engine: Engine, state: DataState) -> pl.DataFrame | None:
    """The referrals of the version before this one; None where that is not at hand."""
    if state.number == 1:
        return CONTRACT["referral"].schema.to_frame()
    version = table_of(DataVersion)
    with reading(engine) as connection:
        token = connection.execute(select(version.c.token).where(version.c.number == state.number - 1)).scalar()
    path = snapshot_of(token or "") / REFERRALS
    return pl.read_parquet(path) if token and path.exists() else None
