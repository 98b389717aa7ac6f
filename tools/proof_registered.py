"""What may never be in a message to a council member: keys, persons, days and practices of registrations."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

import polars as pl

from domain.agreements import Agreements
from domain.dutch import MONTHS
from domain.periods import Grain, periods_between
from indicators.catalogue import CATALOGUE

FIRST, LAST = date(2015, 1, 1), date(2035, 12, 31)
WORD = re.compile(rb"[0-9A-Za-z][0-9A-Za-z_-]{5,}")
ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
SHORT = re.compile(r"\b(\d\d)-(\d\d)-(20\d\d)\b")
LONG = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (20\d\d)\b")


@dataclass(frozen=True, kw_only=True)
class Registered:
    """`keys`: case and person ids and practice codes; `practices`: their names; `days`: days that are nothing else."""

    keys: frozenset[bytes]
    practices: tuple[bytes, ...]
    days: frozenset[str]

    def found_in(self, raw: Iterable[bytes]) -> Iterator[str]:
        for message in raw:
            yield from (f"sleutel {key.decode()}" for key in self.keys.intersection(WORD.findall(message)))
            yield from (f"praktijk {name.decode()}" for name in self.practices if name in message)
            days = set(days_in(message.decode(errors="ignore")))
            yield from (f"dag {day}" for day in days & self.days)


def days_in(text: str) -> Iterator[str]:
    """Every day that a text names, as 2026-10-31."""
    yield from (found[0] for found in ISO.finditer(text))
    yield from (f"{year}-{month}-{day}" for day, month, year in SHORT.findall(text))
    for day, month, year in LONG.findall(text):
        yield f"{year}-{MONTHS.index(month) + 1:02d}-{int(day):02d}"


def registered(referrals: pl.DataFrame, agreements: Agreements, open_days: Iterable[date]) -> Registered:
    """`open_days`: the data dates, the day of today and the like. The last day of a period is one too."""
    known = {day.isoformat() for day in (*open_days, *_reviews(), *_ends())} | set(_public(agreements))
    columns = [name for name, kind in referrals.schema.items() if kind == pl.Date]
    days = {day.isoformat() for name in columns for day in referrals[name].drop_nulls().unique().to_list()}
    keys = {*referrals["case_id"].to_list(), *referrals["person"].to_list(), *agreements.practice_names}
    return Registered(
        keys=frozenset(key.encode() for key in keys),
        practices=tuple(name.encode() for name in agreements.practice_names.values()),
        days=frozenset(days - known),
    )


def _ends() -> Iterator[date]:
    for grain in (Grain.YEAR, Grain.HALF, Grain.QUARTER):
        yield from (period.end for period in periods_between(FIRST, LAST, grain))


def _reviews() -> Iterator[date]:
    for indicator in CATALOGUE.values():
        yield from (indicator.reviewed, indicator.next_review)


def _public(found: Any) -> Iterator[str]:
    """Days in what was agreed and printed."""
    if isinstance(found, date):
        yield found.isoformat()
    elif isinstance(found, str):
        yield from days_in(found)
    elif isinstance(found, tuple | list):
        for one in found:
            yield from _public(one)
    elif is_dataclass(found):
        for field in fields(found):
            yield from _public(getattr(found, field.name))
