"""Practices, their registered patients by year, and since when they take part."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from data_access.models import Participation, Practice, PracticeYear
from sample_data.table import SYNTHETIC, name_of, shaped
from sample_data.world import World, apportion

HOURS = {"enschede": 3.0, "hof": 2.0, "meierijstad": 2.0, "town": 2.0, "country": 1.5}
"""A week, of the matched worker; the DWO does not register them."""
UNMATCHED = 0.12
"""Share of the participating practices of Twente that have no worker yet."""
SILENT = 0.1
"""Share of the participating practices that never refer."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Practices:
    """`frame`: one row for each practice with code, municipality, village, profile, supplier, pilot, date_from,
    date_to (null: not taking part) and weight (0: never refers). `tables`: what is stored."""

    frame: pl.DataFrame
    tables: dict[str, pl.DataFrame]


def make_practices(rng: np.random.Generator, world: World) -> Practices:
    frame = _weighted(rng, _joined(rng, _located(rng, world), world.joins))
    tables = {
        name_of(Practice): shaped(Practice, frame, SYNTHETIC),
        name_of(PracticeYear): shaped(PracticeYear, _patients(rng, frame, world), SYNTHETIC),
        name_of(Participation): shaped(Participation, _participation(rng, frame), SYNTHETIC),
    }
    return Practices(frame=frame, tables=tables)


def _located(rng: np.random.Generator, world: World) -> pl.DataFrame:
    """Every practice with a size, in a village: as many in a village as fit its inhabitants."""
    villages = {key[0]: part for key, part in world.villages.partition_by("municipality", as_dict=True).items()}
    rows = []
    for town in world.municipalities.iter_rows(named=True):
        for number, (code, place) in enumerate(_seats(villages[town["code"]], town["practices"]), start=1):
            where = place if town["village_label"] == "kern" else f"{town['name']} {place}"
            name = f"Huisartsenpraktijk {where} {number}"
            rows.append(
                (f"HAP-{town['prefix']}-{number:02d}", name, town["code"], code, town["profile"], town["supplier"])
            )
    frame = pl.DataFrame(rows, schema=["code", "name", "municipality", "village", "profile", "supplier"], orient="row")
    return frame.with_columns(size=pl.Series(rng.lognormal(0, 0.35, frame.height)))


def _seats(villages: pl.DataFrame, practices: int) -> list[tuple[str, str]]:
    """Code and name of the village of each practice; one for each village first, where there are enough."""
    first = np.ones(villages.height, dtype=np.int64) if practices >= villages.height else np.zeros(villages.height, int)
    shares = villages["inhabitants"].fill_null(1).to_numpy()
    counts = first + apportion(practices - int(first.sum()), shares)
    names = zip(villages["code"], villages["name"], strict=True)
    return [pair for pair, n in zip(names, counts, strict=True) for _ in range(n)]


def _joined(rng: np.random.Generator, frame: pl.DataFrame, joins: pl.DataFrame) -> pl.DataFrame:
    """The joins in order, each taking practices that do not take part yet, in a drawn order."""
    queue = frame.with_columns(turn=pl.Series(rng.permutation(frame.height))).sort("turn")
    waiting = {key[0]: part["code"].to_list() for key, part in queue.partition_by("municipality", as_dict=True).items()}
    place = dict(zip(frame["code"], frame["village"], strict=True))
    rows = []
    for join in joins.iter_rows(named=True):
        fits = [c for c in waiting[join["municipality"]] if join["village"] in (None, place[c])]
        taken = fits[: join["practices"]]
        waiting[join["municipality"]] = [c for c in waiting[join["municipality"]] if c not in taken]
        rows += [
            (code, join["pilot"], join["date_from"], join["date_to"] if code == taken[0] else None) for code in taken
        ]
    schema = {"code": pl.String, "pilot": pl.Boolean, "date_from": pl.Date, "date_to": pl.Date}
    taking_part = pl.DataFrame(rows, schema=schema, orient="row")
    joined = frame.join(taking_part, on="code", how="left", maintain_order="left")
    return joined.with_columns(pl.col("pilot").fill_null(False))


def _weighted(rng: np.random.Generator, frame: pl.DataFrame) -> pl.DataFrame:
    """How much a practice refers beside the others; the first practice of a municipality is never a silent one."""
    silent = pl.Series(rng.random(frame.height) < SILENT)
    first = pl.col("date_from").rank("ordinal").over("municipality", "pilot") == 1
    eager = pl.Series(rng.lognormal(0, 0.5, frame.height))
    weight = pl.when(pl.col("date_from").is_null() | (silent & ~first)).then(0.0).otherwise(pl.col("size") * eager)
    return frame.with_columns(weight=weight)


def _patients(rng: np.random.Generator, frame: pl.DataFrame, world: World) -> pl.DataFrame:
    """By municipality they add up to its registered patients, in every year."""
    totals = dict(zip(world.municipalities["code"], world.municipalities["patients"], strict=True))
    parts = []
    for year in world.years:
        drift = frame.with_columns(share=pl.col("size") * pl.Series(rng.normal(1, 0.02, frame.height)))
        for part in drift.partition_by("municipality"):
            patients = apportion(totals[part["municipality"][0]], part["share"].to_numpy())
            parts.append(part.select(practice="code", year=pl.lit(year), registered_patients=pl.Series(patients)))
    return pl.concat(parts)


def _participation(rng: np.random.Generator, frame: pl.DataFrame) -> pl.DataFrame:
    """`partner` is the organisation that the matched worker is of; empty while a practice has no match."""
    rows = frame.drop_nulls("date_from")
    in_twente = pl.col("profile").is_in(["town", "country"])
    unmatched = in_twente & pl.Series(rng.random(rows.height) < UNMATCHED)
    hours = pl.col("profile").replace_strict(HOURS, default=None, return_dtype=pl.Float64)
    return rows.select(
        "date_from",
        "date_to",
        practice="code",
        hours_a_week=pl.when(unmatched).then(None).otherwise(hours),
        partner=pl.when(unmatched).then(None).otherwise(pl.col("supplier")),
    )
