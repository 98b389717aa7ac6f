"""A further release in the same epoch: closed periods and breakdowns stay, totals of the running year advance.

What an attacker learns beside the earlier release is the increments alone, so these are settled like totals: one of 1
to k - 1 persons is protected, none at all need not be. What does not advance stays with its date.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from domain.cells import SCHEMA, TOTAL, Status
from domain.periods import CALENDAR, Grain, parse_period
from domain.releases import DATES
from indicators.tables import TABLES, Protection
from publishing.assemble import REFERRING, counted, frame_of, hidden, open_cells
from publishing.certificate import Certificate, certificate_of
from publishing.check import check
from publishing.cover import Cover
from publishing.evidence import LEAF_COLUMNS, Evidence
from publishing.goals import Goals
from publishing.hub import hide_finer, priced, system_of, unit_of
from publishing.structure import ALL, TOTALS, structure
from publishing.truth import Place, Truth
from publishing.witness import Witnesses

MONTHS = "months"
"""In the certificate of a further release: all referrals of every month, where TOTALS holds the increments alone."""
KEY = ["table", "area", "period", "category"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Earlier:
    """The last release of the region in this epoch: its cells and dates, and from its certificate the months then."""

    cells: pl.DataFrame
    dates: pl.DataFrame
    data_date: date
    months: dict[Place, int]


@dataclass(frozen=True, kw_only=True, eq=False)
class Advanced:
    """`increments`: what is newly published, in the form of cells, for the check of the certificate."""

    cells: pl.DataFrame
    dates: pl.DataFrame
    certificate: Certificate
    evidence: Evidence
    faults: tuple[str, ...]
    stays: dict[str, tuple[str, ...]]


def months_of(certificate: Certificate) -> dict[Place, int]:
    """Referrals by municipality and month that a release rests on."""
    leaves = certificate["leaves"]
    further = (leaves["block"] == MONTHS).any()
    totals = leaves.filter(pl.col("block") == (MONTHS if further else TOTALS))
    return {(a, m): n for a, m, n in totals.select("area", "period", "count").iter_rows()}


def advance(truth: Truth, earlier: Earlier, smallest: int) -> Advanced:
    year = str(truth.data_date.year)
    leaves = tuple(sorted(p for p in truth.totals if p[0] in truth.municipalities and _in(p, year, Grain.MONTH)))
    places = tuple(
        sorted(p for p in truth.totals if p[0] in (*truth.municipalities, truth.region.code) and _in(p, year))
    )
    grown = np.array([truth.totals[leaf][0] - earlier.months.get(leaf, 0) for leaf in leaves], dtype=np.int64)
    known = _shown_before(earlier)
    # A correction that takes referrals out waits for the yearly restatement, and with it all that would betray it.
    fallen = bool((grown < 0).any() or set(earlier.months) - set(leaves) - _closed(earlier, year))
    cover, goals, small, persons = _settle(truth, earlier, leaves, places, np.maximum(grown, 0), known, smallest)
    units = tuple(sorted({unit_of(p) for p in places}))
    moved = set() if fallen else {p for p in places if units.index(unit_of(p)) not in cover.hidden}
    increments = _increments(truth, moved, places, cover)
    evidence = _evidence(cover, goals, leaves, places, small, persons, known)
    evidence.leaves.append(_all_months(truth))
    around = structure(truth)
    around["maps"] = [maps.filter(pl.col("block") == TOTALS) for maps in around["maps"]]
    certificate = dict(certificate_of({**around, **evidence.pieces()}))
    faults = tuple(check(increments, certificate, smallest))
    cells = _cells(truth, earlier, moved, places, known)
    dates = _dates(truth, earlier, moved)
    stays = {m: tuple(_stays(earlier, dates, m)) for m in truth.municipalities}
    return Advanced(
        cells=cells, dates=dates, certificate=certificate | {"before": earlier.cells}, evidence=evidence,
        faults=faults, stays=stays,
    )  # fmt: skip


def _all_months(truth: Truth) -> pl.DataFrame:
    months = [p for p in truth.totals if p[0] in truth.municipalities and parse_period(p[1]).grain is Grain.MONTH]
    rows = [(MONTHS, *p, ALL, truth.totals[p][0]) for p in sorted(months)]
    return pl.DataFrame(rows, schema=LEAF_COLUMNS, orient="row")


def _in(place: Place, year: str, grain: Grain | None = None) -> bool:
    period = parse_period(place[1])
    return str(period.year) == year and period.grain in ((grain,) if grain else CALENDAR)


def _closed(earlier: Earlier, year: str) -> set[Place]:
    return {place for place in earlier.months if not place[1].startswith(year)}


def _shown_before(earlier: Earlier) -> dict[Place, int]:
    totals = earlier.cells.filter(
        (pl.col("table") == "referrals") & (pl.col("category") == TOTAL) & (pl.col("status") == Status.SHOWN)
    )
    return {(a, p): n for a, p, n in totals.select("area", "period", "count").iter_rows()}


def _settle(truth, earlier, leaves, places, grown, known, smallest):  # type: ignore[no-untyped-def]
    units = tuple(sorted({unit_of(p) for p in places}))
    cover = Cover(Witnesses(system_of(truth, leaves, places, grown)), priced(truth, places, units))
    values = cover.programme.system.values
    persons = {p: min(int(values[n]), _new_persons(truth, earlier, p)) for n, p in enumerate(places)}
    # A period that begins after the earlier release has no increment but a total: there none at all is protected too.
    small = [
        n
        for n, p in enumerate(places)
        if persons[p] < smallest and (values[n] > 0 or (p not in known and _later(p, earlier)))
    ]
    # What once stayed behind stays till the restatement: its later increments would tell of its earlier ones.
    behind = set(earlier.dates.filter(pl.col("table") == "referrals").select("area", "period").iter_rows())
    kept = {unit_of(p) for p in places if p in known} - {unit_of(p) for p in places if p in behind}
    cover.hide(
        {n for n, unit in enumerate(units) if unit not in kept} | {units.index(unit_of(places[n])) for n in small}
    )
    hide_finer(cover, units)
    rows = np.array(small, dtype=int)
    goals = Goals(rows=rows, none=np.zeros(len(rows)), some=np.full(len(rows), smallest), groups=rows)
    cover.settle(goals)
    hide_finer(cover, units)
    return cover, goals, {places[n] for n in small}, persons


def _later(place: Place, earlier: Earlier) -> bool:
    return parse_period(place[1]).start > earlier.data_date


def _new_persons(truth: Truth, earlier: Earlier, place: Place) -> int:
    """Of months after the earlier release alone: late ones before it could be the same persons."""
    period = parse_period(place[1])
    months = [p.code for p in period.split(Grain.MONTH) if p.start > earlier.data_date]
    towns = truth.municipalities if place[0] == truth.region.code else (place[0],)
    inside = truth.cases.filter(pl.col("month").is_in(months) & pl.col("municipality").is_in(list(towns)))
    return int(inside["person"].n_unique())


def _increments(truth: Truth, moved: set[Place], places: tuple[Place, ...], cover: Cover) -> pl.DataFrame:
    values = cover.programme.system.values
    rows = [
        ("referrals", *p, TOTAL, int(values[n]), None, None, Status.SHOWN.value)
        for n, p in enumerate(places)
        if p in moved
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _evidence(cover, goals, leaves, places, small, persons, known) -> Evidence:  # type: ignore[no-untyped-def]
    evidence = Evidence()
    counts = cover.truth.tolist()
    rows = [(TOTALS, *leaf, ALL, n) for leaf, n in zip(leaves, counts, strict=True) if n]
    evidence.leaves.append(pl.DataFrame(rows, schema=LEAF_COLUMNS, orient="row"))
    numbers = {
        n: evidence.add(
            ((TOTALS, *leaves[leaf], ALL), k)
            for leaf, k in zip(cover.witnesses[n].leaves.tolist(), cover.witnesses[n].change.tolist(), strict=True)
        )
        for n in cover.used()
    }
    for task in cover.tasks:
        for n, row in enumerate(task.goals.rows.tolist()):
            sides = (numbers.get(int(s[n]), int(s[n])) for s in (task.found.none, task.found.some))
            evidence.goals.append(("referrals", *places[row], TOTAL, "", *sides))
    evidence.cells += [("referrals", *p, TOTAL, persons[p], p not in small) for p in places]
    return evidence


def _cells(
    truth: Truth, earlier: Earlier, moved: set[Place], places: tuple[Place, ...], known: dict[Place, int]
) -> pl.DataFrame:
    """The earlier ones, with what advanced and the open tables as they are now."""
    open_names = [t.name for t in TABLES.values() if t.protection is Protection.OPEN]
    now = [counted("referrals", p, TOTAL, truth.totals[p][0]) for p in sorted(moved)]
    fresh = {p for p in places if p not in moved and _later(p, earlier)}
    now += [hidden("referrals", p, TOTAL) for p in sorted(fresh)]
    totals = frame_of(now)
    opened = open_cells(truth, {*moved, *(p for p in known if not p[1].startswith(str(truth.data_date.year)))})
    referring = opened.filter(pl.col("table") == REFERRING)
    stayed = earlier.cells.filter(~pl.col("table").is_in(open_names) | (pl.col("table") == REFERRING))
    stayed = stayed.join(pl.concat([totals, referring]), on=KEY, how="anti")
    missing = opened.filter(pl.col("table") != REFERRING).join(pl.concat([stayed, totals]), on=KEY, how="anti")
    parts = (stayed, totals, referring, missing)
    return pl.concat([part.select(SCHEMA.names()) for part in parts]).sort("area", "table", "period", "category")


def _dates(truth: Truth, earlier: Earlier, moved: set[Place]) -> pl.DataFrame:
    """Every figure about residents in a period that runs, and was not brought up to date."""
    people = [t.name for t in TABLES.values() if t.protection is Protection.PERSONS]
    running = [p for p in earlier.cells["period"].unique() if parse_period(p).end > earlier.data_date]
    rows = earlier.cells.filter(
        pl.col("table").is_in(people) & pl.col("period").is_in(running) & (pl.col("status") == Status.SHOWN)
    )
    places = (
        rows.select("table", "area", "period").unique().join(earlier.dates, on=["table", "area", "period"], how="left")
    )
    dated = places.with_columns(pl.col("data_date").fill_null(earlier.data_date))
    dated = dated.filter(pl.col("data_date") != truth.data_date)
    new = pl.DataFrame(
        [("referrals", *p) for p in sorted(moved)], schema=["table", "area", "period"], orient="row",
        schema_overrides={"table": pl.String, "area": pl.String, "period": pl.String},
    )  # fmt: skip
    return (
        dated.join(new, on=["table", "area", "period"], how="anti")
        .select(DATES.names())
        .cast(DATES)
        .sort(DATES.names())
    )


def _stays(earlier: Earlier, dates: pl.DataFrame, municipality: str) -> Iterator[str]:
    from domain.dutch import day

    own = dates.filter(pl.col("area") == municipality)
    if own.filter(pl.col("table") == "referrals").height:
        why = "er kwamen te weinig inwoners bij, of er is gecorrigeerd."
        yield f"Totalen van de lopende periode blijven op {day(earlier.data_date)}: {why}"
    if own.filter(pl.col("table") != "referrals").height:
        yield f"Uitsplitsingen van de lopende periode blijven op {day(earlier.data_date)} tot de jaarlijkse herziening."
