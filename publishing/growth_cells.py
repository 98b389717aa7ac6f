"""The public cells of a further release: those of the one before, with what was brought up to date; and the dates."""

from collections.abc import Iterator, Mapping

import polars as pl

from domain.cells import EVERYTHING, TOTAL, Status
from domain.periods import parse_period
from domain.releases import DATES
from indicators.tables import TABLES, Protection
from publishing.assemble import PERSON_TABLES, REFERRING, Row, counted, frame_of, hidden, open_cells, table_rows
from publishing.catalogue import AGE, DAYS, OFFERS, is_coarse
from publishing.growth import Growth
from publishing.growth_blocks import Grown
from publishing.history import FIGURE, KEY, PEOPLE_TABLES, History
from publishing.truth import Place

Figure = tuple[str, str, str]
HALF = 6


def cells_of(history: History, growth: Growth, blocks: Mapping[str, Grown]) -> tuple[pl.DataFrame, frozenset[Figure]]:
    """Also the figures that are up to date now."""
    before = history.earlier.last.cells
    figures = _figures(blocks, before)
    rows = list(_totals(history, growth, before))
    renewed: set[Figure] = set()
    for place in sorted(p for p in growth.moved if parse_period(p[1]).months >= HALF):
        for table, own in _tables(history, place, figures, before):
            rows += own
            renewed.add((table, *place))
    fresh = frozenset(renewed | {("referrals", *p) for p in growth.moved})
    new = frame_of(rows)
    whole = pl.DataFrame(sorted(fresh), schema=dict.fromkeys(FIGURE, pl.String), orient="row")
    opened = _opened(history, growth, before)
    stayed = before.filter(pl.col("table").is_in(PEOPLE_TABLES)).join(whole, on=FIGURE, how="anti")
    stayed = pl.concat([stayed, _missing(history, before)]).join(new, on=KEY, how="anti")
    return pl.concat([stayed, new, opened]).sort("area", "table", "period", "category"), fresh


def _figures(blocks: Mapping[str, Grown], before: pl.DataFrame) -> dict[Figure, dict[str, int]]:
    """Tables that are brought up to date with their counts, and which come in coarser categories."""
    found: dict[Figure, dict[str, int]] = {}
    for grown in blocks.values():
        for figure, counts in grown.shown.items():
            found.setdefault(figure, {}).update(counts)
    offers = before.filter((pl.col("table") == OFFERS) & (pl.col("category") != TOTAL) & (pl.col("status") == "shown"))
    for area, period, category in offers.select("area", "period", "category").iter_rows():
        # Offers are blocks of their own: one that stays keeps the others at its date.
        if category not in found.get((OFFERS, area, period), {category: 0}):
            del found[OFFERS, area, period]
    return found


def _totals(history: History, growth: Growth, before: pl.DataFrame) -> Iterator[Row]:
    known = set(before.filter(pl.col("table") == "referrals").select("area", "period").iter_rows())
    for place in sorted(growth.moved):
        yield counted("referrals", place, TOTAL, history.truth.totals[place][0])
    for area, period in sorted({(a, code.split("@")[0]) for a, code in growth.totals.places}):
        if (area, period) not in growth.moved and (area, period) not in known:
            broad = parse_period(period).months >= HALF
            yield from (hidden(t, (area, period), TOTAL) for t in ("referrals", *(PERSON_TABLES if broad else ())))


def _tables(
    history: History, place: Place, figures: Mapping[Figure, dict[str, int]], before: pl.DataFrame
) -> Iterator[tuple[str, list[Row]]]:
    """The tables of a place that are brought up to date: with what they show, or with nothing but their total."""
    total = history.truth.totals[place][0]
    own = before.filter((pl.col("area") == place[0]) & (pl.col("period") == place[1]))
    parts = own.filter((pl.col("category") != TOTAL) & (pl.col("status") == Status.SHOWN))
    speaking, known = set(parts["table"].to_list()), set(own["table"].to_list())
    found = {(t, c): n for (t, a, p), counts in figures.items() if (a, p) == place for c, n in counts.items()}
    for table in PERSON_TABLES:
        counts = figures.get((table, *place))
        if counts is None and table in speaking:
            continue
        rows = [counted(table, place, TOTAL, total)]
        if counts is None and table in known:
            bare = own.filter((pl.col("table") == table) & (pl.col("category") != TOTAL))
            rows += [hidden(table, place, c) for c in bare["category"]]
        else:
            wide = any(is_coarse(table, c) for c in counts or ())
            rows += _rows(table, place, found, total, wide)
        yield table, rows


def _rows(table: str, place: Place, found: dict[tuple[str, str], int], total: int, wide: bool) -> list[Row]:
    if table in (AGE, DAYS):
        names = ("mean", "median") if table == AGE else ("mean", "median", "p25", "p75")
        return [hidden(table, place, name) for name in names]
    if table == OFFERS:
        labels = TABLES[table].labels or {}
        return [
            counted(table, place, c, found[table, c]) if (table, c) in found else hidden(table, place, c)
            for c in labels
        ]
    return list(table_rows(table, place, found, total, wide))


def _opened(history: History, growth: Growth, before: pl.DataFrame) -> pl.DataFrame:
    """Open tables as they are; the number of referring practices goes with totals."""
    open_names = [t.name for t in TABLES.values() if t.protection is Protection.OPEN]
    shown = before.filter(
        (pl.col("table") == "referrals") & (pl.col("category") == TOTAL) & (pl.col("status") == "shown")
    )
    known = {p for p in shown.select("area", "period").iter_rows() if not p[1].startswith(history.year)}
    opened = open_cells(history.truth, {*growth.moved, *known}).filter(pl.col("table").is_in(open_names))
    referring = opened.filter(pl.col("table") == REFERRING)
    stayed = before.filter(pl.col("table") == REFERRING).join(referring, on=KEY, how="anti")
    return pl.concat([opened, stayed.select(opened.columns)])


def _missing(history: History, before: pl.DataFrame) -> pl.DataFrame:
    """What was not delivered."""
    rows = open_cells(history.truth, set()).filter(pl.col("table").is_in(PEOPLE_TABLES))
    return rows.select(before.columns).join(before, on=KEY, how="anti")


def dates_of(history: History, cells: pl.DataFrame, fresh: frozenset[Figure]) -> pl.DataFrame:
    """Every shown figure about residents of a period that ran at the first release, and is not up to date."""
    start, last = history.days[0], history.earlier.last
    running = [p for p in cells["period"].unique() if p.startswith(history.year) or parse_period(p).end > start]
    rows = cells.filter(
        pl.col("table").is_in(PEOPLE_TABLES) & pl.col("period").is_in(running) & (pl.col("status") == Status.SHOWN)
    )
    now = pl.DataFrame(sorted(fresh), schema=dict.fromkeys(FIGURE, pl.String), orient="row")
    behind = rows.select(FIGURE).unique().join(now, on=FIGURE, how="anti")
    dated = behind.join(last.dates, on=FIGURE, how="left").with_columns(pl.col("data_date").fill_null(last.data_date))
    kept = dated.filter(pl.col("data_date") != history.truth.data_date)
    return kept.select(DATES.names()).cast(DATES).sort(DATES.names())


__all__ = ["EVERYTHING", "cells_of", "dates_of"]
