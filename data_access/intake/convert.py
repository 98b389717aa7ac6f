"""From a sheet and its mapping to checked, typed rows of one table."""

from dataclasses import dataclass, replace

import polars as pl

from data_access.columns import TableContract
from data_access.contract import CONTRACT
from data_access.intake.book import ROW, Sheet
from data_access.intake.derive import derive, endings
from data_access.intake.findings import BLOCK, problems_of, wrong_rows
from data_access.intake.history_checks import check_history
from data_access.intake.known import Known
from data_access.intake.mapping import Mapping
from data_access.intake.place_checks import check_places
from data_access.intake.progress import Progress, quiet
from data_access.intake.row_checks import Rows, check_keys, check_rows
from data_access.intake.tell import empty
from data_access.intake.totals import without_totals
from data_access.intake.typed import made, missing, not_there, typed
from data_access.problems import Problem


@dataclass(frozen=True, kw_only=True, eq=False)
class Converted:
    """`frame`: ROW and the columns of the contract, typed; the rows without errors only. `rows`: how many were read."""

    table: str
    frame: pl.DataFrame
    problems: tuple[Problem, ...]
    rows: int

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if not problem.warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.warning)


def convert(sheet: Sheet, mapping: Mapping, known: Known, *, progress: Progress = quiet) -> Converted:
    """Raises KeyError where the mapping names a table, a column or a header that does not exist."""
    contract = CONTRACT[mapping.table]
    cells, findings = without_totals(sheet)
    frame, wrong = typed(cells, contract, mapping, known, progress)
    findings += [*wrong, not_there(missing(contract, mapping))]
    refused = 0 in wrong_rows(findings)  # the file as a whole
    if not refused:
        progress(0.8, "Rijen vergelijken")
        frame, told = _together(frame, wrong, contract, mapping, known, sheet)
        findings += told
    good = frame.clear() if refused else _without(frame, wrong_rows(findings))
    if contract.name == "referral":
        findings += check_history(good, known, complete=mapping.complete)
    progress(1.0, "Gecontroleerd")
    problems = (*sheet.problems, *problems_of(findings, sheet.file))
    return Converted(table=contract.name, frame=good, problems=problems, rows=cells.height)


def _without(frame: pl.DataFrame, rows: pl.Series) -> pl.DataFrame:
    return frame.join(rows.to_frame(), on=ROW, how="anti") if rows.len() else frame


def _together(
    frame: pl.DataFrame,
    wrong: list[pl.DataFrame],
    contract: TableContract,
    mapping: Mapping,
    known: Known,
    sheet: Sheet,
) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The rows with what follows from them, and what is wrong with the values of a row together."""
    findings: list[pl.DataFrame] = []
    headers = {column: header for header, column in mapping.columns.items()}
    places = {column: sheet.cells.columns.index(header) for column, header in headers.items()}
    if new := made(contract, mapping):
        frame, findings = derive(frame, new, mapping.supplier, known)
    if "municipality" in new:
        lost = frame.filter(pl.col("municipality").is_null()).join(wrong_rows(wrong).to_frame(), on=ROW, how="anti")
        findings.append(empty(lost[ROW], headers.get("village", ""), places.get("village", 0)))
    if contract.name == "referral":
        frame = endings(frame)
    rows = Rows(frame=frame, contract=contract, headers=headers, places=places, known=known)
    parts = [replace(rows, frame=part) for part in frame.iter_slices(BLOCK)]
    told = [finding for part in parts for check in (check_rows, check_places) for finding in check(part)]
    return frame, [*findings, check_keys(rows), *told]
