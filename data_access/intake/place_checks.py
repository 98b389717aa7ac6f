"""Whether the places of a row fit together, and whether the one who delivers may deliver for them."""

from collections.abc import Iterator, Mapping

import polars as pl

from data_access.intake.known import Known
from data_access.intake.row_checks import Rows

OUTSIDE = (
    "u mag voor deze gemeente geen gegevens aanleveren. Haal de rij weg, of vraag de coördinator van die gemeente om "
    "haar te leveren."
)
OUTSIDE_ALL = "u mag alleen gegevens van uw eigen gemeenten aanleveren, en deze rij gaat over meer. Haal de rij weg."


def check_places(rows: Rows) -> Iterator[pl.DataFrame]:
    if {"village", "municipality"} <= set(rows.frame.columns):
        yield _village_elsewhere(rows)
    if rows.known.scope is not None:
        yield from _outside(rows, rows.known.scope)


def _village_elsewhere(rows: Rows) -> pl.DataFrame:
    there = _owner("village", rows.known.village_of)
    names = rows.known.codes.get("municipality", {})
    name = there.replace_strict(dict(names), default=there, return_dtype=pl.String) if names else there
    text = pl.format("deze kern of wijk ligt in {}, en niet in de gemeente van deze rij. Verbeter een van beide.", name)
    return rows.find(there != pl.col("municipality"), "village", rule="village", text=text, show=False)


def _outside(rows: Rows, scope: frozenset[str]) -> Iterator[pl.DataFrame]:
    column = next((name for name in ("municipality", "area", "practice", "code") if name in rows.frame.columns), None)
    if column is None:  # nothing says of whom it is
        yield rows.find(pl.lit(True), "", rule="scope", text=OUTSIDE_ALL, show=False)
        return
    owner = municipality_of(column, rows.contract.name, rows.known)
    given = pl.col(column).is_not_null()
    yield rows.find(given & owner.is_null(), column, rule="scope", text=OUTSIDE_ALL, show=False)
    yield rows.find(given & ~owner.is_in(list(scope)), column, rule="scope", text=OUTSIDE, show=False)


def municipality_of(column: str, table: str, known: Known) -> pl.Expr:
    """The municipality that a row is about; null for a region, the country, or what nobody knows."""
    if column == "municipality" or (column == "code" and table == "municipality"):
        return pl.col(column)
    if column == "practice":
        return _owner(column, known.practice_of)
    if column == "area":
        own = {code: code for code in known.codes.get("municipality", {})}
        return _owner(column, {**known.village_of, **own})
    return pl.lit(None, dtype=pl.String)


def _owner(column: str, owners: Mapping[str, str]) -> pl.Expr:
    return pl.col(column).replace_strict(owners, default=None, return_dtype=pl.String)
