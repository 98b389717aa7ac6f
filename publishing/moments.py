"""Means, medians and quartiles: only over enough persons, in whole units."""

import polars as pl

from domain.cells import SCHEMA, TOTAL, Status
from domain.periods import Grain
from publishing.rule import SMALLEST, SMALLEST_MEAN, SMALLEST_QUARTILE
from publishing.spokes import hidden_rows

GRAINS = (Grain.YEAR.value, Grain.HALF.value)


def protect_moments(known: pl.DataFrame, permits: pl.DataFrame, villages: list[str]) -> pl.DataFrame:
    """Tables `age` and `trajectory.days_to_intake`; of villages the mean age alone. Halves are shown together or not.

    `count` is null where the number without the value would itself be a small cell.
    """
    tables = pl.col("table").is_in(["age", "trajectory.days_to_intake"])
    moments = known.filter(tables & (pl.col("category") != TOTAL) & pl.col("grain").is_in(GRAINS))
    moments = moments.filter(
        ~pl.col("area").is_in(villages) | ((pl.col("table") == "age") & (pl.col("category") == "mean"))
    )
    totals = known.filter(pl.col("table") == "referrals").select("area", "period", pl.col("count").alias("all"))
    joined = moments.join(totals, on=["area", "period"]).join(
        permits.with_columns(permitted=True), on=["area", "year", "grain"], how="left"
    )
    needed = pl.when(pl.col("category").is_in(["p25", "p75"])).then(SMALLEST_QUARTILE).otherwise(SMALLEST_MEAN)
    large = pl.col("permitted").fill_null(False) & (pl.col("persons") >= needed)
    judged = joined.with_columns(large.all().over("table", "area", "year", "grain", "category").alias("show"))
    without = pl.col("all") - pl.col("count")
    tells = (without > 0) & (without < SMALLEST)
    shown = judged.filter("show").with_columns(
        pl.when(tells).then(None).otherwise(pl.col("count")).alias("count"),
        pl.when(tells).then(None).otherwise(pl.col("persons")).alias("persons"),
        pl.col("sum").round(0),
        pl.lit(Status.SHOWN.value).alias("status"),
    )
    gone = judged.filter(~pl.col("show")).select("table", "area", "period", "category")
    return pl.concat([shown.select(SCHEMA.names()), hidden_rows(gone)])
