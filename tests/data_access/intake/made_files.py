"""Files as a test needs them: CSV of some bytes, an XLSX of some cells, an ODS by hand."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from data_access.intake.book import ROW, Sheet
from data_access.problems import LoadError

ODS = (
    '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Blad1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)

MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def csv_file(folder: Path, text: str | bytes, name: str = "levering.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def xlsx_file(folder: Path, sheets: dict[str, Sequence[Sequence[Any]]], name: str = "levering.xlsx") -> Path:
    path = folder / name
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd-mm-yyyy"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
    return path


def ods_file(folder: Path, rows: str, name: str = "levering.ods") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", MANIFEST)
        packed.writestr("content.xml", ODS.format(rows=rows))
    return path


def sheet_of(columns: dict[str, Sequence[str | None]]) -> Sheet:
    height = len(next(iter(columns.values())))
    cells = pl.DataFrame(
        {ROW: range(2, height + 2), **columns}, schema={ROW: pl.Int64, **dict.fromkeys(columns, pl.String)}
    )
    return Sheet(file="levering.csv", name="", header=tuple(columns), cells=cells)


def rules(error: LoadError) -> list[str]:
    return [problem.rule for problem in error.problems]
