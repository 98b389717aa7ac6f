"""How well registrations are filled in: fields asked and filled, steps that are overdue, fields that contradict."""

import polars as pl

from domain.areas import Geography, Level
from domain.codes import BAND_STARTS, STEP, UNKNOWN
from indicators.count.as_cells import as_cells

TABLE = "quality"
ASKED, FILLED, LATE, CONTRADICTORY = "asked", "filled", "late", "contradictory"
ALWAYS = ("gender", "reason", "referrer", "recipient", "client")
"""Besides these: an age or an age band, a village where the municipality has any, a practice of a GP's referral."""
OUTSIDE_PRACTICES = ("physiotherapist", "district_nurse", "other_care")
FOLLOWED = ("contact", "intake", "activity")
"""The steps that a running case must have taken within their normal days."""
DATES = tuple(f"date_{step}" for step in STEP)


def marked(referrals: pl.DataFrame, geography: Geography) -> pl.DataFrame:
    """Adds to each referral, as it was delivered: `asked` and `filled` (numbers of fields) and `contradictory`."""
    divided = [a.code for a in geography.of_level(Level.MUNICIPALITY) if geography.children(a.code)]
    outside = pl.col("referrer").is_in(OUTSIDE_PRACTICES).fill_null(value=False)
    pairs = [
        *((pl.lit(value=True), _known(name)) for name in ALWAYS),
        (pl.lit(value=True), pl.col("age").is_not_null() | _known("age_band")),
        (pl.col("municipality").is_in(divided), pl.col("village").is_not_null()),
        (~outside, pl.col("practice").is_not_null()),
    ]
    return referrals.with_columns(
        pl.sum_horizontal(asked.cast(pl.Int64) for asked, _ in pairs).alias(ASKED),
        pl.sum_horizontal((asked & known).cast(pl.Int64) for asked, known in pairs).alias(FILLED),
        contradictory().alias(CONTRADICTORY),
    )


def _known(name: str) -> pl.Expr:
    return pl.col(name).is_not_null() & (pl.col(name) != UNKNOWN).fill_null(value=False)


def contradictory() -> pl.Expr:
    """Days in a wrong order, two endings at once, an ending beside a start, an age outside its band."""
    wrong_order = [
        (pl.col(later) < pl.col(earlier)).fill_null(value=False)
        for n, earlier in enumerate(DATES)
        for later in DATES[n + 1 :]
    ]
    ended = pl.col("not_arrived") | pl.col("declined")
    return (
        pl.any_horizontal(wrong_order)
        | (pl.col("not_arrived") & pl.col("declined"))
        | (ended & pl.col("date_activity").is_not_null())
        | outside_band()
    )


def outside_band() -> pl.Expr:
    """Whether both an age and a band were delivered, and the band is another than that of the age."""
    starts = list(BAND_STARTS.items())
    found = pl.lit(value=False)
    for n, (band, start) in enumerate(starts):
        end = starts[n + 1][1] if n + 1 < len(starts) else 1000
        outside = (pl.col("age") < start) | (pl.col("age") >= end)
        found = found | ((pl.col("age_band") == band) & outside).fill_null(value=False)
    return found


def overdue() -> pl.Expr:
    """Of a prepared referral: it still runs, and a step that should have been taken by now is not registered."""
    ended = pl.col("date_closing").is_not_null() | pl.col("not_arrived") | pl.col("declined")
    missed = [(pl.col(f"reached_{step}") == f"{step}|missed").fill_null(value=False) for step in FOLLOWED]
    return ~ended & pl.any_horizontal(missed)


def quality_cells(prepared: pl.DataFrame, grain: str) -> pl.DataFrame:
    """Table `quality` by municipality: categories asked and filled (fields), late and contradictory (referrals)."""
    counts = {
        ASKED: pl.col(ASKED).sum(), FILLED: pl.col(FILLED).sum(),
        LATE: overdue().sum(), CONTRADICTORY: pl.col(CONTRADICTORY).sum(),
    }  # fmt: skip
    grouped = prepared.group_by(pl.col("municipality").alias("area"), pl.col(grain).alias("period")).agg(
        amount.cast(pl.Int64).alias(name) for name, amount in counts.items()
    )
    return as_cells(grouped.unpivot(index=["area", "period"], variable_name="category", value_name="count"), TABLE)
