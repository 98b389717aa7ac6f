"""Secrets of the installation: from a setting, or made once and kept in the var folder."""

import os
from pathlib import Path
from secrets import token_hex

from data_access.settings import var_dir


def kept_key(setting: str, name: str) -> str:
    """The environment variable, else the file `name` in the var folder, which is made where it is not there."""
    return os.environ.get(setting) or _kept(var_dir() / name)


def _kept(path: Path) -> str:
    """Written beside and linked, so that two processes that start together end with the same key, and none half."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{token_hex(4)}")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(token_hex(32))
        try:
            os.link(beside, path)
        except FileExistsError:
            pass  # the other process was first: its key counts
        finally:
            beside.unlink()
    return path.read_text()
