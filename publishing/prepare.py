"""Settles a whole region: what is shown, the certificate, and the report. Pure: nothing is read or kept here."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

import polars as pl

from domain.releases import Report
from publishing.assemble import calendar_cells, frame_of, open_cells
from publishing.blocks import settle_block
from publishing.catalogue import BLOCKS
from publishing.certificate import Certificate, certificate_of
from publishing.check import check
from publishing.evidence import Evidence, Year, collect_year, structure
from publishing.frames import year_frame
from publishing.hub import settle_totals
from publishing.report import report_of
from publishing.truth import Place, Truth
from publishing.village_evidence import collect_villages, village_cells, village_structure
from publishing.villages import Villages, lenders_of, settle_villages

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


def prepare_release(truth: Truth, smallest: int, progress: Progress, insiders: bool = True) -> Prepared:
    started = perf_counter()
    years = _settle(truth, smallest, progress, insiders)
    progress(0.8, "De kernen en wijken")
    villages = {m: v for m in truth.municipalities if (v := settle_villages(truth, m, years, smallest)) is not None}
    progress(0.9, "De getuigen worden opgeschreven")
    evidence, villages = _collect(truth, years, villages, smallest)
    shown: set[Place] = set().union(*(year.totals.shown for year in years.values()))
    local = [row for m in truth.municipalities for row in village_cells(truth, m, villages.get(m))]
    cells = pl.concat([frame_of(calendar_cells(truth, years)), frame_of(local), open_cells(truth, shown)])
    certificate = certificate_of(_joined(evidence.pieces(), structure(truth), village_structure(truth, villages)))
    progress(0.95, "De vrijgave wordt gecontroleerd zonder rekenhulp")
    faults = tuple(check(cells, certificate, smallest))
    report = report_of(truth, years, evidence, faults, perf_counter() - started)
    progress(1.0, "Klaar")
    return Prepared(
        cells=cells.sort("area", "table", "period", "category"), certificate=certificate, report=report, faults=faults
    )


def _collect(
    truth: Truth, years: dict[str, Year], villages: dict[str, Villages], smallest: int
) -> tuple[Evidence, dict[str, Villages]]:
    """Villages that cannot follow a witness of their municipality lose their means, and then all: then once more."""
    evidence = Evidence(villages=villages)
    for year in years.values():
        collect_year(evidence, truth, year)
    for found in villages.values():
        collect_villages(evidence, years, found)
    if not evidence.blocked:
        return evidence, villages
    again = {m: v.silenced(lenders_of(m, years), smallest) if m in evidence.blocked else v for m, v in villages.items()}
    return _collect(truth, years, {m: v for m, v in again.items() if v is not None}, smallest)


def _joined(*parts: dict[str, list[pl.DataFrame]]) -> dict[str, list[pl.DataFrame]]:
    names = {name for part in parts for name in part}
    return {name: [frame for part in parts for frame in part.get(name, [])] for name in names}


def _settle(truth: Truth, smallest: int, progress: Progress, insiders: bool) -> dict[str, Year]:
    totals, found = settle_totals(truth, smallest, insiders), {}
    steps, done = max(1, len(truth.years) * len(BLOCKS)), 0
    for year in truth.years:
        around, blocks = year_frame(truth, year, totals[year]), {}
        for name in BLOCKS:
            progress(0.8 * done / steps, f"{year}: {NAMES.get(name, 'uitsplitsingen')}")
            blocks[name] = settle_block(truth, year, name, around, smallest, insiders)
            done += 1
        found[year] = Year(totals=totals[year], around=around, blocks=blocks)
    return found
