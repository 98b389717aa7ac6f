"""The cells that stand for residents: by area and period the hub (all referrals) and its spokes, never crossed."""

from collections.abc import Iterable, Iterator

import polars as pl

from domain.areas import Level
from domain.cells import TOTAL
from domain.codes import UNKNOWN
from domain.periods import Grain
from indicators.count.as_cells import as_cells
from indicators.count.prepare import STEPS_AFTER_REFERRAL, period_codes

SPOKES = {
    "referrals.gender": "gender", "referrals.age_band": "age_band", "referrals.reason": "reason",
    "referrals.referrer": "referrer", "referrals.recipient": "recipient", "referrals.direction": "direction",
    "referrals.provision": "provision", "referrals.client": "client", "trajectory.contact": "contact",
    "trajectory.feedback": "feedback", "trajectory.ending": "ending",
}  # fmt: skip
"""Table to the column of the prepared referrals that holds its category."""

AREA_COLUMN = {Level.REGION: "region", Level.MUNICIPALITY: "municipality", Level.VILLAGE: "village"}
COUNT = (pl.len().alias("count"), pl.col("person").n_unique().alias("persons"))


def totals(prepared: pl.DataFrame, level: Level, grain: Grain) -> pl.DataFrame:
    """The hub: one row for each area and period that has referrals."""
    return as_cells(_group(prepared, level, grain), "referrals")


def spokes(prepared: pl.DataFrame, level: Level, grain: Grain) -> pl.DataFrame:
    """All breakdowns of one level of area and one grain of period."""
    return pl.concat(_spokes(prepared, level, grain))


def _spokes(prepared: pl.DataFrame, level: Level, grain: Grain) -> Iterator[pl.DataFrame]:
    for table, column in SPOKES.items():
        yield as_cells(_group(prepared, level, grain, pl.col(column)), table)
    known = prepared.filter(pl.col("age_band") != UNKNOWN)
    crossed = pl.format("{}|{}", "gender", "age_band")
    yield as_cells(_group(known, level, grain, crossed), "referrals.gender_age")
    offers = prepared.filter(pl.col("offers").is_not_null()).with_columns(pl.col("offers").str.split(" ").list.unique())
    yield as_cells(_group(offers.explode("offers"), level, grain, pl.col("offers")), "referrals.offer")
    for step in STEPS_AFTER_REFERRAL:
        reached = pl.col(f"reached_{step}")
        yield as_cells(_group(prepared.filter(reached.is_not_null()), level, grain, reached), "trajectory.step")
    yield from _moments(prepared, level, grain)


def _moments(prepared: pl.DataFrame, level: Level, grain: Grain) -> Iterator[pl.DataFrame]:
    yield from _moment(prepared, level, grain, "age", "age", ("mean", "median"))
    yield from _moment(prepared, level, grain, "days", "trajectory.days_to_intake", ("mean", "p25", "median", "p75"))


def _moment(
    prepared: pl.DataFrame, level: Level, grain: Grain, column: str, table: str, kinds: Iterable[str]
) -> Iterator[pl.DataFrame]:
    """Mean, median, quartiles of a column: `sum` holds the value, `count` on how many referrals it rests."""
    value = pl.col(column)
    made = {
        "mean": value.mean(),
        "median": value.median(),
        "p25": value.quantile(0.25, interpolation="linear"),
        "p75": value.quantile(0.75, interpolation="linear"),
    }
    area = pl.col(AREA_COLUMN[level])
    keys = [area.alias("area"), pl.col(grain.value).alias("period")]
    known = prepared.filter(value.is_not_null() & area.is_not_null())
    grouped = known.group_by(keys).agg(*COUNT, *(made[kind].cast(pl.Float64).alias(kind) for kind in kinds))
    for kind in kinds:
        yield as_cells(grouped.with_columns(pl.lit(kind).alias("category"), pl.col(kind).alias("sum")), table)


def ages(prepared: pl.DataFrame, level: Level, grain: Grain) -> pl.DataFrame:
    """The mean age alone, for levels that are not broken down."""
    return pl.concat(_moment(prepared, level, grain, "age", "age", ("mean",)))


def intakes(prepared: pl.DataFrame, level: Level, grain: Grain) -> pl.DataFrame:
    """Intakes by the date of the intake itself."""
    done = prepared.filter(pl.col("date_intake").is_not_null())
    if grain is Grain.START:
        return as_cells(_group(done, level, grain), "intakes")
    by_intake = done.with_columns(period_codes("date_intake")[grain.value].alias(grain.value))
    return as_cells(_group(by_intake, level, grain), "intakes")


def _group(frame: pl.DataFrame, level: Level, grain: Grain, category: pl.Expr | None = None) -> pl.DataFrame:
    area = pl.col(AREA_COLUMN[level])
    part = pl.lit(TOTAL) if category is None else category
    keys = [area.alias("area"), pl.col(grain.value).alias("period"), part.alias("category")]
    return frame.filter(area.is_not_null()).group_by(keys).agg(*COUNT)
