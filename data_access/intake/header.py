"""Which row of a sheet holds the names of the columns: often not the first, titles stand above it."""

import re
from collections.abc import Sequence
from functools import cache

from data_access.contract import CONTRACT
from data_access.intake import personal
from data_access.intake.headers import HEADERS
from data_access.intake.plain import plain

SEARCHED = 50
"""Rows from the top in which the header must stand."""
NUMBER_OR_DATE = re.compile(r"[\s€+-]*\d[\d\s.,:/%-]*(T[\d:.]+Z?)?")
SURE = 2
LONGEST = 80
"""Characters of a name that may be known."""
LONGEST_TOLD = 60
NEARLY_ALL = 0.75
"""A header fills at least this share of the widest row: a remark in the margin makes a row wider than the header."""


@cache
def _known() -> frozenset[str]:
    names = {plain(column.name) for contract in CONTRACT.values() for column in contract.columns}
    return frozenset(names.union(*HEADERS.values()))


def is_known(name: str) -> bool:
    """Whether it is a name of a column that we know, and so no value."""
    return len(name) < LONGEST and plain(name) in _known()


def header_at(rows: Sequence[Sequence[str]]) -> int | None:
    """The place of the header among the first rows; None where nothing stands in them.

    The row with the most names that are known; without two of those the first row of words that is nearly the widest.
    """
    known = [sum(map(is_known, set(row))) for row in rows]
    if max(known, default=0) >= SURE:
        return known.index(max(known))
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    widest = max(filled, default=0)
    enough = min(NEARLY_ALL * widest, max(widest - 1, 2))
    wide = [place for place, count in enumerate(filled) if count and count >= enough]
    words = [place for place in wide if _all_words(rows[place])]
    return next(iter(words or wide), None)


def _all_words(row: Sequence[str]) -> bool:
    return not any(NUMBER_OR_DATE.fullmatch(cell.strip()) for cell in row if cell.strip())


def letter(place: int) -> str:
    """The spreadsheet's own name of a column, counted from 0: A, B, ..., Z, AA."""
    high, low = divmod(place, 26)
    return (letter(high - 1) if high else "") + chr(ord("A") + low)


def told_as(name: str, place: int) -> str:
    """The name of a column as it may stand in a sentence. A file without a header has a resident in its place: then the
    column is told by its letter."""
    told = is_known(name) or (len(name) <= LONGEST_TOLD and not personal.looks_personal(name))
    return name if told else f"kolom {letter(place)}"
