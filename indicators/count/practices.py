"""Cells about practices: open, for a practice is not a resident. What derives from referrals is live or excepted."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from domain.agreements import Agreements
from domain.periods import Period
from domain.programme import Programme
from indicators.count.as_cells import as_cells
from indicators.count.grid import region_column

COLUMNS = ("area", "period", "category", "count", "sum")


def moments_of(periods: Iterable[Period], data_date: date) -> pl.DataFrame:
    """Columns period, year, moment: the end of each period, or the data date."""
    return pl.DataFrame(
        [{"period": p.code, "year": p.year, "moment": min(p.end, data_date)} for p in periods if p.start <= data_date],
        schema={"period": pl.String, "year": pl.Int64, "moment": pl.Date},
    )


def practice_cells(programme: Programme, agreements: Agreements, moments: pl.DataFrame) -> pl.DataFrame:
    """Table `practices`, as things stood at each moment."""
    known = _with_patients(programme, moments).with_columns(region_column(agreements.geography))
    active = _active(programme, moments)
    joined = known.join(active, left_on=["code", "period"], right_on=["practice", "period"], how="semi")
    pairs = known.join(active, left_on=["code", "period"], right_on=["practice", "period"])
    parts = []
    for area in ("municipality", "region"):
        parts.append(_count(known, area, "all"))
        parts.append(_count(joined, area, "participating"))
        parts.append(_count(known.filter("pilot"), area, "pilot"))
        parts.append(_count(pairs.filter(pl.col("partner").is_not_null()), area, "pairs"))
    return as_cells(pl.concat(parts), "practices")


def participant_cells(programme: Programme, moments: pl.DataFrame) -> pl.DataFrame:
    """Table `practices.participant`: each practice that takes part at each moment."""
    active = _active(programme, moments)
    known = _with_patients(programme, moments)
    joined = known.join(active, left_on=["code", "period"], right_on=["practice", "period"], how="semi")
    listed = joined.select(
        pl.col("municipality").alias("area"), "period", pl.col("code").alias("category"),
        pl.lit(1, dtype=pl.Int64).alias("count"), pl.col("patients").cast(pl.Float64).alias("sum"),
    )  # fmt: skip
    return as_cells(listed, "practices.participant")


def _with_patients(programme: Programme, moments: pl.DataFrame) -> pl.DataFrame:
    """Each practice at each moment, with its registered patients by the newest year known then."""
    every = programme.practices.join(moments, how="cross").sort("year")
    years = programme.practice_years.select(
        pl.col("practice").alias("code"), pl.col("year").cast(pl.Int64), pl.col("registered_patients").alias("patients")
    ).sort("year")
    return every.join_asof(years, on="year", by="code", strategy="nearest", check_sortedness=False)


def _active(programme: Programme, moments: pl.DataFrame) -> pl.DataFrame:
    """Participations that run at each moment."""
    crossed = programme.participations.join(moments, how="cross")
    open_end = pl.col("date_to").is_null() | (pl.col("date_to") >= pl.col("moment"))
    return crossed.filter((pl.col("date_from") <= pl.col("moment")) & open_end).select("practice", "period", "partner")


def _count(frame: pl.DataFrame, area: str, category: str) -> pl.DataFrame:
    return (
        frame.filter(pl.col(area).is_not_null())
        .group_by(pl.col(area).alias("area"), "period")
        .agg(pl.len().cast(pl.Int64).alias("count"), pl.col("patients").sum().cast(pl.Float64).alias("sum"))
        .with_columns(pl.lit(category).alias("category"))
        .select(COLUMNS)
    )


def referring_cells(prepared: pl.DataFrame, grain: str) -> pl.DataFrame:
    """Table `practices.referring`: how many practices referred; a declared exception of the protection."""
    parts = [
        prepared.filter(pl.col("practice").is_not_null() & pl.col(area).is_not_null())
        .group_by(pl.col(area).alias("area"), pl.col(grain).alias("period"))
        .agg(pl.col("practice").n_unique().cast(pl.Int64).alias("count"))
        .with_columns(category=pl.lit(""), sum=pl.lit(None, dtype=pl.Float64))
        .select(COLUMNS)
        for area in ("municipality", "region")
    ]
    return as_cells(pl.concat(parts), "practices.referring")


def practice_referral_cells(prepared: pl.DataFrame, grain: str) -> pl.DataFrame:
    """Table `practices.referrals`, for the coordinator only: referrals and the day of the last one."""
    grouped = (
        prepared.filter(pl.col("practice").is_not_null())
        .group_by(
            pl.col("municipality").alias("area"), pl.col(grain).alias("period"), pl.col("practice").alias("category")
        )
        .agg(pl.len().cast(pl.Int64).alias("count"), _ordinal(pl.col("date_referral").max()).alias("sum"))
    )
    return as_cells(grouped.select(COLUMNS), "practices.referrals")


def _ordinal(day: pl.Expr) -> pl.Expr:
    """As date.toordinal: 1 January of year 1 is 1."""
    return (day.cast(pl.Int32) + date(1970, 1, 1).toordinal()).cast(pl.Float64)
