"""The trace: who did what, when and from where. Lines are added at the end and hold the hash of the line before.

Nothing about residents goes into it: `about` holds names of accounts, codes of areas and numbers, never the name of a
file or a column, for those may hold a person's. A line says what was done after it was done, in the same transaction
where there is one. Once it is kept, its number and hash go to the log too: an anchor that whoever writes in the
database cannot reach. All functions raise DataAwayError.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from data_access.engine import after_commit, reading, take_turn, writing_alone
from data_access.models import AuditEvent
from data_access.tables import table_of
from domain.trace import Event, Kind

LOG = logging.getLogger("wor.trace")
TURN = 20_230_703
BEGIN = ""
"""What the very first line has for the hash of the line before."""
CHUNK = 1000


def record(
    engine: Engine, kind: Kind, *, account: str = "", address: str = "", about: Mapping[str, Any] | None = None
) -> Event:
    """One line, in a transaction of its own."""
    with writing_alone(engine, TURN) as connection:
        return add(connection, kind, account, address, about or {})


def append(
    connection: Connection, kind: Kind, *, account: str = "", address: str = "", about: Mapping[str, Any] | None = None
) -> Event:
    """As `record`, kept or lost with the transaction of the caller, which was begun with `writing_alone`."""
    if connection.dialect.name != "sqlite":
        take_turn(connection, TURN)
    return add(connection, kind, account, address, about or {})


def add(
    connection: Connection, kind: Kind, account: str, address: str, about: Mapping[str, Any],
    removes_to: int | None = None,
) -> Event:  # fmt: skip
    """For who has the turn of the trace already. `removes_to`: data_access.door.trace_removal alone."""
    table = table_of(AuditEvent)
    last = connection.execute(select(table.c.number, table.c.hash).order_by(table.c.number.desc()).limit(1)).first()
    values: dict[str, Any] = {
        "number": last.number + 1 if last else 1, "at": datetime.now(UTC), "kind": kind.value, "account": account,
        "address": address, "about": json.dumps(about, ensure_ascii=False, sort_keys=True), "removes_to": removes_to,
        "previous_hash": last.hash if last else BEGIN,
    }  # fmt: skip
    event = Event(**values, hash=line_hash(values))
    connection.execute(insert(table).values(**values, hash=event.hash))
    after_commit(connection, partial(_anchor, event))
    return event


def _anchor(event: Event) -> None:
    told = {"line": event.number, "kind": event.kind, "hash": event.hash}
    LOG.info("line %s of the trace: %s", event.number, event.hash, extra=told)


def line_hash(values: Mapping[str, Any]) -> str:
    """SHA-256 of every column but the hash, as JSON with sorted keys; the moment in UTC."""
    plain = {name: value for name, value in values.items() if name != "hash"}
    plain["at"] = plain["at"].astimezone(UTC).isoformat()
    return sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def events(engine: Engine) -> Iterator[Event]:
    """Every line that is kept, in order."""
    table = table_of(AuditEvent)
    query = select(table).order_by(table.c.number).execution_options(yield_per=CHUNK)
    with reading(engine) as connection:
        for row in connection.execute(query).mappings():
            yield Event(**row)
