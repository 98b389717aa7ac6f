"""Sign-in sessions on the server: begun at the door, held against the database at every run, ended for every tab.

A session ends by signing out, by a beheerder, when the account is changed, blocked or deleted, after idling, and after
its longest time. All functions raise DataAwayError.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, Row, Update, delete, func, insert, select, update

from data_access.accounts import viewer_from
from data_access.door.secrets import digest, new_secret
from data_access.engine import BusyError, reading, writing, writing_if_free
from data_access.models import Account, SignInSession
from data_access.settings import idle_minutes, session_hours
from data_access.tables import table_of
from domain.areas import Geography
from domain.sign_ins import Ending, OpenSession
from domain.viewer import Viewer

TICKET = timedelta(seconds=30)
SEEN_EVERY = timedelta(minutes=1)
KEPT = timedelta(days=30)
"""Ended sessions stay this long: an address that someone came in from before is not locked for them."""


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A new session: `id` stays on the server, for `ticket` the browser gets its cookie, once."""

    id: str
    ticket: str


def begin(engine: Engine, account: str, address: str, *, proof: str | None = None, id_token: str = "") -> Begun:
    """A session of an account as it is now. Raises LookupError where it is not there or blocked, IntegrityError where
    `proof` began a session before."""
    now, begun = datetime.now(UTC), Begun(id=new_secret(), ticket=new_secret())
    session, of = table_of(SignInSession), table_of(Account)
    with writing(engine) as connection:
        row = connection.execute(select(of.c.version).where(of.c.name == account, ~of.c.blocked)).first()
        if row is None:
            raise LookupError(account)
        connection.execute(insert(session).values(
            id=begun.id, account=account, account_version=row.version, address=address, created=now, seen=now,
            expires=now + timedelta(hours=session_hours()), ticket_hash=digest(begun.ticket), ticket_until=now + TICKET,
            proof=digest(proof) if proof else None, id_token=id_token, ended_by="",
        ))  # fmt: skip
        connection.execute(delete(session).where(session.c.expires < now - KEPT))
        connection.execute(update(session).where(session.c.expires < now, session.c.id_token != "").values(id_token=""))
    return begun


def exchange(engine: Engine, ticket: str, cookie: str | None = None) -> tuple[str, datetime] | None:
    """The secret for the browser's cookie, and until when it is good; None for a ticket that is false, old or used.

    The session of the `cookie` that the browser had until now ends: one browser, one session.
    """
    now, secret, session = datetime.now(UTC), new_secret(), table_of(SignInSession)
    good = (session.c.ticket_hash == digest(ticket), session.c.ticket_until > now, session.c.ended.is_(None))
    with writing(engine) as connection:
        row = connection.execute(
            update(session).where(*good).values(ticket_hash=None, ticket_until=None, cookie_hash=digest(secret))
            .returning(session.c.expires)
        ).first()  # fmt: skip
        if row is None:
            return None
        if cookie:
            connection.execute(_ending(Ending.REPLACED, now).where(session.c.cookie_hash == digest(cookie)))
    return secret, row.expires


def take_id_token(engine: Engine, secret: str) -> str:
    """What the provider wants to see of a session that was signed out, given once; empty where there is none."""
    session = table_of(SignInSession)
    mine = (session.c.cookie_hash == digest(secret), session.c.ended_by == Ending.SIGNED_OUT.value)
    with writing(engine) as connection:
        token = connection.execute(select(session.c.id_token).where(*mine)).scalar()
        if token:
            connection.execute(update(session).where(*mine).values(id_token=""))
    return token or ""


def by_cookie(engine: Engine, secret: str) -> str | None:
    """The session of a cookie, ended or not; None for a cookie that is not ours."""
    session = table_of(SignInSession)
    with reading(engine) as connection:
        return connection.execute(select(session.c.id).where(session.c.cookie_hash == digest(secret))).scalar()


