"""What is published at one moment for one region, and what its makers are told about it."""

from dataclasses import dataclass, field
from datetime import date, datetime

import polars as pl

DATES = pl.Schema({"table": pl.String, "area": pl.String, "period": pl.String, "data_date": pl.Date})
"""Of the figures that stayed at an earlier date: how old they are."""


@dataclass(frozen=True, kw_only=True)
class ReleaseHead:
    """One line of the ledger. `smallest` is the k of its epoch; `hash` seals this line and all before it.

    `consents`: who agreed for which municipality, as `GM0153 coordinator` or, agreed on paper, the words given.
    """

    number: int
    region: str
    epoch: int
    smallest: int
    data_date: date
    data_token: str
    sample: bool
    made_at: datetime
    made_by: str
    consents: tuple[str, ...]
    previous_hash: str
    content_hash: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class TableReport:
    """Cells of one table of a municipality over all periods: how many are shown and hidden, and of how many persons.

    `referrals_shown` and `referrals_hidden` are summed over years, so that nothing counts twice.
    """

    table: str
    shown: int
    hidden: int
    referrals_shown: int
    referrals_hidden: int


@dataclass(frozen=True, kw_only=True)
class MunicipalityReport:
    """`merged` and `stays` are Dutch sentences, ready to show."""

    area: str
    tables: tuple[TableReport, ...]
    merged: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Report:
    """`protected`: small cells and zeros that are covered by witnesses; `check`: what the certificate check found.

    `insiders`: goals also met for who knows one municipality, or what one practice referred; `insiders_left`: those
    that are not.
    """

    municipalities: tuple[MunicipalityReport, ...]
    protected: int
    witnesses: int
    insiders: int
    insiders_left: int
    check: str
    seconds: float


@dataclass(frozen=True, kw_only=True, eq=False)
class ReleaseContent:
    """The public part: `cells` in the schema of domain.cells without persons, `dates` in DATES, and the report's JSON.

    `certificate` is confidential: the list of protected cells alone would tell which cells are small.
    """

    cells: pl.DataFrame
    dates: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DATES))
    certificate: bytes = b""
    report: Report | None = None
