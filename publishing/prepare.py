"""Settles a whole region: what is shown, the certificate, and the report. Pure: nothing is read or kept here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter

import polars as pl

from domain.releases import DATES, Report
from publishing.assemble import calendar_cells, frame_of, open_cells
from publishing.blocks import settle_block
from publishing.borrowing import lenders_of
from publishing.catalogue import BLOCKS
from publishing.certificate import Certificate, certificate_of
from publishing.check import check
from publishing.earlier import advance
from publishing.evidence import Evidence, Year, collect_year
from publishing.frames import year_frame
from publishing.history import Earlier
from publishing.hub import CLOSED, settle_year
from publishing.joined import joined_structure
from publishing.report import report_of, report_on
from publishing.structure import structure
from publishing.truth import Place, Truth
from publishing.village_evidence import collect_villages, village_cells, village_structure
from publishing.villages import Villages, settle_villages

Progress = Callable[[float, str], None]
"""Share done (0 to 1) and what is being done, in Dutch."""
NAMES = {"people": "leeftijd en geslacht", "trajectory": "het traject"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Prepared:
    """`faults`: what the check found; a release with faults is not to be published."""

    cells: pl.DataFrame
    certificate: Certificate
    report: Report
    faults: tuple[str, ...]
    dates: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DATES))


def prepare_release(
    truth: Truth, smallest: int, progress: Progress, insiders: bool = True, earlier: Earlier | None = None
) -> Prepared:
    """`earlier`: the last release of the region in this epoch, where there is one."""
    if earlier is not None:
        return _further(truth, smallest, progress, earlier)
    started = perf_counter()
    years, villages, evidence = _whole(truth, smallest, progress, insiders)
    shown: set[Place] = set().union(*(year.totals.shown for year in years.values()))
    local = [row for m in truth.municipalities for row in village_cells(truth, m, villages.get(m))]
    cells = pl.concat([frame_of(calendar_cells(truth, years)), frame_of(local), open_cells(truth, shown)])
    around = (structure(truth), village_structure(truth, villages), joined_structure(truth, cells))
    certificate = certificate_of(_joined(evidence.pieces(), *around))
    progress(0.95, "De vrijgave wordt gecontroleerd zonder rekenhulp")
    faults = tuple(check(cells, certificate, smallest))
    report = report_of(truth, years, evidence, faults, perf_counter() - started)
    progress(1.0, "Klaar")
    return Prepared(
        cells=cells.sort("area", "table", "period", "category"), certificate=certificate, report=report, faults=faults
    )


def _further(truth: Truth, smallest: int, progress: Progress, earlier: Earlier) -> Prepared:
    started = perf_counter()
    progress(0.2, "De totalen van de lopende periode")
    found = advance(truth, earlier, smallest)
    report = report_on(truth, found, perf_counter() - started)
    progress(1.0, "Klaar")
    return Prepared(
        cells=found.cells, dates=found.dates, certificate=found.certificate, report=report, faults=found.faults
    )


def _collect(
    truth: Truth, years: dict[str, Year], villages: dict[str, Villages], smallest: int
) -> tuple[Evidence, dict[str, Villages]]:
    """Villages that cannot follow a witness of their municipality lose their means, and then all: then once more."""
    evidence = Evidence(villages=villages)
    for code, year in years.items():
        collect_year(evidence, truth, code, year)
    for found in villages.values():
        collect_villages(evidence, years, found)
    if not evidence.blocked:
        return evidence, villages
    again = {
        m: v.silenced(list(lenders_of(m, years)), smallest) if m in evidence.blocked else v for m, v in villages.items()
    }
    return _collect(truth, years, {m: v for m, v in again.items() if v is not None}, smallest)


def _joined(*parts: dict[str, list[pl.DataFrame]]) -> dict[str, list[pl.DataFrame]]:
    names = {name for part in parts for name in part}
    return {name: [frame for part in parts for frame in part.get(name, [])] for name in names}


def _whole(
    truth: Truth, smallest: int, progress: Progress, insiders: bool
) -> tuple[dict[str, Year], dict[str, Villages], Evidence]:
    """Until every protected cell has its witnesses: a year that cannot be settled so is closed further."""
    closed: dict[str, int] = {}
    years: dict[str, Year] = {}
    while True:
        for year in (y for y in truth.years if y not in years):
            years[year] = _year(truth, year, smallest, progress, insiders, closed.get(year, 0))
        progress(0.8, "De kernen en wijken")
        ordered = {y: years[y] for y in truth.years}
        villages = {
            m: v for m in truth.municipalities if (v := settle_villages(truth, m, ordered, smallest)) is not None
        }
        progress(0.9, "De getuigen worden opgeschreven")
        evidence, villages = _collect(truth, ordered, villages, smallest)
        weak = {y for y in evidence.unsettled() if closed.get(y, 0) < len(CLOSED) - 1}
        if not weak:
            return ordered, villages, evidence
        for year in weak:
            closed[year] = closed.get(year, 0) + 1
            del years[year]


def _year(truth: Truth, year: str, smallest: int, progress: Progress, insiders: bool, closed: int) -> Year:
    totals = settle_year(truth, year, smallest, insiders, closed)
    around, blocks = year_frame(truth, year, totals), {}
    done = truth.years.index(year) / len(truth.years)
    for n, name in enumerate(BLOCKS):
        progress(0.8 * (done + n / len(BLOCKS) / len(truth.years)), f"{year}: {NAMES.get(name, 'uitsplitsingen')}")
        blocks[name] = settle_block(truth, year, name, around, smallest, insiders)
    return Year(totals=totals, around=around, blocks=blocks)
