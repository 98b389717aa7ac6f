"""A migrated empty database, and a folder with a small but complete delivery."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from small_delivery import FRAMES
from sqlalchemy import Engine

from data_access.engine import engine_for
from data_access.migrate import migrate


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file to copy: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("migrated") / "wor.db"
    made = engine_for(f"sqlite:///{path}")
    migrate(made)
    made.dispose()
    return path


@pytest.fixture
def engine(migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    path = tmp_path / "wor.db"
    shutil.copy(migrated, path)
    monkeypatch.setenv("WOR_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    return engine_for()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "levering"
    write(target, FRAMES)
    return target


def write(folder: Path, frames: dict[str, pl.DataFrame]) -> None:
    folder.mkdir(exist_ok=True)
    for name, frame in frames.items():
        frame.write_csv(folder / f"{name}.csv")
