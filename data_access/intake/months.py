"""The months that a delivery of referrals covers: without them a month without referrals is a gap and not a zero."""

from datetime import date

import polars as pl

from data_access.contract import CONTRACT
from data_access.frames import complete
from domain.periods import Grain, parse_period, periods_between


def delivered_months(referrals: pl.DataFrame, *, through: str | None, on: date) -> pl.DataFrame:
    """Rows of `delivery`: for each supplier and municipality every month from the first referral of the file to its
    last, or `through` (a month) where that is later. `on`: the day of the delivery."""
    month = pl.col("date_referral").dt.strftime("%Y-%m").alias("month")
    counts = referrals.group_by("supplier", "municipality", month).len("rows")
    spans = counts.group_by("supplier", "municipality").agg(pl.col("month").min().alias("first"), pl.col("month").max())
    rows = [
        (supplier, municipality, name)
        for supplier, municipality, first, last in spans.sort("supplier", "municipality").iter_rows()
        for name in _months(first, max(last, through or last))
    ]
    keys = ["supplier", "municipality", "month"]
    every = pl.DataFrame(rows, schema=dict.fromkeys(keys, pl.String), orient="row")
    found = every.join(counts, on=keys, how="left").with_columns(pl.col("rows").fill_null(0), delivered_on=pl.lit(on))
    return complete(CONTRACT["delivery"], found.sort(keys))


def _months(first: str, last: str) -> list[str]:
    periods = periods_between(parse_period(first).start, parse_period(last).end, Grain.MONTH)
    return [period.code for period in periods]


def as_told_before(months: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """`months` of `delivered_months`; but where a delivery in `before` came after the end of the month, it stays as
    that one told it: a correction of one case makes no month late, and none one referral large."""
    ends = {month: parse_period(month).end for month in before["month"].unique()}
    over = before.filter(pl.col("delivered_on") > pl.col("month").replace_strict(ends, return_dtype=pl.Date))
    fixed = months.join(over, on=CONTRACT["delivery"].key, how="anti", maintain_order="left")
    return pl.concat([fixed, over.join(months, on=CONTRACT["delivery"].key, how="semi")]).sort(CONTRACT["delivery"].key)
