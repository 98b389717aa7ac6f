"""Rows of a spreadsheet that add others up: they are no data."""

import polars as pl

from data_access.intake.book import ROW, Sheet
from data_access.intake.findings import BLOCK, found

TOTAL = r"(?i)^(sub)?totaal\b|^eindtotaal\b|^som\b"
FEW = 3
"""A total has few filled cells: a row with more may be of a place or practice of that name."""
TEXT = "deze rij is een totaal en telt niet mee. Haal haar weg, dan verdwijnt deze melding."


def without_totals(sheet: Sheet) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The cells of the other rows, and a warning for each total."""
    names = list(sheet.header)
    if not names or sheet.cells.is_empty():
        return sheet.cells, []
    most = max(FEW, len(names) // 2) if len(names) > FEW else 0
    totals = pl.concat([_totals(part, names, most) for part in sheet.cells.iter_slices(BLOCK)])
    rest = sheet.cells.join(totals, on=ROW, how="anti", maintain_order="left") if totals.height else sheet.cells
    return rest, [found(totals, rule="total", text=TEXT, warning=True)]


def _totals(part: pl.DataFrame, names: list[str], most: int) -> pl.DataFrame:
    few = part.filter(pl.sum_horizontal(pl.col(names).is_not_null()) <= most)
    return few.filter(pl.coalesce(pl.col(names).cast(pl.String)).str.contains(TOTAL))
