"""Wrong passwords are counted in the database, for every replica: they lock a name, or an address that tries many.

An attempt is written down before the password is looked at, so that a hundred at once are no more than allowed. A name
counts whoever it belongs to, so the lock tells nothing of which accounts exist. An address is locked by the number of
different names that failed from it, never by one person's mistakes, and not for who came in from there before: a
council chamber is one address. All functions raise DataAwayError.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, select

from data_access.door.sessions import came_from
from data_access.engine import reading, writing, writing_alone
from data_access.models import SignInAttempt
from data_access.settings import lock_minutes, most_attempts
from data_access.tables import table_of
from domain.sign_ins import Lock

TURN = 20_230_702
KEPT = timedelta(days=1)
LONGEST_NAME = 200
"""What somebody typed for a name is kept no longer than this."""


class LockedError(Exception):
    """Nobody may come in with this name, or from this address, until a moment."""

    def __init__(self, lock: Lock) -> None:
        super().__init__()
        self.lock = lock


def admit(engine: Engine, name: str, address: str) -> None:
    """Writes down that a password is going to be tried. Raises LockedError where it may not be."""
    attempt = table_of(SignInAttempt)
    refuse_locked(engine, name, address)  # so that who hammers on a lock keeps nobody from writing
    with writing_alone(engine, TURN) as connection:
        now = datetime.now(UTC)
        _refuse(connection, name, address, now)
        connection.execute(insert(attempt).values(name=key(name), address=address, at=now))
        connection.execute(delete(attempt).where(attempt.c.at < now - KEPT))


def refuse_locked(engine: Engine, name: str, address: str) -> None:
    """Raises LockedError where nobody may try this name from this address now."""
    with reading(engine) as connection:
        _refuse(connection, name, address, datetime.now(UTC))


def _refuse(connection: Connection, name: str, address: str, now: datetime) -> None:
    lock = _lock_of_name(connection, key(name), now) or _lock_of_address(connection, address, now)
    if lock and (lock.name or not came_from(connection, key(name), address)):
        raise LockedError(lock)


def succeeded(engine: Engine, name: str, address: str) -> None:
    """What failed before from this address was a mistake of the same person, and no longer counts."""
    attempt = table_of(SignInAttempt)
    with writing(engine) as connection:
        connection.execute(delete(attempt).where(attempt.c.name == key(name), attempt.c.address == address))


def lift(engine: Engine, lock: Lock) -> None:
    attempt = table_of(SignInAttempt)
    which = attempt.c.name == lock.name if lock.name else attempt.c.address == lock.address
    with writing(engine) as connection:
        connection.execute(delete(attempt).where(which))


def locks(engine: Engine) -> tuple[Lock, ...]:
    """What is locked now, the longest first."""
    now, attempt = datetime.now(UTC), table_of(SignInAttempt)
    recent = attempt.c.at > now - 2 * _window()
    with reading(engine) as connection:
        names = connection.execute(select(attempt.c.name).where(recent).distinct()).scalars().all()
        addresses = connection.execute(select(attempt.c.address).where(recent).distinct()).scalars().all()
        found = [_lock_of_name(connection, name, now) for name in names]
        found += [_lock_of_address(connection, address, now) for address in addresses]
    return tuple(sorted((lock for lock in found if lock), key=lambda lock: lock.until, reverse=True))


def key(name: str) -> str:
    """A name as it is counted: as the sign-in reads it."""
    return name.lower().strip()[:LONGEST_NAME]


def _window() -> timedelta:
    return timedelta(minutes=lock_minutes())


def _lock_of_name(connection: Connection, name: str, now: datetime) -> Lock | None:
    attempt = table_of(SignInAttempt)
    rows = connection.execute(
        select(attempt.c.at).where(attempt.c.name == name, attempt.c.at > now - 2 * _window()).order_by(attempt.c.at)
    ).scalars().all()  # fmt: skip
    until = _until(rows, now)
    return Lock(name=name, until=until, attempts=len(rows)) if until else None


def _lock_of_address(connection: Connection, address: str, now: datetime) -> Lock | None:
    attempt = table_of(SignInAttempt)
    rows = connection.execute(
        select(attempt.c.name, attempt.c.at)
        .where(attempt.c.address == address, attempt.c.at > now - 2 * _window()).order_by(attempt.c.at)
    ).all()  # fmt: skip
    first = {row.name: row.at for row in reversed(rows)}  # each name counts once, from its first failure
    until = _until(sorted(first.values()), now)
    return Lock(address=address, until=until, attempts=len(first)) if until else None


def _until(moments: Sequence[datetime], now: datetime) -> datetime | None:
    """Until when as many as are too many, all within one window, keep the door shut."""
    most = most_attempts()
    for last in range(len(moments) - 1, most - 2, -1):
        if moments[last] - moments[last - most + 1] < _window():
            until = moments[last] + _window()
            return until if until > now else None
    return None
