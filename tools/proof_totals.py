"""All referrals of an area and period on a day: a figure that stayed behind rests on a total that was read earlier.

An outsider has every release of the epoch; so what was scraped of the earlier ones counts as scraped.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import polars as pl

from domain.cells import TOTAL
from domain.codes import UNKNOWN
from domain.releases import ReleaseHead
from tools.proof_facts import BAND_TABLE, HUB, Fact

Figure = tuple[str, str, str]
Totals = dict[tuple[str, str, date], int]
"""By area, period and data date."""


def days_of(dates: pl.DataFrame, told: dict[Figure, date]) -> dict[Figure, date]:
    """Where no page was asked for the day of a figure, as the release tells it."""
    return {(t, a, p): day for t, a, p, day in dates.iter_rows()} | told


def totals_of(facts: Iterable[Fact], days: dict[Figure, date], today: date) -> Totals:
    found = (fact for fact in facts if (fact.table, fact.category, fact.kind) == (HUB, TOTAL, "count"))
    return {(f.area, f.period, days.get((f.table, f.area, f.period), today)): int(f.value) for f in found}


def earlier_totals(folder: Path, earlier: Iterable[ReleaseHead]) -> Totals:
    """From the files that the stages before left."""
    found = Totals()
    for path in (folder / f"gelezen-{head.number}.json" for head in earlier):
        read = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {"facts": []}
        for fact in read["facts"]:
            if (fact["table"], fact["category"]) == (HUB, TOTAL) and "count" in fact:
                day = date.fromisoformat(fact.get("data_date", read["data_date"]))
                found[fact["area"], fact["period"], day] = fact["count"]
    return found


def unregistered(facts: Iterable[Fact], days: dict[Figure, date], totals: Totals, today: date) -> Iterator[Fact]:
    """Referrals without a known age: what all bands together, with what was merged, leave of the total."""
    bands: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for fact in facts:
        if (fact.table, fact.kind) == (BAND_TABLE, "count") and fact.category != TOTAL:
            bands[fact.area, fact.period][fact.category] = int(fact.value)
    for (area, period), told in bands.items():
        whole = totals.get((area, period, days.get((BAND_TABLE, area, period), today)))
        if whole is not None and UNKNOWN not in told and whole > sum(told.values()):
            yield Fact(BAND_TABLE, area, period, UNKNOWN, "count", whole - sum(told.values()))
