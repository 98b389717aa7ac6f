"""Cells of the population and of the money spent: open, and independent of any registration."""

from collections.abc import Iterable

import polars as pl

from domain.areas import Geography
from domain.cells import TOTAL
from domain.periods import Grain
from domain.programme import Programme
from indicators.count.as_cells import as_cells
from indicators.count.grid import region_column
from indicators.count.prepare import period_codes


def population_cells(programme: Programme, geography: Geography, years: Iterable[int]) -> pl.DataFrame:
    """Table `population` for each year: the newest count known in that year, else the first one after it."""
    found = programme.population.with_columns(pl.format("{}|{}", "gender", "age_band").alias("category"))
    by_region = found.rename({"area": "municipality"}).with_columns(region_column(geography))
    regional = by_region.filter(pl.col("region").is_not_null()).with_columns(pl.col("region").alias("area"))
    columns = ["area", "year", "category", "inhabitants"]
    every = pl.concat([found.select(columns), regional.select(columns)])
    summed = every.group_by("area", "year", "category").agg(pl.col("inhabitants").sum())
    total = summed.group_by("area", "year").agg(pl.col("inhabitants").sum(), category=pl.lit(TOTAL)).select(columns)
    both = pl.concat([summed.select(columns), total]).with_columns(pl.col("year").cast(pl.Int64))
    moments = pl.DataFrame(
        {"period": [str(y) for y in years], "year": list(years)}, schema_overrides={"year": pl.Int64}
    )
    keys = both.select("area", "category").unique().join(moments, how="cross").sort("year")
    known = keys.join_asof(
        both.sort("year"), on="year", by=["area", "category"], strategy="nearest", check_sortedness=False
    )
    return as_cells(known.with_columns(pl.col("inhabitants").alias("count"), pl.lit(None).alias("sum")), "population")


def spent_cells(programme: Programme, grain: Grain) -> pl.DataFrame:
    """Tables `spent.line` and `spent.fund`: `sum` in cents charged to WOR; category `regular` for regular money."""
    dated = programme.expenses.with_columns(period_codes("day")[grain.value].alias("period"))
    parts = []
    for table, column in (("spent.line", "line"), ("spent.fund", "fund")):
        category = pl.when(pl.col("regular")).then(pl.lit("regular")).otherwise(pl.col(column))
        grouped = dated.group_by("area", "period", category=category).agg(
            count=pl.len(), sum=pl.col("amount_cents").sum()
        )
        parts.append(as_cells(grouped, table))
    return pl.concat(parts)
