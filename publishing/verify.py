"""Verifies a release that lies in the ledger or in a folder: its cells against its certificate."""

from collections.abc import Iterator
from itertools import pairwise

import polars as pl

from domain.cells import OTHER
from domain.periods import parse_period
from domain.releases import ReleaseContent
from publishing.certificate import BEFORE, Certificate, read_certificate
from publishing.check import check
from publishing.history import KEY, days_of, published, told, unspell

TOO_FEW = "Een cijfer is bijgewerkt met te weinig inwoners erbij."
UNFOUNDED = "Een cijfer is bijgewerkt dat in de eerste vrijgave van deze reeks niet stond."
CHANGED = "Een cijfer is veranderd terwijl het volgens zijn datum hetzelfde moest blijven."


def faults(content: ReleaseContent, smallest: int) -> Iterator[str]:
    """Dutch sentences; none where all is in order. Raises zipfile.BadZipFile or KeyError without a certificate."""
    yield from faults_in(content.cells, content.dates, read_certificate(content.certificate), smallest)


def faults_in(cells: pl.DataFrame, dates: pl.DataFrame, certificate: Certificate, smallest: int) -> Iterator[str]:
    """Of a further release what it brought up to date is checked, with all that the ones before it did."""
    if BEFORE not in certificate:
        yield from check(cells, certificate, smallest)
        return
    held = certificate[BEFORE]
    number, day = held.sort("release").select("release", "day").row(-1)
    now, before = published(number, cells, dates, day), held.filter(pl.col("release") < number)
    grown = told(pl.concat([before, now]))
    yield from check(grown, certificate, smallest)
    if _too_few(grown, smallest):
        yield TOO_FEW
    if _unfounded(grown, days_of(before)[0]):
        yield UNFOUNDED
    if _changed(now, before.filter(pl.col("release") == number - 1)):
        yield CHANGED


def _too_few(grown: pl.DataFrame, smallest: int) -> bool:
    """Whether some number grew by 1 to k - 1 from one time that it was brought up to date to the next."""
    steps: dict[tuple[str, str, str, str], dict[int, int]] = {}
    counts = grown.filter(pl.col("count").is_not_null() & ~pl.col("category").str.ends_with(OTHER))
    for table, area, code, category, count in counts.select(*KEY, "count").iter_rows():
        period, (_, until) = unspell(code)
        steps.setdefault((table, area, period, category), {0: 0})[until] = count
    ordered = ([n for _, n in sorted(found.items())] for found in steps.values())
    return any(0 < after - before < smallest for line in ordered for before, after in pairwise(line))


def _unfounded(grown: pl.DataFrame, first: object) -> bool:
    """Whether something is new, or no count, of a period that the first release could have shown it of."""
    new = grown.filter(~pl.col("first") | pl.col("count").is_null())["period"].unique().to_list()
    return any(parse_period(unspell(code)[0]).start <= first for code in new)  # type: ignore[operator]


def _changed(now: pl.DataFrame, before: pl.DataFrame) -> bool:
    """Whether something else than what is up to date differs from the release before."""
    year = str(now["day"].max())[:4]
    kept = now.filter(
        pl.col("table") != "", (pl.col("stands") != pl.col("day")) | ~pl.col("period").str.starts_with(year)
    )
    same = [*KEY, "count", "sum"]
    return bool(kept.join(before, on=same, how="anti", nulls_equal=True).height)
