"""Edits of a small table on screen: only what was changed is stored, and only where nobody else changed it first."""

from collections.abc import Iterable
from typing import Any

import polars as pl
from sqlalchemy import Connection, Engine

from data_access.columns import TableContract
from data_access.contract import CONTRACT
from data_access.engine import trying, writing_alone
from data_access.frames import complete, read_frame
from data_access.imports.batches import Batch, Done, close_batch, open_batch, trace_batch
from data_access.imports.outcome import refuse_dangling
from data_access.imports.preview import Look, Preview, told_of
from data_access.imports.refused import EditConflict
from data_access.imports.take_in import newest_day, readied
from data_access.imports.versions import bring_in, withdraw
from data_access.imports.words import table_words
from data_access.state import newest_state
from domain.cells import DataState
from domain.dutch import plural
from domain.trace import Kind

__all__ = ["EditConflict", "preview_rows", "save_rows"]

SUPPLIER = "Op het scherm"
"""Nobody's delivery: what was typed is not removed by a complete delivery of a supplier."""
TOLD = 5
Key = tuple[Any, ...]
Rows = dict[Key, tuple[Any, ...]]


def save_rows(
    engine: Engine, table: str, before: pl.DataFrame, after: pl.DataFrame, account: str, *,
    scope: frozenset[str] | None = None, address: str = "",
) -> DataState:  # fmt: skip
    """`before`: the rows as they were on screen, `after` as they are now; both checked, with the contract's columns.

    The new version; the version on screen where nothing was changed. Raises EditConflict where one of the changed rows
    is another in the database by now, ImportRefused, BusyError and DataAwayError; nothing is stored then.
    """
    with writing_alone(engine) as connection:
        done = _save(connection, CONTRACT[table], (before, after), account, scope)
        trace_batch(connection, Kind.EDITED, done, account, address, table=table)
    return done.state


def preview_rows(
    engine: Engine, table: str, before: pl.DataFrame, after: pl.DataFrame, *, scope: frozenset[str] | None = None,
    look: Look | None = None,
) -> Preview:  # fmt: skip
    """What saving would do. Raises as `save_rows` does."""
    with trying(engine) as connection:
        state = newest_state(connection)
        done = _save(connection, CONTRACT[table], (before, after), "", scope)
        return told_of(connection, done, state, look)


def _save(
    connection: Connection, contract: TableContract, shown: tuple[pl.DataFrame, pl.DataFrame], account: str,
    scope: frozenset[str] | None,
) -> Done:  # fmt: skip
    before, after = (_by_key(contract, readied({contract.name: frame})[contract.name]) for frame in shown)
    new = {key: row for key, row in after.items() if before.get(key) != row}
    gone = [key for key in before if key not in after]
    state = newest_state(connection)
    if state and not new and not gone:
        return Done(state=state, tables=())
    _refuse_conflict(contract, before, _by_key(contract, read_frame(connection, contract.name)), [*new, *gone])
    rows = pl.DataFrame(list(new.values()), schema=contract.schema, orient="row")
    words = plural(len(new) + len(gone), *table_words(contract.name))
    batch = Batch(supplier=SUPPLIER, description=f"{words} aangepast op het scherm", account=account)
    number = open_batch(connection, batch, "edit", data_date=newest_day({contract.name: rows}, None))
    if gone:
        keys = pl.DataFrame(gone, schema={name: contract.schema[name] for name in contract.key}, orient="row")
        withdraw(connection, contract, keys, number)
    bring_in(connection, contract, rows, number)
    refuse_dangling(connection, number, "Pas eerst die rijen aan. Er is niets opgeslagen.")
    return close_batch(connection, number, scope)


def _by_key(contract: TableContract, frame: pl.DataFrame) -> Rows:
    places = [frame.columns.index(name) for name in contract.key]
    return {tuple(row[place] for place in places): row for row in complete(contract, frame).iter_rows()}


def _refuse_conflict(contract: TableContract, before: Rows, now: Rows, touched: Iterable[Key]) -> None:
    other = [key for key in touched if before.get(key) != now.get(key)]
    if other:
        named = "; ".join(", ".join(str(part) for part in key) for key in other[:TOLD])
        more = f" en nog {len(other) - TOLD}" if len(other) > TOLD else ""
        raise EditConflict(
            f"Iemand anders heeft intussen dezelfde rijen veranderd ({named}{more}). Er is niets opgeslagen. "
            "Open de tabel opnieuw, bekijk wat er nu staat en voer uw wijziging daarna nog een keer in."
        )
