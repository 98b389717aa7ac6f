"""From rows of text to a Sheet: the header found, the names made unique, the cells stripped."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import polars as pl

from data_access.intake import limits
from data_access.intake.book import ROW, Sheet
from data_access.intake.escape import unescape
from data_access.intake.header import SEARCHED, header_at, letter
from data_access.problems import MOST, LoadError, Problem

Rows = list[list[str]]
NO_NAME = "kolom {letter} heeft geen naam, en er staat wel iets in. Geef de kolom een naam, of maak haar leeg."
TWICE = "deze naam staat boven meer dan één kolom. Geef elke kolom een eigen naam, of haal er een weg."


@dataclass(frozen=True, kw_only=True)
class Names:
    """`places`: of the named columns. `names`: unique; the second of a name gets its letter behind it."""

    row: int
    places: tuple[int, ...]
    names: tuple[str, ...]
    twice: tuple[str, ...]
    width: int


def assemble(file: str, name: str, chunks: Iterable[tuple[int, Rows]], *, ragged: bool = False) -> Sheet | None:
    """None where there is no header. `chunks`: the number of the first row, and rows. `ragged`: in this file a row may
    be longer or shorter than the header, which is an error. Raises LoadError where the sheet is too large."""
    rest = iter(chunks)
    first, top = _top(rest)
    place = header_at(top[:SEARCHED])
    if place is None:
        return None
    names = _names(file, first + place, top[place])
    below = chain([(first + place + 1, top[place + 1 :])], rest)
    frame, problems = _frame(file, names, below, ragged)
    problems = [
        *(Problem(file=file, row=names.row, column=n, text=TWICE, rule="twice") for n in names.twice),
        *problems,
    ]
    return Sheet(
        file=file, name=name, header=names.names, cells=frame, problems=tuple(problems[:MOST]), header_row=names.row
    )


def _top(chunks: Iterator[tuple[int, Rows]]) -> tuple[int, Rows]:
    """The first rows, at least as many as are searched for the header where there are."""
    first, top = next(chunks, (1, []))
    while len(top) < SEARCHED and (more := next(chunks, None)):
        top = [*top, *more[1]]
    return first, top


def _names(file: str, row: int, cells: Sequence[str]) -> Names:
    stripped = [" ".join(cell.split()) for cell in cells]
    places = [place for place, cell in enumerate(stripped) if cell]
    if len(places) > limits.COLUMNS:
        text = f"er zijn {len(places)} kolommen, en er kunnen er {limits.COLUMNS} zijn. Haal de andere kolommen weg."
        raise LoadError([Problem(file=file, row=row, text=text, rule="too_large")])
    names: list[str] = []
    for place in places:
        taken = stripped[place] in names or stripped[place] == ROW
        names.append(f"{stripped[place]} ({letter(place)})" if taken else stripped[place])
    twice = [name for name, place in zip(names, places, strict=True) if name != stripped[place] != ROW]
    width = len(cells) if places and places[-1] == len(cells) - 1 else (places[-1] + 1 if places else 0)
    return Names(row=row, places=tuple(places), names=tuple(names), twice=tuple(twice), width=width)


def _frame(
    file: str, names: Names, chunks: Iterable[tuple[int, Rows]], ragged: bool
) -> tuple[pl.DataFrame, list[Problem]]:
    parts, problems, unnamed = [_part(names, 1, [[] for _ in names.names])], list[Problem](), set[int]()
    begin, read, waiting = 1, 0, [list[str]() for _ in names.names]
    for first, rows in chunks:
        problems += _ragged(file, names, first, rows) if ragged and len(problems) < MOST else []
        unnamed |= _unnamed(names, rows)
        if not waiting[0]:
            begin = first
        _transpose(names, rows, waiting)
        read += len(rows)
        if read * len(names.names) > limits.CELLS:
            raise LoadError([Problem(file=file, text=TOO_LARGE, rule="too_large")])
        if len(waiting[0]) >= limits.CHUNK:
            parts, waiting = [*parts, _part(names, begin, waiting)], [[] for _ in names.names]
    problems += [
        Problem(file=file, row=names.row, text=NO_NAME.format(letter=letter(place)), rule="no_name")
        for place in sorted(unnamed)
    ]
    return pl.concat([*parts, _part(names, begin, waiting)]), problems


TOO_LARGE = (
    "er staan meer cellen in dan in één keer te lezen zijn (30 miljoen). Verdeel het bestand over meer bestanden, "
    "bijvoorbeeld een per jaar."
)


def _transpose(names: Names, rows: Rows, columns: list[list[str]]) -> None:
    """Adds the rows to the columns. Few rows at a time: Python's garbage collector looks at lists, not at texts."""
    need = names.places[-1] + 1
    even = [row if len(row) >= need else [*row, *[""] * (need - len(row))] for row in rows]
    cells = list(zip(*even, strict=False))
    for place, column in zip(names.places if rows else (), columns, strict=False):
        column.extend(cells[place])


def _part(names: Names, first: int, columns: list[list[str]]) -> pl.DataFrame:
    text = pl.DataFrame([pl.Series(n, c, dtype=pl.String) for n, c in zip(names.names, columns, strict=True)])
    stripped = text.select(pl.all().str.strip_chars()).select(unescape(pl.all()))
    cells = stripped.select(pl.when(pl.all() != "").then(pl.all()))
    numbered = cells.insert_column(0, pl.Series(ROW, range(first, first + cells.height), dtype=pl.Int64))
    return numbered.filter(pl.any_horizontal(pl.col(names.names).is_not_null()))


def _unnamed(names: Names, rows: Rows) -> set[int]:
    named = set(names.places)
    longest = max(map(len, rows), default=0)
    return {
        place for place in range(min(longest, names.width)) if place not in named
        and any(len(row) > place and row[place].strip() for row in rows)
    }  # fmt: skip


def _ragged(file: str, names: Names, first: int, rows: Rows) -> list[Problem]:
    """Rows of a text file whose cells do not stand under the header. Empty cells at the end are no matter."""
    width, found = names.width, []
    for number, row in enumerate(rows, start=first):
        if len(row) != width and any(row) and (len(row) < width or any(cell.strip() for cell in row[width:])):
            text = (
                f"deze rij heeft {len(row)} cellen en de kop {width}. Zet tekst met een komma, puntkomma of nieuwe "
                "regel tussen aanhalingstekens, en vul ontbrekende cellen aan."
            )
            found.append(Problem(file=file, row=number, text=text, rule="width"))
    return found[:MOST]
