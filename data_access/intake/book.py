"""What was read of a file: sheets of text, before anything is known of what they mean."""

from dataclasses import dataclass

import polars as pl

from data_access.problems import Problem

ROW = "#"
"""Column with the row of the spreadsheet."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheet:
    """One sheet. `header`: as delivered, stripped, each name once; `name` is "" for CSV.

    `cells`: ROW (Int64) and one column per header, String, or Categorical where a large sheet has the same texts over
    and over; stripped, empty ones null, empty rows left out.
    `problems`: what is wrong with the sheet itself, such as two columns of one name; without warnings among them, none
    of it may be taken in.
    """

    file: str
    name: str
    header: tuple[str, ...]
    cells: pl.DataFrame
    problems: tuple[Problem, ...] = ()
    header_row: int = 1

    def texts(self, header: str) -> pl.Series:
        """The cells under a header, as String."""
        return self.cells[header].cast(pl.String)

    def distinct(self, header: str) -> pl.Series:
        """The different texts under a header, without null, in no order."""
        return self.cells[header].drop_nulls().unique().cast(pl.String)


@dataclass(frozen=True, kw_only=True, eq=False)
class Book:
    """A file. `digest` is the SHA-256 of its bytes. Sheets without a header, and those of our templates' explanation,
    are left out."""

    file: str
    digest: str
    sheets: tuple[Sheet, ...]
