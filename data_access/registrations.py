"""The reader of registrations. Only `publishing/` may import this: everyone else gets cells that passed the gate."""

import polars as pl
from sqlalchemy import Connection, Engine, and_

from data_access.contract import CONTRACT
from data_access.frames import read_frame
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


def registrations_by_municipality(engine: Engine, state: DataState) -> dict[str, int]:
    """How many referrals each has in this version. Raises DataAwayError."""
    referrals = pl.scan_parquet(snapshot_folder(engine, state) / REFERRALS)
    return dict(referrals.group_by("municipality").len().collect().iter_rows())


def registrations_in(connection: Connection, scope: Scope) -> pl.DataFrame:
    """As they are within a transaction: of a change that is looked at there is no snapshot."""
    table = CONTRACT["referral"].table
    current = and_(table.c.batch_out.is_(None), table.c.municipality.in_(sorted(scope.municipalities)))
    return read_frame(connection, "referral", current)
