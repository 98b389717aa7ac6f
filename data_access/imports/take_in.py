"""Takes a delivery in: all of it in one transaction, or nothing."""

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl
from sqlalchemy import Connection, Engine

from data_access.columns import TableContract
from data_access.contract import CONTRACT
from data_access.engine import writing_alone
from data_access.frames import complete, repeated
from data_access.imports.batches import Batch, Done, close_batch, open_batch, trace_batch
from data_access.imports.outcome import refuse_dangling
from data_access.imports.refused import ImportRefused
from data_access.imports.versions import Tell, bring_in
from data_access.imports.words import table_words
from data_access.intake.progress import Progress, part, quiet
from data_access.state import newest_state
from domain.cells import DataState
from domain.dutch import plural
from domain.periods import parse_period
from domain.results import Layer
from domain.trace import Kind as Trace

__all__ = ["Batch", "ImportRefused", "take_in"]

STALE = (
    "De gegevens zijn veranderd sinds u bekeek wat deze levering doet. Er is niets opgeslagen; bekijk het opnieuw en "
    "neem de levering dan op."
)
STORED = 0.8
"""Of the time of an import, until all rows are in: what they refer to and what they replace is looked at after that."""
REPAIR = "Verbeter de levering, of lever wat ontbreekt erbij. Er is niets opgeslagen."


def take_in(
    engine: Engine, frames: Mapping[str, pl.DataFrame], batch: Batch, *, data_date: date | None, remove_gone: bool,
    base_version: int | None = None, scope: frozenset[str] | None = None, progress: Progress = quiet,
    address: str = "",
) -> DataState:  # fmt: skip
    """The new version of the data. `frames`: checked rows by table name, with every required column of the contract.

    `remove_gone`: the delivery is complete, and what it no longer has goes. `base_version`: the number of the version
    that the preview was made of. `scope`: the municipalities that the deliverer may change. `address`: from where.
    Waits while another import is at work. Raises ImportRefused, BusyError and DataAwayError; nothing is stored then.
    """
    ready = readied(frames)
    with writing_alone(engine) as connection:
        refuse_changed(connection, base_version)
        done = enter(
            connection, ready, batch, data_date=data_date, remove_gone=remove_gone, scope=scope, progress=progress
        )  # fmt: skip
        trace_batch(connection, Trace.IMPORTED, done, batch.account, address)
        progress(1, "Afronden")
    return done.state


def enter(
    connection: Connection, ready: Mapping[str, pl.DataFrame], batch: Batch, *, data_date: date | None,
    remove_gone: bool, scope: frozenset[str] | None = None, sample: bool = False, referred: bool = True,
    progress: Progress = quiet,
) -> Done:  # fmt: skip
    """The rows in, within the transaction of the caller. `referred`: all that is referred to has to be there."""
    made_up = sample or any((frame["layer"] == Layer.SYNTHETIC).any() for frame in ready.values())
    last = newest_day(ready, data_date)
    number = open_batch(connection, batch, "import", sample=made_up, data_date=last)
    for name, tell in _shares(ready, part(progress, 0, STORED)):
        whole = batch.supplier if remove_gone else None
        bring_in(connection, CONTRACT[name], ready[name], number, complete_for=whole, tell=tell)
    progress(STORED, "Nagaan of alles er is waarnaar verwezen wordt")
    if referred:
        refuse_dangling(connection, number, REPAIR)
    progress((1 + STORED) / 2, "Natellen")
    return close_batch(connection, number, scope)


def readied(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """In the order of the contract, with all of its columns. Raises ImportRefused where a key stands twice."""
    ready = {name: complete(contract, frames[name]) for name, contract in CONTRACT.items() if name in frames}
    for name, frame in ready.items():
        twice = repeated(frame, CONTRACT[name].key).height
        if twice:
            words = plural(twice, *table_words(name))
            raise ImportRefused(f"{words} staan meer dan een keer in deze levering. {REPAIR}")
    return ready


def refuse_changed(connection: Connection, base_version: int | None) -> None:
    before = newest_state(connection)
    if base_version is not None and base_version != (before.number if before else 0):
        raise ImportRefused(STALE)


def newest_day(ready: Mapping[str, pl.DataFrame], stated: date | None) -> date | None:
    """The data date that the delivery gives: as stated, else the end of the newest month that it says it has, as far as
    that had passed; never before a day that it tells of."""
    days = [stated] if stated else _months(ready)
    for name, frame in ready.items():
        days += [day for column in _happened(CONTRACT[name]) if isinstance(day := frame[column].max(), date)]
    return max(days, default=None)


def _months(ready: Mapping[str, pl.DataFrame]) -> list[date]:
    rows = ready["delivery"].select("month", "delivered_on").unique().rows() if "delivery" in ready else []
    return [min(parse_period(month).end, delivered) for month, delivered in rows]


def _happened(contract: TableContract) -> list[str]:
    return [column.name for column in contract.columns if column.rule.not_after_data_date]


def _shares(ready: Mapping[str, pl.DataFrame], progress: Progress) -> Iterator[tuple[str, Tell]]:
    """For each table its name, and what to call with the rows that are done of it."""
    whole, before = sum(frame.height for frame in ready.values()) or 1, 0
    for name, frame in ready.items():
        start = before

        def tell(rows: int, start: int = start, words: str = table_words(name)[1]) -> None:
            progress((start + rows) / whole, f"{words.capitalize()} opslaan")

        yield name, tell
        before += frame.height
