"""An XLSX, XLSM or ODS workbook as sheets of text. A process of its own reads it, with bounded memory and time."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import IO, Any

from data_access.intake import limits, workbook_child
from data_access.intake.assemble import Rows, assemble
from data_access.intake.book import Sheet
from data_access.intake.header import letter
from data_access.intake.progress import Progress, part
from data_access.problems import MOST, LoadError, Problem

OWN_SHEETS = ("Uitleg bij dit sjabloon", "Keuzelijsten")
"""The sheets of our templates that hold no delivery."""
NO_WORKBOOK = (
    "het bestand is beschadigd of geen rekenblad. Open het in het rekenblad, bewaar het opnieuw en lever het opnieuw."
)
BOMB = (
    "het bestand is uitgepakt te groot om te lezen. Verdeel het over meer bestanden, of bewaar het als 'CSV UTF-8'. "
    "Kijk ook of er ver buiten de tabel nog iets in een cel staat."
)
LOCKED = "het bestand heeft een wachtwoord. Haal het wachtwoord weg en lever het opnieuw."
TOO_MANY = f"er zijn meer dan {limits.SHEETS} tabbladen. Haal de andere tabbladen weg."
MERGED = (
    "vanaf cel {cell} zijn cellen samengevoegd, en dan staat de waarde maar in een van de rijen. Hef de "
    "samenvoeging op en vul elke rij in."
)
ENDED = {
    workbook_child.LOCKED: (LOCKED, "locked"),
    workbook_child.UNREADABLE: (NO_WORKBOOK, "no_workbook"),
}
"""By exit code of the child; any other end, also one by a signal, is that of a bomb."""


def workbook_sheets(path: Path, name: str, progress: Progress) -> tuple[Sheet, ...]:
    """The sheets that have a header. Raises LoadError."""
    _look_inside(path, name)
    command = [sys.executable, "-I", workbook_child.__file__, str(path), str(limits.CHILD_BYTES),
               str(limits.CHILD_SECONDS)]  # fmt: skip
    with subprocess.Popen(  # noqa: S603  (our own script; the file is its argument)
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        try:
            found = list(_sheets(_values(child), name, progress))
        except BaseException:
            child.kill()
            raise
    if child.returncode:
        text, rule = ENDED.get(child.returncode, (BOMB, "bomb"))
        raise LoadError([Problem(file=name, text=text, rule=rule)])
    return tuple(sheet for sheet in found if sheet.name not in OWN_SHEETS)


def _values(child: "subprocess.Popen[bytes]") -> Iterator[Any]:
    """What the child says, up to where it ends, also in the middle of a line."""
    lines: IO[bytes] = child.stdout or BytesIO()
    yield from (json.loads(line) for line in lines if line.endswith(b"\n"))


def _sheets(values: Iterator[Any], name: str, progress: Progress) -> Iterator[Sheet]:
    for count, head in enumerate(values, start=1):
        if count > limits.SHEETS:
            raise LoadError([Problem(file=name, text=TOO_MANY, rule="too_large")])
        chunks = takewhile(lambda value: value is not None, values)
        told = part(progress, head["from"], head["to"])
        sheet = assemble(name, head["sheet"], _numbered(chunks, head["rows"], name, told))
        for _ in chunks:
            pass  # of a sheet without a header
        if sheet:
            yield replace(sheet, problems=(*_merged(sheet, head["merged"]), *sheet.problems))


def _numbered(chunks: Iterator[Rows], height: int, name: str, progress: Progress) -> Iterator[tuple[int, Rows]]:
    first = 1
    for rows in chunks:
        yield first, rows
        first += len(rows)
        progress(min(first / max(height, 1), 1.0), f"{name} lezen")


def _merged(sheet: Sheet, areas: list[Any]) -> list[Problem]:
    """Cells that were joined over rows below the header: all but the first of them would be read as empty."""
    below = [(top, left) for (top, left), (bottom, _) in areas if bottom > top and bottom >= sheet.header_row]
    return [
        Problem(file=sheet.file, row=top + 1, text=MERGED.format(cell=f"{letter(left)}{top + 1}"), rule="merged")
        for top, left in below[:MOST]
    ]


def _look_inside(path: Path, name: str) -> None:
    """A zip's own list says what it will be unpacked. It may lie: then the bounds of the process hold."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        raise LoadError([Problem(file=name, text=NO_WORKBOOK, rule="no_workbook")]) from None
    names = {part.filename for part in parts}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise LoadError([Problem(file=name, text=NO_WORKBOOK, rule="no_workbook")])
    if len(parts) > limits.PARTS or sum(part.file_size for part in parts) > limits.UNPACKED_BYTES:
        raise LoadError([Problem(file=name, text=BOMB, rule="bomb")])
