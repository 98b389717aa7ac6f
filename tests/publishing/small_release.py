"""A release of a small made-up region of few months, so that a test takes a second."""

from dataclasses import replace
from datetime import date

import polars as pl

from domain.areas import Geography
from publishing.prepare import Prepared, prepare_release
from publishing.truth import Truth, truth_of
from tests.publishing.town import DATA_DATE, make_town

K = 5


def small_truth(seed: int, size: int, towns: tuple[str, ...] = ("GM1",), month: str = "2025-07") -> Truth:
    """`size` referrals at most: those of other municipalities and of before `month` are left out."""
    town = make_town(seed, size)
    kept = [a for a in town.agreements.geography.areas if a.code == "REG" or a.code in towns or a.parent in towns]
    geography = Geography(areas=tuple(kept))
    deliveries = town.programme.deliveries.filter(pl.col("month") >= month)
    first = date.fromisoformat(f"{month}-01")
    own = pl.col("municipality").is_in(towns) & (pl.col("date_referral") >= first)
    return truth_of(
        town.referrals.filter(own), replace(town.programme, deliveries=deliveries),
        replace(town.agreements, geography=geography), geography.by_code["REG"], DATA_DATE,
    )  # fmt: skip


def quiet(_share: float, _what: str) -> None:
    """Nobody looks at the progress of a test."""


def prepared(truth: Truth) -> Prepared:
    return prepare_release(truth, K, quiet)
