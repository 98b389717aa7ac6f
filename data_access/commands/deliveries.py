"""A file or a folder as checked rows: the road of the screens, without a person who answers questions."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl
from sqlalchemy import Connection

from data_access.columns import Kind
from data_access.contract import CONTRACT
from data_access.frames import read_frame
from data_access.intake.book import Book, Sheet
from data_access.intake.convert import Converted, convert
from data_access.intake.guard import guard
from data_access.intake.known import REFERRED_TO, Known, known_for, known_with
from data_access.intake.mapping import Mapping, as_json, is_hidden, named_headers, safe_headers
from data_access.intake.mappings import remembered
from data_access.intake.months import as_told_before, delivered_months
from data_access.intake.not_read import not_read, unknown_table
from data_access.intake.progress import Progress, part, quiet
from data_access.intake.recognise import is_titled, recognise
from data_access.intake.seals import opened, sealing
from data_access.intake.sheet import ROW, read_file
from data_access.intake.unmapped import unmapped
from data_access.problems import LoadError, Problem
from data_access.wrong_use import WrongUse
from domain.dutch import plural

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods")
FREE = (Kind.TEXT, Kind.WORD, Kind.PSEUDONYM)
"""Kinds of columns that a name could stand in."""
MISSING = "dit bestand of deze map is er niet. Kijk de naam na, of geef het hele pad."
CLOSED = "dit bestand of deze map is niet te openen. Vraag wie erover gaat om het recht om te lezen."
NOTHING = "hier staan geen bestanden die we kennen. Geef een bestand of een map met CSV, XLSX, XLSM of ODS."
UNANSWERED = (
    '{texts} nog geen betekenis. Lever het bestand één keer aan op de pagina Gegevens, met "{supplier}" als '
    "leverancier, en kies daar de betekenis. Wij onthouden dat zonder de tekst; daarna gaat het hier vanzelf."
)
NO_SHEET = 'dit bestand heeft geen blad "{}". Kies uit: {}.'


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """`sheet`: of each workbook only this one."""

    supplier: str
    complete: bool = False
    data_date: date | None = None
    sheet: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """Of one sheet: how it was read, and what came of it. The sheet itself has been looked at, and takes memory."""

    mapping: Mapping
    converted: Converted


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """`files`, `hashes`: of what was read. `refused`: what was wrong before a sheet could be converted, such as data of
    residents. `delivered`: the months that are known as delivered already."""

    files: tuple[str, ...]
    hashes: tuple[str, ...]
    parts: tuple[Part, ...]
    refused: tuple[Problem, ...] = ()
    delivered: pl.DataFrame = field(default_factory=CONTRACT["delivery"].schema.to_frame)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*self.refused, *(problem for part in self.parts for problem in part.converted.problems))

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if not problem.warning)

    @property
    def digests(self) -> str:
        return " ".join(self.hashes)

    @property
    def mappings(self) -> str:
        return f"[{', '.join(as_json(part.mapping) for part in self.parts)}]"

    def frames(self) -> dict[str, pl.DataFrame]:
        """By table, and the months that referrals tell of where no file does."""
        found: dict[str, list[pl.DataFrame]] = {}
        for one in self.parts:
            found.setdefault(one.converted.table, []).append(one.converted.frame.drop(ROW))
        frames = {name: pl.concat(parts) for name, parts in found.items()}
        if "referral" in frames and "delivery" not in frames:
            months = delivered_months(frames["referral"], through=None, on=_today())
            frames["delivery"] = as_told_before(months, self.delivered)
        return frames


def read_delivery(connection: Connection, path: Path, wishes: Wishes, progress: Progress = quiet) -> Reading:
    """Errors are in the reading. Raises LoadError where there is nothing to read, and DataAwayError."""
    books: list[Book] = []
    refused: list[Problem] = []
    for place, file in enumerate(files := files_of(path)):
        try:
            step = part(progress, place / len(files) / 2, (place + 1) / len(files) / 2)
            books.append(read_file(file, file.name, progress=step))
        except LoadError as error:
            refused += error.problems
    files_read, hashes = tuple(book.file for book in books), tuple(book.digest for book in books)
    past = remembered(connection, wishes.supplier)
    seal = sealing(wishes.supplier)
    sheets = [
        (sheet, opened(sheet, recognise(sheet, wishes.supplier, past), past, seal))
        for book in books
        for sheet in _sheets(book, wishes)
    ]
    progress(0.5, "Nagaan of er gegevens van inwoners in staan")
    for sheet, mapping in sheets:
        named = named_headers(mapping) if is_titled(sheet, mapping.table) else frozenset()
        refused += guard(sheet, safe_headers(mapping, sheet.header) | _coded(mapping), named)
    refused += [unknown_table(sheet) for sheet, mapping in sheets if not mapping.columns]
    if refused:  # nothing of a file with residents in it is looked at any further
        return Reading(files=files_read, hashes=hashes, parts=(), refused=tuple(refused))
    known = known_for(connection, None, data_date=wishes.data_date)
    parts = tuple(_parts(sheets, known, wishes, part(progress, 0.6, 1)))
    return Reading(files=files_read, hashes=hashes, parts=parts, delivered=read_frame(connection, "delivery"))


def _coded(mapping: Mapping) -> frozenset[str]:
    """Headers of columns that hold a code of a list, a number or a day: no name can come in through them, while `mark`
    and `wijk` are names too."""
    columns = {column.name: column for column in CONTRACT[mapping.table].columns}
    found = ((header, columns[name]) for header, name in mapping.columns.items())
    closed = (header for header, column in found if column.rule.codes or column.kind not in FREE)
    return frozenset(closed)


class NothingThereError(LoadError, WrongUse):
    """No file to read."""


def files_of(path: Path) -> list[Path]:
    """In order of name. Raises NothingThereError where there are none, or one that may not be read."""
    try:
        path.stat()
        found = sorted(path.iterdir()) if path.is_dir() else [path]
        files = [f for f in found if f.is_file() and not f.name.startswith(".") and f.suffix.lower() in SUFFIXES]
        if not all(os.access(file, os.R_OK) for file in files):
            raise PermissionError
    except OSError as error:
        why = (CLOSED, "closed") if isinstance(error, PermissionError) else (MISSING, "missing")
        raise _nothing(path, *why) from error
    if not files:
        raise _nothing(path, NOTHING, "nothing")
    return files


def _nothing(path: Path, text: str, rule: str) -> NothingThereError:
    return NothingThereError([Problem(file=str(path), text=text, rule=rule)])


def _sheets(book: Book, wishes: Wishes) -> tuple[Sheet, ...]:
    if wishes.sheet is None or all(not sheet.name for sheet in book.sheets):
        return book.sheets
    chosen = tuple(sheet for sheet in book.sheets if sheet.name == wishes.sheet)
    if not chosen:
        names = ", ".join(sheet.name for sheet in book.sheets)
        raise LoadError([Problem(file=book.file, text=NO_SHEET.format(wishes.sheet, names), rule="sheet")])
    return chosen


def _parts(sheets: list[tuple[Sheet, Mapping]], known: Known, wishes: Wishes, progress: Progress) -> Iterator[Part]:
    """What is referred to first: a practice and its referrals may come in one delivery. After a list of areas or
    practices with errors nothing more: that its rows are not known would be all there is to tell of the others."""
    order = list(CONTRACT)
    ordered = sorted(sheets, key=lambda pair: order.index(pair[1].table))
    for place, (sheet, guessed) in enumerate(ordered):
        mapping = Mapping(**{**vars(guessed), "complete": wishes.complete})
        step = part(progress, place / len(ordered), (place + 1) / len(ordered))
        converted = _asked(convert(sheet, mapping, known, progress=step), sheet, mapping, known)
        known = known_with(known, {converted.table: converted.frame})
        yield Part(mapping=mapping, converted=converted)
        if converted.errors and converted.table in REFERRED_TO:
            return


def _asked(converted: Converted, sheet: Sheet, mapping: Mapping, known: Known) -> Converted:
    """In front of all, how many names or descriptions nobody has given a meaning yet: that is settled on screen, once,
    and not in the file."""
    open_ = unmapped(sheet, mapping, known)
    problems = [
        Problem(file=sheet.file, column=mapping.header_of(column) or "", rule="unanswered",
                text=UNANSWERED.format(texts=plural(len(texts), "tekst heeft", "teksten hebben"),
                                       supplier=mapping.supplier))
        for column, texts in open_.values.items() if is_hidden(mapping, column)
    ]  # fmt: skip
    return replace(converted, problems=(*problems, *converted.problems, *not_read(sheet, open_.headers)))


def _today() -> date:
    return date.today()  # noqa: DTZ011  (a day of the wall calendar of the area, no moment)
