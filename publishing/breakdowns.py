"""Which parts of a breakdown may be shown on their own; the others are put together as 'Overige (samengevoegd)'."""

import polars as pl

from domain.codes import UNKNOWN
from publishing.rule import SMALLEST

STAR = ["table", "spoke", "area", "year"]
"""One breakdown of one area in one year. `spoke` tells apart what adds up on its own within a table (a step)."""

BANDS = "referrals.age_band"
SILENT = (UNKNOWN, "not_yet", "open")
"""Units that say nothing of a share: better lost in 'Overige' than an answer."""


def merged_units(sizes: pl.DataFrame) -> pl.DataFrame:
    """Columns STAR, unit, merged, alone: which units disappear in 'Overige', and whether only 'Overige' is left.

    `sizes`: STAR, unit, size (persons; the smallest of the periods that are shown together), forced (must be merged
    for another reason) and early (joins before others). A first merge holds every unit that is too small; when that is
    itself too small, or one unit under another name, one more joins it: an early one if there is one, then a silent
    one, else the smallest.
    """
    small = (pl.col("size") < SMALLEST) | pl.col("forced")
    ordered = sizes.with_columns(small.alias("small"), _turn().alias("turn")).sort(
        [*STAR, "small", "turn", "size", "unit"], descending=[False] * 4 + [True, False, False, False]
    )
    group = ordered.with_columns(
        pl.int_range(pl.len()).over(STAR).alias("rank"),
        pl.col("small").sum().over(STAR).alias("number"),
        (pl.col("small") & (pl.col("size") > 0)).sum().over(STAR).alias("filled"),
        pl.when("small").then("size").otherwise(0).sum().over(STAR).alias("together"),
    )
    too_bare = (pl.col("together") < SMALLEST) | (pl.col("filled") < 2)
    joins = (pl.col("number") > 0) & too_bare & (pl.col("rank") == pl.col("number"))
    marked = group.with_columns((pl.col("small") | joins).alias("merged"))
    return marked.select(*STAR, "unit", "merged", pl.col("merged").all().over(STAR).alias("alone"))


def _turn() -> pl.Expr:
    """Who joins first. "Not registered" comes last among the bands: the genders tell its number, and so who joined."""
    silent = pl.col("unit").is_in(SILENT)
    turn = pl.when("early").then(0).otherwise(2) + pl.when(silent).then(0).otherwise(1)
    return pl.when((pl.col("table") == BANDS) & silent).then(4).otherwise(turn)
