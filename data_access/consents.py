"""That municipalities agree to publish the figures of a data version."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, delete, insert, select

from data_access.door import trace
from data_access.engine import reading, writing_alone
from data_access.ledger import LedgerError
from data_access.models import Release, ReleaseConsent
from data_access.tables import table_of
from domain.trace import Kind

USED = (
    "Deze toestemming is al gebruikt voor publicatie {}, en die blijft staan. "
    "Vraag de beheerder om een nieuwe publicatie als er iets niet klopt."
)


@dataclass(frozen=True, kw_only=True)
class Consent:
    account: str
    agreed_at: datetime


def consent(
    engine: Engine, municipality: str, token: str, account: str, agreed_at: datetime | None = None, *,
    address: str = "",
) -> None:  # fmt: skip
    """Where the municipality agreed already, that first consent stays. Raises DataAwayError."""
    table = table_of(ReleaseConsent)
    row = insert(table).values(
        municipality=municipality, data_token=token, account=account, agreed_at=agreed_at or datetime.now(UTC)
    )
    with writing_alone(engine) as connection:
        same = (table.c.municipality == municipality) & (table.c.data_token == token)
        if connection.execute(select(table.c.account).where(same)).first() is None:
            connection.execute(row)
            about = {"municipality": municipality, "data": token}
            trace.append(connection, Kind.CONSENT_GIVEN, account=account, address=address, about=about)


def withdraw(engine: Engine, municipality: str, token: str, account: str = "", *, address: str = "") -> None:
    """Nothing happens where there is no consent. Raises LedgerError where a release rests on it, DataAwayError."""
    table = table_of(ReleaseConsent)
    with writing_alone(engine) as connection:
        used = _used_by(connection, municipality, token)
        if used is not None:
            raise LedgerError(USED.format(used))
        same = (table.c.municipality == municipality) & (table.c.data_token == token)
        if connection.execute(delete(table).where(same)).rowcount:
            about = {"municipality": municipality, "data": token}
            trace.append(connection, Kind.CONSENT_WITHDRAWN, account=account, address=address, about=about)


def consents(engine: Engine, token: str) -> dict[str, Consent]:
    """By municipality. Raises DataAwayError."""
    table = table_of(ReleaseConsent)
    with reading(engine) as connection:
        rows = connection.execute(select(table).where(table.c.data_token == token).order_by(table.c.municipality)).all()
    return {row.municipality: Consent(account=row.account, agreed_at=row.agreed_at) for row in rows}


def _used_by(connection: Connection, municipality: str, token: str) -> int | None:
    """The first release of this data version that names the municipality: `GM0153 coordinator`."""
    release = table_of(Release)
    rows = connection.execute(
        select(release.c.number, release.c.consents).where(release.c.data_token == token).order_by(release.c.number)
    )
    named = (row.number for row in rows if any(t.split(" ")[0] == municipality for t in json.loads(row.consents)))
    return next(named, None)
