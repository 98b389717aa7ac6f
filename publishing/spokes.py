"""The released form of breakdowns: parts that may stand alone, 'Overige (samengevoegd)', or one hidden row."""

import polars as pl

from domain.cells import EVERYTHING, OTHER, SCHEMA, TOTAL, Status
from publishing.breakdowns import STAR, merged_units
from publishing.totals import grain_expression

CROSSED = "referrals.gender_age"
GENDERS = "referrals.gender"
STEPS = "trajectory.step"
NESTED = ("contact", "intake", "activity")
"""Steps of which each is proof of the ones before it."""
KEY = [*STAR, "unit"]


def with_units(cells: pl.DataFrame) -> pl.DataFrame:
    """Adds year, grain, spoke and unit. Of gender x age the age band is the unit: both sexes are shown or neither."""
    category = pl.col("category").str.split("|")
    return cells.with_columns(
        pl.col("period").str.head(4).alias("year"),
        grain_expression().alias("grain"),
        pl.when(pl.col("table") == STEPS).then(category.list.first()).otherwise(pl.lit("")).alias("spoke"),
        pl.when(pl.col("table") == CROSSED).then(category.list.last()).otherwise(pl.col("category")).alias("unit"),
    )


def sizes(parts: pl.DataFrame, hub: pl.DataFrame) -> pl.DataFrame:
    """KEY and `size`: the fewest persons in any cell of the unit, over the periods of `hub` (area, year, period)."""
    genders = parts.filter(pl.col("table") == CROSSED).select(pl.col("category").str.split("|").list.first()).unique()
    cells = parts.select(*KEY, "category", "period", "persons")
    wanted = parts.select(*KEY, "category").unique()
    crossed = wanted.filter(pl.col("table") == CROSSED).drop("category").unique()
    both = crossed.join(genders, how="cross").with_columns(pl.format("{}|{}", "category", "unit").alias("category"))
    wanted = pl.concat([wanted.filter(pl.col("table") != CROSSED), both.select(wanted.columns)])
    every = wanted.join(hub.select("area", "year", "period"), on=["area", "year"])
    filled = every.join(cells, on=[*KEY, "category", "period"], how="left")
    return filled.group_by(KEY).agg(pl.col("persons").fill_null(0).min().alias("size"))


def decide(parts: pl.DataFrame, hub: pl.DataFrame, forced: pl.DataFrame, early: pl.DataFrame) -> pl.DataFrame:
    """KEY, merged, alone. `forced`: KEY of units that must be merged whatever their size; `early`: that join others."""
    marked = sizes(parts, hub)
    for name, keys in (("forced", forced), ("early", early)):
        marked = marked.join(keys.select(KEY).unique().with_columns(pl.lit(True).alias(name)), on=KEY, how="left")
    return merged_units(marked.with_columns(pl.col("forced", "early").fill_null(False)))


def overlapping(parts: pl.DataFrame, hub: pl.DataFrame, smallest: int) -> pl.DataFrame:
    """KEY of offers that nearly everyone has: of a share, the rest counts as well (a referral can have more offers)."""
    totals = hub.select("area", "period", pl.col("persons").alias("all"))
    offers = parts.filter(pl.col("table") == "referrals.offer").join(totals, on=["area", "period"])
    return offers.filter(pl.col("all") - pl.col("persons") < smallest).select(KEY)


def nested(parts: pl.DataFrame, hub: pl.DataFrame, smallest: int) -> pl.DataFrame:
    """KEY of steps that nearly all who reached them went on from: the next step beside it would tell who did not."""
    reached = parts.filter((pl.col("table") == STEPS) & pl.col("unit").is_in(NESTED))
    reached = reached.join(hub.select("area", "period"), on=["area", "period"])
    order = pl.col("unit").replace_strict({step: n for n, step in enumerate(NESTED)}, return_dtype=pl.Int64)
    after = reached.select("area", "period", order.alias("next"), pl.col("count").alias("went on"))
    pairs = reached.with_columns(order.alias("place")).join(after, on=["area", "period"])
    stopped = pl.col("count") - pl.col("went on")
    return pairs.filter((pl.col("next") > pl.col("place")) & (stopped > 0) & (stopped < smallest)).select(KEY)


