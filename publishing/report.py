"""The report on a release for its makers: per municipality what is shown, hidden and merged, and what check found."""

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from domain.dutch import listing, number
from domain.periods import Grain, parse_period
from domain.releases import MunicipalityReport, Report, TableReport
from publishing.earlier import Advanced
from publishing.evidence import Evidence, Year
from publishing.star import Cell
from publishing.truth import Truth

IN_ORDER = "Elke getuige geeft elk getoond getal terug, en elk te klein getal heeft er twee. De vrijgave is in orde."
COARSER = {
    "referrals.age_band": "leeftijd in drie groepen",
    "referrals.gender_age": "leeftijd en geslacht in drie leeftijdsgroepen",
    "referrals.reason": "redenen in vijf groepen",
}


def report_of(
    truth: Truth, years: Mapping[str, Year], evidence: Evidence, faults: Iterable[str], seconds: float
) -> Report:
    goals = [goal for goal in evidence.goals if not goal[4]]
    return Report(
        municipalities=tuple(_municipality(truth, years, code) for code in truth.municipalities),
        protected=len(goals), witnesses=len(evidence.written), insiders=len(evidence.goals) - len(goals),
        insiders_left=evidence.failed, check=" ".join(faults) or IN_ORDER, seconds=seconds,
    )  # fmt: skip


def report_on(truth: Truth, found: Advanced, seconds: float) -> Report:
    """Of a further release in the same epoch: what stays at its date, and what is shown now."""
    return Report(
        municipalities=tuple(
            MunicipalityReport(area=m, tables=tuple(_shown_now(found, m)), stays=found.stays[m])
            for m in truth.municipalities
        ),
        protected=len(found.evidence.goals), witnesses=len(found.evidence.written), insiders=0, insiders_left=0,
        check=" ".join(found.faults) or IN_ORDER, seconds=seconds,
    )  # fmt: skip


def _shown_now(found: Advanced, code: str) -> Iterator[TableReport]:
    people = found.cells.filter((pl.col("area") == code) & pl.col("table").str.starts_with("referrals"))
    for (table,), rows in people.partition_by("table", as_dict=True, maintain_order=True).items():
        yearly = rows.filter((pl.col("period").str.len_chars() == 4) & (pl.col("category") != "other_merged"))
        hidden = int((rows["status"] == "hidden").sum())
        yield TableReport(
            table=str(table), shown=rows.height - hidden, hidden=hidden,
            referrals_shown=int(yearly.filter(pl.col("category") != "")["count"].sum()), referrals_hidden=0,
        )  # fmt: skip


def _municipality(truth: Truth, years: Mapping[str, Year], code: str) -> MunicipalityReport:
    return MunicipalityReport(
        area=code, tables=tuple(_tables(truth, years, code)), merged=tuple(_merged(truth, years, code))
    )


def _tables(truth: Truth, years: Mapping[str, Year], code: str) -> Iterator[TableReport]:
    found: dict[str, list[int]] = {}
    for year in years.values():
        for place in year.totals.places:
            if place[0] == code:
                shown = place in year.totals.shown
                _add(found, ("referrals", *place, ""), shown, truth.totals[place][0])
        for breakdowns in year.blocks.values():
            for cell, shown, count in breakdowns.published.get(code, ()):
                _add(found, cell, shown, count)
    yield from (
        TableReport(table=t, shown=s, hidden=h, referrals_shown=rs, referrals_hidden=rh)
        for t, (s, h, rs, rh) in sorted(found.items())
        if t != "days.dated"
    )


def _add(found: dict[str, list[int]], cell: Cell, shown: bool, count: int) -> None:
    """Cells of all periods; referrals of whole years only, so that nothing counts twice."""
    numbers = found.setdefault(cell[0], [0, 0, 0, 0])
    numbers[0 if shown else 1] += 1
    if parse_period(cell[2]).grain is Grain.YEAR:
        numbers[2 if shown else 3] += count


def _merged(truth: Truth, years: Mapping[str, Year], code: str) -> Iterator[str]:
    for period, year in years.items():
        towns = {
            p[0]
            for p in year.totals.places
            if p[0] != truth.region.code and p[1] == period and p not in year.totals.shown
        }
        if code in towns:
            others = listing(sorted(truth.geography.by_code[t].name for t in towns if t != code))
            yield (
                f"{period}: het aantal verwijzingen staat alleen samen met {others}."
                if others
                else f"{period}: afgeschermd."
            )
        wide = sorted({t for b in year.blocks.values() for t, a, p in b.wide if a == code and p == period})
        if wide and code not in towns:
            yield f"{period}: {listing([COARSER[t] for t in wide])}."


def percent_shown(table: TableReport) -> str:
    whole = table.referrals_shown + table.referrals_hidden
    return f"{number(100 * table.referrals_shown / whole)}%" if whole else "–"
