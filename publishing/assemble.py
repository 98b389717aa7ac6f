"""The public cells of a release: what is shown, one mark for everything that is not, and the rest taken together."""

from collections.abc import Iterable, Iterator

import polars as pl

from domain.cells import EVERYTHING, JOINED, OTHER, SCHEMA, TOTAL, Status
from domain.codes import BAND_STARTS, COARSE_AGE, COARSE_REASON, OFFER, UNKNOWN
from domain.periods import CALENDAR, Grain, parse_period
from indicators.tables import TABLES, Protection
from publishing.catalogue import AGE, BANDS, CROSSED, DATED, DAYS, GENDER, OFFERS, PEOPLE, STEPS, TRAJECTORY, is_coarse
from publishing.evidence import Year
from publishing.statements import QUARTILE_FROM
from publishing.truth import Place, Truth

Row = tuple[str, str, str, str, int | None, float | None, str]
HUBS = ("referrals", "intakes")
PERSON_TABLES = tuple(t.name for t in TABLES.values() if t.protection is Protection.PERSONS and t.name not in HUBS)
REASON = "referrals.reason"
SEXES = ("female", "male")
REFERRING = "practices.referring"


def calendar_cells(truth: Truth, years: dict[str, Year]) -> Iterator[Row]:
    """Rows of the region and its municipalities by calendar period."""
    for year in years.values():
        shown = year.totals.shown
        for place in year.totals.places:
            yield _total("referrals", truth, place, place in shown)
        yield from _merged(truth, year)
        for place in year.around.frame.places:
            for table in PERSON_TABLES:
                yield _total(table, truth, place, place in shown)
            if place in shown:
                yield from _breakdowns(truth, year, place)


def _total(table: str, truth: Truth, place: Place, shown: bool) -> Row:
    return counted(table, place, TOTAL, truth.totals[place][0]) if shown else hidden(table, place, TOTAL)


def counted(table: str, place: Place, category: str, count: int) -> Row:
    return (table, *place, category, count, None, Status.SHOWN.value)


def hidden(table: str, place: Place, category: str) -> Row:
    return (table, *place, category, None, None, Status.HIDDEN.value)


def _merged(truth: Truth, year: Year) -> Iterator[Row]:
    """Municipalities whose totals are hidden, together: where that follows from the region's total anyway."""
    for place in year.totals.places:
        area, period = place
        if area != truth.region.code or place not in year.totals.shown:
            continue
        towns = [p for p in year.totals.places if p[1] == period and p[0] != area and p not in year.totals.shown]
        if len(towns) > 1:
            names = JOINED.join(sorted(p[0] for p in towns))
            yield counted("referrals", (names, period), TOTAL, sum(truth.totals[p][0] for p in towns))


def _breakdowns(truth: Truth, year: Year, place: Place) -> Iterator[Row]:
    for name, block in year.blocks.items():
        found = dict(shown_at(year, name, place))
        if name in OFFER:
            count = found.get((OFFERS, name))
            yield hidden(OFFERS, place, name) if count is None else counted(OFFERS, place, name, count)
            continue
        tables = sorted({t for pairs in truth.blocks[name].maps.values() for t, _ in pairs} - {AGE, DATED})
        for table in tables:
            yield from table_rows(table, place, found, truth.totals[place][0], _wide(block.wide, table, place))
        if name == PEOPLE:
            yield from _said(truth, year, place)
        if name == TRAJECTORY:
            yield from _days(truth, year, place)


def shown_at(year: Year, name: str, place: Place) -> Iterator[tuple[tuple[str, str], int]]:
    """The shown (table, category) of one place, with counts."""
    for (table, _, period, category), shown, count in year.blocks[name].published.get(place[0], ()):
        if shown and period == place[1]:
            yield (table, category), count


def _wide(wide: frozenset[tuple[str, str, str]], table: str, place: Place) -> bool:
    return (table, *place) in wide


def table_rows(table: str, place: Place, found: dict[tuple[str, str], int], total: int, wide: bool) -> Iterator[Row]:
    """Every category of the closed list: its count or the mark; then what is left, together."""
    categories = categories_of(table, wide)
    shown = {c: found[table, c] for c in categories if (table, c) in found}
    if table == STEPS:
        yield from _steps(table, place, found)
        return
    if not shown:
        yield hidden(table, place, EVERYTHING)
        return
    yield from (counted(table, place, c, n) for c, n in shown.items())
    left = [c for c in categories if c not in shown]
    yield from (hidden(table, place, c) for c in left)
    if not left:
        return
    if table != CROSSED:
        yield counted(table, place, OTHER, total - sum(shown.values()))
        return
    if all((GENDER, sex) in found for sex in SEXES):
        for sex in SEXES:
            own = sum(n for c, n in shown.items() if c.startswith(f"{sex}|"))
            yield counted(table, place, f"{sex}|{OTHER}", found[GENDER, sex] - own)


