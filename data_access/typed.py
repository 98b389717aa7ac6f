"""A file of text cells to typed columns. Each distinct value is validated once: a million rows cost some thousands."""

import polars as pl
from pydantic import ValidationError

from data_access.columns import Column, Kind, TableContract
from data_access.csv_text import ROW
from data_access.problems import MOST, Problem, echo
from data_access.values import adapter_of, expected


def typed(text: pl.DataFrame, contract: TableContract) -> tuple[pl.DataFrame, list[Problem]]:
    """The frame with ROW and every column of the contract, null where a value is wrong, and what is wrong with it."""
    columns, problems = [text[ROW]], []
    for column in contract.columns:
        if column.name not in text.columns:
            columns.append(pl.repeat(column.default, text.height, dtype=column.dtype(), eager=True).alias(column.name))
            continue
        values, wrong = _convert(text[column.name], column)
        problems += _sentences(text, contract, column, wrong)
        columns.append(values.fill_null(column.default) if column.default is not None else values)
    return pl.DataFrame(columns), problems


def _convert(cells: pl.Series, column: Column) -> tuple[pl.Series, list[str]]:
    """The typed column, and the distinct values that are wrong."""
    distinct = cells.drop_nulls().unique().to_list()
    adapter = adapter_of(column)
    try:
        good, wrong = dict(zip(distinct, adapter.validate_python(distinct), strict=True)), []
    except ValidationError as error:
        wrong = sorted({distinct[int(e["loc"][0])] for e in error.errors(include_url=False, include_context=False)})
        right = [value for value in distinct if value not in set(wrong)]
        good = dict(zip(right, adapter.validate_python(right), strict=True))
    if column.kind is Kind.PSEUDONYM and not wrong:  # nearly all distinct, and unchanged
        return cells, []
    new = pl.Series(list(good.values()), dtype=column.dtype())
    return cells.replace_strict(list(good), new, default=None, return_dtype=column.dtype()).alias(column.name), wrong


def _sentences(text: pl.DataFrame, contract: TableContract, column: Column, wrong: list[str]) -> list[Problem]:
    cells = text.select(ROW, cell=column.name)
    bad = cells.filter(pl.col("cell").is_in(wrong)).head(MOST + 1)
    problems = [
        Problem(
            file=contract.file, row=row, column=column.name, text=f"{echo(column, value)} {expected(column)}"
        )
        for row, value in bad.iter_rows()
    ]  # fmt: skip
    if column.required:
        empty = cells.filter(pl.col("cell").is_null()).head(MOST + 1)[ROW].to_list()
        text_ = "deze cel is leeg. Vul een waarde in."
        problems += [Problem(file=contract.file, row=row, column=column.name, text=text_) for row in empty]
    return problems
