"""What was read of a file: sheets of text, before anything is known of what they mean."""

from dataclasses import dataclass

import polars as pl

from data_access.problems import Problem

ROW = "#"
"""Column with the row of the spreadsheet."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Sheet:
    """One sheet. `header`: as delivered, stripped, each name once; `name` is "" for CSV.

    `cells`: ROW (Int64) and one String column per header; stripped, empty ones null, empty rows left out.
    `problems`: what is wrong with the sheet itself, such as two columns of one name; without warnings among them, none
    of it may be taken in.
    """

    file: str
    name: str
    header: tuple[str, ...]
    cells: pl.DataFrame
    problems: tuple[Problem, ...] = ()
    header_row: int = 1


@dataclass(frozen=True, kw_only=True, eq=False)
class Book:
    """A file. `digest` is the SHA-256 of its bytes. Sheets without a header, and those of our templates' explanation,
    are left out."""

    file: str
    digest: str
    sheets: tuple[Sheet, ...]
