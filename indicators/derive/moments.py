"""Means, medians and quartiles as cells hold them: the value in `sum`, the cases that it rests on in `count`."""

from dataclasses import dataclass

import polars as pl

from domain.cells import Status
from indicators.view import View


@dataclass(frozen=True, kw_only=True)
class Moment:
    """`count` is None where the number itself is kept back; `value` too where the status is not shown."""

    value: float | None
    count: int | None
    status: Status


def moment(view: View, table: str, kind: str) -> Moment | None:
    """None where it was not determined, which is something else than zero; a release never tells which of the two."""
    found = view.rows(table).filter(pl.col("category") == kind)
    if found.is_empty() and view.protects(table) and view.cell("referrals").count != 0:
        return Moment(value=None, count=None, status=Status.HIDDEN)
    if found.is_empty():
        return None
    row = found.row(0, named=True)
    return Moment(value=row["sum"], count=row["count"], status=Status(row["status"]))
