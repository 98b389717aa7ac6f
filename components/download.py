"""Files of exactly what a card shows. Made on the click, after the right to it has been looked up once more."""

import csv
import logging
import re
from collections.abc import Callable
from io import BytesIO, StringIO

import streamlit as st
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from components.provenance import ORIGIN_WORD, layer_words
from components.table import TableCell, table_of
from data_access.engine import DataAwayError
from data_access.intake.escape import escape
from domain import dutch
from domain.cells import Origin
from domain.results import Result, Unit
from indicators.indicator import Indicator

LOG = logging.getLogger("wor.download")
REFUSED = (
    "Dit bestand is niet gemaakt: u bent niet meer aangemeld, of u mag dit cijfer niet meer zien. Meld u opnieuw aan."
)
AWAY = (
    "Dit bestand is niet gemaakt: de gegevens of het logboek zijn nu niet bereikbaar. Van cijfers die niet voor "
    "publicatie zijn, leggen we elk bestand vast. Probeer het over een minuut opnieuw."
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Maker = Callable[[Result, Indicator], bytes]


def download(result: Result, indicator: Indicator, *, key: str, allowed: Callable[[], bool]) -> None:
    """Two buttons. `allowed` runs on the click, outside the script run: it must ask the database, not the session.
    Where it raises DataAwayError there is no file."""
    name = file_name(result)
    with st.container(horizontal=True, gap="small"):
        for label, ending, mime, make, refuse in (
            ("CSV", "csv", "text/csv", to_csv, refusal_csv),
            ("XLSX", "xlsx", XLSX, to_xlsx, refusal_xlsx),
        ):
            st.download_button(
                label,
                data=_guarded(make, refuse, result, indicator, allowed),
                file_name=f"{name}.{ending}",
                mime=mime,
                key=f"{key}-{ending}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )


def _guarded(
    make: Maker, refuse: Callable[[str], bytes], result: Result, indicator: Indicator, allowed: Callable[[], bool]
) -> Callable[[], bytes]:
    """What Streamlit calls on the click. A refusal is a file with a Dutch sentence: Streamlit's own is English."""

    def made() -> bytes:
        try:
            may = allowed()
        except DataAwayError:
            LOG.exception("download refused: database away, or not recorded")
            return refuse(AWAY)
        LOG.info("download %s %s %s: %s", result.indicator, result.area_name, result.period_label, may)
        return make(result, indicator) if may else refuse(REFUSED)

    return made


def file_name(result: Result) -> str:
    words = f"{result.indicator} {result.area_name} {result.period_label}"
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def head(result: Result, indicator: Indicator) -> list[tuple[str, str]]:
    """What a reader of the file must know who never saw the screen."""
    lines = [
        ("Titel", result.title),
        ("Gebied", result.area_name),
        ("Periode", result.period_label),
        ("Peildatum", dutch.day_short(result.data_date)),
        ("Bron", dutch.listing(result.sources) or "geen document"),
        ("Soort gegevens", layer_words(result)),
        ("Definitie", indicator.definition),
        ("Bescherming", indicator.protection),
        ("Stand", ORIGIN_WORD[result.origin]),
        *(("Let op", note) for note in result.notes),
    ]
    return [("NIET VOOR PUBLICATIE", ORIGIN_WORD[Origin.LIVE]), *lines] if result.origin is Origin.LIVE else lines


def to_csv(result: Result, indicator: Indicator) -> bytes:
    """Semicolons and decimal commas, as a Dutch spreadsheet expects, with a byte order mark for the signs."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows((name, escape(text)) for name, text in head(result, indicator))
    writer.writerow([])
    table = table_of(result)
    writer.writerow([escape(header) for header in table.headers])
    writer.writerows([cell.text if cell.unit else escape(cell.text) for cell in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def refusal_csv(why: str) -> bytes:
    return why.encode("utf-8-sig")


def to_xlsx(result: Result, indicator: Indicator) -> bytes:
    """Numbers as numbers, with a format that shows them as on the screen."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet("Cijfers"), book.add_format({"bold": True})
        row = 0
        for row, (name, text) in enumerate(head(result, indicator)):
            sheet.write_string(row, 0, name, bold)
            sheet.write_string(row, 1, escape(text))
        table = table_of(result)
        for column, header in enumerate(table.headers):
            sheet.write_string(row + 2, column, escape(header), bold)
        formats = {unit: book.add_format({"num_format": number_format(unit, result.decimals)}) for unit in Unit}
        for line, cells in enumerate(table.rows, start=row + 3):
            for column, cell in enumerate(cells):
                _write(sheet, line, column, cell, formats)
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, len(table.headers), 18)
    return out.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: TableCell, formats: dict[Unit, Format]) -> None:
    if cell.unit is None or cell.value is None:
        sheet.write_string(row, column, cell.text if cell.unit else escape(cell.text))
    else:
        sheet.write_number(row, column, cell.value, formats[cell.unit])


def number_format(unit: Unit, decimals: int) -> str:
    """Excel's own notation; it shows the comma and the point of the reader's settings."""
    digits = {Unit.RATE: max(decimals, 1), Unit.RATIO: max(decimals, 1), Unit.CENTS: 2}.get(unit, decimals)
    number = "#,##0" + ("." + "0" * digits if digits else "")
    return {Unit.SHARE: f"{number}%", Unit.CENTS: f'"€" {number}'}.get(unit, number)


def refusal_xlsx(why: str) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Niet gemaakt").write_string(0, 0, why)
    return out.getvalue()
