"""The primary rule: which cells are too small, zero included, and which tables come in coarser categories."""

from collections.abc import Iterable, Mapping

import polars as pl

from domain.codes import UNKNOWN
from publishing.catalogue import (
    AGE,
    BANDS,
    COARSE,
    CROSSED,
    DATED,
    Block,
    is_fine,
    structural,
    unit_of,
)  # fmt: skip
from publishing.star import Cell, Wide
from publishing.truth import Place, Truth

REASON = "referrals.reason"
Persons = Mapping[Cell, int]


def persons_of(cases: pl.DataFrame, block: Block, areas: Mapping[str, str]) -> dict[Cell, int]:
    """Distinct persons of each cell. `areas`: column of the area and column of the period, joined by a colon."""
    maps = pl.DataFrame(
        [(atom, *pair) for atom in block.atoms for pair in block.maps[atom]],
        schema={block.name: pl.String, "table": pl.String, "category": pl.String}, orient="row",
    )  # fmt: skip
    found: dict[Cell, int] = {}
    for area, period in (key.split(":") for key in areas):
        known = cases.filter(pl.col(area).is_not_null() & pl.col(period).is_not_null())
        distinct = known.select(area, period, "person", block.name).unique()
        joined = distinct.join(maps, on=block.name).group_by("table", area, period, "category")
        found |= {tuple(row[:4]): row[4] for row in joined.agg(pl.col("person").n_unique()).iter_rows()}
    return found


def small_cells(truth: Truth, cells: Iterable[Cell], persons: Persons, smallest: int) -> set[Cell]:
    """Cells of fewer persons than `smallest`, and none at all, unless definitions alone tell that there are none."""
    counted = (c for c in cells if c[0] not in (AGE, DATED))
    return {c for c in counted if persons.get(c, 0) < smallest and not _structural(truth, c)}


def _structural(truth: Truth, cell: Cell) -> bool:
    table, area, period, category = cell
    towns = truth.municipalities if area == truth.region.code else (area,)
    return all(
        structural(table, category, truth.last_day(period), truth.data_date, truth.normal_days(town)) for town in towns
    )


def coarse_tables(places: Iterable[Place], cells: Iterable[Cell], small: set[Cell]) -> Wide:
    """Tables of which more than half of the fine parts are too small. A half-year is as coarse as its year at least."""
    parts: dict[tuple[str, str, str], dict[str, bool]] = {}
    for cell in cells:
        table, area, period, category = cell
        if table in (BANDS, CROSSED, REASON) and is_fine(table, category) and UNKNOWN not in category:
            units = parts.setdefault((table, area, period), {})
            name = unit_of(table, category)
            units[name] = units.get(name, False) or cell in small
    wide = {key for key, units in parts.items() if 2 * sum(units.values()) > len(units)}
    finer = {(t, a, p) for t, a, p in parts if "-H" in p and _coarse_around(wide, t, a, p)}
    return frozenset(wide | finer)


def _coarse_around(wide: set[tuple[str, str, str]], table: str, area: str, half: str) -> bool:
    return any((table, area, p) in wide for p in (half[:4], f"{half[:4]}-H1", f"{half[:4]}-H2"))


__all__ = ["COARSE", "coarse_tables", "persons_of", "small_cells"]
