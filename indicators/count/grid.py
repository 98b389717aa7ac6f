"""Which months were delivered, and so which totals are zero and which are missing."""

from datetime import date

import polars as pl

from domain.areas import Geography, Level
from domain.cells import SCHEMA, TOTAL, Status
from domain.periods import SINCE, Grain, periods_between
from indicators.count.as_cells import as_cells
from indicators.count.prepare import period_codes


def delivered_months(deliveries: pl.DataFrame, referrals: pl.DataFrame) -> pl.DataFrame:
    """Columns supplier, municipality, month. A month with referrals was delivered, whatever was said of it."""
    seen = referrals.select("supplier", "municipality", pl.col("date_referral").dt.strftime("%Y-%m").alias("month"))
    return pl.concat([deliveries.select("supplier", "municipality", "month"), seen]).unique()


def starts(months: pl.DataFrame) -> pl.DataFrame:
    """Columns municipality and the code of its period since the start: from its first delivered month on."""
    first = months.group_by("municipality").agg(pl.col("month").min())
    return first.select("municipality", pl.format(SINCE + "{}", "month").alias(Grain.START.value))


def delivery_cells(months: pl.DataFrame, geography: Geography, data_date: date, grain: Grain) -> pl.DataFrame:
    """Table `delivery`: months expected (from a supplier's first month on, to the data date) and months delivered."""
    if months.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    last = data_date.strftime("%Y-%m")
    first = months.group_by("supplier", "municipality").agg(pl.col("month").min().alias("first"))
    every = pl.DataFrame({"month": _months(months["month"].min(), data_date)})  # type: ignore[arg-type]
    expected = first.join(every, how="cross").filter((pl.col("month") >= pl.col("first")) & (pl.col("month") <= last))
    both = expected.join(months.with_columns(got=1), on=["supplier", "municipality", "month"], how="left")
    both = both.with_columns((pl.col("month") + "-01").str.to_date().alias("day"), region_column(geography))
    both = both.join(starts(months), on="municipality", how="left").with_columns(_period_of_month(grain))
    # Municipalities start in different months: a region has no period since its start.
    areas = ("municipality",) if grain is Grain.START else ("municipality", "region")
    parts = [_sum(both, area, "expected", pl.len()) for area in areas]
    parts += [_sum(both, area, "delivered", pl.col("got").count()) for area in areas]
    return pl.concat(parts)


def hub(totals: pl.DataFrame, delivery: pl.DataFrame, geography: Geography, level: Level) -> pl.DataFrame:
    """Totals for every area and period in which something was expected: zero where delivered, else `no_data`."""
    expected = delivery.filter(pl.col("category") == "delivered").select("area", "period", pl.col("count").alias("got"))
    if level is Level.VILLAGE:
        pairs = [(a.code, a.parent) for a in geography.of_level(Level.VILLAGE)]
        villages = pl.DataFrame(pairs, schema={"area": pl.String, "parent": pl.String}, orient="row")
        expected = expected.rename({"area": "parent"}).join(villages, on="parent").select("area", "period", "got")
    else:
        codes = [a.code for a in geography.of_level(level)]
        expected = expected.filter(pl.col("area").is_in(codes))
    joined = expected.join(totals.drop("table", "category", "sum", "status"), on=["area", "period"], how="left")
    missing = pl.col("got") == 0
    numbers = (pl.col(name).cast(pl.Int64).fill_null(0) for name in ("count", "persons"))
    return joined.select(
        pl.lit("referrals").alias("table"), "area", "period", pl.lit(TOTAL).alias("category"),
        *(pl.when(missing).then(None).otherwise(n).alias(n.meta.output_name()) for n in numbers),
        pl.lit(None, dtype=pl.Float64).alias("sum"),
        pl.when(missing).then(pl.lit(Status.NO_DATA.value)).otherwise(pl.lit(Status.SHOWN.value)).alias("status"),
    )  # fmt: skip


def _months(first: str, data_date: date) -> list[str]:
    start = date(int(first[:4]), int(first[5:]), 1)
    return [p.code for p in periods_between(start, data_date, Grain.MONTH)]


def _period_of_month(grain: Grain) -> pl.Expr:
    if grain is Grain.START:
        return pl.col(grain.value).alias("period")
    return period_codes("day")[grain.value].alias("period")


def region_column(geography: Geography) -> pl.Expr:
    """Column `region` from the column `municipality`; null for a code that is no municipality."""
    pairs = {a.code: a.parent for a in geography.of_level(Level.MUNICIPALITY)}
    known = pl.col("municipality").replace_strict(pairs, default=None, return_dtype=pl.String)
    return known.alias("region")


def _sum(frame: pl.DataFrame, area: str, category: str, amount: pl.Expr) -> pl.DataFrame:
    grouped = frame.filter(pl.col(area).is_not_null()).group_by(pl.col(area).alias("area"), "period").agg(count=amount)
    return as_cells(grouped.with_columns(category=pl.lit(category)), "delivery")
