"""From rows of text to a Sheet: the header found, the names made unique, the cells stripped."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import polars as pl

from data_access.intake import limits
from data_access.intake.book import ROW, Sheet
from data_access.intake.header import SEARCHED, header_at, letter, told_as
from data_access.intake.pack import cleaned, joined
from data_access.problems import MOST, LoadError, Problem

Rows = list[list[str]]
Chunk = Rows | pl.DataFrame
"""Rows, or a frame of as many String columns as each of them has cells, empty ones null."""
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


def assemble(file: str, name: str, chunks: Iterable[tuple[int, Chunk]], *, ragged: bool = False) -> Sheet | None:
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


def _top(chunks: Iterator[tuple[int, Chunk]]) -> tuple[int, Rows]:
    """The first rows, at least as many as are searched for the header where there are."""
    first, top = 1, Rows()
    for number, rows in chunks:
        first = first if top else number
        top = [*top, *(rows if isinstance(rows, list) else _lists(rows))]
        if len(top) >= SEARCHED:
            break
    return first, top


def _lists(frame: pl.DataFrame) -> Rows:
    return [list(row) for row in frame.fill_null("").rows()]


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
    twice = [
        name if (told := told_as(stripped[place], place)) == stripped[place] else told
        for name, place in zip(names, places, strict=True) if name != stripped[place] != ROW
    ]  # fmt: skip
    width = len(cells) if places and places[-1] == len(cells) - 1 else (places[-1] + 1 if places else 0)
    return Names(row=row, places=tuple(places), names=tuple(names), twice=tuple(twice), width=width)


def _frame(
    file: str, names: Names, chunks: Iterable[tuple[int, Chunk]], ragged: bool
) -> tuple[pl.DataFrame, list[Problem]]:
    categories, problems, unnamed = pl.Categories.random(), list[Problem](), set[int]()
    parts, read = [cleaned(_text(names, [[] for _ in names.names]), 1, categories)], 0
    begin, waiting = 1, [list[str]() for _ in names.names]
    for first, rows in _fitting(names, chunks):
        if waiting[0] and (not isinstance(rows, list) or len(waiting[0]) >= limits.CHUNK):
            parts, waiting = [*parts, cleaned(_text(names, waiting), begin, categories)], [[] for _ in names.names]
        begin = begin if waiting[0] else first
        if isinstance(rows, list):
            problems += _ragged(file, names, first, rows) if ragged and len(problems) < MOST else []
            unnamed |= _unnamed(names, rows)
            _transpose(names, rows, waiting)
        else:
            parts = [*parts, cleaned(_named(names, rows), first, categories)]
        read += len(rows)
        if read * len(names.names) > limits.CELLS:
            raise LoadError([Problem(file=file, text=TOO_LARGE, rule="too_large")])
    problems += [
        Problem(file=file, row=names.row, text=NO_NAME.format(letter=letter(place)), rule="no_name")
        for place in sorted(unnamed)
    ]
    return joined([*parts, cleaned(_text(names, waiting), begin, categories)], categories), problems


def _fitting(names: Names, chunks: Iterable[tuple[int, Chunk]]) -> Iterator[tuple[int, Chunk]]:
    """Frames only where each cell stands under its name, and no cell elsewhere: others are looked at row by row."""
    for first, rows in chunks:
        if isinstance(rows, list) or (rows.width == names.width and not _beside(names, rows)):
            yield first, rows
        else:
            for place, part in enumerate(rows.iter_slices(limits.FEW_ROWS)):
                yield first + place * limits.FEW_ROWS, _lists(part)


def _beside(names: Names, rows: pl.DataFrame) -> bool:
    """Whether something stands in a column without a name."""
    others = [column for place, column in enumerate(rows.columns) if place not in names.places]
    return bool(others) and any(rows.select((pl.col(others).str.strip_chars() != "").any()).row(0))


def _named(names: Names, rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(pl.nth(place).alias(name) for place, name in zip(names.places, names.names, strict=True))


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


def _text(names: Names, columns: list[list[str]]) -> pl.DataFrame:
    return pl.DataFrame([pl.Series(n, c, dtype=pl.String) for n, c in zip(names.names, columns, strict=True)])


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
