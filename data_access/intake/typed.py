"""The columns of the contract from the cells of a sheet: typed, and what is wrong with which cell."""

import polars as pl

from data_access.columns import Column, Kind, TableContract
from data_access.intake.book import ROW
from data_access.intake.cells import read_cells
from data_access.intake.derive import derivable
from data_access.intake.findings import SCHEMA, found
from data_access.intake.known import Known
from data_access.intake.mapping import Mapping, is_hidden
from data_access.intake.progress import Progress
from data_access.intake.tell import empty, tell
from data_access.intake.which_place import NOT_SETTLED, settle

NO_COLUMN = "deze kolom ontbreekt. Voeg haar toe, of kies bij de kolommen welke kolom van het bestand haar vult."


def made(contract: TableContract, mapping: Mapping) -> set[str]:
    """The columns that `derive` has to make."""
    return derivable(contract.name, {*mapping.columns.values(), *mapping.constants})


def missing(contract: TableContract, mapping: Mapping) -> list[str]:
    """The required columns that neither the file, a constant nor `derive` fills."""
    filled = {*mapping.columns.values(), *mapping.constants, *made(contract, mapping)}
    return [column.name for column in contract.columns if column.name in contract.required - filled]


def not_there(columns: list[str]) -> pl.DataFrame:
    """A finding about the file as a whole for each required column that it does not have."""
    nowhere = pl.DataFrame({ROW: [0]})
    parts = [found(nowhere, rule="missing", text=NO_COLUMN, header=n, place=i) for i, n in enumerate(columns)]
    return pl.concat([SCHEMA.to_frame(), *parts])


def typed(
    cells: pl.DataFrame, contract: TableContract, mapping: Mapping, known: Known, progress: Progress
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """ROW and every column of the contract, null where the text is wrong. Raises KeyError for an unknown column."""
    frame, findings = cells.select(ROW), []
    strange = {*mapping.columns.values(), *mapping.constants} - set(contract.schema)
    if strange:
        raise KeyError(f"{contract.name}: {sorted(strange)}")
    for number, column in enumerate(contract.columns):  # in this order: a village needs its municipality
        progress(0.8 * number / len(contract.columns), f"Kolom {mapping.header_of(column.name) or column.name}")
        values, wrong = _column(cells, frame, column, mapping, known)
        frame = frame.with_columns(values.alias(column.name))
        findings += wrong
    return frame, findings


def _column(
    cells: pl.DataFrame, frame: pl.DataFrame, column: Column, mapping: Mapping, known: Known
) -> tuple[pl.Series, list[pl.DataFrame]]:
    header = mapping.header_of(column.name)
    if header is None:
        return _constant(cells.height, column, mapping.constants.get(column.name), known)
    text, place, personal = cells[header].cast(pl.String), cells.columns.index(header), is_hidden(mapping, column.name)
    said = mapping.values.get(column.name, {})
    answer = read_cells(text, column, header, said, known, inside=personal)
    answer, open_ = settle(answer, text, column, frame.get_column("municipality", default=None), known)
    if answer.refused:
        problem = found(pl.DataFrame({ROW: [0]}), rule=answer.refused.rule, text=answer.refused.text, header=header)
        return answer.values, [problem]
    shared = dict.fromkeys(text.filter(open_).unique().to_list(), NOT_SETTLED)
    hidden = personal or column.kind is Kind.PSEUDONYM
    findings = [
        tell(cells[ROW], text, answer.wrong, header, place, hidden=hidden),
        tell(cells[ROW].filter(open_), text.filter(open_), shared, header, place, hidden=hidden),
    ]
    if column.required:
        told = text.is_in([*answer.wrong, *shared]).fill_null(False)
        findings.append(empty(cells[ROW].filter(answer.values.is_null() & ~told), header, place))
    return _filled(answer.values, column), findings


def _constant(height: int, column: Column, text: str | None, known: Known) -> tuple[pl.Series, list[pl.DataFrame]]:
    """The same value, or the default of the column, in every row. A wrong value is told once, of the file."""
    value, findings = column.default, []
    if text is not None:
        one = pl.Series([text], dtype=pl.String)
        answer = read_cells(one, column, column.name, {}, known, inside=False)
        answer, open_ = settle(answer, one, column, None, known)
        wrong = {**answer.wrong, **dict.fromkeys(one.filter(open_).to_list(), NOT_SETTLED)}
        findings = [tell(pl.Series(ROW, [0]), one, wrong, column.name, 0, hidden=column.kind is Kind.PSEUDONYM)]
        value = answer.values[0] if answer.values[0] is not None else column.default
    return pl.repeat(value, height, dtype=column.dtype(), eager=True), findings


def _filled(values: pl.Series, column: Column) -> pl.Series:
    return values if column.default is None else values.fill_null(column.default)
