"""The delivered sheet once more, as XLSX, with the bad cells marked and what is wrong beside them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data_access.intake.book import ROW, Sheet
from data_access.intake.escape import escape, escaped
from data_access.intake.limits import CELL_CHARACTERS
from data_access.problems import Problem

ALL_ROWS = 50_000
"""A larger sheet comes back with the rows alone that something is the matter with."""
MOST_ROWS = 1_000_000
FIXED = ("Rij", "Wat er is en hoe u het verbetert")
COLOURS = {False: "#F8CBAD", True: "#FFE699"}
"""Of an error and of a warning; the words beside them say the same."""
KIND = {False: "Fout", True: "Let op"}


def error_list(sheet: Sheet, problems: Iterable[Problem]) -> bytes:
    """Two sheets: the rows, and what is the matter with the file as a whole. Every cell is text, never a formula."""
    by_row: dict[int, list[Problem]] = defaultdict(list)
    for problem in sorted(problems, key=lambda p: (p.warning, p)):
        by_row[problem.row].append(problem)
    out = BytesIO()
    with (
        TemporaryDirectory() as folder,  # of this process alone; xlsxwriter keeps the rows there and not in memory
        xlsxwriter.Workbook(out, {"constant_memory": True, "tmpdir": folder}) as book,
    ):
        marks = {warning: book.add_format({"bg_color": colour}) for warning, colour in COLOURS.items()}
        _rows(book.add_worksheet("Rijen"), sheet, by_row, marks, book.add_format({"bold": True}))
        _whole(book.add_worksheet("Hele bestand"), by_row.get(0, []) + _of_header(sheet, by_row))
    return out.getvalue()


def _of_header(sheet: Sheet, by_row: Mapping[int, list[Problem]]) -> list[Problem]:
    return [problem for row, found in by_row.items() if 0 < row <= sheet.header_row for problem in found]


def _rows(
    page: Worksheet, sheet: Sheet, by_row: Mapping[int, list[Problem]], marks: Mapping[bool, Format], bold: Format
) -> None:
    page.set_column(0, 0, 8)
    page.set_column(1, 1, 70)
    page.set_column(2, 1 + len(sheet.header), 18)
    page.freeze_panes(1, 2)
    for place, name in enumerate([*FIXED, *sheet.header]):
        page.write_string(0, place, escape(name)[:CELL_CHARACTERS], bold)
    for line, (row, *cells) in enumerate(_delivered(sheet, by_row), start=1):
        found = by_row.get(row, [])
        worst = {problem.column: problem.warning for problem in reversed(found)}
        page.write_number(line, 0, row)
        if found:
            page.write_string(line, 1, _told(found), marks[found[0].warning])
        for place, (name, cell) in enumerate(zip(sheet.header, cells, strict=True), start=2):
            _cell(page, line, place, cell, marks.get(worst[name]) if name in worst else None)


def _delivered(sheet: Sheet, by_row: Mapping[int, list[Problem]]) -> Iterator[tuple[Any, ...]]:
    cells = sheet.cells
    if cells.height > ALL_ROWS:
        cells = cells.filter(pl.col(ROW).is_in(list(by_row))).head(MOST_ROWS)
    for part in cells.iter_slices(5_000):
        yield from escaped(part.cast({pl.Categorical: pl.String})).iter_rows()


def _cell(page: Worksheet, line: int, place: int, cell: str | None, mark: Format | None) -> None:
    if cell is not None:
        page.write_string(line, place, cell[:CELL_CHARACTERS], mark)
    elif mark:
        page.write_blank(line, place, None, mark)


def _told(found: Iterable[Problem]) -> str:
    sentences = [f"{KIND[p.warning]}{f', {p.column}' if p.column else ''}: {p.text}" for p in found]
    return escape("\n".join(sentences))[:CELL_CHARACTERS]


def _whole(page: Worksheet, found: Iterable[Problem]) -> None:
    page.set_column(0, 0, 110)
    for line, problem in enumerate(found):
        page.write_string(line, 0, _told([problem]))
