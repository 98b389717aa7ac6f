"""Small deliveries of referrals, and what the database then has."""

from datetime import date
from typing import Any

import polars as pl
from small_delivery import FRAMES, frame_of
from sqlalchemy import Engine

from data_access.frames import read_frame
from data_access.imports.take_in import Batch, take_in
from data_access.store import store
from domain.cells import DataState

DAY = date(2025, 6, 30)
PLACES = ("region", "municipality", "village", "practice")


def places(engine: Engine) -> DataState:
    """Batch 1: what referrals refer to."""
    frames = {name: FRAMES[name] for name in PLACES}
    return store(engine, frames, supplier="basis", description="gebieden", data_date=DAY)


def referrals(*cases: tuple[str, int], **more: Any) -> dict[str, pl.DataFrame]:
    """Of (case, age)."""
    same = {"supplier": "zd", "person": "p", "municipality": "GM0001", "date_referral": date(2025, 3, 3)} | more
    return {"referral": frame_of("referral", [same | {"case_id": case, "age": age} for case, age in cases])}


def deliver(
    engine: Engine, frames: dict[str, pl.DataFrame], *, complete: bool = False, data_date: date | None = None,
    supplier: str = "zd", **more: Any,
) -> DataState:  # fmt: skip
    batch = Batch(supplier=supplier, description="proef", account="coordinator", file="a.xlsx", digest="00", warnings=2)
    return take_in(engine, frames, batch, data_date=data_date, remove_gone=complete, **more)


def ages(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return dict(read_frame(connection, "referral").select("case_id", "age").iter_rows())


def values(engine: Engine, table: str, column: str) -> list[Any]:
    with engine.connect() as connection:
        return sorted(read_frame(connection, table)[column].to_list())
