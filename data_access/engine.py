"""The SQLAlchemy engine, and one way to use it that tells a database that is away from other errors."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DisconnectionError, IntegrityError, InterfaceError

from data_access.settings import database_url
from data_access.wrong_use import WrongUse

SQLITE, POSTGRESQL = "sqlite", "postgresql+psycopg"
FILE = "file"
BUSY_MILLISECONDS = 30_000
"""A reader waits this long for an import that is writing."""
CACHE_KILOBYTES = 100_000
"""Room for the indexes of a large import: with SQLite's own 2 MB a million rows take half as long again."""

TURN = 20_230_701
"""The number under which PostgreSQL keeps the lock of `writing_alone`; any number will do, as long as it is ours."""
THEN = "then"
ATTACHED = "attached"
"""Names of the files that a connection of SQLite has beside its database (data_access/staged.py)."""

AWAY = (
    "De gegevens zijn nu niet bereikbaar. Probeer het over een minuut opnieuw; blijft het zo, "
    "vraag dan de beheerder de database te controleren (.venv/bin/python -m data_access migrate)."
)
BUSY = (
    "Er worden nu andere gegevens bewaard. Probeer het over een minuut opnieuw; er is niets verloren gegaan en uw "
    "gegevens zijn nog niet bewaard."
)
FULL = (
    "De schijf van de database is vol. Er is niets bewaard en niets verloren gegaan; vraag de beheerder ruimte te "
    "maken en probeer het daarna opnieuw."
)
WRONG_ADDRESS = (
    "De gegevens zijn niet bereikbaar, want DATABASE_URL is geen adres dat we kennen. Vraag de beheerder het te "
    "schrijven als sqlite:////map/wor.db of postgresql+psycopg://naam:wachtwoord@server/wor."
)


class DataAwayError(Exception):
    """The database cannot be reached, or has no tables yet; the text is a Dutch sentence with a next step."""

    def __init__(self, text: str = AWAY) -> None:
        super().__init__(text)


class AddressError(DataAwayError, WrongUse):
    """What was given as an address of a database is none."""


class BusyError(DataAwayError):
    """Someone else has been writing for longer than we wait."""


class DiskFullError(DataAwayError):
    """The database has no room for what was to be written."""


def engine_for(url: str | None = None) -> Engine:
    """An engine for `url`, or for DATABASE_URL. Nothing is opened until the first connection. Raises DataAwayError."""
    address = _address(url or database_url())
    if address.drivername != SQLITE:
        return create_engine(address, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": 5})
    engine, path = create_engine(address, hide_parameters=True), Path(address.database or "")
    event.listen(engine, "do_connect", partial(_open, path))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "checkout", partial(_same_file, path))
    event.listen(engine, "checkin", _let_go)
    return engine


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise AddressError(WRONG_ADDRESS) from None  # the cause repeats the address, and with it the password
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername=POSTGRESQL)
    if address.drivername not in (SQLITE, POSTGRESQL) or not address.database:
        raise AddressError(WRONG_ADDRESS)
    return address


def _open(path: Path, _dialect: Any, record: Any, _arguments: Any, _settings: Any) -> None:
    """SQLite makes a file that is not there: an empty one would take the place of a disk that is away for a moment."""
    record.info[FILE] = _identity(path)
    if record.info[FILE] is None:
        raise sqlite3.OperationalError("no such file")


def _same_file(path: Path, _connection: Any, record: Any, _proxy: Any) -> None:
    """A kept connection would go on reading a file that was moved away or replaced by a backup; this opens it anew."""
    if record.info.get(FILE) != _identity(path):
        raise DisconnectionError


def _let_go(connection: Any, record: Any) -> None:
    """SQLite detaches nothing within a transaction; it is over where a connection comes back, whatever came of it."""
    try:
        for name in record.info.pop(ATTACHED, ()):
            connection.execute(f"DETACH DATABASE {name}")
    except sqlite3.Error:
        record.invalidate()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL lets visitors read while an import writes; foreign keys are off in SQLite unless asked for. With less than
    FULL a power cut takes back what was already called kept."""
    cursor = connection.cursor()
    settings = (f"busy_timeout={BUSY_MILLISECONDS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
    for setting in (*settings, f"cache_size=-{CACHE_KILOBYTES}", "temp_store=MEMORY"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection for reads. Raises DataAwayError where the database is away or not migrated."""
    with _away(), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: all of it is kept, or on any error nothing. Raises DataAwayError as `reading` does."""
    then: list[Callable[[], None]] = []
    with _away(), engine.begin() as connection:
        info = connection.info  # of the driver's connection, which may be gone when an error comes
        info[THEN] = then
        try:
            yield connection
        finally:
            info.pop(THEN)
        if not connection.in_transaction():  # taken back by who wrote it
            then.clear()
    for act in then:
        act()


def after_commit(connection: Connection, act: Callable[[], None]) -> None:
    """Done once what is written in this transaction (of `writing`) is kept; never where it is not."""
    connection.info[THEN].append(act)


@contextmanager
def writing_alone(engine: Engine, turn: int = TURN) -> Iterator[Connection]:
    """As `writing`, for who first reads and then writes what follows from it: two of them take turns. Raises BusyError
    where the turn does not come. PostgreSQL keeps a queue for each `turn`; in SQLite all who write stand in one."""
    with writing(engine) as connection:
        take_turn(connection, turn)
        yield connection


@contextmanager
def trying(engine: Engine) -> Iterator[Connection]:
    """As `writing_alone`, but nothing is kept: to see what a change would do."""
    with _away(), engine.connect() as connection:
        transaction = connection.begin()
        try:
            take_turn(connection)
            yield connection
        finally:
            transaction.rollback()


@contextmanager
def reading_at_once(engine: Engine) -> Iterator[Connection]:
    """As `reading`, but every read sees the same moment, whatever is written meanwhile."""
    with _away(), engine.connect() as plain:
        lite = plain.dialect.name == SQLITE
        connection = plain if lite else plain.execution_options(isolation_level="REPEATABLE READ")
        if lite:
            connection.exec_driver_sql("BEGIN")
        yield connection


@contextmanager
def writing_if_free(engine: Engine) -> Iterator[Connection]:
    """As `writing`, for what may also be written a minute later: raises BusyError at once where SQLite is in use."""
    with _away(), engine.connect() as connection:
        lite = connection.dialect.name == SQLITE
        if lite:
            connection.exec_driver_sql("PRAGMA busy_timeout=0")
        try:
            yield connection
            connection.commit()
        finally:
            connection.rollback()
            if lite:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")


def take_turn(connection: Connection, turn: int = TURN) -> None:
    """Begins the transaction in SQLite: nothing may have been read in it."""
    if connection.dialect.name == SQLITE:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_MILLISECONDS}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({turn})")


@contextmanager
def _away() -> Iterator[None]:
    """A missing table is an OperationalError in SQLite and a ProgrammingError in PostgreSQL, a file that is no database
    a plain DatabaseError. What breaks a key is an error of the caller."""
    try:
        yield
    except (IntegrityError, psycopg.IntegrityError):
        raise
    except (DatabaseError, InterfaceError) as error:
        raise _why(error.orig) from error
    except (psycopg.Error, sqlite3.Error) as error:  # of a driver that was used by itself
        raise _why(error) from error


def _why(cause: BaseException | None) -> DataAwayError:
    """By the name of the error: the drivers have no code in common."""
    name = getattr(cause, "sqlite_errorname", type(cause).__name__)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "LockNotAvailable")):
        return BusyError(BUSY)
    return DiskFullError(FULL) if name in ("SQLITE_FULL", "DiskFull") else DataAwayError()
