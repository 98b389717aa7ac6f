"""Referrals with the columns that cells are grouped by: areas, periods, bands, and what became of the case."""

from datetime import date

import polars as pl

from domain.agreements import Agreements
from domain.areas import Level
from domain.codes import BAND_STARTS, NOT_YET, STEP, UNKNOWN
from domain.periods import Grain
from indicators.count.workdays import deadlines

STEP_DATE = {step: f"date_{step}" for step in STEP}
STEPS_AFTER_REFERRAL = tuple(step for step in STEP if step != "referral")


def period_codes(day: str) -> dict[str, pl.Expr]:
    """One expression for each calendar grain that gives the period code of a date column."""
    year, month = pl.col(day).dt.year().cast(pl.String), pl.col(day).dt.month()
    return {
        Grain.YEAR.value: year,
        Grain.HALF.value: pl.format("{}-H{}", year, (month - 1) // 6 + 1),
        Grain.QUARTER.value: pl.format("{}-Q{}", year, (month - 1) // 3 + 1),
        Grain.MONTH.value: pl.col(day).dt.strftime("%Y-%m"),
    }


def prepare(referrals: pl.DataFrame, agreements: Agreements, data_date: date) -> pl.DataFrame:
    """Adds to each referral: region, period codes, band, contact, feedback, ending, `days` and `reached_<step>`."""
    frame = (
        referrals.join(_regions(agreements), on="municipality", how="left")
        .join(deadlines(referrals["date_referral"]), on="date_referral", how="left")
        .join(_normal_days(agreements), on="municipality", how="left")
        .with_columns(**period_codes("date_referral"))
        .with_columns(
            _who().alias("person"),
            _band().alias("age_band"),
            *(pl.col(c).fill_null(UNKNOWN) for c in ("gender", "reason", "referrer", "recipient", "client")),
            (pl.col("date_intake") - pl.col("date_referral")).dt.total_days().alias("days"),
            _ending().alias("ending"),
        )
    )
    frame = frame.with_columns(*_known_together())
    ended = pl.col("date_closing").is_not_null() | pl.col("not_arrived") | pl.col("declined")
    return frame.with_columns(
        _contact(data_date, ended).alias("contact"),
        _feedback(ended).alias("feedback"),
        pl.col("direction", "provision").replace(NOT_YET, UNKNOWN).fill_null(UNKNOWN),
        *(_reached(step, data_date, ended).alias(f"reached_{step}") for step in STEPS_AFTER_REFERRAL),
    )


def _regions(agreements: Agreements) -> pl.DataFrame:
    rows = [(a.code, a.parent) for a in agreements.geography.of_level(Level.MUNICIPALITY)]
    return pl.DataFrame(rows, schema={"municipality": pl.String, "region": pl.String}, orient="row")


def _normal_days(agreements: Agreements) -> pl.DataFrame:
    """Per municipality the normal days of each step of its variant; null where the variant has no such step."""
    rows = []
    for area in agreements.geography.of_level(Level.MUNICIPALITY):
        days = {f"normal_{s.step}": s.normal_days for s in agreements.variant_of(area.code)}
        rows.append({"municipality": area.code} | days)
    schema = {"municipality": pl.String} | {f"normal_{step}": pl.Int64 for step in STEP}
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)


def _who() -> pl.Expr:
    """A number for each person of each supplier: two suppliers may have numbered their clients alike."""
    return pl.concat_str("supplier", "person", separator="\n").cast(pl.Categorical).to_physical()


def _band() -> pl.Expr:
    """The band of the age where an age is known, otherwise the band that was delivered."""
    # Each band in turn takes over from the younger one.
    from_age = pl.lit(None, dtype=pl.String)
    for band, start in BAND_STARTS.items():
        from_age = pl.when(pl.col("age") >= start).then(pl.lit(band)).otherwise(from_age)
    return pl.coalesce(from_age, pl.col("age_band"), pl.lit(UNKNOWN))


def _known_together() -> tuple[pl.Expr, pl.Expr]:
    """Gender and band count as registered only where both are: their tables would betray each other's gaps."""
    both = pl.col("gender").is_in(["female", "male"]) & (pl.col("age_band") != UNKNOWN)
    kept = both | (pl.col("gender") == "other")
    return (
        pl.when(kept).then("gender").otherwise(pl.lit(UNKNOWN)).alias("gender"),
        pl.when(both).then("age_band").otherwise(pl.lit(UNKNOWN)).alias("age_band"),
    )


def _ending() -> pl.Expr:
    return (
        pl.when(pl.col("not_arrived")).then(pl.lit("not_arrived"))
        .when(pl.col("declined")).then(pl.lit("declined"))
        .when(pl.col("date_activity").is_not_null()).then(pl.lit("started"))
        .when(pl.col("date_closing").is_not_null()).then(pl.lit("no_activity"))
        .otherwise(pl.lit("open"))
    )  # fmt: skip


def _contact(data_date: date, ended: pl.Expr) -> pl.Expr:
    """A later step that was taken in time proves contact in time; one taken later proves nothing about the contact."""
    in_time = pl.min_horizontal("date_contact", "date_intake", "date_activity") <= pl.col("deadline")
    later_step = pl.col("date_intake").is_not_null() | pl.col("date_activity").is_not_null() | ended
    return (
        pl.when(in_time).then(pl.lit("in_time"))
        .when(pl.col("date_contact").is_not_null()).then(pl.lit("late"))
        .when(later_step).then(pl.lit(UNKNOWN))
        .when(pl.col("deadline") >= data_date).then(pl.lit("not_yet"))
        .otherwise(pl.lit("late"))
    )  # fmt: skip


def _feedback(ended: pl.Expr) -> pl.Expr:
    """Of ended cases only: counting a running case as soon as it has feedback would flatter the share."""
    return (
        pl.when(~ended).then(pl.lit("not_yet"))
        .when(pl.col("feedback")).then(pl.lit("given"))
        .when(pl.col("feedback").is_null()).then(pl.lit(UNKNOWN))
        .otherwise(pl.lit("none"))
    )  # fmt: skip


def _reached(step: str, data_date: date, ended: pl.Expr) -> pl.Expr:
    """`<step>`, `<step>|not_yet` or `<step>|missed`; null where the area's variant has no such step."""
    later = STEPS_AFTER_REFERRAL[STEPS_AFTER_REFERRAL.index(step) :]
    # Aftercare is no proof of an activity, closing is no proof of anything: they are reached by their own date only.
    proof = [STEP_DATE[s] for s in later if s == step or s in ("intake", "activity")]
    reached = pl.any_horizontal(pl.col(c).is_not_null() for c in proof)
    young = (pl.lit(data_date) - pl.col("date_referral")).dt.total_days() <= pl.col(f"normal_{step}")
    return (
        pl.when(pl.col(f"normal_{step}").is_null()).then(None)
        .when(reached).then(pl.lit(step))
        .when(young & ~ended).then(pl.lit(f"{step}|not_yet"))
        .otherwise(pl.lit(f"{step}|missed"))
    )  # fmt: skip
