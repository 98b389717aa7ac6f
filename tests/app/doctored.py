"""Releases with a planted fault, as folders: what the proof must find."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from domain.cells import EVERYTHING, OTHER, SCHEMA, TOTAL, Status
from indicators.tables import TABLES, Protection
from publishing.attack.facts import Publication
from publishing.attack.read_release import read_release
from publishing.attack.truth import Truth, truth_of

SMALLEST = 5
KEY = ["table", "area", "period", "category"]
PLACE = ["table", "area", "period"]
ABOUT = [t.name for t in TABLES.values() if t.protection is Protection.PERSONS]
SHOWN, HIDDEN = Status.SHOWN.value, Status.HIDDEN.value


def doctored(
    folder: Path, where: Path, change: Callable[[pl.DataFrame], pl.DataFrame], *, later: int = 0
) -> Publication:
    """The release in the folder with other cells; `later`: as a next release, so many days after it."""
    where.mkdir()
    head = json.loads((folder / "head.json").read_text())
    if later:
        head |= {"number": head["number"] + 1, "data_date": _later(head["data_date"], later)}
    (where / "head.json").write_text(json.dumps(head))
    change(pl.read_parquet(folder / "cells.parquet")).write_parquet(where / "cells.parquet")
    return read_release(where)


def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def shown_too_many(true: pl.DataFrame) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """A hidden cell of five persons or more that covers one other hidden cell alone."""

    def change(cells: pl.DataFrame) -> pl.DataFrame:
        closed = [t.name for t in TABLES.values() if t.protection is Protection.PERSONS and t.labels and t.additive]
        hidden = cells.filter((pl.col("status") == HIDDEN) & pl.col("table").is_in(closed))
        merged = cells.filter((pl.col("category") == OTHER) & (pl.col("status") == SHOWN)).select(PLACE)
        two = hidden.group_by(PLACE).len().filter(pl.col("len") == 2).join(merged, on=PLACE)
        known = true.select(*KEY, real="count", who="persons")
        found = hidden.join(two, on=PLACE, how="semi").join(known, on=KEY).filter(pl.col("who") >= SMALLEST)
        small = hidden.join(known, on=KEY, how="left").filter(pl.col("who").fill_null(0) < SMALLEST).select(PLACE)
        return _with(cells, found.join(small, on=PLACE, how="semi").head(1).select(*KEY, "real"))

    return change


def mean_too_many(true: pl.DataFrame) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """The mean age of too few: of fewer than ten beside a total that is shown, or of a handful that is hidden."""

    def change(cells: pl.DataFrame) -> pl.DataFrame:
        broad = pl.col("period").str.contains(r"^\d{4}(-H\d)?$|^vanaf")
        few = true.filter(
            broad & (pl.col("table") == "age") & (pl.col("category") == "mean") & (pl.col("persons") < 10)
        )
        totals = cells.filter((pl.col("table") == "referrals") & (pl.col("category") == TOTAL))
        beside = few.join(totals.select("area", "period", total="status"), on=["area", "period"])
        wrong = beside.filter((pl.col("total") == SHOWN) | (pl.col("persons") < SMALLEST)).select(few.columns)
        assert wrong.height, "no mean of this kind in this world"
        none = pl.lit(None, pl.Int64)
        row = wrong.sort("persons", "area", "period").head(1)
        row = row.with_columns(none.alias("count"), none.alias("persons"), pl.col("sum").round(0))
        return pl.concat([cells.join(row, on=KEY, how="anti"), row.select(SCHEMA.names())])

    return change


def refreshed_by_two(municipality: str, region: str, year: str) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Two referrals more of a running year and half-year, in a municipality and so in its region."""
    periods = [year, f"{year}-H2"]

    def change(cells: pl.DataFrame) -> pl.DataFrame:
        which = pl.col("area").is_in([municipality, region]) & pl.col("period").is_in(periods)
        total = which & (pl.col("category") == TOTAL) & pl.col("table").is_in(ABOUT) & (pl.col("table") != "intakes")
        shown = cells.filter(~which | ~pl.col("table").is_in(ABOUT) | (pl.col("table") == "referrals"))
        return shown.with_columns(pl.when(total).then(pl.col("count") + 2).otherwise("count").alias("count"))

    return change


def refreshed(true: pl.DataFrame, year: str) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Every breakdown of the running year brought up to date, as a publisher does who thinks of one release alone."""

    def change(cells: pl.DataFrame) -> pl.DataFrame:
        running = pl.col("period").is_in([year, f"{year}-H2"]) & pl.col("table").str.contains(r"^referrals\.")
        known = true.filter(pl.col("persons") >= SMALLEST).select(*KEY, real="count")
        real = cells.join(known, on=KEY, how="left", maintain_order="left")["real"]
        told = running & (pl.col("status") == SHOWN) & (pl.col("category") != OTHER)
        fresh = cells.with_columns(pl.when(told).then(real).otherwise("count").alias("count"))
        return fresh.filter(~running | (pl.col("category") != OTHER))

    return change


def masked(true: pl.DataFrame, areas: list[str]) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """Every number as it is, with "<5" where it is small: what many would do."""

    def change(cells: pl.DataFrame) -> pl.DataFrame:
        broad = pl.col("period").str.contains(r"^\d{4}(-H\d)?$") & pl.col("area").is_in(areas)
        counts = pl.col("table").str.contains(r"^referrals\.(reason|referrer|client)$") & (pl.col("category") != TOTAL)
        table = true.filter(broad & counts & (pl.col("category") != EVERYTHING))
        small = pl.col("persons") < SMALLEST
        plain = table.with_columns(
            pl.when(small).then(None).otherwise("count").alias("count"),
            pl.when(small).then(pl.lit(HIDDEN)).otherwise("status").alias("status"),
            pl.lit(None, pl.Int64).alias("persons"),
        )
        gone = cells.filter(~(broad & counts))
        return pl.concat([gone, plain.select(SCHEMA.names())])

    return change


def truth_after(true: pl.DataFrame, truth: Truth, municipality: str, region: str, year: str, days: int) -> Truth:
    """What is so once the two referrals have come."""
    more = pl.col("area").is_in([municipality, region]) & pl.col("period").is_in([year, f"{year}-H2"])
    total = more & (pl.col("table") == "referrals")
    grown = true.with_columns(pl.when(total).then(pl.col(c) + 2).otherwise(c).alias(c) for c in ("count", "persons"))
    return truth_of(grown, truth.day + timedelta(days=days))


def _with(cells: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    assert found.height == 1, "no cell of this kind in this world"
    real = cells.join(found, on=KEY, how="left", maintain_order="left")["real"]
    told = real.is_not_null()
    return cells.with_columns(
        pl.when(told).then(real).otherwise("count").alias("count"),
        pl.when(told).then(pl.lit(SHOWN)).otherwise("status").alias("status"),
    )
