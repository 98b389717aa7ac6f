"""Somebody with all rights in the database, who changes the trace behind the back of the dashboard."""

from sqlalchemy import Engine, insert, text

from data_access.door.trace import line_hash
from data_access.models import AuditEvent
from data_access.tables import table_of
from domain.trace import Event


def tamper(engine: Engine, *statements: str) -> None:
    """With the triggers out of the way."""
    lite = engine.dialect.name == "sqlite"
    of = "" if lite else " ON audit_event"
    with engine.begin() as connection:
        for event in ("update", "delete", "insert" if lite else "truncate"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS audit_event_no_{event}{of}"))
        for statement in statements:
            connection.execute(text(statement))


def put(engine: Engine, event: Event, **changes: object) -> None:
    """A line with a hash of its own that fits it."""
    values = vars(event) | changes
    with engine.begin() as connection:
        connection.execute(insert(table_of(AuditEvent)).values(**values | {"hash": line_hash(values)}))
