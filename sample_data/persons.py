"""Who is referred more than once, and the pseudonyms."""

import numpy as np
import polars as pl

AGAIN = 0.07
BACK = 3
"""A repeat is of the person three referrals earlier from the same practice."""
DAYS_BETWEEN = 60
FIRST_REPEATS = 2024
"""In the first half year there are new people only."""
MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def with_repeats(rng: np.random.Generator, frame: pl.DataFrame) -> pl.DataFrame:
    """Adds `person_number`; a repeat has the person, gender and village of the earlier referral, and its age then."""
    group = pl.coalesce("practice", "municipality")
    frame = frame.with_columns(group=group).sort("group", "date_referral", maintain_order=True)
    frame = frame.with_row_index("person_number").with_columns(drawn=pl.Series(rng.random(frame.height) < AGAIN))
    before = pl.col("date_referral").shift(BACK).over("group")
    again = (
        pl.col("drawn")
        & ~pl.col("drawn").shift(BACK).over("group").fill_null(True)
        & ((pl.col("date_referral") - before).dt.total_days() >= DAYS_BETWEEN)
        & (before.dt.year() >= FIRST_REPEATS)
    )
    older = pl.col("date_referral").dt.year() - before.dt.year()
    frame = frame.with_columns(again=again.fill_null(False), older=older.cast(pl.Int64))
    copied = {name: pl.col(name).shift(BACK).over("group") for name in ("person_number", "gender", "village", "age")}
    copied["age"] = copied["age"] + pl.col("older")
    return frame.with_columns(
        pl.when("again").then(copy).otherwise(pl.col(name)).alias(name) for name, copy in copied.items()
    )


def pseudonyms(numbers: pl.Series, seed: int) -> pl.Series:
    """16 hexadecimal digits for each person, the same in every run with this seed (splitmix64)."""
    with np.errstate(over="ignore"):
        word = (numbers.to_numpy().astype(np.uint64) + np.uint64(seed + 1)) * MIX[0]
        word = (word ^ (word >> np.uint64(30))) * MIX[1]
        word = (word ^ (word >> np.uint64(27))) * MIX[2]
        word ^= word >> np.uint64(31)
    digits = word.astype(">u8").tobytes().hex()
    return pl.Series([f"p{digits[i : i + 16]}" for i in range(0, len(digits), 16)])
