"""Synthetic referrals and deliveries, from the world and the practices."""

import numpy as np
import polars as pl

from data_access.models import Delivery, Referral
from sample_data.calibrate import flawed, like_delden
from sample_data.draw import keep
from sample_data.people import band_of_age, in_practice, offers, people_columns
from sample_data.persons import pseudonyms, with_repeats
from sample_data.profiles import PROFILES
from sample_data.spread import holidays, month_of, spread, working_day
from sample_data.table import SYNTHETIC, name_of, shaped
from sample_data.trajectory import course, course_columns
from sample_data.world import World

LATE = 0.05
"""Share of the deliveries that came months late."""


def registration_frames(
    rng: np.random.Generator, world: World, practices: pl.DataFrame, seed: int
) -> dict[str, pl.DataFrame]:
    drawn = pl.concat([_cases(rng, world, part) for part in _dated(rng, world, practices).partition_by("profile")])
    known = with_repeats(rng, like_delden(drawn))
    named = known.with_columns(person=pseudonyms(known["person_number"], seed), age_band=band_of_age())
    only_bands = [name for name, profile in PROFILES.items() if profile.bands_only]
    frame = (
        flawed(rng, named)
        .sort("municipality", "date_referral", maintain_order=True)
        .with_columns(age=pl.when(~pl.col("profile").is_in(only_bands)).then(pl.col("age")), case_id=_case_id())
    )
    return {
        name_of(Referral): shaped(Referral, frame, SYNTHETIC),
        name_of(Delivery): shaped(Delivery, _deliveries(rng, world, frame), SYNTHETIC),
    }


def _case_id() -> pl.Expr:
    """The supplier's own number of the case: year and rank."""
    rank = pl.col("date_referral").rank("ordinal").over("supplier").cast(pl.String).str.zfill(6)
    return pl.format("{}-{}", pl.col("date_referral").dt.year(), rank)


def _dated(rng: np.random.Generator, world: World, practices: pl.DataFrame) -> pl.DataFrame:
    """One row for each referral: its practice's columns, the day, and the village of the resident."""
    drawn = spread(rng, practices, world.volumes)
    closed = holidays(world.case_years)
    wanted = ["code", "municipality", "village", "profile", "supplier", "pilot"]
    frame = practices.select(wanted).select(pl.all().gather(drawn["practice"]))
    return frame.rename({"code": "practice"}).with_columns(
        date_referral=pl.Series(working_day(rng, drawn["month"].to_numpy(), closed))
    )


def _cases(rng: np.random.Generator, world: World, part: pl.DataFrame) -> pl.DataFrame:
    """The cases of one profile, complete but for their keys."""
    profile = PROFILES[part["profile"][0]]
    day = part["date_referral"].to_numpy().astype("datetime64[D]")
    closed = holidays(world.case_years)
    path = course(rng, day, profile, closed, world.data_date)
    people = people_columns(rng, part.height, profile)
    at_home = pl.Series(rng.random(part.height) < profile.own_village)
    return part.with_columns(
        **people,
        **course_columns(rng, path, profile),
        offers=offers(rng, ~np.isnat(path.activity)),
        village=pl.when(at_home).then(pl.col("village")).otherwise(_elsewhere(rng, world.villages, part)),
        practice=keep(part["practice"], in_practice(people["referrer"]).to_numpy()),
    )


def _elsewhere(rng: np.random.Generator, villages: pl.DataFrame, part: pl.DataFrame) -> pl.Series:
    """A village of the same municipality, drawn by inhabitants.

    All municipalities at once: the n-th has the stretch from n to n + 1, divided over its villages.
    """
    share = pl.col("inhabitants").fill_null(1)
    ordered = villages.with_columns(n=pl.col("municipality").rank("dense").cast(pl.Int64) - 1).sort("n")
    ends = ordered.select(pl.col("n") + share.cum_sum().over("n") / share.sum().over("n")).to_series().to_numpy()
    stretch = dict(zip(ordered["municipality"], ordered["n"], strict=True))
    point = part["municipality"].replace_strict(stretch).to_numpy() + rng.random(part.height)
    found = np.minimum(np.searchsorted(ends, point, side="right"), ordered.height - 1)
    return ordered["code"].gather(found)


def _deliveries(rng: np.random.Generator, world: World, referrals: pl.DataFrame) -> pl.DataFrame:
    """For every month that a municipality's volumes cover, also when there was no referral: the others never came."""
    supplier = dict(zip(world.municipalities["code"], world.municipalities["supplier"], strict=True))
    covered = sorted({
        (volume["municipality"], month)
        for volume in world.volumes.iter_rows(named=True)
        for month in range(month_of(volume["first"]), month_of(volume["last"]) + 1)
    })  # fmt: skip
    months = pl.DataFrame(covered, schema=["municipality", "number"], orient="row").with_columns(
        month=pl.format("{}-{}", pl.col("number") // 12, (pl.col("number") % 12 + 1).cast(pl.String).str.zfill(2)),
        supplier=pl.col("municipality").replace_strict(supplier),
    )
    counts = referrals.group_by("municipality", pl.col("date_referral").dt.strftime("%Y-%m").alias("month")).len("rows")
    size = months.height
    wait = pl.lit(pl.Series(np.where(rng.random(size) < LATE, rng.integers(60, 120, size), rng.integers(5, 20, size))))
    arrived = pl.col("month").str.to_date("%Y-%m").dt.month_end() + pl.duration(days=wait)
    return months.join(counts, on=["municipality", "month"], how="left", maintain_order="left").with_columns(
        pl.col("rows").fill_null(0), delivered_on=pl.min_horizontal(arrived, pl.lit(world.data_date))
    )
