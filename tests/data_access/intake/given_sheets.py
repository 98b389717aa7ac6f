"""Sheets and what is known, for the tests of the meaning of a file."""

from datetime import date

import polars as pl

from data_access.intake.book import ROW, Sheet
from data_access.intake.known import Known
from data_access.intake.mapping import Mapping

KNOWN = Known(
    codes={
        "region": {"REG-A": "Regio A"},
        "municipality": {"GM0001": "Hof van Twente", "GM0002": "Súdwest-Fryslân", "GM0003": "Hellendoorn"},
        "village": {"H-CEN": "Centrum", "S-CEN": "Centrum", "H-DEL": "Delden", "E-HEL": "Hellendoorn"},
        "practice": {"P1": "Huisartsenpraktijk De Molen", "P2": "Praktijk ’t Ven", "P3": "Gezondheidscentrum Zuid"},
        "welfareorganisation": {},
    },
    village_of={"H-CEN": "GM0001", "S-CEN": "GM0002", "H-DEL": "GM0001", "E-HEL": "GM0003"},
    practice_of={"P1": "GM0001", "P2": "GM0001", "P3": "GM0002"},
    data_date=date(2026, 11, 22),
)
GOOD = {
    "Zaaknummer": "c1", "Cliëntnummer": "p1", "Gemeente": "Hof van Twente", "Datum verwijzing": "03-11-2026",
}  # fmt: skip
COLUMNS = {
    "Zaaknummer": "case_id", "Cliëntnummer": "person", "Gemeente": "municipality", "Datum verwijzing": "date_referral",
}  # fmt: skip


def sheet_of(*rows: dict[str, str | None], file: str = "levering.xlsx", name: str = "Blad1") -> Sheet:
    """A sheet with its header in row 1; an empty text is an empty cell."""
    header = tuple(dict.fromkeys(column for row in rows for column in row))
    cells = pl.DataFrame(
        {ROW: range(2, 2 + len(rows)), **{column: [row.get(column) or None for row in rows] for column in header}},
        schema={ROW: pl.Int64, **dict.fromkeys(header, pl.String)},
    )
    return Sheet(file=file, name=name, header=header, cells=cells)


def referrals(*changes: dict[str, str | None]) -> Sheet:
    """Rows as GOOD with the changes; each has a case number of its own unless it is changed."""
    return sheet_of(*(GOOD | {"Zaaknummer": f"c{place}"} | change for place, change in enumerate(changes)))


def mapped(**more: str) -> Mapping:
    """The mapping of GOOD; `more`: contract column = header."""
    columns = COLUMNS | {header: column for column, header in more.items()}
    return Mapping(supplier="welzijn", table="referral", columns=columns, constants={"supplier": "welzijn"})
