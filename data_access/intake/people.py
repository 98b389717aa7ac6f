"""Whether the texts of a column, taken together, look like people: their names, their birth dates."""

import polars as pl

from data_access.intake import personal
from data_access.intake.first_names import FIRST_NAMES, SURNAMES

SAMPLE = 20_000
"""Distinct texts of which names are sought one by one; the shapes are sought in all."""
ALONE = 0.25
"""Share of the distinct texts that are a bare first name or surname from which a column is one of names."""
FEW = 2
"""So many distinct full names are no accident; a single one is where it is a good part of a column."""
NO_NAMES = frozenset(
    ["wijk", "bos", "groen", "wit", "groot", "beek", "berg", "dijk", "dam", "wal", "brink", "post", "heuvel", "roos"]
)
"""Words that a column of places, colours or budget lines may hold by themselves."""
BORN_BEFORE = 2008
BORN = 0.5
YEAR = r"(?:^|\D)((?:19|20)\d\d)(?:\D|$)"
DAY = r"^\s*(?:\d{1,2}[-/. ](?:\d{1,2}|\p{L}{3,9}\.?)[-/. ]\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?:\D|$)"


def names(cells: pl.Series) -> bool:
    """`cells`: distinct texts."""
    if any(bool(cells.str.contains(shape).any()) for shape in personal.NAME_SHAPES):
        return True
    words = cells.filter(cells.str.contains(r"\p{L}{2}") & ~cells.str.contains(r"\d"))
    sample = words.head(SAMPLE).to_list()
    full = sum(personal.is_name(text) for text in sample)
    bare = sum(_bare(text.casefold()) for text in sample)
    return full >= FEW or (full + bare > 0 and full + bare >= ALONE * cells.len() and cells.len() > 1)


def _bare(word: str) -> bool:
    return word not in NO_NAMES and (word in FIRST_NAMES or word in SURNAMES)


def birth_dates(cells: pl.Series) -> bool:
    """Dates of which most lie before the programme could exist, by decades: nobody was referred then."""
    days = cells.filter(cells.str.contains(DAY))
    if not days.len() or days.len() < BORN * cells.len():
        return False
    years = days.str.extract(YEAR).cast(pl.Int32)
    return bool(((years < BORN_BEFORE) & (years > 1900)).sum() >= BORN * days.len())
