"""Whether a person may manage accounts: asked of the database at the moment of the click, not of the session."""

from components import visitor
from components.still_in import still_in
from domain.permissions import ADMIN, may_open
from domain.sign_ins import By
from domain.viewer import Viewer

REFUSED = "Dit is niet gedaan: u bent niet meer aangemeld, of dit hoort niet meer bij uw rol. Meld u opnieuw aan."


class NotAllowedError(Exception):
    """The text is a Dutch sentence."""


def may_manage(viewer: Viewer) -> bool:
    now = still_in(viewer)
    return now is not None and may_open(now, ADMIN)


def by_manager(viewer: Viewer) -> By:
    """Who does it and from where, for the trace. Raises NotAllowedError, DataAwayError."""
    if not may_manage(viewer):
        raise NotAllowedError(REFUSED)
    return By(account=viewer.name, address=visitor.address())
