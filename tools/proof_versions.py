"""Later data for the proof: a month of new referrals, and a correction of a year that was closed already."""

from calendar import monthrange
from datetime import date

import polars as pl
from sqlalchemy import Engine

from data_access.contract import CONTRACT
from data_access.engine import reading
from data_access.frames import read_frame
from data_access.state import current_state
from data_access.store import store
from domain.cells import DataState

CORRECTED = 0.04
"""Share of the referrals of a closed year that turn out to be otherwise."""
FLIPPED = {"female": "male", "male": "female"}


def month_after(day: date) -> date:
    """The last day of the month after that of `day`."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, monthrange(year, month)[1])


def with_new_month(engine: Engine) -> DataState:
    """One month later: referrals like those of the last month, of other persons, and their deliveries."""
    now, referrals, deliveries = _read(engine)
    day = month_after(now.data_date)
    last = referrals.filter(pl.col("date_referral").dt.strftime("%Y-%m") == now.data_date.strftime("%Y-%m"))
    return _store(engine, day, referral=_moved(last, day, "n"), delivery=_delivered(deliveries, now, day))


def with_correction(engine: Engine, year: int) -> DataState:
    """A month later still: of a closed year some referrals change, some are new; and a month without referrals."""
    now, referrals, deliveries = _read(engine)
    day = month_after(now.data_date)
    closed = referrals.filter(pl.col("date_referral").dt.year() == year)
    wrong = closed.sample(fraction=CORRECTED, seed=1).with_columns(
        pl.col("gender").replace(FLIPPED), pl.lit("loneliness").alias("reason")
    )
    late = closed.sample(fraction=CORRECTED / 2, seed=2).with_columns(_renamed("c"))
    return _store(engine, day, referral=pl.concat([wrong, late]), delivery=_delivered(deliveries, now, day))


def _read(engine: Engine) -> tuple[DataState, pl.DataFrame, pl.DataFrame]:
    now = current_state(engine)
    assert now is not None
    with reading(engine) as connection:
        return now, read_frame(connection, "referral"), read_frame(connection, "delivery")


def _moved(referrals: pl.DataFrame, day: date, mark: str) -> pl.DataFrame:
    """A month later, and nothing after the data date."""
    dates = [name for name, kind in referrals.schema.items() if kind == pl.Date]
    moved = referrals.with_columns(pl.col(dates).dt.offset_by("1mo"))
    known = [pl.when(pl.col(name) <= day).then(pl.col(name)).alias(name) for name in dates]
    return moved.with_columns(*known, *_renamed(mark))


def _renamed(mark: str) -> list[pl.Expr]:
    return [pl.col(name) + pl.lit(f"-{mark}") for name in ("case_id", "person")]


def _delivered(deliveries: pl.DataFrame, now: DataState, day: date) -> pl.DataFrame:
    last = deliveries.filter(pl.col("month") == now.data_date.strftime("%Y-%m"))
    return last.with_columns(pl.lit(day.strftime("%Y-%m")).alias("month"), pl.lit(day).alias("delivered_on"))


def _store(engine: Engine, day: date, **frames: pl.DataFrame) -> DataState:
    ordered = {name: frames[name] for name in CONTRACT if name in frames}
    return store(engine, ordered, supplier="proef", description="Bewijs", data_date=day, sample=True)
