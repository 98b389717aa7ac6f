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
    progress(0.9, "De getuigen worden opgeschreven")
    evidence = Evidence()
    for year in years.values():
        collect_year(evidence, truth, year)
    shown: set[Place] = set().union(*(year.totals.shown for year in years.values()))
    cells = pl.concat([frame_of(calendar_cells(truth, years)), open_cells(truth, shown)])
    certificate = certificate_of(evidence.pieces() | structure(truth))
    progress(0.95, "De vrijgave wordt gecontroleerd zonder rekenhulp")
    faults = tuple(check(cells, certificate, smallest))
    report = report_of(truth, years, evidence, faults, perf_counter() - started)
    progress(1.0, "Klaar")
    return Prepared(
        cells=cells.sort("area", "table", "period", "category"), certificate=certificate, report=report, faults=faults
    )


def _settle(truth: Truth, smallest: int, progress: Progress, insiders: bool) -> dict[str, Year]:
    totals, found = settle_totals(truth, smallest, insiders), {}
    steps, done = max(1, len(truth.years) * len(BLOCKS)), 0
    for year in truth.years:
        around, blocks = year_frame(truth, year, totals[year]), {}
        for name in BLOCKS:
            progress(0.9 * done / steps, f"{year}: {NAMES.get(name, 'uitsplitsingen')}")
            blocks[name] = settle_block(truth, year, name, around, smallest, insiders)
            done += 1
        found[year] = Year(totals=totals[year], around=around, blocks=blocks)
    return found
