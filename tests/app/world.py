"""A small world for tests of the door: two regions, five municipalities, an account for every role."""

from datetime import date

import polars as pl
from sqlalchemy import Engine

from data_access.accounts import add_account
from data_access.migrate import migrate
from data_access.store import store
from domain.cells import DataState
from domain.viewer import Role

DATA_DATE = date(2026, 10, 31)
ROUNDS = 4
"""The lowest cost of bcrypt: these passwords protect nothing."""

REGIONS = [("REG-TWENTE", "Twente"), ("REG-DWO", "DWO")]
MUNICIPALITIES = [
    ("GM0153", "Enschede", "REG-TWENTE", "stadsdeel"),
    ("GM0164", "Hengelo", "REG-TWENTE", "wijk"),
    ("GM1735", "Hof van Twente", "REG-TWENTE", "kern"),
    ("GM0503", "Delft", "REG-DWO", "wijk"),
    ("GM1783", "Westland", "REG-DWO", "kern"),
]
VILLAGES = [
    ("ENS-CENTRUM", "Centrum", "GM0153"),
    ("HGL-CENTRUM", "Centrum", "GM0164"),
    ("HVT-DELDEN", "Delden", "GM1735"),
    ("HVT-GOOR", "Goor", "GM1735"),
]
ACCOUNTS = {
    Role.COUNCIL: ("GM0153", "GM0153"),
    Role.ALDERMAN: ("GM0153", "GM0153"),
    Role.STEERING: ("REG-TWENTE REG-DWO", "REG-TWENTE"),
    Role.COORDINATOR: ("GM1735", "GM1735"),
    Role.ADMIN: ("all", None),
}


def fill(engine: Engine, password: str, *, sample: bool = True) -> DataState:
    """Migrates an empty database and puts the world in it."""
    migrate(engine)
    state = store(
        engine,
        frames("synthetic" if sample else "delivered"),
        supplier="test",
        description="test world",
        data_date=DATA_DATE,
        sample=sample,
    )
    for role, (scope, home) in ACCOUNTS.items():
        add_account(engine, name=role.value, password=password, role=role.value, scope=scope, home=home,
                    sample=sample, rounds=ROUNDS)  # fmt: skip
    return state


def frames(layer_name: str) -> dict[str, pl.DataFrame]:
    layer = pl.lit(layer_name).alias("layer")
    places = pl.DataFrame(MUNICIPALITIES, schema=["code", "name", "region", "village_label"], orient="row")
    months = [f"{year}-{month:02d}" for year in range(2023, 2027) for month in range(1, 13)]
    delivered = [(month, town) for month in months if "2023-07" <= month <= "2026-10" for town in ("GM0153", "GM0503")]
    return {
        "region": pl.DataFrame(REGIONS, schema=["code", "name"], orient="row").with_columns(layer),
        "municipality": places.with_columns(layer, takes_part=pl.lit("yes")),
        "village": pl.DataFrame(VILLAGES, schema=["code", "name", "municipality"], orient="row").with_columns(layer),
        "delivery": pl.DataFrame(delivered, schema=["month", "municipality"], orient="row").with_columns(
            layer, supplier=pl.lit("S1"), rows=pl.lit(0), delivered_on=DATA_DATE
        ),
    }
