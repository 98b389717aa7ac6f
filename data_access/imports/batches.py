"""The line of a batch: opened before its rows, closed with what it did and the new version of the data."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from uuid import uuid4

from sqlalchemy import Connection, func, insert, select, update

from data_access.door import trace
from data_access.imports.outcome import TablePreview, counted
from data_access.imports.places import touched_areas
from data_access.imports.refused import ImportRefused
from data_access.models import DataVersion, ImportBatch
from data_access.state import newest_state
from data_access.tables import table_of
from domain.cells import DataState
from domain.dutch import listing
from domain.trace import Kind

BATCH, VERSION = table_of(ImportBatch), table_of(DataVersion)
NO_DATE = (
    "De peildatum is niet bekend: in deze levering staat geen dag. Geef de dag tot en met welke de gegevens gaan, met "
    "--peildatum 2026-10-31, of lever de verwijzingen erbij. Er is niets opgeslagen."
)


@dataclass(frozen=True, kw_only=True)
class Batch:
    """What is known of a delivery. `mapping`: how it was read (data_access.intake.mapping.as_json)."""

    supplier: str
    description: str
    account: str
    file: str = ""
    digest: str = ""
    mapping: str = ""
    warnings: int = 0


@dataclass(frozen=True, kw_only=True)
class Done:
    """`batch` and `areas` of a change that was made: none where there was nothing to change."""

    state: DataState
    tables: tuple[TablePreview, ...]
    batch: int | None = None
    areas: frozenset[str] = frozenset()


def open_batch(connection: Connection, batch: Batch, kind: str, **more: object) -> int:
    """Its number: one more than the last. We have our turn, so nobody takes the same; a number that the database
    hands out would skip one for every preview."""
    number = int(connection.execute(select(func.coalesce(func.max(BATCH.c.id), 0))).scalar_one()) + 1
    values = {"id": number, "created": datetime.now(UTC), "kind": kind, **asdict(batch), **more}
    connection.execute(insert(BATCH).values(**values))
    return number


def close_batch(connection: Connection, batch: int, scope: frozenset[str] | None) -> Done:
    """Writes down what the batch did, and makes the next version. Raises ImportRefused where that is outside the
    scope, or where no batch that is left gives a data date."""
    areas, tables = touched_areas(connection, batch), counted(connection, batch)
    if scope is not None and not areas <= scope:
        raise ImportRefused(
            f"Dit raakt gegevens van {listing(sorted(areas - scope))}, en daar gaat u niet over. "
            "Haal die rijen uit de levering, of vraag de beheerder."
        )
    counts = json.dumps({table.table: asdict(table) for table in tables})
    rows = sum(table.new + table.changed + table.unchanged for table in tables)
    done = {"counts": counts, "areas": " ".join(sorted(areas)), "row_count": rows}
    connection.execute(update(BATCH).where(BATCH.c.id == batch).values(**done))
    return Done(state=_next_version(connection, batch), tables=tables, batch=batch, areas=areas)


def trace_batch(connection: Connection, kind: Kind, done: Done, account: str, address: str, **more: str | int) -> None:
    """In the trace, with the change itself: by number, for the names of a file and of a supplier may hold a person's;
    the history has those."""
    if done.batch is None:
        return
    rows = {name: sum(getattr(table, name) for table in done.tables) for name in ("new", "changed", "gone")}
    about = {"batch": done.batch, "version": done.state.number, "areas": " ".join(sorted(done.areas)), **rows, **more}
    trace.append(connection, kind, account=account, address=address, about=about)


def tables_of(counts: str) -> Mapping[str, TablePreview]:
    """By table name, from what `close_batch` wrote down."""
    return {name: TablePreview(**table) for name, table in json.loads(counts).items()}


def _next_version(connection: Connection, batch: int) -> DataState:
    before = newest_state(connection)
    in_force = BATCH.c.undone_by.is_(None)
    last: date | None = connection.execute(select(func.max(BATCH.c.data_date)).where(in_force)).scalar()
    sample = connection.execute(select(BATCH.c.id).where(in_force, BATCH.c.sample).limit(1)).first() is not None
    day = last or (before.data_date if before else None)
    if day is None:
        raise ImportRefused(NO_DATE)
    number = before.number + 1 if before else 1
    state = DataState(number=number, token=uuid4().hex, data_date=day, sample=sample)
    connection.execute(insert(VERSION).values(**vars(state), created=datetime.now(UTC), batch_id=batch))
    return state
