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
    return os.environ.get("DATABASE_URL") or f"sqlite:///{var_dir() / 'wor.db'}"


def sample_wanted() -> bool:
    """False only where SAMPLE_DATA is 0."""
    return os.environ.get("SAMPLE_DATA", "1") != "0"


def smallest_group() -> int:
    """k: the smallest group of persons that a release tells apart. Raises SettingError."""
    return _whole("WOR_SMALLEST", LEAST, LEAST)


def idle_minutes() -> int:
    """Who does nothing for this long has to sign in again. Raises SettingError."""
    return _whole("WOR_IDLE_MINUTES", 30, 1)


def session_hours() -> int:
    """Who signed in this long ago has to sign in again, whatever they did. Raises SettingError."""
    return _whole("WOR_SESSION_HOURS", 12, 1)


def most_attempts() -> int:
    """So many wrong passwords lock a name, so many names an address. Raises SettingError."""
    return _whole("WOR_ATTEMPTS", 10, 1)


def lock_minutes() -> int:
    """How long a name or an address stays locked. Raises SettingError."""
    return _whole("WOR_LOCK_MINUTES", 15, 1)


def trace_days() -> int:
    """How long the trace is kept. Raises SettingError."""
    return _whole("WOR_TRACE_DAYS", 730, 30)


def check_settings() -> None:
    """Before anything is served or done: raises SettingError for the first one that cannot be used."""
    for setting in (smallest_group, idle_minutes, session_hours, most_attempts, lock_minutes, trace_days):
        setting()


def _whole(name: str, usual: int, least: int) -> int:
    text = (os.environ.get(name) or str(usual)).strip()
    if not (text.isascii() and text.isdecimal()) or int(text) < least:
        raise SettingError(
            f'{name} is "{text}", maar moet een heel getal zijn van {least} of hoger. '
            f"Pas de instelling aan, of laat haar weg voor {usual}."
        )
    return int(text)
