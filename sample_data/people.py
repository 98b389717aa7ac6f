"""Who is referred, by whom and why: the columns of a referral that do not depend on its course."""

import numpy as np
import polars as pl

from domain.codes import BAND_STARTS
from sample_data.draw import blank, keep, pick
from sample_data.profiles import IN_PRACTICE, OFFERS, OLDER, YOUNGER, Profile

WOMEN = {"female": 0.664, "male": 0.333, "other": 0.003}
YOUNGEST, OLDEST = 14, 98
SECOND_OFFER = 0.28
BLANK_CLIENT = 0.04


def people_columns(rng: np.random.Generator, size: int, profile: Profile) -> dict[str, pl.Series]:
    age = YOUNGEST + np.floor(rng.beta(*profile.age, size) * (OLDEST - YOUNGEST)).astype(np.int64)
    reason = keep_or(pick(rng, YOUNGER, size), pick(rng, OLDER, size), age < 65)
    client = {"new": profile.new_client, "known": 1 - profile.new_client}
    return {
        "gender": blank(rng, pick(rng, WOMEN, size), profile.blank_gender),
        "age": pl.Series(age),
        "reason": blank(rng, reason, profile.blank_reason),
        "referrer": blank(rng, pick(rng, profile.referrers, size), profile.blank_referrer),
        "recipient": pl.Series([profile.recipient]).new_from_index(0, size),
        "client": blank(rng, pick(rng, client, size), BLANK_CLIENT),
    }


def keep_or(first: pl.Series, second: pl.Series, where: np.ndarray) -> pl.Series:
    return pl.select(pl.when(pl.Series(where)).then(first).otherwise(second)).to_series()


def offers(rng: np.random.Generator, started: np.ndarray) -> pl.Series:
    """One or two codes separated by a space, once an activity has started."""
    one, two = pick(rng, OFFERS, started.size), pick(rng, OFFERS, started.size)
    both = pl.Series(rng.random(started.size) < SECOND_OFFER) & (one != two)
    text = pl.select(pl.when(both).then(pl.concat_str(one, pl.lit(" "), two)).otherwise(one)).to_series()
    return keep(text, started)


def in_practice(referrer: pl.Series) -> pl.Series:
    """Whether the referrer works in a GP practice; true where unknown."""
    return referrer.is_in(list(IN_PRACTICE)).fill_null(True)


def band_of_age() -> pl.Expr:
    """The age band of the column `age`, for a whole column at once."""
    band = pl.lit(None, dtype=pl.String)
    for name, start in BAND_STARTS.items():
        band = pl.when(pl.col("age") >= start).then(pl.lit(name)).otherwise(band)
    return band
