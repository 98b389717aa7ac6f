"""Columns that a file does not have and that follow from those it has."""

import re
from collections.abc import Iterable
from hashlib import sha256

import polars as pl

from data_access.intake.book import ROW
from data_access.intake.findings import found
from data_access.intake.known import Known

LONGEST = 64
ENDED = ("not_arrived", "declined")
"""Codes of `ending_reason` that are a column of their own."""
OWN_PERSON = (
    "in het bestand staat geen nummer per inwoner. Elke verwijzing telt daarom als een eigen inwoner. Lever een kolom "
    "met een eigen nummer per inwoner mee, als iemand vaker verwezen kan zijn."
)
OWN_CASE = (
    "in het bestand staat geen nummer per verwijzing. De verwijzing wordt herkend aan de inwoner en de verwijsdatum. "
    "Verbetert u later een verwijsdatum, dan telt die verwijzing als nieuw. Lever liever een eigen nummer per "
    "verwijzing mee."
)


def derivable(table: str, filled: Iterable[str]) -> set[str]:
    """The columns that can be made where the `filled` ones are there."""
    have = set(filled)
    ways = {"municipality": {"village"}} if table in ("referral", "practice") else {}
    if table == "referral":
        ways |= {"person": {"case_id"}, "case_id": {"person", "date_referral"}}
    return {column for column, needed in ways.items() if needed <= have} - have


def derive(
    frame: pl.DataFrame, missing: set[str], supplier: str, known: Known
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The frame with its `missing` columns made, and a warning for each that the reader has to know of."""
    findings = []
    if "municipality" in missing:
        frame = frame.with_columns(municipality=_looked_up(frame["village"], known))
    if "case_id" in missing:
        frame = frame.with_columns(case_id=_cases(frame["person"], frame["date_referral"]))
        findings.append(_once("own_case", OWN_CASE))
    elif "person" in missing:
        frame = frame.with_columns(person=_persons(frame["case_id"], supplier))
        findings.append(_once("own_person", OWN_PERSON))
    return frame, findings


def endings(frame: pl.DataFrame) -> pl.DataFrame:
    """`not_arrived` and `declined`, also where the file tells them as the reason of the ending."""
    said = {name: (pl.col("ending_reason") == name).fill_null(False) for name in ENDED}
    return frame.with_columns(*(pl.col(name).fill_null(False) | told for name, told in said.items()))


def _cases(persons: pl.Series, days: pl.Series) -> pl.Series:
    """Person and day; where the number leaves no room for the day, a shorter one that is as much its own."""
    day = days.dt.strftime(":%Y%m%d")
    long = persons.filter(persons.str.len_chars() > LONGEST - len(":20260101")).unique().to_list()
    short = [sha256(person.encode()).hexdigest()[:40] for person in long]
    return persons.replace(long, pl.Series(short, dtype=pl.String)) + day


def _persons(cases: pl.Series, supplier: str) -> pl.Series:
    """A pseudonym for each case, which no other supplier's case has."""
    name = "-".join(re.findall(r"[a-z0-9]+", supplier.casefold()))[:20] or "x"
    mark = f"{name}-{sha256(supplier.encode()).hexdigest()[:4]}:"
    long = cases.str.len_chars() > LONGEST - len(mark)
    return pl.select(pl.when(long).then(cases).otherwise(pl.lit(mark) + cases)).to_series()


def _looked_up(villages: pl.Series, known: Known) -> pl.Series:
    return villages.replace_strict(known.village_of, default=None, return_dtype=pl.String)


def _once(rule: str, text: str) -> pl.DataFrame:
    """About the file as a whole."""
    return found(pl.DataFrame({ROW: [0]}), rule=rule, text=text, warning=True)
