"""The reader of registrations. Only `publishing/` may import this: everyone else gets cells that passed the gate."""

import polars as pl
from sqlalchemy import Engine

from data_access.snapshot import REFERRALS, snapshot_folder
from domain.cells import DataState
from domain.viewer import Scope


def read_registrations(engine: Engine, state: DataState, scope: Scope) -> pl.DataFrame:
    """The referrals of the scope's municipalities in this version, by municipality and day; none for an empty scope.

    Raises DataAwayError.
    """
    wanted = sorted(scope.municipalities)
    referrals = pl.scan_parquet(snapshot_folder(engine, state) / REFERRALS)
    return referrals.filter(pl.col("municipality").is_in(wanted)).collect()
