"""A migrated empty database, on SQLite and on PostgreSQL, and a folder with a small but complete delivery."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

import polars as pl
import pytest
from small_delivery import FRAMES
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.pool import NullPool

from data_access import __main__ as command
from data_access.engine import engine_for
from data_access.migrate import migrate
from tools.postgres import Server, postgresql

NUMBERS = count(1)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite: about the file of SQLite")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test with an engine runs on both, unless it is about the file of SQLite."""
    if "address" in metafunc.fixturenames:
        only = metafunc.definition.get_closest_marker("sqlite")
        metafunc.parametrize("address", ["sqlite"] if only else ["sqlite", "postgresql"], indirect=True)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file to copy: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("migrated") / "wor.db"
    made = engine_for(f"sqlite:///{path}")
    migrate(made)
    made.dispose()
    return path


@pytest.fixture(scope="session")
def filled_file(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the small delivery: taking that in costs more than most tests that begin with it."""
    path = tmp_path_factory.mktemp("filled") / "wor.db"
    take_in_small(f"sqlite:///{shutil.copy(migrated, path)}", path.parent)
    with closing(sqlite3.connect(path)) as whole:  # the file alone is copied
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """With a migrated database to copy."""
    with postgresql() as started:
        with managing(started) as connection:
            connection.execute(text("CREATE DATABASE migrated"))
        made = engine_for(started.url("migrated"))
        migrate(made)
        made.dispose()
        yield started


@pytest.fixture(scope="session")
def filled_database(server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with the small delivery, to copy."""
    with managing(server) as connection:
        connection.execute(text("CREATE DATABASE filled TEMPLATE migrated STRATEGY FILE_COPY"))
        take_in_small(server.url("filled"), tmp_path_factory.mktemp("filled"))
        left = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'filled'"
        connection.execute(text(left))  # what is in use cannot be copied
    return "filled"


def take_in_small(address: str, var: Path) -> None:
    write(var / "levering", FRAMES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WOR_VAR", str(var))
        patch.setenv("DATABASE_URL", address)
        assert command.main(["import", str(var / "levering")]) == 0


@contextmanager
def managing(server: Server) -> Iterator[Connection]:
    admin = create_engine(server.url("postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        yield connection


@contextmanager
def copied(server: Server, template: str) -> Iterator[str]:
    name = f"wor_{next(NUMBERS)}"
    with managing(server) as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"))
    yield server.url(name)
    with managing(server) as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def empty_postgresql(server: Server) -> Iterator[str]:
    """The address of a migrated database without rows."""
    with copied(server, "migrated") as address:
        yield address


@pytest.fixture
def filled_postgresql(server: Server, filled_database: str) -> Iterator[str]:
    with copied(server, filled_database) as address:
        yield address


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of a migrated database: without rows, or for a test that asks for `filled` with the small delivery."""
    full = "filled" in request.fixturenames
    if request.param == "postgresql":
        return str(request.getfixturevalue("filled_postgresql" if full else "empty_postgresql"))
    shutil.copy(request.getfixturevalue("filled_file" if full else "migrated"), tmp_path / "wor.db")
    return f"sqlite:///{tmp_path / 'wor.db'}"


@pytest.fixture
def engine(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("WOR_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("DATABASE_URL", address)
    made = engine_for()
    yield made
    made.dispose()


@pytest.fixture
def filled(engine: Engine) -> Engine:
    return engine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "levering"
    write(target, FRAMES)
    return target


def write(folder: Path, frames: dict[str, pl.DataFrame]) -> None:
    folder.mkdir(exist_ok=True)
    for name, frame in frames.items():
        frame.write_csv(folder / f"{name}.csv")
