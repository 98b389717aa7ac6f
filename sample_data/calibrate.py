"""What the documents say of the residents reached is reproduced exactly; and what is wrong in real files comes in.

The numbers of referrals are exact from the start: see sample_data.world.as_published.
"""

from datetime import date

import numpy as np
import polars as pl

from sample_data.published import DELDEN, stated

FIRST_HALF = date(2023, 12, 31)
MAN_OF = 7
"""One of so many is a man in the Delden pilot: "voornamelijk vrouwelijke patienten"."""
CONTRADICTING = 6
"""Cases of which the age band is not that of the age."""


def like_delden(frame: pl.DataFrame) -> pl.DataFrame:
    """Delden, July to December 2023: the mean age of the council letter, and mostly women."""
    pilot = ((frame["village"] == DELDEN) & (frame["date_referral"] <= FIRST_HALF)).to_numpy()
    if not pilot.any():
        return frame
    age, gender = frame["age"].to_numpy().copy(), frame["gender"].to_numpy().copy()
    age[pilot] = with_mean(age[pilot], stated()["hvt_mean_age"])
    gender[pilot] = np.where(np.arange(pilot.sum()) % MAN_OF == MAN_OF - 1, "male", "female")
    return frame.with_columns(age=pl.Series(age), gender=pl.Series(gender, dtype=pl.String))


def with_mean(ages: np.ndarray, mean: float) -> np.ndarray:
    """The same spread around another mean: all moved alike, the rest one year for some."""
    moved = ages + round(mean - ages.mean())
    left = round(mean * ages.size) - int(moved.sum())
    moved[: abs(left)] += np.sign(left)
    return moved


def flawed(rng: np.random.Generator, frame: pl.DataFrame) -> pl.DataFrame:
    """A handful of registrations that contradict themselves, at suppliers that deliver ages."""
    possible = frame["profile"].is_in(["enschede", "town"]) & (frame["age"] >= 65)
    order = np.where(possible.to_numpy(), rng.random(frame.height), 2.0)
    chosen = np.zeros(frame.height, dtype=bool)
    chosen[np.argsort(order)[:CONTRADICTING]] = True
    chosen &= possible.to_numpy()
    return frame.with_columns(age_band=pl.when(pl.Series(chosen)).then(pl.lit("30-44")).otherwise(pl.col("age_band")))
