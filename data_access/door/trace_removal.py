"""Lines that are older than the installation keeps them go, and a line says which: the rest is checked from there.

The triggers of the table let lines go that a later line names in `removes_to`, and no other. All functions raise
DataAwayError and SettingError.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, Row, delete, select

from data_access.door.trace import TURN, add
from data_access.engine import reading, writing_alone
from data_access.models import AuditEvent
from data_access.settings import trace_days
from data_access.tables import table_of
from domain.trace import Kind

GATHERED = timedelta(days=1)


def remove_older(engine: Engine, *, account: str = "", address: str = "") -> int:
    """How many lines went. Their place is taken by one line, with the hash of the last of them as the new anchor."""
    line, now = table_of(AuditEvent), datetime.now(UTC)
    edge = now - timedelta(days=trace_days())
    with writing_alone(engine, TURN) as connection:
        first, last = _oldest(connection), _last_before(connection, edge)
        if first is None or last is None:
            return 0
        gone = last.number - first.number + 1
        about = {
            "lines": gone,
            "from": first.number,
            "to": last.number,
            "older_than": edge.isoformat(),
            "hash": last.hash,
        }
        add(connection, Kind.TRACE_REMOVED, account, address, about, removes_to=last.number)
        connection.execute(delete(line).where(line.c.number <= last.number))
    return gone


def tidy(engine: Engine) -> int:
    """As `remove_older`, where a day of lines is too old: so at most once a day, whoever asks however often."""
    with reading(engine) as connection:
        first = _oldest(connection)
    too_old = datetime.now(UTC) - timedelta(days=trace_days()) - GATHERED
    return remove_older(engine) if first is not None and first.at < too_old else 0


def _oldest(connection: Connection) -> Row | None:
    line = table_of(AuditEvent)
    return connection.execute(select(line.c.number, line.c.at).order_by(line.c.number).limit(1)).first()


def _last_before(connection: Connection, edge: datetime) -> Row | None:
    """The last of the lines at the beginning that are all older: clocks of two servers may differ a little."""
    line = table_of(AuditEvent)
    kept = select(line.c.number).where(line.c.at >= edge).order_by(line.c.number).limit(1)
    first_kept = connection.execute(kept).scalar()
    query = select(line.c.number, line.c.hash).order_by(line.c.number.desc()).limit(1)
    older = query if first_kept is None else query.where(line.c.number < first_kept)
    return connection.execute(older).first()
