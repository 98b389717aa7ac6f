"""What the surroundings decide: where the database is, where files may be written, whether sample data is wanted."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def var_dir() -> Path:
    """The folder for what the dashboard writes itself: the SQLite file and the snapshots."""
    return Path(os.environ.get("WOR_VAR") or ROOT / "var")


def database_url() -> str:
    return os.environ.get("DATABASE_URL") or f"sqlite:///{ROOT / 'var' / 'wor.db'}"


def sample_wanted() -> bool:
    """False only where SAMPLE_DATA is 0."""
    return os.environ.get("SAMPLE_DATA", "1") != "0"
