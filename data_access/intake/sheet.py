"""A delivered file, CSV or workbook, as sheets of text. What it holds decides what it is, not its name."""

from pathlib import Path

from data_access.intake import limits
from data_access.intake.assemble import assemble
from data_access.intake.book import ROW, Book, Sheet
from data_access.intake.csv_reader import csv_rows, digest_of
from data_access.intake.progress import Progress, quiet
from data_access.intake.workbook import workbook_sheets
from data_access.problems import LoadError, Problem

__all__ = ["ROW", "Book", "Sheet", "read_file"]

EMPTY = "het bestand is leeg. Lever een bestand met een rij namen van kolommen, en rijen daaronder."
TOO_LARGE = "het bestand is groter dan 200 MB. Verdeel het over meer bestanden, bijvoorbeeld een per jaar."
LOST = "het bestand is niet te lezen. Lever het opnieuw."
OLD_OR_LOCKED = (
    "dit is een oud Excel-bestand (xls) of een bestand met een wachtwoord. Bewaar het in Excel als 'Excel-werkmap "
    "(xlsx)', zonder wachtwoord, en lever het opnieuw."
)
NO_TABLE = "dit is geen tabel. Lever een bestand van het soort CSV, XLSX, XLSM of ODS."
ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"
NO_TABLES = (b"%PDF", b"<", b"{", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"MZ", b"\x7fELF")


def read_file(path: Path, name: str, *, progress: Progress = quiet) -> Book:
    """`name` is the name as delivered: `path` may be a temporary one. Raises LoadError, with Dutch sentences."""
    try:
        start = _start(path, name)
        sheets = workbook_sheets(path, name, progress) if start.startswith(ZIP) else _text(path, name, progress)
        digest = digest_of(path)
    except (OSError, MemoryError):
        raise LoadError([Problem(file=name, text=LOST, rule="unreadable")]) from None
    if not sheets:
        raise LoadError([Problem(file=name, text=EMPTY, rule="empty")])
    progress(1.0, f"{name} gelezen")
    return Book(file=name, digest=digest, sheets=sheets)


def _start(path: Path, name: str) -> bytes:
    """The first bytes. Raises LoadError for what is too large or plainly no table."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(16).lstrip(b"\xef\xbb\xbf \t\r\n")
    known = ((size == 0, EMPTY, "empty"), (size > limits.FILE_BYTES, TOO_LARGE, "too_large"),
             (start.startswith(OLE), OLD_OR_LOCKED, "old_or_locked"),
             (start.startswith(NO_TABLES), NO_TABLE, "no_table"))  # fmt: skip
    for refused, text, rule in known:
        if refused:
            raise LoadError([Problem(file=name, text=text, rule=rule)])
    return start


def _text(path: Path, name: str, progress: Progress) -> tuple[Sheet, ...]:
    sheet = assemble(name, "", csv_rows(path, name, progress), ragged=True)
    return (sheet,) if sheet else ()
