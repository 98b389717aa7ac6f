"""Serves the dashboard with readers of registrations that raise: what still works, works without registrations."""

import os
import sys
from pathlib import Path
from typing import Any, NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data_access import registrations, snapshot


def refuse(*_arguments: Any, **_more: Any) -> NoReturn:
    raise RuntimeError("registrations were read")


# Before anything else of ours is imported, so that whoever imports them gets these.
registrations.read_registrations = refuse
registrations.snapshot_folder = snapshot.snapshot_folder = refuse  # type: ignore[attr-defined]

if __name__ == "__main__":
    from server import app

    app.run(config={"server.port": int(os.environ["PORT"]), "server.address": "127.0.0.1"})
