"""The provisional rule: from all cells of a data version to those that council and steering group may read."""

from collections.abc import Iterator

import polars as pl

from domain.areas import Geography, Level
from domain.cells import SCHEMA, TOTAL, Status
from domain.codes import UNKNOWN
from domain.periods import Grain
from indicators.tables import TABLES, Protection
from publishing import registered, spokes
from publishing.breakdowns import BANDS
from publishing.moments import MOMENTS, protect_moments, with_and_without
from publishing.rule import SMALLEST, SMALLEST_VILLAGE
from publishing.totals import allowed

ROUNDS = 3
"""Times that further municipalities are asked to hide a cell; what is still betrayed then is hidden in the region."""
BROKEN_DOWN = (Grain.YEAR, Grain.HALF)
"""Elsewhere a breakdown is absent, its total too: a total without parts would read as zeros."""
HUBS = ("referrals", "intakes")
OPEN = [t.name for t in TABLES.values() if t.protection is Protection.OPEN]
SPOKES = [
    t.name for t in TABLES.values() if t.protection is Protection.PERSONS and t.name not in (*HUBS, *MOMENTS)
]  # fmt: skip


def protect(cells: pl.DataFrame, geography: Geography) -> pl.DataFrame:
    """Cells in the same schema, protected by the rule in publishing.rule; tables for the coordinator alone are gone."""
    villages = [a.code for a in geography.of_level(Level.VILLAGE)]
    marked = spokes.with_units(cells)
    known = marked.filter(pl.col("table").is_in([*HUBS, *MOMENTS, *SPOKES]) & (pl.col("status") == Status.SHOWN))
    missing = marked.filter(pl.col("table").is_in([*HUBS, *SPOKES, *MOMENTS]) & (pl.col("status") == Status.NO_DATA))
    permits = {hub: _permits(known.filter(pl.col("table") == hub), geography) for hub in HUBS}
    hubs = [_totals(known, permits[hub], [hub]) for hub in HUBS]
    above = known.filter(~pl.col("area").is_in(villages))
    parts = [
        marked.filter(pl.col("table").is_in(OPEN)),
        missing.filter(~pl.col("area").is_in(villages) | pl.col("table").is_in(["referrals", "age"])),
        *hubs,
        _totals(above.filter(pl.col("grain").is_in(BROKEN_DOWN)), permits["referrals"], [*SPOKES, *MOMENTS]),
        protect_breakdowns(above, permits["referrals"], geography),
        protect_moments(known, permits["referrals"], villages, _countable(above, permits["referrals"], geography)),
    ]
    return pl.concat([part.select(SCHEMA.names()) for part in parts]).sort("area", "table", "period", "category")


def _permits(hub: pl.DataFrame, geography: Geography) -> pl.DataFrame:
    """Columns area, year, grain: the totals that may be shown, of regions, municipalities and villages."""
    parents = {a.code: a.parent or a.code for a in geography.areas}
    level = {a.code: a.level.value for a in geography.areas}
    rows = hub.filter(pl.col("category") == TOTAL).select("area", "period", "year", "grain", "count", "persons")
    rows = rows.with_columns(
        pl.col("area").replace_strict(parents, default=None, return_dtype=pl.String).alias("parent"),
        pl.col("area").replace_strict(level, default=None, return_dtype=pl.String).alias("level"),
    )
    upper = allowed(rows.filter(pl.col("level") != Level.VILLAGE), SMALLEST)
    below = rows.filter(pl.col("level") == Level.VILLAGE)
    around = upper.rename({"area": "parent"})
    visible = below.join(around, on=["parent", "year", "grain"], how="semi")
    rest = _without_village(visible, rows)
    lower = allowed(pl.concat([visible.select(rest.columns), rest]), SMALLEST_VILLAGE)
    return pl.concat([upper, lower.filter(pl.col("area").is_in(list(parents)))])


