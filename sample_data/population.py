"""Inhabitants by municipality and village, gender and age band, in round sizes that resemble the real ones."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from data_access.models import Population
from domain.codes import BAND_STARTS
from sample_data.table import SYNTHETIC, shaped
from sample_data.world import World, apportion

GENDERS = ("female", "male")
BANDS = tuple(BAND_STARTS)
WOMEN = np.array([0.488, 0.492, 0.498, 0.500, 0.502, 0.508, 0.545, 0.645])
AGES = {
    "town": np.array([0.180, 0.152, 0.190, 0.122, 0.142, 0.114, 0.074, 0.026]),
    "student": np.array([0.160, 0.262, 0.195, 0.105, 0.112, 0.090, 0.056, 0.020]),
    "country": np.array([0.202, 0.122, 0.160, 0.128, 0.152, 0.124, 0.083, 0.029]),
}
KIND = {"enschede": "student", "delft": "student", "town": "town", "westland": "town", "dwo": "town"}
GROWTH = 0.004
"""Inhabitants a year."""
AGEING = 0.010
"""A year, of the bands from 65."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """`inhabitants` of the first year; `tilt` above 0 for an older village than its municipality."""

    code: str
    kind: str
    inhabitants: int
    tilt: float = 0.0


def population(world: World) -> pl.DataFrame:
    """A municipality with inhabitants by village is the sum of its villages."""
    cells = pl.DataFrame(
        [row for place in _places(world) for year in world.years for row in _cells(place, year, world.years[0])],
        schema=["area", "year", "gender", "age_band", "inhabitants"],
        orient="row",
    )
    parent = world.villages.select(pl.col("code").alias("area"), "municipality")
    sums = (
        cells.join(parent, on="area", maintain_order="left")
        .group_by(pl.col("municipality").alias("area"), "year", "gender", "age_band", maintain_order=True)
        .agg(pl.col("inhabitants").sum())
    )
    return shaped(Population, pl.concat([sums, cells]), SYNTHETIC)


def _places(world: World) -> list[Place]:
    """The villages, and the municipalities that are not divided into villages."""
    kinds = {m["code"]: KIND.get(m["profile"], "country") for m in world.municipalities.iter_rows(named=True)}
    villages = [
        Place(code=v["code"], kind=kinds[v["municipality"]], inhabitants=v["inhabitants"], tilt=((i * 7) % 5 - 2) / 20)
        for i, v in enumerate(world.villages.drop_nulls("inhabitants").iter_rows(named=True))
    ]
    whole = world.municipalities.filter(~pl.col("code").is_in(list(world.detailed)))
    return villages + [
        Place(code=m["code"], kind=kinds[m["code"]], inhabitants=m["inhabitants"]) for m in whole.iter_rows(named=True)
    ]


def _cells(place: Place, year: int, first: int) -> list[tuple[str, int, str, str, int]]:
    older = np.arange(len(BANDS)) >= BANDS.index("65-74")
    ages = AGES[place.kind] * np.where(older, (1 + AGEING) ** (year - first) + place.tilt, 1.0)
    shares = np.concatenate([ages * WOMEN, ages * (1 - WOMEN)])
    counts = apportion(round(place.inhabitants * (1 + GROWTH) ** (year - first)), shares)
    keys = [(gender, band) for gender in GENDERS for band in BANDS]
    return [(place.code, year, gender, band, int(n)) for (gender, band), n in zip(keys, counts, strict=True)]
