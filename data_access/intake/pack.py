"""Cells of a sheet in little memory: a column in which the same texts come back holds each of them once."""

from collections.abc import Sequence

import polars as pl

from data_access.intake.book import ROW
from data_access.intake.escape import unescape

SMALL = 5_000
"""Rows of a part that are not worth it."""
SHARE = 0.25
"""Where more of the texts are distinct, holding each once takes more memory and not less."""


def cleaned(text: pl.DataFrame, first: int, categories: pl.Categories) -> pl.DataFrame:
    """ROW (from `first`) and the texts: stripped, as they were before `escape`, empty ones null, empty rows left out.
    Columns that can be are packed, with these categories."""
    stripped = text.select(pl.all().str.strip_chars()).select(unescape(pl.all()))
    cells = _packed(stripped.select(pl.when(pl.all() != "").then(pl.all())), categories)
    numbered = cells.insert_column(0, pl.Series(ROW, range(first, first + cells.height), dtype=pl.Int64))
    return numbered.filter(pl.any_horizontal(pl.col(text.columns).is_not_null()))


def joined(parts: Sequence[pl.DataFrame], categories: pl.Categories) -> pl.DataFrame:
    """A column is packed where it is in every part that was worth it. The parts have to be in no other hands."""
    large = [part for part in parts if part.height > SMALL]
    packed = [
        name for name in parts[0].columns
        if large and all(isinstance(part.schema[name], pl.Categorical) for part in large)
    ]  # fmt: skip
    kinds = {name: pl.Categorical(categories) if name in packed else pl.String() for name in parts[0].columns[1:]}
    return pl.concat([part.cast(pl.Schema({ROW: pl.Int64(), **kinds})) for part in parts])


def _packed(cells: pl.DataFrame, categories: pl.Categories) -> pl.DataFrame:
    if cells.height <= SMALL:
        return cells
    counts = cells.select(pl.all().approx_n_unique()).row(0, named=True)
    few = [name for name, count in counts.items() if count < SHARE * cells.height]
    return cells.with_columns(pl.col(few).cast(pl.Categorical(categories)))
