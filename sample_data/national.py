"""The same world at national scale, for the benchmark: 342 municipalities, 5,000 practices, ten years.

The municipalities beyond those of the sample, their regions and their practices are invented. Their codes begin with
GM9, which the CBS does not use.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl

from sample_data.world import DATA_DATE, World, apportion, sample_world

MUNICIPALITIES, PRACTICES, REGIONS, YEARS = 342, 5_000, 30, 10
FEWEST = 20_000
"""Rows: the sample itself has some thousands."""
PROFILES = ("town", "country", "dwo", "delft")
EARLY = 0.6
"""Share of the practices that take part from the start."""
START, LATER = date(2016, 11, 1), date(2021, 1, 1)
INVENTED = "Deze gemeente is verzonnen, voor een proef met veel gegevens."


def national_world(rows: int) -> World:
    """A world with `rows` referrals in all; raises ValueError below FEWEST."""
    if rows < FEWEST:
        raise ValueError(rows)
    sample = sample_world()
    towns = _towns(sample)
    extra = rows - int(sample.volumes["referrals"].sum())
    return replace(
        sample,
        regions=pl.concat([sample.regions, _regions(sample)], how="diagonal"),
        municipalities=pl.concat([sample.municipalities, towns], how="diagonal"),
        villages=pl.concat([sample.villages, _villages(towns)], how="diagonal"),
        joins=pl.concat([sample.joins, _joins(towns)], how="diagonal"),
        volumes=pl.concat([sample.volumes, _volumes(towns, extra)], how="diagonal"),
        years=range(DATA_DATE.year - YEARS + 1, DATA_DATE.year + 1),
    )


def _regions(sample: World) -> pl.DataFrame:
    numbers = range(sample.regions.height + 1, REGIONS + 1)
    return pl.DataFrame({"code": [_region(n) for n in numbers], "name": [f"Voorbeeldregio {n:02d}" for n in numbers]})


def _region(number: int) -> str:
    return f"REG-V{number:02d}"


def _towns(sample: World) -> pl.DataFrame:
    """Sizes from some 8,000 to 230,000 inhabitants, most of them small."""
    numbers = np.arange(sample.municipalities.height + 1, MUNICIPALITIES + 1)
    inhabitants = (8_000 + 220_000 * ((numbers * 37 % 101) / 100) ** 4 + numbers * 40).astype(np.int64)
    practices = apportion(PRACTICES - int(sample.municipalities["practices"].sum()), inhabitants)
    regions = REGIONS - sample.regions.height
    return pl.DataFrame({
        "code": [f"GM9{n:03d}" for n in numbers],
        "prefix": [f"V{n:03d}" for n in numbers],
        "name": [f"Voorbeeldgemeente {n:03d}" for n in numbers],
        "region": [_region(sample.regions.height + 1 + n % regions) for n in numbers.tolist()],
        "profile": [PROFILES[n % len(PROFILES)] for n in numbers],
        "supplier": [f"Welzijn Voorbeeldgemeente {n:03d}" for n in numbers],
        "inhabitants": inhabitants,
        "patients": inhabitants,
        "practices": practices,
    }).with_columns(takes_part=pl.lit("yes"), village_label=pl.lit("kern"), note=pl.lit(INVENTED))  # fmt: skip


def _villages(towns: pl.DataFrame) -> pl.DataFrame:
    parts = pl.DataFrame({"part": ["Noord", "Midden", "Zuid"]})
    return towns.join(parts, how="cross").select(
        code=pl.col("prefix") + "-" + pl.col("part").str.to_uppercase(),
        name=pl.col("name") + " " + pl.col("part"),
        municipality="code",
    )


def _joins(towns: pl.DataFrame) -> pl.DataFrame:
    early = (pl.col("practices") * EARLY).ceil().cast(pl.Int64)
    first = towns.select(municipality="code", pilot=True, date_from=pl.lit(START), practices=early)
    rest = towns.select(
        municipality="code", pilot=False, date_from=pl.lit(LATER), practices=pl.col("practices") - early
    )
    return pl.concat([first, rest.filter(pl.col("practices") > 0)])


def _volumes(towns: pl.DataFrame, referrals: int) -> pl.DataFrame:
    """By municipality and calendar year, in proportion to inhabitants and months, and growing."""
    years = range(START.year, DATA_DATE.year + 1)
    spans = [(max(START, date(y, 1, 1)), min(DATA_DATE, date(y, 12, 31))) for y in years]
    times = pl.DataFrame(
        [(first, last, (last.month - first.month + 1) * (1 + 0.12 * n)) for n, (first, last) in enumerate(spans)],
        schema=["first", "last", "time"],
        orient="row",
    )
    frame = towns.select("inhabitants", municipality="code").join(times, how="cross")
    shares = frame.select(pl.col("inhabitants") * pl.col("time")).to_series().to_numpy()
    return frame.select("municipality", "first", "last", referrals=pl.Series(apportion(referrals, shares)))
