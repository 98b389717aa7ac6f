"""What somebody does on the screen, in the trace: with their account, and where their browser is.

Most of it is written by data_access, in the transaction of what it tells of; these are for what has none.
"""

import logging
from collections.abc import Callable

from components import visitor
from data_access import cached
from data_access.door import trace_removal
from data_access.door.trace import record
from data_access.door.trace_once import record_once
from data_access.engine import DataAwayError
from domain.permissions import Part
from domain.trace import Kind
from domain.viewer import Viewer

LOG = logging.getLogger("wor.trace")


def note(viewer: Viewer, kind: Kind, **about: str | int) -> None:
    """Right after what it tells of: that it could not be written undoes nothing, and stands in the server's log."""
    try:
        record(cached.engine(), kind, account=viewer.name, address=visitor.address(), about=about)
    except DataAwayError:
        LOG.exception("not recorded: %s", kind.value)


def exporting(viewer: Viewer, recorded: Kind = Kind.EXPORTED, /, **about: str | int) -> Callable[[], None]:
    """To be called before a file is handed over, which may be outside the script: where the browser is, is asked now.
    What is called raises DataAwayError where it could not be written; then there is no file."""
    engine, where = cached.engine(), visitor.address()

    def told() -> None:
        record(engine, recorded, account=viewer.name, address=where, about=about)

    return told


def tidy() -> None:
    """Lets go of what is older than is kept; another sign-in will, where it cannot be done now."""
    try:
        trace_removal.tidy(cached.engine())
    except DataAwayError:
        LOG.exception("old lines not removed")


def not_allowed(viewer: Viewer, page: Part) -> None:
    """Once for a sign-in session and a page, however often it is tried."""
    try:
        record_once(
            cached.engine(), Kind.NOT_ALLOWED, session=viewer.session, account=viewer.name,
            address=visitor.address(), about={"page": page.key},
        )  # fmt: skip
    except DataAwayError:
        LOG.exception("not recorded: %s", Kind.NOT_ALLOWED.value)
