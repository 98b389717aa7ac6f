"""A CSV file as rows of text: UTF-8, UTF-16 with its mark or Windows-1252; comma, semicolon or tab.

Read a block of whole lines at a time: by Polars where there is one way to read it, else by Python's own reader.
"""

import csv
import hashlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO, TextIOWrapper
from itertools import chain, islice
from pathlib import Path

from data_access.intake import limits
from data_access.intake.assemble import Chunk, Rows
from data_access.intake.csv_plain import plain_rows
from data_access.intake.header import SEARCHED
from data_access.intake.progress import Progress
from data_access.problems import LoadError, Problem

SEPARATORS = ";,\t"
TRIED = 100
"""Rows on which each separator is tried."""
BLOCK = 2**20
NULS = "er staan tekens in die geen tekst zijn. Bewaar het in het rekenblad als 'CSV UTF-8', of lever het als XLSX."
NO_TEXT = "de tekens zijn niet te lezen. Bewaar het in het rekenblad als 'CSV UTF-8'."
LONG_LINE = (
    "er staat een regel in van meer dan 4 miljoen tekens. Kijk of de regeleinden en aanhalingstekens kloppen, of lever "
    "het bestand als XLSX."
)
LONG_CELL = (
    "deze rij heeft een cel met veel te veel tekst, of een aanhalingsteken dat niet gesloten wordt. Verbeter de rij."
)
QUOTES = "deze rij is niet als CSV te lezen. Kijk of alle aanhalingstekens gesloten zijn."


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def csv_rows(
    path: Path, name: str, progress: Progress, *, first: int = limits.FIRST_TEXT, more: int = limits.TEXT
) -> Iterator[tuple[int, Chunk]]:
    """The number of the first row, and rows; a chunk at a time. `first`: characters that are read at one time until the
    rows in which the header is sought have been there, and `more` after them. Raises LoadError."""
    encoding = _encoding(path, name)
    separator, skipped = _separator(path, encoding)
    size = max(path.stat().st_size, 1)
    with path.open("rb") as file, TextIOWrapper(file, encoding=encoding, newline="") as lines:
        for _ in range(skipped):
            lines.readline()
        number = 1 + skipped
        while text := lines.read(more if number > skipped + SEARCHED else first) + lines.readline():
            plain = plain_rows(text, separator) if number > skipped + SEARCHED else None
            for chunk in _careful(text, lines, separator, name, number) if plain is None else (plain,):
                yield number, chunk
                number += len(chunk)
            progress(file.tell() / size, f"{name} lezen")


def _careful(text: str, after: TextIOWrapper, separator: str, name: str, number: int) -> Iterator[Rows]:
    """By Python's own reader. A row that begins in the text may go on in what comes after it."""
    given = StringIO(text, newline="")
    reader = csv.reader(chain(given, iter(after.readline, "")), delimiter=separator, strict=True)
    rows = (next(reader) for _ in iter(lambda: given.tell() < len(text), False))
    while chunk := _next(rows, name, number):
        yield chunk
        number += len(chunk)


def _next(rows: Iterator[list[str]], name: str, number: int) -> Rows:
    chunk: Rows = []
    try:
        chunk.extend(islice(rows, limits.FEW_ROWS))
    except csv.Error as error:
        text = LONG_CELL if "field limit" in str(error) else QUOTES
        raise LoadError([Problem(file=name, row=number + len(chunk), text=text, rule="csv")]) from None
    return chunk


def _encoding(path: Path, name: str) -> str:
    """Reads all of it once: a file that is UTF-8 but for its last row is not UTF-8."""
    with path.open("rb") as file:
        start = file.read(3)
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        tried = ["utf-16"]
    else:
        tried = ["utf-8-sig"] if start.startswith(BOM_UTF8) else ["utf-8-sig", "cp1252"]
    found = next((encoding for encoding in tried if _is_text(path, name, encoding)), None)
    if found is None:
        raise LoadError([Problem(file=name, text=NO_TEXT, rule="encoding")])
    return found


def _is_text(path: Path, name: str, encoding: str) -> bool:
    """Raises LoadError for what is no text in any encoding, and for a line that would fill the memory."""
    decoder, length = getincrementaldecoder(encoding)(), 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            try:
                text = decoder.decode(block)
            except UnicodeError:
                return False
            if "\0" in text:
                raise LoadError([Problem(file=name, text=NULS, rule="nul")])
            ends = [place for mark in "\r\n" for place in (text.find(mark), text.rfind(mark)) if place >= 0]
            length += min(ends, default=len(text))
            if length > limits.LINE_BYTES:  # a block is shorter: no whole line of it is too long
                raise LoadError([Problem(file=name, text=LONG_LINE, rule="too_large")])
            length = len(text) - max(ends) if ends else length
    try:
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _separator(path: Path, encoding: str) -> tuple[str, int]:
    """The separator, and the lines before the first row: Excel's own `sep=;` names it."""
    with path.open(encoding=encoding, newline="") as lines:
        top = list(islice(lines, TRIED))
    if top and top[0].strip().strip('"').casefold() in [f"sep={mark}" for mark in SEPARATORS]:
        return top[0].strip().strip('"')[-1], 1
    return max(SEPARATORS, key=lambda mark: _evenness(top, mark)), 0


def _evenness(lines: list[str], separator: str) -> tuple[float, int]:
    """The share of the rows that have the most common width, and that width; 0 where nothing is split."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        widths.update(len(row) for row in csv.reader(lines, delimiter=separator) if row)
    width, count = max(((w, c) for w, c in widths.items() if w > 1), key=lambda found: found[::-1], default=(0, 0))
    return round(count / max(widths.total(), 1), 1), width
