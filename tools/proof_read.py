"""Reads what was sent: every text and number in a message, down to the rows of tables and the traces of charts."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa  # type: ignore[import-untyped]
from google.protobuf.descriptor import FieldDescriptor  # type: ignore[import-untyped]
from google.protobuf.message import Message  # type: ignore[import-untyped]

NO_WORDS = frozenset({
    "hash", "id", "form_id", "deferred_file_id", "url", "script_run_id", "active_script_hash", "page_script_hash",
    "fragment_id", "config", "use_container_width", "delta_path", "metadata",
})  # fmt: skip
"""Fields with keys of Streamlit's own, which differ from run to run."""
CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass(frozen=True, kw_only=True)
class File:
    """`rows` of a CSV or XLSX as texts."""

    kind: str
    rows: tuple[tuple[str, ...], ...]
    content: bytes

    @property
    def said(self) -> Iterator[str]:
        return (f"{self.kind}: {';'.join(row)}" for row in self.rows)


def said_in(message: Message, url: str, place: str = "") -> Iterator[str]:
    """`place: value` for each text and number of a message; the server's own address is left out."""
    for field, value in message.ListFields():
        if field.name in NO_WORDS:
            continue
        here = f"{place}.{field.name}" if place else field.name
        for one in value if field.is_repeated else [value]:
            if field.type == FieldDescriptor.TYPE_MESSAGE:
                yield from said_in(one, url, here)
            elif field.type == FieldDescriptor.TYPE_BYTES:
                yield from (f"{here}: {row}" for row in arrow_rows(one))
            elif isinstance(one, str) and one.startswith("{"):
                yield from (f"{here}: {line}" for line in json_lines(one))
            else:
                yield f"{here}: {str(one).replace(url, '')}"


def arrow_rows(content: bytes) -> Iterator[str]:
    """The rows of a table or data frame as the browser gets them, its header first."""
    table = pa.ipc.open_stream(io.BytesIO(content)).read_all()
    yield ";".join(table.column_names)
    for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
        yield ";".join(str(value) for value in row)


def json_lines(text: str) -> Iterator[str]:
    """The leaves of a chart's JSON, each with its path; a list of plain values is one line."""
    try:
        found = json.loads(text)
    except ValueError:
        yield text
        return
    yield from _leaves(found, "")


def _leaves(found: Any, place: str) -> Iterator[str]:
    if isinstance(found, dict):
        for name, value in found.items():
            yield from _leaves(value, f"{place}.{name}")
    elif isinstance(found, list) and any(isinstance(value, dict | list) for value in found):
        for number, value in enumerate(found):
            yield from _leaves(value, f"{place}[{number}]")
    else:
        yield f"{place} {json.dumps(found, ensure_ascii=False)}"


def file_of(kind: str, content: bytes) -> File:
    rows = csv_rows(content) if kind == "csv" else xlsx_rows(content)
    return File(kind=kind, rows=tuple(rows), content=content if kind == "csv" else b"")


def csv_rows(content: bytes) -> Iterator[tuple[str, ...]]:
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"):
        yield tuple(row)


def xlsx_rows(content: bytes) -> Iterator[tuple[str, ...]]:
    """The cells of the first sheet, texts and numbers, without what the file says of itself."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    texts = ["".join(part.itertext()) for part in shared.iter(f"{CELL}si")]
    for row in sheet.iter(f"{CELL}row"):
        yield tuple(_value(cell, texts) for cell in row.iter(f"{CELL}c"))


def _value(cell: ElementTree.Element, texts: list[str]) -> str:
    value = cell.find(f"{CELL}v")
    if value is None or value.text is None:
        return ""
    return texts[int(value.text)] if cell.get("t") == "s" else value.text


DUTCH = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?")


def number_in(text: str) -> float | None:
    """`1.234,5` as 1234.5; None where the text is not one Dutch number."""
    found = DUTCH.fullmatch(text.strip())
    return float(found[0].replace(".", "").replace(",", ".")) if found else None
