"""Takes a batch back, also when later ones followed: the data become what they would be had it never been taken in.

Nothing is removed from the history. An undo is a batch of its own, and can be undone like any other.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, Engine, select, update

from data_access.contract import CONTRACT
from data_access.engine import trying, writing_alone
from data_access.imports.batches import BATCH, Batch, Done, close_batch, open_batch, trace_batch
from data_access.imports.outcome import refuse_dangling
from data_access.imports.preview import Look, Preview, told_of
from data_access.imports.rebuild import rebuild
from data_access.imports.refused import ImportRefused, NoSuchBatch
from data_access.imports.take_in import refuse_changed
from data_access.state import newest_state
from domain.cells import DataState
from domain.trace import Kind

UNKNOWN = "Levering {} bestaat niet. Kies een nummer uit de geschiedenis."
ALREADY = "Levering {} is al teruggedraaid. Wilt u haar terug, draai dan levering {} terug."
FIRST = "Draai eerst de latere levering terug die daarvan afhangt. Er is niets veranderd."


def undo(
    engine: Engine, batch_id: int, account: str, *, base_version: int | None = None,
    scope: frozenset[str] | None = None, address: str = "",
) -> DataState:  # fmt: skip
    """The new version of the data. Raises ImportRefused, BusyError and DataAwayError; nothing is changed then."""
    with writing_alone(engine) as connection:
        refuse_changed(connection, base_version)
        done = _undo(connection, batch_id, account, scope)
        trace_batch(connection, Kind.UNDONE, done, account, address, undoes=batch_id)
    return done.state


def preview_undo(
    engine: Engine, batch_id: int, *, scope: frozenset[str] | None = None, look: Look | None = None
) -> Preview:
    """What the undo would do: rows that come back (`new`), change and go. Raises as `undo` does."""
    with trying(engine) as connection:
        before = newest_state(connection)
        done = _undo(connection, batch_id, "", scope)
        return told_of(connection, done, before, look)


def _undo(connection: Connection, batch_id: int, account: str, scope: frozenset[str] | None) -> Done:
    target = connection.execute(select(BATCH).where(BATCH.c.id == batch_id)).first()
    if target is None:
        raise NoSuchBatch(UNKNOWN.format(batch_id))
    if target.undone_by is not None:
        raise ImportRefused(ALREADY.format(batch_id, target.undone_by))
    batch = Batch(supplier=target.supplier, description=f"Levering {batch_id} teruggedraaid", account=account)
    number = open_batch(connection, batch, "undo", undoes=batch_id)
    for flipped in _mark(connection):
        for contract in CONTRACT.values():
            rebuild(connection, contract, flipped, number)
    refuse_dangling(connection, number, FIRST)
    return close_batch(connection, number, scope)


def _mark(connection: Connection) -> list[int]:
    """Writes down which undo keeps which batch out; returns the batches with rows for which that changed."""
    rows = connection.execute(select(BATCH.c.id, BATCH.c.undoes, BATCH.c.undone_by)).all()
    now = undone((row.id, row.undoes) for row in rows)
    for row in rows:
        if now.get(row.id) != row.undone_by:
            connection.execute(update(BATCH).where(BATCH.c.id == row.id).values(undone_by=now.get(row.id)))
    return [row.id for row in rows if row.undoes is None and (row.id in now) != (row.undone_by is not None)]


def undone(batches: Iterable[tuple[int, int | None]]) -> Mapping[int, int]:
    """Of (number, what it undoes): each batch that is out of force, with the newest undo in force that keeps it so.

    An undo is always newer than what it undoes: from the newest back, all that can undo a batch has had its turn.
    """
    out: dict[int, int] = {}
    for number, target in sorted(batches, reverse=True):
        if target is not None and number not in out:
            out.setdefault(target, number)
    return out
