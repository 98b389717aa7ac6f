"""A whole column of text to typed values. Each distinct text is parsed once: a million rows cost some thousands."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from data_access.columns import Column, Kind
from data_access.intake.dates import either_way
from data_access.intake.numbers import style_of
from data_access.intake.parse import PSEUDONYM, parse_cell

NUMBERS = (Kind.WHOLE, Kind.NUMBER)


@dataclass(frozen=True, kw_only=True, eq=False)
class Parsed:
    """`values`: typed, null where the cell is empty or wrong. `wrong`: text -> the name of the rule it breaks."""

    values: pl.Series
    wrong: Mapping[str, str]


def parse_column(cells: pl.Series, column: Column, *, header: str = "") -> Parsed:
    """`header`: the name of the column in the file; without one it is that of the contract."""
    if column.kind is Kind.PSEUDONYM:
        return _pseudonyms(cells, column)
    distinct = cells.drop_nulls().unique().to_list()
    style = style_of(distinct) if column.kind in NUMBERS else None
    good: dict[str, object] = {}
    wrong: dict[str, str] = {}
    doubtful = either_way(distinct) if column.kind is Kind.DATE else frozenset()
    for text in distinct:
        if text in doubtful:
            wrong[text] = "ambiguous_date"
            continue
        try:
            good[text] = parse_cell(text, column, header=header or column.name, style=style)
        except ValueError as error:
            wrong[text] = str(error)
    new = pl.Series(list(good.values()), dtype=column.dtype())
    old = pl.Series(list(good), dtype=pl.String)
    values = cells.replace_strict(old, new, default=None, return_dtype=column.dtype())
    return Parsed(values=values.alias(column.name), wrong=wrong)


def _pseudonyms(cells: pl.Series, column: Column) -> Parsed:
    """Nearly all distinct, and unchanged where they are right: so only the doubtful ones go through Python."""
    plain = cells.str.contains(f"^{PSEUDONYM.pattern}$") & ~cells.str.contains(r"^[\d.]{9,11}$")
    wrong: dict[str, str] = {}
    for text in cells.filter(~plain).unique().to_list():
        try:
            parse_cell(text, column)
        except ValueError as error:
            wrong[text] = str(error)
    kept = cells if not wrong else pl.select(pl.when(~cells.is_in(list(wrong))).then(cells)).to_series()
    return Parsed(values=kept.alias(column.name), wrong=wrong)