def unregistered(parts: pl.DataFrame, hub: pl.DataFrame, smallest: int) -> pl.DataFrame:
    """KEY of gender x age where the cells together would tell that only a few are not registered."""
    crossed = parts.filter(pl.col("table") == CROSSED)
    together = crossed.group_by("area", "period").agg(pl.col("persons").sum())
    few = hub.select("area", "period", pl.col("persons").alias("all")).join(together, on=["area", "period"])
    rest = pl.col("all") - pl.col("persons")
    return crossed.join(few.filter((rest > 0) & (rest < smallest)), on=["area", "period"], how="semi").select(KEY)


def not_deducible(parts: pl.DataFrame, decided: pl.DataFrame, regions: dict[str, str], smallest: int) -> pl.DataFrame:
    """KEY of regional units that would betray a municipality's hidden cell by subtraction of the shown ones.

    `parts`: cells of municipalities, also of those that are not shown at all. What the municipalities hide of a unit
    must come from two of them and hold `smallest` persons in each period.
    """
    joined = parts.join(decided.select(*KEY, "merged"), on=KEY, how="left")
    hidden = joined.filter(pl.col("merged").fill_null(True) & (pl.col("persons") > 0))
    by_region = hidden.with_columns(pl.col("area").replace_strict(regions, default=None, return_dtype=pl.String))
    groups = by_region.group_by(*KEY, "category", "period").agg(pl.len().alias("hiding"), pl.col("persons").sum())
    return groups.filter((pl.col("hiding") < 2) | (pl.col("persons") < smallest)).select(KEY).unique()


def partners(
    parts: pl.DataFrame, decided: pl.DataFrame, betrayed: pl.DataFrame, regions: dict[str, str]
) -> pl.DataFrame:
    """KEY of municipal units to merge as well: for each betrayed unit, in the smallest municipality that shows it."""
    shown = parts.join(decided.filter(~pl.col("merged")), on=KEY, how="semi").filter(pl.col("persons") > 0)
    sizes = shown.group_by(*KEY).agg(pl.col("persons").sum().alias("here"))
    whole = sizes.with_columns(
        pl.col("here").sum().over(STAR).alias("all"),
        pl.col("area").replace_strict(regions, default=None, return_dtype=pl.String).alias("region"),
    )
    wanted = betrayed.rename({"area": "region"})
    candidates = whole.join(wanted, on=["table", "spoke", "region", "year", "unit"], how="semi")
    return candidates.sort("all", "area").group_by("table", "spoke", "region", "year", "unit").first().select(KEY)


def released(parts: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """The rows that may be read: units on their own, the rest together; a hidden row where only the rest is left."""
    joined = parts.join(decided, on=KEY, how="inner")
    steps = pl.col("table") == STEPS
    whole = joined.with_columns(
        pl.when(steps).then(pl.col("merged").any().over(*STAR)).otherwise(pl.col("alone")).alias("gone")
    )
    shown = whole.filter(~pl.col("gone") & ~pl.col("merged")).select(SCHEMA.names())
    other = whole.filter(~pl.col("gone") & pl.col("merged")).with_columns(_other().alias("category"))
    together = other.group_by("table", "area", "period", "category").agg(
        pl.col("count").sum(),
        pl.col("persons").sum(),
        pl.lit(None).alias("sum"),
        pl.lit(Status.SHOWN.value).alias("status"),
    )
    gone = whole.filter("gone").select("table", "area", "period", _everything().alias("category")).unique()
    return pl.concat([shown, _cast(together), hidden_rows(gone)])


def _other() -> pl.Expr:
    gender = pl.col("category").str.split("|").list.first()
    return pl.when(pl.col("table") == CROSSED).then(pl.format("{}|{}", gender, pl.lit(OTHER))).otherwise(pl.lit(OTHER))


def _everything() -> pl.Expr:
    return pl.when(pl.col("table") == STEPS).then(pl.col("spoke")).otherwise(pl.lit(EVERYTHING))


def hidden_rows(keys: pl.DataFrame) -> pl.DataFrame:
    """One row with status hidden and no numbers for each table, area, period (and category, else TOTAL)."""
    category = [] if "category" in keys.columns else [pl.lit(TOTAL).alias("category")]
    nothing = [pl.lit(None).alias(name) for name in ("count", "persons", "sum")]
    return _cast(keys.with_columns(*category, *nothing, pl.lit(Status.HIDDEN.value).alias("status")))


def _cast(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
