"""Means, medians and quartiles: only over enough persons, in whole units."""

import polars as pl

from domain.cells import SCHEMA, TOTAL, Status
from domain.periods import Grain
from publishing.rule import SMALLEST_MEAN, SMALLEST_QUARTILE
from publishing.spokes import hidden_rows

MOMENTS = ("age", "trajectory.days_to_intake")
GRAINS = (Grain.YEAR.value, Grain.HALF.value)


def with_and_without(known: pl.DataFrame) -> pl.DataFrame:
    """How many referrals a mean rests on and on how many it does not, as a breakdown in two: units `with`, `without`.

    Of persons without the value only the fewest that there can be are known.
    """
    keys = ["table", "area", "period"]
    hub = known.filter((pl.col("table") == "referrals") & pl.col("grain").is_in(GRAINS)).drop("table")
    every = hub.join(pl.DataFrame({"table": MOMENTS}), how="cross")
    means = known.filter(pl.col("category") == "mean").select(*keys, n="count", who="persons")
    both = every.join(means, on=keys, how="left").with_columns(pl.col("n", "who").fill_null(0))
    without = both.with_columns(pl.col("count") - pl.col("n"), (pl.col("persons") - pl.col("who")).clip(1))
    parts = {"with": both.with_columns(count="n", persons="who"), "without": without}
    units = [part.with_columns(pl.lit(u).alias("category"), pl.lit(u).alias("unit")) for u, part in parts.items()]
    return pl.concat([unit.select(known.columns) for unit in units]).filter(pl.col("count") > 0)


def protect_moments(
    known: pl.DataFrame, permits: pl.DataFrame, villages: list[str], countable: pl.DataFrame
) -> pl.DataFrame:
    """Tables `age` and `trajectory.days_to_intake`; of villages the mean age alone. Halves are shown together or not.

    `count` is null where the number without the value would itself be a small cell, or betray one elsewhere.
    """
    tables = pl.col("table").is_in(MOMENTS)
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
    told = judged.join(countable.with_columns(told=True), on=["table", "area", "period"], how="left")
    # A village has no breakdown: there the number is told only where it is that of all referrals.
    tells = pl.when(pl.col("area").is_in(villages)).then(pl.col("all") == pl.col("count")).otherwise(pl.col("told"))
    shown = told.filter("show").with_columns(
        pl.when(tells).then(pl.col("count")).alias("count"),
        pl.when(tells).then(pl.col("persons")).alias("persons"),
        pl.col("sum").round(0),
        pl.lit(Status.SHOWN.value).alias("status"),
    )
    gone = judged.filter(~pl.col("show")).select("table", "area", "period", "category")
    return pl.concat([shown.select(SCHEMA.names()), hidden_rows(gone)])
