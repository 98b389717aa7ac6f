"""For whom a person may deliver, edit or undo: asked of the database at the moment of the click, not of the session."""

from components.still_in import still_in
from domain.areas import Area, Geography, Level
from domain.permissions import DELIVER, TABLE, Access, may_see
from domain.viewer import Viewer

REFUSED = "Dit is niet gedaan: u bent niet meer aangemeld, of dit hoort niet meer bij uw rol. Meld u opnieuw aan."


class NotAllowedError(Exception):
    """The text is a Dutch sentence."""


def scope_of(viewer: Viewer) -> frozenset[str] | None:
    """The municipalities that the viewer may deliver for; None: all, and what belongs to no municipality."""
    if TABLE[DELIVER.key][viewer.role] is Access.YES:
        return None
    return frozenset(code for code in viewer.scope.municipalities if may_see(viewer, DELIVER, code))


def own_municipalities(viewer: Viewer, geography: Geography) -> tuple[Area, ...]:
    scope = scope_of(viewer)
    return tuple(a for a in geography.of_level(Level.MUNICIPALITY) if scope is None or a.code in scope)


def scope_now(viewer: Viewer) -> frozenset[str] | None:
    """As `scope_of`, of the account as it is now. Raises NotAllowedError for who may deliver nothing, or is not signed
    in any more."""
    now = still_in(viewer)
    scope = scope_of(now) if now else frozenset()
    if scope is not None and not scope:
        raise NotAllowedError(REFUSED)
    return scope
