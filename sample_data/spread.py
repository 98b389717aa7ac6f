"""So many referrals from a municipality's practices between two days: spread over practices and working days."""

from datetime import date
from typing import Any

import numpy as np
import polars as pl
from holidays import country_holidays

SEASON = np.array([1.10, 1.05, 1.10, 1.00, 0.95, 1.00, 0.80, 0.75, 1.05, 1.10, 1.15, 0.85])
DAY = "datetime64[D]"


def holidays(years: range) -> np.ndarray:
    """Dutch public holidays, as days."""
    return np.array(sorted(country_holidays("NL", years=years)), dtype=DAY)


def spread(rng: np.random.Generator, practices: pl.DataFrame, volumes: pl.DataFrame) -> pl.DataFrame:
    """One row for each referral: `practice` (row number in `practices`) and `month` (months since year 0)."""
    places = practices.with_row_index("row").with_columns(
        start=_month(pl.col("date_from")).fill_null(10**6), stop=_month(pl.col("date_to")).fill_null(10**6)
    )
    by_town = {key[0]: part for key, part in places.partition_by("municipality", as_dict=True).items()}
    parts = []
    for volume in volumes.iter_rows(named=True):
        part = by_town[volume["municipality"]]
        if volume["pilot"] is not None:
            part = part.filter(pl.col("pilot") == volume["pilot"])
        parts.append(_one(rng, part, volume))
    rows, months = (np.concatenate(column) for column in zip(*parts, strict=True))
    return pl.DataFrame({"practice": rows, "month": months})


def _month(day: pl.Expr) -> pl.Expr:
    return day.dt.year().cast(pl.Int64) * 12 + day.dt.month().cast(pl.Int64) - 1


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def _one(rng: np.random.Generator, practices: pl.DataFrame, volume: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """Chance by practice and month: its weight, while it takes part, by the season."""
    months = np.arange(month_of(volume["first"]), month_of(volume["last"]) + 1)
    start, stop = (practices[name].to_numpy()[:, None] for name in ("start", "stop"))
    chance = practices["weight"].to_numpy()[:, None] * SEASON[months % 12] * ((start <= months) & (months <= stop))
    counts = rng.multinomial(volume["referrals"], chance.ravel() / chance.sum())
    cell = np.repeat(np.arange(counts.size), counts)
    return practices["row"].to_numpy()[cell // months.size], months[cell % months.size]


def working_day(rng: np.random.Generator, months: np.ndarray, closed: np.ndarray) -> np.ndarray:
    """A drawn working day of each month (months since year 0)."""
    low, high = int(months.min()), int(months.max())
    days = np.arange(_first(low), _first(high + 1), dtype=DAY)
    days = days[np.is_busday(days, holidays=closed)]
    starts = np.searchsorted(days, np.array([_first(m) for m in range(low, high + 2)]))
    here = months - low
    return days[starts[here] + (rng.random(months.size) * (starts[here + 1] - starts[here])).astype(np.int64)]


def _first(month: int) -> np.datetime64:
    return np.datetime64(f"{month // 12:04d}-{month % 12 + 1:02d}-01", "D")
