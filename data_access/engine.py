"""The SQLAlchemy engine, and one way to use it that tells a database that is away from other errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError

from data_access.settings import database_url

BUSY_MILLISECONDS = 30_000
"""A reader waits this long for an import that is writing."""
CACHE_KILOBYTES = 100_000
"""Room for the indexes of a large import: with SQLite's own 2 MB a million rows take half as long again."""


class DataAwayError(Exception):
    """The database cannot be reached, or has no tables yet; the text is a Dutch sentence with a next step."""

    def __init__(self) -> None:
        super().__init__(
            "De gegevens zijn nu niet bereikbaar. Probeer het over een minuut opnieuw; blijft het zo, "
            "vraag dan de beheerder de database te controleren (python -m data_access migrate)."
        )


def engine_for(url: str | None = None) -> Engine:
    """An engine for `url`, or for DATABASE_URL. Nothing is opened or made until the first connection."""
    address = make_url(url or database_url())
    if address.get_backend_name() == "sqlite":
        engine = create_engine(address)
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    return create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 5})


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL lets visitors read while an import writes; foreign keys are off in SQLite unless asked for."""
    cursor = connection.cursor()
    settings = (f"busy_timeout={BUSY_MILLISECONDS}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON")
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
    with _away(), engine.begin() as connection:
        yield connection


@contextmanager
def _away() -> Iterator[None]:
    """A missing table is an OperationalError in SQLite and a ProgrammingError in PostgreSQL."""
    try:
        yield
    except (OperationalError, InterfaceError, ProgrammingError) as error:
        raise DataAwayError from error
