"""A migrated empty database, on SQLite and on PostgreSQL, and a folder with a small but complete delivery."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import polars as pl
import pytest
from small_delivery import FRAMES
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

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
def server() -> Iterator[Server]:
    """With a migrated database to copy."""
    with postgresql() as started:
        with create_engine(started.url("postgres"), isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("CREATE DATABASE migrated"))
        made = engine_for(started.url("migrated"))
        migrate(made)
        made.dispose()
        yield started


@pytest.fixture
def empty_postgresql(server: Server) -> Iterator[str]:
    """The address of a migrated database without rows."""
    name = f"wor_{next(NUMBERS)}"
    admin = create_engine(server.url("postgres"), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE migrated STRATEGY FILE_COPY"))
    yield server.url(name)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def address(request: pytest.FixtureRequest, migrated: Path, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("empty_postgresql"))
    shutil.copy(migrated, tmp_path / "wor.db")
    return f"sqlite:///{tmp_path / 'wor.db'}"


@pytest.fixture
def engine(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("WOR_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("DATABASE_URL", address)
    made = engine_for()
    yield made
    made.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "levering"
    write(target, FRAMES)
    return target


def write(folder: Path, frames: dict[str, pl.DataFrame]) -> None:
    folder.mkdir(exist_ok=True)
    for name, frame in frames.items():
        frame.write_csv(folder / f"{name}.csv")
