"""A delivered CSV file as text: UTF-8 with or without BOM, comma, semicolon or tab, every cell a string or null."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import polars as pl

from data_access.columns import TableContract
from data_access.problems import LoadError, Problem

ROW = "#"
"""Column with the row of the spreadsheet; the header is row 1."""
CHUNK = 100_000


def read_text(path: Path, contract: TableContract) -> pl.DataFrame:
    """One String column per column of the file and ROW; cells stripped, empty ones null, empty rows left out.

    Raises LoadError where the file, its header or the length of a row is wrong.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            first = lines.readline()
            header = [name.strip() for name in next(csv.reader([first], delimiter=_separator(first)), [])]
            _check_header(path.name, header, contract)
            rows = csv.reader(lines, delimiter=_separator(first), strict=True)
            return _frame(header, _numbered(path.name, rows, len(header)))
    except UnicodeDecodeError as error:
        text = "het bestand is geen UTF-8. Bewaar het in het rekenblad als 'CSV UTF-8'."
        raise LoadError([Problem(file=path.name, text=text)]) from error
    except csv.Error as error:
        text = "het bestand is niet als CSV te lezen. Kijk of alle aanhalingstekens gesloten zijn."
        raise LoadError([Problem(file=path.name, text=text)]) from error


def _separator(header: str) -> str:
    return max(",;\t", key=header.count)


def _check_header(file: str, header: list[str], contract: TableContract) -> None:
    known = list(contract.schema)
    problems = [
        Problem(file=file, row=1, column=name, text=text)
        for names, text in (
            (
                [n for n in header if not n],
                "deze kolom heeft geen naam. Haal haar weg, ook de scheidingstekens aan het eind van de rijen.",
            ),
            ([n for n in header if n and n not in known], f"deze kolom is onbekend. Kies uit: {', '.join(known)}."),
            (
                [n for n in dict.fromkeys(header) if n and header.count(n) > 1],
                "deze kolom staat er twee keer. Haal er een weg.",
            ),
            (sorted(contract.required.difference(header)), "deze kolom ontbreekt. Voeg haar toe en vul haar in."),
        )
        for name in names
    ]
    if problems:
        raise LoadError(problems)


def _numbered(file: str, rows: Iterator[list[str]], width: int) -> Iterator[tuple[str, ...]]:
    for number, cells in enumerate(rows, start=2):
        if not any(cells):
            continue
        if len(cells) != width:
            text = (
                f"deze rij heeft {len(cells)} cellen en de kop {width}. Zet tekst met een komma of puntkomma tussen "
                "aanhalingstekens, en vul ontbrekende cellen aan."
            )
            raise LoadError([Problem(file=file, row=number, text=text)])
        yield (str(number), *cells)


def _frame(header: list[str], rows: Iterator[tuple[str, ...]]) -> pl.DataFrame:
    names = [ROW, *header]
    empty = pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    parts = [empty]
    while chunk := list(islice(rows, CHUNK)):
        parts.append(pl.DataFrame(dict(zip(names, zip(*chunk, strict=True), strict=True)), schema=empty.schema))
    cells = pl.concat(parts).with_columns(pl.col(header).str.strip_chars())
    return cells.with_columns(pl.when(pl.col(header) != "").then(pl.col(header)), pl.col(ROW).cast(pl.Int64))
