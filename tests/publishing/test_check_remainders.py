"""What remains of a table, and areas put together, are held against what they must be, in a small table."""

import polars as pl
import pytest

from publishing.certificate import PARTS
from publishing.check import check

K = 5
WRONG = "Een getoond getal klopt niet."
COUNTS = {("GM1", "female|75+"): 7, ("GM1", "female|0-54"): 6, ("GM1", "male|75+"): 9, ("GM2", "female|75+"): 8}
SHOWN = {
    ("referrals", "GM1", ""): 22, ("referrals", "GM1+GM2", ""): 30, ("referrals.gender", "GM1", "female"): 13,
    ("referrals.gender", "GM1", "other_merged"): 9, ("referrals.gender_age", "GM1", "female|75+"): 7,
    ("referrals.gender_age", "GM1", "female|other_merged"): 6,
}  # fmt: skip


def proof() -> dict[str, pl.DataFrame]:
    maps = [("b", atom, "=", "b", 1) for atom in {a for _, a in COUNTS}]
    for atom in {a for _, a in COUNTS}:
        maps += [("b", atom, "referrals", "", 1), ("b", atom, "referrals.gender", atom.split("|")[0], 1)]
        maps += [("b", atom, "referrals.gender_age", atom, 1)]
    rows = {
        "leaves": [("b", area, "2025-H1", atom, n) for (area, atom), n in COUNTS.items()], "maps": maps,
        "places": [(a, to) for a in ("GM1", "GM2") for to in (a, "GM1+GM2")], "times": [("2025-H1", "2025")],
        "cells": [("referrals", "GM1", "2025", "", 22, False), ("referrals", "GM1+GM2", "2025", "", 30, False)],
    }  # fmt: skip
    return {name: pl.DataFrame(rows.get(name, []), schema=schema, orient="row") for name, schema in PARTS.items()}


def release() -> pl.DataFrame:
    rows = [(t, a, "2025", c, n, None, "shown") for (t, a, c), n in SHOWN.items()]
    names = {"table": pl.String, "area": pl.String, "period": pl.String, "category": pl.String, "count": pl.Int64}
    return pl.DataFrame(rows, schema={**names, "sum": pl.Float64, "status": pl.String}, orient="row")


def test_a_release_that_adds_up_is_in_order() -> None:
    assert list(check(release(), proof(), K)) == []


@pytest.mark.parametrize("row", range(len(SHOWN)))
@pytest.mark.parametrize("by", [-1, 1])
def test_no_number_can_be_one_off(row: int, by: int) -> None:
    changed = release().with_row_index().with_columns(
        pl.when(pl.col("index") == row).then(pl.col("count") + by).otherwise("count").alias("count")
    )  # fmt: skip
    assert list(check(changed.drop("index"), proof(), K)) == [WRONG]
