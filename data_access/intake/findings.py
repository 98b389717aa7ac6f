"""What is wrong with rows, as frames: a million wrong cells are sorted and cut before any of them is an object."""

import polars as pl

from data_access.intake.book import ROW
from data_access.problems import Problem

BLOCK = 50_000
"""Rows that are looked at together: so what is made to look at them never takes much memory."""
MOST_TOLD = 100_000
"""Problems of one sheet; whether a row is wrong is known of every row, also beyond this."""
SCHEMA = pl.Schema({
    ROW: pl.Int64, "place": pl.Int64, "column": pl.String, "text": pl.String, "rule": pl.String, "value": pl.String,
    "warning": pl.Boolean,
})  # fmt: skip


def found(
    rows: pl.DataFrame, *, rule: str, text: str | pl.Expr, header: str = "", place: int = 0,
    value: pl.Expr | None = None, warning: bool = False,
) -> pl.DataFrame:  # fmt: skip
    """A finding for each of the rows. `text`, `value` may be made of their columns; `place` is that of the header."""
    columns = {
        "place": pl.lit(place), "column": pl.lit(header), "text": pl.lit(text) if isinstance(text, str) else text,
        "rule": pl.lit(rule), "value": pl.lit(None) if value is None else value, "warning": pl.lit(warning),
    }  # fmt: skip
    return rows.select(ROW, **columns).cast(SCHEMA)


def problems_of(findings: list[pl.DataFrame], file: str) -> tuple[Problem, ...]:
    """Sorted by row and then by column, as the sheet is read."""
    every = pl.concat([SCHEMA.to_frame(), *findings]).sort(ROW, "place", "rule", "text")
    told = [
        Problem(file=file, row=row, column=column, text=text, rule=rule, value=value, warning=warning)
        for row, _, column, text, rule, value, warning in every.head(MOST_TOLD).iter_rows()
    ]
    if every.height > MOST_TOLD:
        text = f"er zijn meer dan {MOST_TOLD} opmerkingen. Verbeter eerst deze, en lever het bestand dan opnieuw aan."
        told.append(Problem(file=file, text=text, rule="more", warning=not _blocks(every)))
    return tuple(told)


def wrong_rows(findings: list[pl.DataFrame]) -> pl.Series:
    """The rows with an error."""
    return pl.concat([SCHEMA.to_frame(), *findings]).filter(~pl.col("warning"))[ROW].unique()


def _blocks(every: pl.DataFrame) -> bool:
    return bool((~every["warning"]).any())
