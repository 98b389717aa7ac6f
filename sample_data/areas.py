"""Regions, municipalities, villages and welfare organisations."""

import polars as pl

from data_access.models import Municipality, Region, Village, WelfareOrganisation
from sample_data.table import SYNTHETIC, name_of, shaped
from sample_data.world import World


def area_frames(world: World) -> dict[str, pl.DataFrame]:
    """Names and codes are real; who takes part, the villages' list and the ZorgDomein dates are ours: so synthetic."""
    return {
        name_of(Region): shaped(Region, world.regions, SYNTHETIC),
        name_of(Municipality): shaped(Municipality, world.municipalities, SYNTHETIC),
        name_of(Village): shaped(Village, world.villages, SYNTHETIC),
        name_of(WelfareOrganisation): shaped(WelfareOrganisation, world.organisations, SYNTHETIC),
    }
