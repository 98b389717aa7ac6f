"""The words of a sheet's columns, and the codes that known words stand for."""

import polars as pl

from data_access.columns import Column
from data_access.contract import CONTRACT
from data_access.intake.book import Sheet
from data_access.intake.cells import codes_for, is_coded
from data_access.intake.mapping import Mapping
from data_access.intake.words import code_of, pieces

MOST_TEXTS = 1000
"""Distinct texts that are looked at, the most frequent first: a column with more of them is no column of words."""
MOST = 0.6
"""A column is of a kind when this share of its distinct texts is."""


def texts_of(sheet: Sheet, header: str, column: Column) -> dict[str, int]:
    """The distinct texts under a header, most frequent first, with their rows. Of a cell with several answers each is a
    text of its own, unless the cell as a whole is known."""
    counts = sheet.cells[header].drop_nulls().alias("text").value_counts(name="rows").cast({"text": pl.String})
    found: dict[str, int] = {}
    for text, rows in counts.sort("rows", "text", descending=[True, False]).head(MOST_TEXTS).iter_rows():
        several = column.rule.several and code_of(text, column) is None
        for part in pieces(text) if several else [text]:
            found[part] = found.get(part, 0) + rows
    return found


def values_for(sheet: Sheet, mapping: Mapping) -> dict[str, dict[str, str]]:
    """What the mapping says already, and the known words beside it; by column, casefolded text -> code."""
    values = {column: dict(words) for column, words in mapping.values.items()}
    for column in CONTRACT[mapping.table].columns:
        header = mapping.header_of(column.name)
        if header is None or not is_coded(column):
            continue
        codes = codes_for(texts_of(sheet, header, column), column, header)
        known = {text.casefold(): code for text, code in codes.items()}
        values[column.name] = known | values.get(column.name, {})
    return {column: words for column, words in values.items() if words}


def mostly(sheet: Sheet, header: str, column: Column) -> bool:
    """Whether most of the distinct texts under the header are words or codes of the column."""
    texts = list(texts_of(sheet, header, column))
    return bool(texts) and len(codes_for(texts, column, header)) >= MOST * len(texts)


def mostly_whole(sheet: Sheet, header: str) -> bool:
    """Whether most of the distinct texts are whole numbers, as ages in years are."""
    texts = sheet.distinct(header)
    return bool(texts.len()) and texts.str.contains(r"^\d+( (jaar|jr\.?))?$").sum() >= MOST * texts.len()
