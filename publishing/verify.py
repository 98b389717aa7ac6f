"""Verifies a release that lies in the ledger or in a folder: its cells against its certificate."""

from collections.abc import Iterator

import polars as pl

from domain.cells import TOTAL, Status
from domain.releases import ReleaseContent
from publishing.certificate import BEFORE, Certificate, read_certificate
from publishing.check import check

KEY = ["table", "area", "period", "category"]


def faults(content: ReleaseContent, smallest: int) -> Iterator[str]:
    """Dutch sentences; none where all is in order. Raises zipfile.BadZipFile or KeyError without a certificate."""
    certificate = read_certificate(content.certificate)
    if BEFORE in certificate:
        yield from check(increments(content.cells, certificate[BEFORE]), certificate, smallest)
        yield from _only_totals(content.cells, certificate)
    else:
        yield from check(content.cells, certificate, smallest)


def increments(cells: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """Totals that are newer than in the release before, as their growth; of a new period all of it."""
    hub = (pl.col("table") == "referrals") & (pl.col("category") == TOTAL) & (pl.col("status") == Status.SHOWN)
    joined = cells.filter(hub).join(before.filter(hub).select(*KEY, was="count"), on=KEY, how="left")
    grown = joined.with_columns(pl.col("count") - pl.col("was").fill_null(0))
    return grown.filter((pl.col("count") != 0) | pl.col("was").is_null()).drop("was")


def _only_totals(cells: pl.DataFrame, certificate: Certificate) -> Iterator[str]:
    """Every other shown figure about residents is as it was."""
    before = certificate[BEFORE]
    people = (
        pl.col("table").str.starts_with("referrals.")
        | pl.col("table").str.starts_with("trajectory")
        | (pl.col("table") == "age")
    )
    kept = cells.filter(people & (pl.col("status") == Status.SHOWN)).select(*KEY, "count", "sum")
    if kept.join(before.select(*KEY, "count", "sum"), on=[*KEY, "count", "sum"], how="anti", nulls_equal=True).height:
        yield "Een uitsplitsing is veranderd terwijl dat binnen deze reeks niet mag."
