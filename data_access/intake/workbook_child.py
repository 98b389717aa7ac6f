"""Reads one workbook in a process of its own, which may fall over without taking the dashboard along.

A workbook of a few kilobytes can claim a gigabyte, and the library then ends its process. Run as a script with the
file, the bounds on memory (bytes) and time (seconds); writes one JSON value a line: for each sheet a record, chunks
of rows as lists of texts, and null. It imports nothing of ours, and no Polars: it starts at once.
"""

import contextlib
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from posixpath import join, normpath
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

CHUNK_CELLS = 10_000
MOST_CELLS, MOST_BYTES = 30_000_000, 300 * 2**20
"""Of all sheets together, as text: what the dashboard itself must be able to hold."""
MOST_MERGED = 1_000
REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']\s*(\d{1,9})""")
MOST_REPEATED = 2**20
"""The rows of the largest sheet there is. The library would write out a hundred million of them, for minutes."""
BLOCK, LONGEST_REPEATED, LONGEST_CELL = 2**20, 200, 20_000
STRANGE = (
    zipfile.BadZipFile, LookupError, NotImplementedError, RuntimeError, zlib.error, EOFError, ElementTree.ParseError,
)  # fmt: skip
"""What a zip may raise that is none, or is laid out in another way."""
CELL, PLACE = re.compile(rb"<(?:\w+:)?c\s"), re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
IS_ERROR, SAYS = re.compile(rb"""\bt=["']e["']"""), re.compile(rb"v>(#[^<]{1,20})<")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
Errors = dict[tuple[int, int], str]
"""By row and column, from 0: what the spreadsheet shows where a formula cannot be worked out."""
LOCKED, UNREADABLE, TOO_LARGE = 3, 4, 5


class TooLargeError(Exception):
    """More cells or text than the dashboard can hold."""


def main(path: str, most_bytes: int, most_seconds: int) -> int:
    """The exit code: 0, LOCKED, UNREADABLE or TOO_LARGE."""
    bound(most_bytes, most_seconds)
    try:
        if repeats_too_much(path):
            return TOO_LARGE
        with CalamineWorkbook.from_path(path) as book:
            errors = error_cells(path)
            names = [meta.name for meta in book.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]
            say(told((book.get_sheet_by_name(name) for name in names), len(names), errors))
    except PasswordError:
        return LOCKED
    except (MemoryError, TooLargeError):
        return TOO_LARGE
    except (CalamineError, expat.ExpatError, OSError, ValueError, OverflowError):
        return UNREADABLE
    return 0


def repeats_too_much(path: str) -> bool:
    """Whether an ODS says of a row or a cell that it comes back more often than a sheet has rows. Raises ExpatError
    where its XML is broken: the library then looks for the end of a table for ever."""
    end, parser = b"", expat.ParserCreate()
    with contextlib.suppress(*STRANGE), zipfile.ZipFile(path) as packed, packed.open("content.xml") as content:
        while block := content.read(BLOCK):
            parser.Parse(block)
            text = end + block
            if any(int(times) > MOST_REPEATED for times in REPEATED.findall(text)):
                return True
            end = text[-LONGEST_REPEATED:]
        parser.Parse(b"", True)
    return False


def error_cells(path: str) -> dict[str, Errors]:
    """By name of the sheet of an XLSX. The library reads such a cell as empty, and then a value is lost."""
    with contextlib.suppress(*STRANGE), zipfile.ZipFile(path) as packed:
        relations = _tree(packed, "xl/_rels/workbook.xml.rels")
        targets = {one.get("Id"): one.get("Target", "") for one in relations}
        book = _tree(packed, "xl/workbook.xml")
        parts = {
            one.get("name", ""): targets.get(one.get(RELATION), "") for one in book.iter() if one.tag.endswith("}sheet")
        }
        return {name: _errors_of(packed, normpath(join("/xl", part))[1:]) for name, part in parts.items()}
    return {}


def _tree(packed: zipfile.ZipFile, part: str) -> ElementTree.Element:
    return ElementTree.fromstring(packed.read(part))  # noqa: S314  (expat bounds entities; this process is bounded)


def _errors_of(packed: zipfile.ZipFile, part: str) -> Errors:
    found: Errors = {}
    end = b""
    with contextlib.suppress(*STRANGE), packed.open(part) as content:
        while block := content.read(BLOCK):
            text = end + block
            for cell in CELL.split(text)[1:] if b'"e"' in text or b"'e'" in text else ():
                tag, _, inside = cell.partition(b">")
                place, says = PLACE.search(tag), SAYS.search(inside)
                if IS_ERROR.search(tag) and place and says:
                    found[int(place[2]) - 1, column(place[1])] = says[1].decode("utf-8", "replace")
            end = text[-LONGEST_CELL:]
    return found


def column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = 26 * place + letter - 64
    return place - 1


def bound(most_bytes: int, most_seconds: int) -> None:
    """Windows knows no such bounds."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def say(values: Iterator[Any]) -> None:
    written = 0
    for value in values:
        line = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        written += len(line)
        if written > MOST_BYTES:
            raise TooLargeError
        sys.stdout.buffer.write(line + b"\n")


def told(sheets: Iterator[CalamineSheet], count: int, errors: dict[str, Errors]) -> Iterator[Any]:
    """`from` and `to`: which part of the workbook the sheet is."""
    cells = 0
    for place, sheet in enumerate(sheets):
        areas = [list(map(list, area)) for area in (sheet.merged_cell_ranges or [])[:MOST_MERGED]]
        span = {"from": place / count, "to": (place + 1) / count}
        yield {"sheet": sheet.name, "rows": sheet.total_height, "merged": areas, **span}
        chunk: list[list[str]] = []
        room = CHUNK_CELLS
        for row in rows(sheet, errors.get(sheet.name, {})):
            chunk.append(row)
            room, cells = room - len(row) - 1, cells + len(row)
            if cells > MOST_CELLS:
                raise TooLargeError
            if room <= 0:
                yield chunk
                chunk, room = [], CHUNK_CELLS
        yield chunk
        yield None


def rows(sheet: CalamineSheet, errors: Errors) -> Iterator[list[str]]:
    """From row 1 and column A on, without the empty cells at the end."""
    left = [""] * (sheet.start or (0, 0))[1]
    wrong: dict[int, dict[int, str]] = {}
    for (line, place), says in errors.items():
        wrong.setdefault(line, {})[place - len(left)] = says
    for line, cells in enumerate(sheet.iter_rows()):
        row = [cell if type(cell) is str else text(cell) for cell in cells]
        for place, says in wrong.get(line, {}).items():
            if 0 <= place < len(row):
                row[place] = row[place] or says
        while row and not row[-1]:
            row.pop()
        yield [*left, *row] if row else row


def text(cell: Any) -> str:
    """A cell as one would type it, in a way that no reading of numbers or dates can mistake."""
    kind = type(cell)
    if kind is str:
        return cell
    if kind is float or kind is int:
        return number(cell)
    if kind is bool:
        return "WAAR" if cell else "ONWAAR"
    if kind is datetime:
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if kind is timedelta:
        return hours(cell)
    return cell.isoformat() if kind in (date, time) else str(cell)


def number(value: float) -> str:
    """As a Dutch spreadsheet shows it, but never with exactly three digits behind the comma: 1,2340 is no thousand."""
    if abs(value) < 1e15 and value == int(value):
        return str(int(value))
    shown = format(Decimal(f"{value:.15g}"), "f").replace(".", ",")
    return f"{shown}0" if shown[-4:-3] == "," else shown


def hours(value: timedelta) -> str:
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
