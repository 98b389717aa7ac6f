"""What gender, age bands and gender x age have in common: of how many neither is registered (decision 4).

Whoever knows that number can take it off from any 'Overige' that holds it. So where one of the tables merges it with
persons of whom both are registered, the others may not show it.
"""

import polars as pl

from domain.codes import UNKNOWN
from publishing.breakdowns import BANDS
from publishing.spokes import CROSSED, GENDERS, KEY

SEXES = ["female", "male"]
PLACE = ["area", "year"]


def with_genders(forced: pl.DataFrame) -> pl.DataFrame:
    """KEY: where the band 'not registered' must be merged, all genders but women too, or these would still tell it."""
    bands = forced.filter((pl.col("table") == BANDS) & (pl.col("unit") == UNKNOWN))
    units = pl.DataFrame({"unit": ["male", "other", UNKNOWN]})
    genders = bands.drop("unit").join(units, how="cross").with_columns(pl.lit(GENDERS).alias("table"))
    return pl.concat([forced, genders.select(KEY)])


def unknown_band(genders: pl.DataFrame) -> pl.DataFrame:
    """KEY of the bands 'not registered' that would betray a gender which is merged with those not registered."""
    return _mixed(genders).select(
        pl.lit(BANDS).alias("table"), pl.lit("").alias("spoke"), *PLACE, pl.lit(UNKNOWN).alias("unit")
    )


def told(genders: pl.DataFrame) -> pl.DataFrame:
    """PLACE where the genders tell of how many it is not registered."""
    return genders.filter(~pl.col("alone")).select(PLACE).unique().join(_mixed(genders), on=PLACE, how="anti")


def without_contradiction(bands: pl.DataFrame, genders: pl.DataFrame) -> pl.DataFrame:
    """The bands disappear where they merge 'not registered' and the genders, which are shown, do not."""
    betrayed = (
        bands.filter(_unknown_merged()).join(told(genders), on=PLACE, how="semi").select(PLACE).with_columns(gone=True)
    )
    gone = pl.col("gone").fill_null(False)
    return bands.join(betrayed, on=PLACE, how="left").select(*KEY, pl.col("merged") | gone, pl.col("alone") | gone)


def crossed(parts: pl.DataFrame, genders: pl.DataFrame, bands: pl.DataFrame) -> pl.DataFrame:
    """KEY of gender x age to merge: the merged bands, and all where a sex or 'not registered' is merged.

    Both sexes are shown with the same bands, so their sums are the totals of women, of men and of those registered.
    """
    units = bands.filter("merged").select(pl.lit(CROSSED).alias("table"), *KEY[1:])
    sexes = genders.filter(pl.col("merged") & pl.col("unit").is_in(SEXES)).select(PLACE)
    places = pl.concat([sexes, bands.filter(_unknown_merged()).select(PLACE)]).unique()
    return pl.concat([units, parts.join(places, on=PLACE, how="semi").select(KEY).unique()])


def _mixed(genders: pl.DataFrame) -> pl.DataFrame:
    """PLACE where 'Overige' is shown and holds a sex together with those not registered."""
    merged = genders.filter(pl.col("merged") & ~pl.col("alone"))
    sex = pl.col("unit").is_in(SEXES)
    both = merged.group_by(PLACE).agg((sex.any() & (~sex).any()).alias("both"))
    return both.filter("both").select(PLACE)


def _unknown_merged() -> pl.Expr:
    return pl.col("merged") & ~pl.col("alone") & (pl.col("unit") == UNKNOWN)
