"""Inhabitants of an area on 1 January of the chosen year, as the other side of what is reached."""

import polars as pl

from domain.cells import TOTAL, Status
from indicators.derive.coarse import fine_bands
from indicators.view import View


def inhabitants(view: View) -> dict[str, int]:
    """Count by `gender|band`; empty where the population is not loaded."""
    cells = view.rows("population").filter((pl.col("category") != TOTAL) & (pl.col("status") == Status.SHOWN))
    return dict(cells.select("category", "count").iter_rows())


def share_of_band(population: dict[str, int], band: str) -> float | None:
    """Of a coarse band all the finer ones together."""
    return _share(population, {c for c in population if c.split("|")[1] in fine_bands(band)})


def share_of_gender(population: dict[str, int], gender: str) -> float | None:
    return _share(population, {c for c in population if c.split("|")[0] == gender})


def share_of_cell(population: dict[str, int], category: str) -> float | None:
    gender, band = category.split("|")
    return _share(population, {f"{gender}|{fine}" for fine in fine_bands(band)})


def _share(population: dict[str, int], categories: set[str]) -> float | None:
    total = sum(population.values())
    return sum(population.get(c, 0) for c in categories) / total if total else None