def viewer_in(engine: Engine, session_id: str, geography: Geography, *, used: bool = True) -> Viewer | Ending:
    """Who is signed in, as the database knows them now; or why the session has ended. Use is noted, to the minute."""
    now, session, account = datetime.now(UTC), table_of(SignInSession), table_of(Account)
    of_account = (column.label(f"its_{column.name}") for column in account.c)
    query = select(session, *of_account)
    with reading(engine) as connection:
        row = connection.execute(
            query.outerjoin(account, account.c.name == session.c.account).where(session.c.id == session_id)
        ).first()
    ending = _ended(row, now) if row else Ending.UNKNOWN
    if row is None or ending is not None:
        return ending or Ending.UNKNOWN
    if used and now - row.seen >= SEEN_EVERY:
        _see(engine, session_id, now)
    return viewer_from(
        geography, name=row.its_name, role=row.its_role, scope=row.its_scope, home=row.its_home,
        session=session_id, must_change=row.its_must_change, external=row.its_external is not None,
    )  # fmt: skip


def _ended(row: Row, now: datetime) -> Ending | None:
    if row.ended is not None:
        return Ending(row.ended_by)
    if row.its_name is None or row.its_blocked:
        return Ending.NO_ACCESS
    if row.account_version != row.its_version:
        return Ending.CHANGED
    if now >= row.expires:
        return Ending.EXPIRED
    return Ending.IDLE if now - row.seen >= timedelta(minutes=idle_minutes()) else None


def _see(engine: Engine, session_id: str, now: datetime) -> None:
    """Left for a next time while an import has the database: nobody waits for it."""
    session = table_of(SignInSession)
    try:
        with writing_if_free(engine) as connection:
            connection.execute(update(session).where(session.c.id == session_id).values(seen=now))
    except BusyError:
        return


def end(engine: Engine, session_id: str, by: Ending) -> str | None:
    """Whose it was; None where it has ended already, and nothing happens."""
    session = table_of(SignInSession)
    with writing(engine) as connection:
        ended = _ending(by, datetime.now(UTC)).where(session.c.id == session_id).returning(session.c.account)
        return connection.execute(ended).scalar()


def end_all(engine: Engine, account: str, by: Ending) -> int:
    """Every session of an account; how many there were."""
    with writing(engine) as connection:
        ended = connection.execute(_ending(by, datetime.now(UTC)).where(table_of(SignInSession).c.account == account))
        return ended.rowcount


def end_everything(engine: Engine, by: Ending) -> None:
    """Every session of everyone: those of a backup that was put back were open at another time."""
    with writing(engine) as connection:
        connection.execute(_ending(by, datetime.now(UTC)))


def end_within(connection: Connection, account: str, by: Ending, *, but: str = "") -> None:
    """As `end_all`, in the transaction of the caller, and without the session `but`."""
    session = table_of(SignInSession)
    connection.execute(_ending(by, datetime.now(UTC)).where(session.c.account == account, session.c.id != but))


def _ending(by: Ending, now: datetime) -> Update:
    """The token of the provider stays for who signed out, on the way to the provider: no longer than it is needed."""
    session = table_of(SignInSession)
    values = {"ended": now, "ended_by": by.value, "ticket_hash": None, "ticket_until": None}
    no_token = {} if by is Ending.SIGNED_OUT else {"id_token": ""}
    return update(session).where(session.c.ended.is_(None)).values(**values, **no_token)


def open_sessions(engine: Engine) -> tuple[OpenSession, ...]:
    """Those that would let someone in now, the last used first."""
    now, session, account = datetime.now(UTC), table_of(SignInSession), table_of(Account)
    open_now = (
        session.c.ended.is_(None), session.c.expires > now, session.c.seen > now - timedelta(minutes=idle_minutes()),
        session.c.account_version == account.c.version, ~account.c.blocked,
    )  # fmt: skip
    columns = [session.c[name] for name in OpenSession.__dataclass_fields__]
    with reading(engine) as connection:
        rows = connection.execute(
            select(*columns).join(account, account.c.name == session.c.account).where(*open_now)
            .order_by(session.c.seen.desc())
        ).mappings()  # fmt: skip
        return tuple(OpenSession(**row) for row in rows)


def last_seen(engine: Engine) -> dict[str, datetime]:
    """When each account was last used, as far as sessions are kept."""
    session = table_of(SignInSession)
    with reading(engine) as connection:
        rows = connection.execute(select(session.c.account, func.max(session.c.seen)).group_by(session.c.account))
        return {row[0]: row[1] for row in rows}


def came_from(connection: Connection, account: str, address: str) -> bool:
    """Whether the account signed in from the address in the time that sessions are kept."""
    session = table_of(SignInSession)
    query = select(session.c.id).where(session.c.account == account, session.c.address == address).limit(1)
    return connection.execute(query).first() is not None
