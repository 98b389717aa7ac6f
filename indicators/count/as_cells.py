"""A grouped frame in the form of cells."""

import polars as pl

from domain.cells import SCHEMA, Status


def as_cells(grouped: pl.DataFrame, table: str) -> pl.DataFrame:
    """`grouped` has area, period, category and count. `persons` and `sum` are null where the table has none."""
    absent = [pl.lit(None).alias(name) for name in ("persons", "sum") if name not in grouped.columns]
    marked = grouped.with_columns(pl.lit(table).alias("table"), pl.lit(Status.SHOWN.value).alias("status"), *absent)
    return marked.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
