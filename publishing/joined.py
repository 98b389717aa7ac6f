"""Totals that follow from others, for the check: of areas put together, and of a municipality since its start."""

from collections.abc import Iterator

import polars as pl

from domain.cells import JOINED, TOTAL, Status
from domain.periods import Grain, parse_period
from publishing.truth import Place, Truth


def joined_structure(truth: Truth, cells: pl.DataFrame) -> dict[str, list[pl.DataFrame]]:
    """The places that they add up, and their cells with the persons in them."""
    totals = cells.filter(
        (pl.col("table") == "referrals") & (pl.col("category") == TOTAL) & (pl.col("status") == Status.SHOWN)
    )
    derived = [p for p in totals.select("area", "period").iter_rows() if _derived(truth, p)]
    parts = sorted({(part, area) for area, _ in derived for part in area.split(JOINED) if JOINED in area})
    rows = [("referrals", *place, TOTAL, _persons(truth, place), False) for place in derived]
    names = ["table", "area", "period", "category", "persons", "structural"]
    return {
        "places": [pl.DataFrame(parts, schema=["area", "to"], orient="row")] if parts else [],
        "cells": [pl.DataFrame(rows, schema=names, orient="row")] if rows else [],
    }


def _derived(truth: Truth, place: Place) -> bool:
    area, period = place
    since = parse_period(period).grain is Grain.START
    return JOINED in area or (since and area in truth.municipalities)


def _persons(truth: Truth, place: Place) -> int:
    inside = pl.col("municipality").is_in(parts := place[0].split(JOINED)) | pl.col("village").is_in(parts)
    return int(truth.cases.filter(inside & pl.col("month").is_in(list(_months(truth, place[1]))))["person"].n_unique())


def _months(truth: Truth, code: str) -> Iterator[str]:
    period = parse_period(code)
    for month in truth.cases["month"].unique():
        first = parse_period(month)
        if period.start <= first.start and first.end <= period.end:
            yield month
