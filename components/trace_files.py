"""Lines of the trace as a file, in Dutch: for reading. Who wants to hold the chain against itself takes `trace export`
of the command line, which has the columns as they are hashed."""

import csv
from collections.abc import Iterable, Mapping
from io import BytesIO, StringIO
from itertools import islice
from tempfile import TemporaryDirectory

import xlsxwriter

from data_access.intake.escape import escape
from domain.dutch import moment_short
from domain.trace import Event
from domain.trace_words import kind_word, sentence

HEADERS = ("Nummer", "Tijdstip (Nederlandse tijd)", "Soort", "Account", "Adres", "Wat", "Controlegetal")
MOST_ROWS = 1_000_000
"""A sheet has room for a little more; the newest lines are in it."""
WIDTHS = (10, 22, 24, 24, 18, 80, 24)


def cells(event: Event, names: Mapping[str, str]) -> tuple[str, ...]:
    told = (moment_short(event.at), kind_word(event.kind), event.account, event.address, sentence(event, names))
    return (str(event.number), *map(escape, told), event.hash)


def to_csv(events: Iterable[Event], names: Mapping[str, str]) -> bytes:
    """As the other files are: semicolons, and a byte order mark for the signs."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADERS)
    writer.writerows(cells(event, names) for event in events)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(events: Iterable[Event], names: Mapping[str, str]) -> bytes:
    """Every cell is text, but for the number."""
    out = BytesIO()
    with (
        TemporaryDirectory() as folder,
        xlsxwriter.Workbook(out, {"constant_memory": True, "tmpdir": folder}) as book,
    ):
        sheet, bold = book.add_worksheet("Logboek"), book.add_format({"bold": True})
        for column, (header, width) in enumerate(zip(HEADERS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, header, bold)
        for row, event in enumerate(islice(events, MOST_ROWS), start=1):
            number, *texts = cells(event, names)
            sheet.write_number(row, 0, int(number))
            for column, text in enumerate(texts, start=1):
                sheet.write_string(row, column, text)
    return out.getvalue()
