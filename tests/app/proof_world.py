"""A world that is small enough to walk in a test: one region, three municipalities, two years."""

from dataclasses import replace
from datetime import date

import polars as pl
from sqlalchemy import Engine

from data_access.accounts import add_account
from data_access.migrate import migrate
from data_access.store import store
from domain.viewer import Role
from sample_data.frames import frames_of
from sample_data.install import PASSWORD
from sample_data.world import DATA_DATE, World, sample_world

REGION = "REG-DWO"
MUNICIPALITIES = ["GM0503", "GM1842", "GM1926"]
"""Of 401, 57 and 217 referrals: a large one, one of which much is hidden, and one in between."""
FIRST = date(2025, 1, 1)
SEED = 7


def small_world() -> World:
    world, inside = sample_world(), pl.col("municipality").is_in(MUNICIPALITIES)
    return replace(
        world,
        regions=world.regions.filter(pl.col("code") == REGION),
        municipalities=world.municipalities.filter(pl.col("code").is_in(MUNICIPALITIES)),
        villages=world.villages.filter(inside),
        joins=world.joins.filter(inside),
        volumes=world.volumes.filter(inside & (pl.col("first") >= FIRST)),
        organisations=world.organisations.filter(inside),
    )


def fill_small(engine: Engine) -> None:
    """With one account: of a council member."""
    migrate(engine)
    store(engine, frames_of(small_world(), SEED), supplier="proef", description="Kleine wereld", data_date=DATA_DATE,
          sample=True)  # fmt: skip
    role = Role.COUNCIL.value
    add_account(engine, name=role, password=PASSWORD, role=role, scope="all", home=REGION, sample=True, rounds=4)
