"""A line of the trace that one sign-in session writes once, so that nobody floods it by trying again and again."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Engine, select

from data_access.door.trace import TURN, add
from data_access.engine import reading, writing_alone
from data_access.models import AuditEvent, SignInSession
from data_access.tables import table_of
from domain.trace import Kind


def record_once(
    engine: Engine, kind: Kind, *, session: str, account: str, address: str, about: Mapping[str, Any]
) -> None:
    """Nothing is written where the account has the same line since the session began. Raises DataAwayError."""
    with reading(engine) as connection:  # who asks again waits for nobody
        if _there(connection, kind, session, account, about):
            return
    with writing_alone(engine, TURN) as connection:
        if not _there(connection, kind, session, account, about):
            add(connection, kind, account, address, about)


def _there(connection: Connection, kind: Kind, session: str, account: str, about: Mapping[str, Any]) -> bool:
    line, begun = table_of(AuditEvent), table_of(SignInSession)
    since = select(begun.c.created).where(begun.c.id == session).scalar_subquery()
    same = (line.c.kind == kind.value) & (line.c.account == account) & (line.c.at >= since)
    told = connection.execute(select(line.c.about).where(same)).scalars()
    return any(json.loads(text) == dict(about) for text in told)
