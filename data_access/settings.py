"""What the surroundings decide: where the database is, where files may be written, whether sample data is wanted."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEAST = 5
"""The smallest group of persons that may ever be told apart."""


class SettingError(ValueError):
    """A setting that cannot be used; the text is a Dutch sentence with what to do."""


def var_dir() -> Path:
    """The folder for what the dashboard writes itself: the SQLite file and the snapshots."""
    return Path(os.environ.get("WOR_VAR") or ROOT / "var")


def database_url() -> str:
    return os.environ.get("DATABASE_URL") or f"sqlite:///{ROOT / 'var' / 'wor.db'}"


def sample_wanted() -> bool:
    """False only where SAMPLE_DATA is 0."""
    return os.environ.get("SAMPLE_DATA", "1") != "0"


def smallest_group() -> int:
    """k: the smallest group of persons that a release tells apart. Raises SettingError."""
    text = (os.environ.get("WOR_SMALLEST") or str(LEAST)).strip()
    if not (text.isascii() and text.isdecimal()) or int(text) < LEAST:
        raise SettingError(
            f'WOR_SMALLEST is "{text}", maar moet een heel getal zijn van {LEAST} of hoger. '
            f"Pas de instelling aan, of laat haar weg voor {LEAST}."
        )
    return int(text)
