"""Adds up leaves to the cells that the check looks at, all by number: by name that takes much more time."""

from collections.abc import Callable, Mapping

import polars as pl
from polars import col as c

CELL, LEAF, AT = ["table", "area", "period", "category"], ["block", "area", "period", "atom"], ["area", "period"]
Adding = Callable[..., pl.DataFrame]
"""Of leaves with their counts (and further keys): the columns of a cell, the keys, and `n`; of keys without zeros."""


def adding(proof: Mapping[str, pl.DataFrame]) -> Adding:
    """`proof`: the frames of publishing.certificate. Places that it has no leaf and no cell of are left out."""
    leaves = (
        pl.concat(proof[p].select(LEAF) for p in ("leaves", "changes", "knowledge")).unique().with_row_index("leaf")
    )
    asked = pl.concat(frame.select(AT) for frame in (proof["cells"], proof["villages"], leaves)).unique()
    to = leaves.join(proof["places"], on="area").join(proof["times"], on="period")
    to = to.with_columns(bare=c("to").str.strip_chars("*"))  # the villages of a municipality stand there as area*
    to = to.join(asked, left_on=["bare", "when"], right_on=AT, how="semi").join(proof["maps"], on=["block", "atom"])
    to = to.select("leaf", "weight", "table", "category", area="to", period="when")
    cells = to.select(CELL).unique().with_row_index("cell")
    ways = to.join(cells, on=CELL).select("leaf", "cell", "weight").lazy()

    def sums(counts: pl.DataFrame, *keys: str) -> pl.DataFrame:
        own = counts.join(leaves, on=LEAF).select(*keys, "leaf", "count").lazy().join(ways, on="leaf")
        found = own.group_by(*keys, "cell").agg(n=(c("count") * c("weight")).sum()).collect(engine="streaming")
        return (found.filter(c("n") != 0) if keys else found).join(cells, on="cell").drop("cell")

    return sums
