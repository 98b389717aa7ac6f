"""Refuses a sheet that seems to hold residents' personal data. It tells the columns, and never a value."""

from collections.abc import Iterator

import polars as pl

from data_access.intake import personal
from data_access.intake.book import Sheet
from data_access.intake.header import is_known, told_as
from data_access.intake.people import birth_dates, names
from data_access.intake.personal_headers import rule_of_header
from data_access.problems import Problem

WHAT = {
    "guard_bsn": "burgerservicenummers (BSN)",
    "guard_email": "e-mailadressen",
    "guard_phone": "telefoonnummers",
    "guard_address": "adressen of volledige postcodes",
    "guard_account": "bankrekeningnummers",
    "guard_birth": "geboortedatums",
    "guard_name": "namen van personen",
}
TEXT = (
    "deze kolom lijkt {what} te bevatten. Zulke gegevens mogen hier niet komen, en van dit bestand is niets bewaard. "
    "Haal de kolom weg, of zet er een eigen code in die niets over iemand zegt, en lever het bestand opnieuw."
)
MANY_NINES = 0.2
"""Share of nine-digit numbers from which a column is one of numbers like a BSN, without its leading zero too."""
EIGHT_DIGITS = r"^\d{8}$"


def guard(
    sheet: Sheet, allowed: frozenset[str] = frozenset(), named: frozenset[str] = frozenset()
) -> list[Problem]:  # fmt: skip
    """One problem per suspicious column; none: the sheet may pass. `allowed`: headers whose texts become a code and are
    then dropped, so that the name of a professional may stand in them; nothing else that is personal may. `named`:
    headers that someone has said to stand over names of organisations; texts that look like people are refused."""
    problems = []
    for place, header in enumerate(sheet.header):
        rule = _rule(sheet, header, header in allowed, header in named)
        if rule:
            problems.append(_problem(sheet, header, place, rule))
    return problems


def _problem(sheet: Sheet, header: str, place: int, rule: str) -> Problem:
    return Problem(file=sheet.file, column=told_as(header, place), text=TEXT.format(what=WHAT[rule]), rule=rule)


def _rule(sheet: Sheet, header: str, allowed: bool, named: bool) -> str | None:
    by_header = rule_of_header(header)
    if by_header and not ((allowed or named) and by_header == "guard_name"):
        return by_header
    cells = sheet.distinct(header)
    if not is_known(header):  # of a file without a header the first resident stands in its place
        cells = pl.concat([cells, pl.Series(header, [header])]).unique()
    return next((rule for rule, found in _found(cells, allowed) if found), None)


def _found(cells: pl.Series, allowed: bool) -> Iterator[tuple[str, bool]]:
    """In an order in which the cheap ones come first; each only when the one before found nothing."""
    yield "guard_bsn", _has_bsn(cells)
    for rule, pattern in personal.ANYWHERE.items():
        yield rule, bool(cells.str.contains(pattern).any())
    yield "guard_address", bool(cells.str.contains(personal.POSTCODE_ALONE).any())
    yield "guard_phone", bool(cells.str.replace_all(personal.DATE, " ").str.contains(personal.PHONE).any())
    yield "guard_birth", birth_dates(cells)
    if not allowed:
        yield "guard_name", names(cells)


def _has_bsn(cells: pl.Series) -> bool:
    whole = cells.filter(cells.str.contains(personal.NINE_DIGITS))
    inside = cells.str.extract_all(personal.NINE_INSIDE).explode(empty_as_null=True).drop_nulls()
    digits = pl.concat([whole, inside]).str.replace_all(r"\D", "")
    if whole.len() >= MANY_NINES * cells.len():
        digits = pl.concat([digits, "0" + cells.filter(cells.str.contains(EIGHT_DIGITS))])
    return bool(_eleven(digits).any())


def _eleven(digits: pl.Series) -> pl.Series:
    """Whether nine digits pass the test of eleven."""
    numbers = digits.to_frame("d").select(
        total=pl.sum_horizontal(
            weight * pl.col("d").str.slice(place, 1).cast(pl.Int32) for place, weight in enumerate(personal.WEIGHTS)
        ),
        some=pl.col("d") != "0" * 9,
    )
    return numbers.select((pl.col("total") % 11 == 0) & pl.col("some")).to_series()
