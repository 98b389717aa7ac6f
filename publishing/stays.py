"""What stays at an earlier date in a further release, and why: Dutch sentences for the report."""

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from domain.cells import JOINED
from domain.dutch import day, listing
from domain.periods import SINCE as START
from domain.periods import parse_period
from publishing.growth_blocks import Grown
from publishing.history import History

NAMES = {
    "referrals.gender": "geslacht", "referrals.age_band": "leeftijd",
    "referrals.gender_age": "leeftijd en geslacht samen",
    "referrals.reason": "reden", "referrals.referrer": "verwijzer", "referrals.recipient": "ontvanger",
    "referrals.direction": "richting", "referrals.provision": "voorliggend of maatwerk",
    "referrals.client": "soort cliënt",
    "referrals.offer": "aanbod", "age": "gemiddelde leeftijd", "trajectory.step": "stappen van het traject",
    "trajectory.contact": "eerste contact", "trajectory.feedback": "terugkoppeling", "trajectory.ending": "afloop",
    "trajectory.days_to_intake": "dagen tot de kennismaking",
}  # fmt: skip
TOTALS = "{period}: alles blijft op {day}, want er kwamen te weinig inwoners bij, of er is gecorrigeerd."
FEW = "{period}, {tables}: blijft op {day}, want anders is te zien dat er in een groep weinig inwoners bij kwamen."
CHANGED = "{period}, {tables}: blijft op {day}, want ook wat al geregistreerd was is veranderd."
SINCE = "Kernen en wijken, en alles sinds de start, blijven op {day} tot de jaarlijkse herziening."
MEANS = "{period}, {tables}: blijft op {day}, want een nieuw gemiddelde naast het oude vertelt over wie erbij kwam."


def stays_of(history: History, dates: pl.DataFrame, blocks: Mapping[str, Grown], municipality: str) -> Iterator[str]:
    broken = {figure for grown in blocks.values() for figure in grown.broken} | _all_broken(history)
    own = dates.filter(
        (pl.col("area") == municipality) & pl.col("period").str.starts_with(history.year)
        & ~pl.col("area").str.contains(JOINED, literal=True)
    )  # fmt: skip
    for when in dates.filter((pl.col("area") == municipality) & pl.col("period").str.starts_with(START))["data_date"]:
        yield SINCE.format(day=day(when))
    behind = own.filter(pl.col("table") == "referrals")
    for when in behind["data_date"].unique().sort():
        periods = behind.filter(pl.col("data_date") == when)["period"].sort().to_list()
        yield TOTALS.format(period=_named(periods), day=day(when))
    own = own.join(behind.select("period", "data_date"), on=["period", "data_date"], how="anti")
    found: dict[tuple[str, date, str], list[str]] = {}
    for table, area, period, when in own.sort("period", "table").iter_rows():
        why = MEANS if table in ("age", "trajectory.days_to_intake") else FEW
        why = CHANGED if (table, area, period) in broken else why
        found.setdefault((why, when, period), []).append(NAMES[table])
    for (why, when, period), tables in found.items():
        yield why.format(period=_named([period]), tables=listing(tables), day=day(when))


def _named(periods: list[str]) -> str:
    """`Eerste halfjaar 2026 en Q1 2026`."""
    words = listing([parse_period(p).label for p in periods])
    return words[:1].upper() + words[1:]


def _all_broken(history: History) -> set[tuple[str, str, str]]:
    """Figures of blocks that take no part at all, because something in them changed."""
    found: set[tuple[str, str, str]] = set()
    for block, area, half in history.broken:
        if block not in history.truth.blocks:
            continue
        tables = {t for pairs in history.truth.blocks[block].maps.values() for t, _ in pairs}
        for place in (area, history.truth.region.code):
            found |= {(t, place, p) for t in tables for p in (half, history.year)}
    return found
