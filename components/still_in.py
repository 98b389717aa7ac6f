"""Whether a person is still signed in, for what happens outside a run of the router: a click that stores something, a
download, a part of a page that draws itself anew."""

from data_access import cached
from data_access.door.sessions import viewer_in
from domain.areas import Geography
from domain.viewer import Viewer


def still_in(viewer: Viewer, *, used: bool = True) -> Viewer | None:
    """The same person as the database knows them now; None where the session has ended, and for who has to change the
    password first. Not `used`: what a page does of itself keeps nobody signed in. Raises DataAwayError."""
    found = viewer_in(cached.engine(), viewer.session, geography_now(), used=used)
    return found if isinstance(found, Viewer) and not found.must_change else None


def still_known(viewer: Viewer) -> Viewer | None:
    """As `still_in`, also for who has to change the password first: for that change alone."""
    found = viewer_in(cached.engine(), viewer.session, geography_now())
    return found if isinstance(found, Viewer) else None


def geography_now() -> Geography:
    state = cached.state()
    return cached.agreements(state.token if state else "").geography
