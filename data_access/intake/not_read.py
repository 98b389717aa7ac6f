"""What of a sheet is not read: told, because on the command line nobody sees how it was understood."""

from collections.abc import Iterator

from data_access.intake.book import Sheet
from data_access.intake.header import told_as
from data_access.problems import Problem

NOT_READ = (
    "deze kolom kennen we niet, en lezen we niet. Hoort zij erbij, geef haar dan een naam uit docs/data-contract.md of "
    "kies op de pagina Gegevens wat zij betekent."
)
NO_ROWS = "onder de namen van de kolommen staan geen rijen. Kijk of dit het goede bestand is."
UNKNOWN_TABLE = (
    "we herkennen geen enkele kolom. Gebruik de namen van docs/data-contract.md of een sjabloon van de pagina "
    "Gegevens, of kies op die pagina wat er in het bestand staat."
)


def not_read(sheet: Sheet, headers: tuple[str, ...]) -> Iterator[Problem]:
    """Warnings. `headers`: those without a column of ours. A header with a typing error would else leave its column out
    without a word."""
    for place, header in enumerate(sheet.header):
        if header in headers and sheet.cells[header].null_count() < sheet.cells.height:
            yield Problem(file=sheet.file, column=told_as(header, place), rule="not_read", text=NOT_READ, warning=True)
    if sheet.cells.is_empty():
        yield Problem(file=sheet.file, rule="no_rows", text=NO_ROWS, warning=True)


def unknown_table(sheet: Sheet) -> Problem:
    """Of a sheet in which no header is known: a guess would only tell what that table misses."""
    return Problem(file=sheet.file, rule="unknown_table", text=UNKNOWN_TABLE)
