"""The rows of a result as a table: the same cells for the screen, for CSV and for XLSX."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from charts.words import STATUS_WORD, Row, amount, margin_text
from components.plain import plain
from domain.cells import Status
from domain.results import Result, Shape, Unit

WIDTH = 860
"""Pixels, at most the card's own. Only with a width in pixels does Streamlit 1.67 let the keyboard scroll a table."""

VALUE_HEADER = {
    Unit.COUNT: "Aantal",
    Unit.SHARE: "Aandeel",
    Unit.YEARS: "Jaren",
    Unit.DAYS: "Dagen",
    Unit.CENTS: "Bedrag",
    Unit.RATE: "Per 1.000",
    Unit.RATIO: "Verhouding",
}


@dataclass(frozen=True, kw_only=True)
class TableCell:
    """`text` as on screen; `value` the number behind it, rounded as shown, in `unit`; None for words."""

    text: str
    value: float | None = None
    unit: Unit | None = None


@dataclass(frozen=True, kw_only=True)
class ResultTable:
    headers: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class _Column:
    header: str
    field: str
    unit: Unit | None = None


def table_of(result: Result) -> ResultTable:
    """Only columns that hold something; the value's own also where every row has a word in its place.

    Without rows: one row with the figure itself.
    """
    rows = result.rows.to_dicts() or [_headline(result)]
    silent = {"value"} if any(r["status"] != Status.SHOWN for r in rows) else set()
    used = [c for c in _columns(result) if c.field in silent or any(r[c.field] not in (None, "") for r in rows)]
    cells = tuple(tuple(_cell(r, c, result.decimals) for c in used) for r in rows)
    return ResultTable(headers=tuple(c.header for c in used), rows=cells)


def _columns(result: Result) -> list[_Column]:
    first = "Periode" if result.shape in (Shape.COLUMNS, Shape.PATH) else "Onderdeel"
    counted = _Column(header=result.n_label.capitalize(), field="count", unit=Unit.COUNT)
    count = [] if result.unit is Unit.COUNT else [counted]
    of = Unit.CENTS if result.unit is Unit.CENTS else Unit.COUNT
    return [
        _Column(header=first, field="label"),
        _Column(header="Reeks", field="series_label"),
        _Column(header=VALUE_HEADER[result.unit], field="value", unit=result.unit),
        _Column(header=result.margin_label, field="low", unit=result.unit),
        *count,
        _Column(header="Op basis van", field="base", unit=of),
        _Column(header=result.reference_label or "Vergelijking", field="reference", unit=result.unit),
    ]


def _headline(result: Result) -> Row:
    return {
        "label": result.title, "series_label": "", "count": result.n, "base": result.base, "value": result.value,
        "low": result.low, "high": result.high, "reference": result.target, "status": result.status,
    }  # fmt: skip


def _cell(row: Row, column: _Column, decimals: int) -> TableCell:
    """A word for text and for what may not be shown; a rounded number otherwise."""
    value, status = row[column.field], Status(row["status"])
    if column.unit is None:
        return TableCell(text=value or "")
    own = column.field != "reference"
    if own and (status in (Status.HIDDEN, Status.NO_DATA) or (value is None and status is not Status.SHOWN)):
        return TableCell(text=STATUS_WORD[status])
    if value is None:
        return TableCell(text="")
    if column.field == "low":
        return TableCell(text=margin_text(value, row["high"], column.unit, decimals) or "")
    digits = 0 if column.unit is Unit.COUNT and column.field in ("count", "base") else decimals
    if column.unit is Unit.CENTS:
        digits = 2  # a chart rounds to euros; a table and a file are to the cent, as the plans are
    return TableCell(
        text=amount(value, column.unit, digits), value=_rounded(value, column.unit, digits), unit=column.unit
    )


ROUND: dict[Unit, Callable[[float, int], float]] = {
    Unit.SHARE: lambda value, digits: round(value, digits + 2),
    Unit.CENTS: lambda value, digits: round(value / 100, digits),
    Unit.RATE: lambda value, digits: round(value, max(digits, 1)),
    Unit.RATIO: lambda value, digits: round(value, max(digits, 1)),
}
"""What a file holds is what the screen holds, so never more digits. Money in euros."""


def _rounded(value: float, unit: Unit, digits: int) -> float:
    return ROUND.get(unit, round)(value, digits)


def show_table(result: Result) -> None:
    """A real table, which a screen reader walks through cell by cell."""
    table = table_of(result)
    data = {plain(h): [plain(row[n].text) for row in table.rows] for n, h in enumerate(table.headers)}
    st.table(
        data,
        border="horizontal",
        width=WIDTH,
        hide_index=True,
        hide_header=False,
        alt=f"Tabel bij {result.title}, {result.area_name}",
    )
