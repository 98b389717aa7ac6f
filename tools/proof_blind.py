"""`python -m tools.proof_blind`: the dashboard, in a process that cannot read a registration.

The reader raises, and so does the database itself where a statement reads a column of the table of referrals. Pages
that are the same as those of the ordinary server are made of the release and of public tables alone.
"""

import os
from typing import Any

from sqlalchemy import Engine, event

from data_access import registrations

OPEN_COLUMNS = frozenset({"id", "layer", "batch_in", "batch_out"})
"""Whether sample data is loaded is told on every page; these columns tell nothing of anyone."""
READ, ALLOW, DENY = 20, 0, 1
"""Of SQLite's authorizer: the action, and its answers."""


class BlindError(RuntimeError):
    """A registration was asked for."""


def refuse(*_: Any, **__: Any) -> None:
    raise BlindError("a page of this server asked for registrations")


def may(action: int, table: str | None, column: str | None, *_: Any) -> int:
    return DENY if action == READ and table == "referral" and column not in OPEN_COLUMNS else ALLOW


@event.listens_for(Engine, "connect")
def guard(connection: Any, _record: Any) -> None:
    connection.set_authorizer(may)


def main() -> None:
    registrations.read_registrations = refuse  # type: ignore[assignment]
    from server import app

    app.run(config={"server.port": int(os.environ["PORT"]), "server.address": "127.0.0.1"})


if __name__ == "__main__":
    main()
