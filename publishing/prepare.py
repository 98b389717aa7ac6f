"""Settles a whole region: what is shown, the certificate, and the report. Pure: nothing is read or kept here."""

from dataclasses import dataclass, field
from time import perf_counter

import polars as pl

from domain.releases import DATES, Report
from publishing.assemble import calendar_cells, frame_of, open_cells
from publishing.certificate import Certificate, certificate_of
from publishing.check import check
from publishing.collecting import collect, settle_all_villages
from publishing.earlier import advance
from publishing.evidence import Evidence, Year
from publishing.history import Earlier
from publishing.hub import CLOSED
from publishing.joined import joined_structure
from publishing.report import report_of, report_on
from publishing.structure import structure
from publishing.team import Progress, Team, part
from publishing.truth import Place, Truth
from publishing.village_evidence import village_cells, village_structure
from publishing.villages import Villages
from publishing.years import settle_years


@dataclass(frozen=True, kw_only=True, eq=False)
class Prepared:
    """`faults`: what the check found; a release with faults is not to be published."""

    cells: pl.DataFrame
    certificate: Certificate
    report: Report
    faults: tuple[str, ...]
    dates: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DATES))


def prepare_release(
    truth: Truth, smallest: int, progress: Progress, insiders: bool = True, earlier: Earlier | None = None,
    team: Team | None = None,
) -> Prepared:  # fmt: skip
    """`earlier`: the last release of the region in this epoch, where there is one. `team`: who shares the work."""
    if earlier is not None:
        return _further(truth, smallest, progress, earlier)
    started = perf_counter()
    years, villages, evidence = _whole(truth, smallest, progress, insiders, team or Team())
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


def _joined(*parts: dict[str, list[pl.DataFrame]]) -> dict[str, list[pl.DataFrame]]:
    names = {name for part in parts for name in part}
    return {name: [frame for part in parts for frame in part.get(name, [])] for name in names}


def _whole(
    truth: Truth, smallest: int, progress: Progress, insiders: bool, team: Team
) -> tuple[dict[str, Year], dict[str, Villages], Evidence]:
    """Until every protected cell has its witnesses: a year that cannot be settled so is closed further."""
    closed, years = dict.fromkeys(truth.years, 0), dict[str, Year]()
    whole = part(progress, 0.02, 0.9)
    while True:
        again = {year: closed[year] for year in truth.years if year not in years}
        years |= settle_years(truth, again, smallest, insiders, team, part(whole, 0, 0.8))
        ordered = {year: years[year] for year in truth.years}
        villages = settle_all_villages(truth, ordered, smallest, team, part(whole, 0.8, 0.85))
        evidence, villages = collect(truth, ordered, villages, smallest, team, part(whole, 0.85, 1))
        weak = {year for year in evidence.unsettled() if closed[year] < len(CLOSED) - 1}
        if not weak:
            return ordered, villages, evidence
        for year in weak:
            closed[year] += 1
            del years[year]
        whole = part(progress, 0.9, 0.95)
