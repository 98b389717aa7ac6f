"""Everything that is stored as sample data, by table name: the published layer and the synthetic one."""

import numpy as np
import polars as pl

from data_access.models import Expense, Population
from sample_data.agreed import agreed_frames
from sample_data.areas import area_frames
from sample_data.budget import budget_frames
from sample_data.money import expenses
from sample_data.population import population
from sample_data.practices import make_practices
from sample_data.published import published_frames
from sample_data.registrations import registration_frames
from sample_data.table import name_of
from sample_data.world import World, sample_world

SEED = 20261031


def sample_frames(seed: int = SEED) -> dict[str, pl.DataFrame]:
    """The same frames for the same seed, in an order in which what is referred to comes first."""
    return frames_of(sample_world(), seed)


def frames_of(world: World, seed: int) -> dict[str, pl.DataFrame]:
    """One generator draws everything, in this order; the published layer draws nothing."""
    rng = np.random.default_rng(seed)
    practices = make_practices(rng, world)
    registrations = registration_frames(rng, world, practices.frame, seed)
    budget = budget_frames()
    return {
        **area_frames(world),
        name_of(Population): population(world),
        **practices.tables,
        **agreed_frames(),
        **published_frames(),
        **budget,
        name_of(Expense): expenses(rng, world, budget),
        **registrations,
    }
