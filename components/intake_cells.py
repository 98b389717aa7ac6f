"""A small table as texts to edit, and the texts as a sheet again: so that what is typed meets the checks of a file."""

from collections.abc import Mapping as Dict
from datetime import date
from typing import Any

import polars as pl

from components.intake_words import code_words, column_word
from data_access.columns import Column, Kind
from data_access.intake.known import Known
from data_access.intake.mapping import Mapping
from data_access.intake.sheet import ROW, Sheet
from domain.dutch import day_short

DELIVERED = "delivered"
FIRST_ROW = 1


def words_of(column: Column, known: Known) -> dict[str, str]:
    """Code to word, each word once: two places of one name are told apart by their code."""
    words = code_words(column, known)
    twice = {word for word in words.values() if list(words.values()).count(word) > 1}
    return {code: f"{word} ({code})" if word in twice else word for code, word in words.items()}


def as_text(value: Any, column: Column, known: Known) -> Any:
    """As it is typed: a word of the list, `31-12-2026`, euros with a comma. A tick stays one."""
    if column.kind is Kind.YES_NO:
        return bool(value)
    if value is None:
        return None
    if isinstance(value, date):
        return day_short(value)
    if column.name.endswith("_cents"):
        return f"{value / 100:.2f}".replace(".", ",")
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return words_of(column, known).get(str(value), str(value))


def texts(frame: pl.DataFrame, columns: Dict[str, Column], known: Known) -> dict[str, list[Any]]:
    """By Dutch header, the cells of every row."""
    return {
        column_word(name): [as_text(value, column, known) for value in frame[name].to_list()]
        for name, column in columns.items()
    }


def sheet_of(
    rows: list[dict[str, Any]], table: str, columns: Dict[str, Column], known: Known, fixed: Dict[str, str]
) -> tuple[Sheet, Mapping]:
    """`rows`: by Dutch header, as edited. `fixed`: columns that are the same in every row and not on screen."""
    header = tuple(column_word(name) for name in columns)
    codes = {column_word(name): _codes(column, known) for name, column in columns.items()}
    cells: dict[str, list[Any]] = {ROW: list(range(FIRST_ROW, FIRST_ROW + len(rows)))}
    for word in header:
        cells[word] = [_cell(row.get(word), codes[word]) for row in rows]
    schema = {ROW: pl.Int64} | dict.fromkeys(header, pl.String)
    sheet = Sheet(file=table, name="", header=header, cells=pl.DataFrame(cells, schema=schema))
    mapping = Mapping(supplier="", table=table, constants=dict(fixed),
                      columns={column_word(name): name for name in columns})  # fmt: skip
    return sheet, mapping


def _codes(column: Column, known: Known) -> dict[str, str]:
    return {word: code for code, word in words_of(column, known).items()}


def _cell(value: Any, codes: Dict[str, str]) -> str | None:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    text = "" if value is None or value != value else str(value).strip()  # noqa: PLR0124  (an empty cell may be a NaN)
    return codes.get(text, text) or None


def with_layers(after: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """A row that stays as it was keeps where it comes from (a published plan); what was typed was delivered."""
    same = [name for name in before.columns if name != "layer"]
    origin = before.rename({"layer": "origin"})
    joined = after.drop("layer").join(origin, on=same, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(pl.col("origin").fill_null(DELIVERED).alias("layer")).select(before.columns)
