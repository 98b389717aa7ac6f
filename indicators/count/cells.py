"""All cells of one data version, or of one municipality of it."""

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from domain.agreements import Agreements
from domain.areas import Level
from domain.cells import SCHEMA
from domain.periods import CALENDAR, Grain, Period, periods_between
from domain.programme import Programme
from indicators.count import grid, inhabitants, practices, quality, spokes
from indicators.count.prepare import prepare
from indicators.tables import TABLES, Protection


@dataclass(frozen=True, kw_only=True)
class Depth:
    """How far to count: breakdowns of which levels for which grains; totals always go down to months.

    `since`: levels that are also counted since the start of their municipality, totals and breakdowns; never a region.
    """

    levels: tuple[Level, ...] = tuple(Level)
    grains: tuple[Grain, ...] = CALENDAR
    since: tuple[Level, ...] = (Level.MUNICIPALITY, Level.VILLAGE)
    practices: bool = True


FULL = Depth()
PERSONS = tuple(
    t.name for t in TABLES.values() if t.protection is Protection.PERSONS and t.name not in ("referrals", "intakes")
)


def count_cells(
    referrals: pl.DataFrame, programme: Programme, agreements: Agreements, data_date: date, depth: Depth = FULL
) -> pl.DataFrame:
    """Cells in the schema of domain.cells, every status `shown` or `no_data`.

    `referrals`: rows of the table Referral. Every table that stands for residents also has a row TOTAL: the hub.
    """
    months = grid.delivered_months(programme.deliveries, referrals)
    known = quality.marked(referrals, agreements.geography) if depth.practices else referrals
    prepared = prepare(known, agreements, data_date).join(grid.starts(months), on="municipality", how="left")
    parts = _since(prepared, agreements, months, data_date, depth)
    for grain in CALENDAR:
        delivery = grid.delivery_cells(months, agreements.geography, data_date, grain)
        parts.append(delivery)
        parts += [_level(prepared, agreements, delivery, level, grain, depth) for level in Level]
        parts.append(inhabitants.spent_cells(programme, grain))
        if depth.practices or grain in (Grain.YEAR, Grain.HALF):
            parts.append(practices.referring_cells(prepared, grain.value))
        if depth.practices:
            parts.append(practices.practice_referral_cells(prepared, grain.value))
            parts.append(quality.quality_cells(prepared, grain.value))
            parts.append(_quality_hub(delivery, prepared, agreements, grain))
    periods = every_period(programme, months, data_date)
    moments = practices.moments_of(periods, data_date)
    parts.append(practices.practice_cells(programme, agreements, moments))
    if depth.practices:
        parts.append(practices.participant_cells(programme, moments))
    years = sorted({p.year for p in periods})
    parts.append(inhabitants.population_cells(programme, agreements.geography, years))
    return pl.concat([p for p in parts if p.height] or [pl.DataFrame(schema=SCHEMA)])


def _since(
    prepared: pl.DataFrame, agreements: Agreements, months: pl.DataFrame, data_date: date, depth: Depth
) -> list[pl.DataFrame]:
    """Everything from the first delivered month of each municipality to the data date."""
    if not depth.since:
        return []
    delivery = grid.delivery_cells(months, agreements.geography, data_date, Grain.START)
    whole = replace(depth, levels=depth.since, grains=(Grain.START,))
    return [delivery, *(_level(prepared, agreements, delivery, level, Grain.START, whole) for level in depth.since)]


def _level(
    prepared: pl.DataFrame, agreements: Agreements, delivery: pl.DataFrame, level: Level, grain: Grain, depth: Depth
) -> pl.DataFrame:
    totals = spokes.totals(prepared, level, grain)
    hub = grid.hub(totals, delivery, agreements.geography, level)
    parts = [hub, spokes.intakes(prepared, level, grain)]
    if level in depth.levels and grain in depth.grains:
        parts += [spokes.spokes(prepared, level, grain), _hub_of_spokes(hub, PERSONS)]
    elif grain in depth.grains:
        parts += [spokes.ages(prepared, level, grain), _hub_of_spokes(hub, ("age",))]
    return pl.concat([p.select(SCHEMA.names()) for p in parts])


def _quality_hub(delivery: pl.DataFrame, prepared: pl.DataFrame, agreements: Agreements, grain: Grain) -> pl.DataFrame:
    totals = spokes.totals(prepared, Level.MUNICIPALITY, grain)
    hub = grid.hub(totals, delivery, agreements.geography, Level.MUNICIPALITY)
    return _hub_of_spokes(hub.select(SCHEMA.names()), (quality.TABLE,))


def _hub_of_spokes(hub: pl.DataFrame, tables: tuple[str, ...]) -> pl.DataFrame:
    """The hub again as the TOTAL of each breakdown: so an empty one reads as zero and a missing one as missing."""
    return pl.concat([hub.with_columns(pl.lit(name).alias("table")) for name in tables])


def every_period(programme: Programme, months: pl.DataFrame, data_date: date) -> tuple[Period, ...]:
    """All calendar periods from the first thing that is known to the data date."""
    first = [programme.participations["date_from"].min(), programme.expenses["day"].min()]
    if months.height:
        first.append(date(int(str(months["month"].min())[:4]), int(str(months["month"].min())[5:7]), 1))
    known = [day for day in first if isinstance(day, date)]
    start = min(known, default=data_date)
    return tuple(p for grain in CALENDAR for p in periods_between(start, data_date, grain))
