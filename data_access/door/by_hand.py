"""What a beheerder ends or lifts by hand, with a line in the trace after it. All functions raise DataAwayError."""

from sqlalchemy import Engine

from data_access.accounts import accounts
from data_access.door.attempts import lift
from data_access.door.sessions import end, end_all
from data_access.door.trace import record
from domain.sign_ins import By, Ending, Lock
from domain.trace import Kind


def end_one_session(engine: Engine, session: str, account: str, by: By) -> None:
    end(engine, session, Ending.REVOKED)
    _ended(engine, account, 1, by)


def end_sessions_of(engine: Engine, account: str, by: By) -> int:
    """How many there were."""
    ended = end_all(engine, account, Ending.REVOKED)
    if ended:
        _ended(engine, account, ended, by)
    return ended


def _ended(engine: Engine, account: str, sessions: int, by: By) -> None:
    told = {"name": account, "why": Ending.REVOKED.value, "sessions": sessions}
    record(engine, Kind.SESSION_ENDED, account=by.account, address=by.address, about=told)


def lift_lock(engine: Engine, lock: Lock, by: By) -> None:
    """A name that is nobody's stays out of the trace: somebody may have typed a password there."""
    lift(engine, lock)
    known = {account.name for account in accounts(engine)}
    told = {"address": lock.address} if lock.address else {"name": lock.name if lock.name in known else ""}
    record(engine, Kind.LOCK_LIFTED, account=by.account, address=by.address, about=told)