def _without_village(villages: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """What a municipality's total holds beside its villages: one more child that is never shown."""
    inside = (pl.col("count").sum().alias("cases inside"), pl.col("persons").sum().alias("inside"))
    sums = villages.group_by("parent", "period", "year", "grain").agg(*inside)
    totals = rows.select(pl.col("area").alias("parent"), "period", "count", pl.col("persons").alias("all"))
    # Who was referred in two villages counts twice in them: then the persons tell less than the referrals.
    rest = sums.join(totals, on=["parent", "period"]).with_columns(
        (pl.col("all") - pl.col("inside")).clip(1).alias("persons"), pl.format("{}|rest", "parent").alias("area")
    )
    beside = rest.filter(pl.col("count") > pl.col("cases inside"))
    return beside.select("parent", "area", "period", "year", "grain", "persons")


def _totals(known: pl.DataFrame, permits: pl.DataFrame, tables: list[str]) -> pl.DataFrame:
    """TOTAL rows of the tables: shown where permitted, otherwise hidden."""
    hub = known.filter(pl.col("table").is_in(tables) & (pl.col("category") == TOTAL))
    keys = ["area", "year", "grain"]
    shown = hub.join(permits, on=keys, how="semi").select(SCHEMA.names())
    return pl.concat(
        [shown, spokes.hidden_rows(hub.join(permits, on=keys, how="anti").select("table", "area", "period"))]
    )


def protect_breakdowns(known: pl.DataFrame, permits: pl.DataFrame, geography: Geography) -> pl.DataFrame:
    """The rows of all breakdowns that may be read."""
    cells = known.filter(pl.col("table").is_in(SPOKES) & (pl.col("category") != TOTAL))
    return pl.concat([spokes.released(*grain) for grain in _by_grain(cells, known, permits, geography)])


def _by_grain(
    cells: pl.DataFrame, known: pl.DataFrame, permits: pl.DataFrame, geography: Geography
) -> Iterator[tuple[pl.DataFrame, pl.DataFrame]]:
    """Of years, then of halves: the cells of permitted totals, and what was decided of their units.

    Halves may only be coarser than their year, so that they betray nothing that the year hides.
    """
    hub = known.filter(pl.col("table") == "referrals").join(permits, on=["area", "year", "grain"], how="semi")
    regions = {a.code: a.parent for a in geography.of_level(Level.MUNICIPALITY) if a.parent}
    forced = cells.clear().select(spokes.KEY)
    for grain in BROKEN_DOWN:
        decided = _decide(cells.filter(pl.col("grain") == grain), hub.filter(pl.col("grain") == grain), forced, regions)
        yield cells.filter(pl.col("grain") == grain).join(hub, on=["area", "period"], how="semi"), decided
        forced = decided.filter("merged").select(spokes.KEY)


def _countable(known: pl.DataFrame, permits: pl.DataFrame, geography: Geography) -> pl.DataFrame:
    """Columns table, area, period: where it may be told on how many referrals a mean rests, and so on how many not."""
    cells = with_and_without(known)
    shown = [
        visible.join(decided.filter(~pl.col("merged") & ~pl.col("alone")), on=spokes.KEY, how="semi")
        for visible, decided in _by_grain(cells, known, permits, geography)
    ]
    return pl.concat(shown).select("table", "area", "period").unique()


def _decide(cells: pl.DataFrame, hub: pl.DataFrame, forced: pl.DataFrame, regions: dict[str, str]) -> pl.DataFrame:
    """Municipalities first: what they hide decides what their region may show.

    A region's cell that would betray one municipality is saved, where possible, by letting a second one hide its own.
    """
    local = pl.col("area").is_in(list(regions))
    permitted = cells.join(hub, on=["area", "period"], how="semi")
    checks = (spokes.overlapping, spokes.nested, spokes.unregistered)
    wide = pl.concat([forced, *(check(permitted, hub, SMALLEST) for check in checks)])
    nothing = forced.clear()
    for _ in range(ROUNDS):
        towns = _gone(_margins_first(permitted.filter(local), hub, wide, nothing))
        betrayed = spokes.not_deducible(cells.filter(local), towns, regions, SMALLEST)
        partners = spokes.partners(permitted.filter(local), towns, betrayed, regions)
        if partners.is_empty():
            break
        wide = pl.concat([wide, registered.with_genders(partners)])
    towns = _margins_first(permitted.filter(local), hub, wide, nothing)
    gone = _gone(towns)
    betrayed = spokes.not_deducible(cells.filter(local), gone, regions, SMALLEST)
    wide = pl.concat([wide, registered.with_genders(betrayed)])
    # What every municipality shows can be added up: it covers nothing in its region.
    area = pl.col("area").replace_strict(regions, default=None, return_dtype=pl.String)
    covers = gone.filter("merged").with_columns(area)
    return pl.concat([towns, _margins_first(permitted.filter(~local), hub, wide, covers)])


def _margins_first(cells: pl.DataFrame, hub: pl.DataFrame, forced: pl.DataFrame, early: pl.DataFrame) -> pl.DataFrame:
    """Gender, then age bands, then the two crossed: all three hold the number that is not registered, or none does."""
    bare, bands, crossed = (
        cells.filter(pl.col("table").is_in(tables))
        for tables in ({*SPOKES, *MOMENTS} - {BANDS, spokes.CROSSED}, {BANDS}, {spokes.CROSSED})
    )
    first = spokes.decide(bare, hub, forced, early)
    genders = first.filter(pl.col("table") == spokes.GENDERS)
    also = pl.concat([forced, registered.unknown_band(genders)])
    second = registered.without_contradiction(spokes.decide(bands, hub, also, early), genders)
    also = pl.concat([forced, registered.crossed(crossed, genders, second)])
    return pl.concat([first, second, spokes.decide(crossed, hub, also, early)])


def _gone(decided: pl.DataFrame) -> pl.DataFrame:
    """With everything counted as merged where the whole breakdown disappears, but not what the genders tell anyway."""
    steps = (pl.col("table") == spokes.STEPS) & pl.col("merged").any().over(spokes.STAR)
    gone = decided.with_columns((pl.col("merged") | pl.col("alone") | steps).alias("merged"))
    told = registered.told(decided.filter(pl.col("table") == spokes.GENDERS)).with_columns(told=True)
    unknown = (pl.col("table") == BANDS) & (pl.col("unit") == UNKNOWN) & pl.col("told").fill_null(False)
    return gone.join(told, on=["area", "year"], how="left").with_columns(pl.col("merged") & ~unknown).drop("told")
