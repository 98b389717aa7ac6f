"""The secret that signs the sign-in cookie: from WOR_COOKIE_KEY, or made once and kept in the var folder."""

import os
from pathlib import Path
from secrets import token_hex

from data_access.settings import var_dir


def cookie_key() -> str:
    return os.environ.get("WOR_COOKIE_KEY") or _kept(var_dir() / "cookie_key")


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