def categories_of(table: str, wide: bool) -> tuple[str, ...]:
    if table in (BANDS, CROSSED):
        bands = [*(COARSE_AGE if wide else BAND_STARTS)]
        return (*bands, UNKNOWN) if table == BANDS else tuple(f"{sex}|{band}" for sex in SEXES for band in bands)
    if table == REASON and wide:
        return (*COARSE_REASON, UNKNOWN)
    return tuple(TABLES[table].labels or ())


def _steps(table: str, place: Place, found: dict[tuple[str, str], int]) -> Iterator[Row]:
    from indicators.count.prepare import STEPS_AFTER_REFERRAL

    for step in STEPS_AFTER_REFERRAL:
        for category in (step, f"{step}|not_yet", f"{step}|missed"):
            known = found.get((table, category))
            if known is not None:
                yield counted(table, place, category, known)
            elif not any((table, c) in found for c in (step, f"{step}|not_yet", f"{step}|missed")):
                yield hidden(table, place, category)


def _said(truth: Truth, year: Year, place: Place) -> Iterator[Row]:
    said = {s.cell: s for s in year.blocks[PEOPLE].said if s.cell[1:3] == place}
    mean = said.get((AGE, *place, "mean"))
    if mean is not None and mean.value is not None:
        yield (AGE, *place, "mean", None, float(mean.value), Status.SHOWN.value)
    else:
        yield hidden(AGE, place, "mean")
    yield hidden(AGE, place, "median")
    for cell in said:
        if cell[0] == GENDER:
            yield (*cell, None, None, Status.SHOWN.value)


def _days(truth: Truth, year: Year, place: Place) -> Iterator[Row]:
    """Mean and median from ten persons, quartiles from twenty; in whole days."""
    found = year.blocks[TRAJECTORY]
    unit = (DAYS, *place)
    names = found.star.unit_names
    kept = unit in names and names.index(unit) not in found.cover.hidden
    rows = truth.cells.filter(
        (pl.col("table") == DAYS)
        & (pl.col("area") == place[0])
        & (pl.col("period") == place[1])
        & (pl.col("category") != TOTAL)
    )
    values = {category: (value, who) for category, value, who in rows.select("category", "sum", "persons").iter_rows()}
    for category in ("mean", "median", "p25", "p75"):
        value, who = values.get(category, (None, 0))
        if kept and value is not None and who >= (QUARTILE_FROM if category.startswith("p") else 10):
            yield (DAYS, *place, category, None, float(round(value)), Status.SHOWN.value)
        else:
            yield hidden(DAYS, place, category)


def open_cells(truth: Truth, shown: set[Place]) -> pl.DataFrame:
    """Tables that are shown as they are, and what was not delivered. Numbers of referring practices go with totals."""
    tables = [t.name for t in TABLES.values() if t.protection is Protection.OPEN]
    villages = [v.code for m in truth.municipalities for v in truth.geography.children(m)]
    calendar = pl.col("area").is_in([truth.region.code, *truth.municipalities])
    missing = (
        (pl.col("status") == Status.NO_DATA)
        & ~pl.col("table").is_in(tables)
        & (calendar | pl.col("area").is_in(villages))
    )
    kept = truth.cells.filter(pl.col("table").is_in(tables) | missing)
    allowed = pl.DataFrame(
        sorted(_referring(truth, shown)), schema={"area": pl.String, "period": pl.String}, orient="row"
    )
    referring = kept.filter(pl.col("table") == REFERRING).join(allowed, on=["area", "period"], how="semi")
    return pl.concat([kept.filter(pl.col("table") != REFERRING), referring])


def _referring(truth: Truth, shown: set[Place]) -> Iterator[Place]:
    """By year and half-year; of a region where all its municipalities have their totals shown: else it tells of one."""
    for area, period in shown:
        if parse_period(period).grain not in (Grain.YEAR, Grain.HALF):
            continue
        towns = [m for m in truth.municipalities if (m, period) in truth.totals]
        if area != truth.region.code or all((m, period) in shown for m in towns):
            yield area, period


def frame_of(rows: Iterable[Row]) -> pl.DataFrame:
    names = ["table", "area", "period", "category", "count", "sum", "status"]
    kinds = {name: SCHEMA[name] for name in names}
    frame = pl.DataFrame(list(rows), schema=kinds, orient="row")
    return frame.with_columns(pl.lit(None, dtype=pl.Int64).alias("persons")).select(SCHEMA.names())


__all__ = ["CALENDAR", "calendar_cells", "frame_of", "is_coarse", "open_cells"]
