"""A person who is signed in, for a page that is shown without the router."""

from data_access import cached
from data_access.door.sessions import begin, viewer_in
from domain.viewer import Viewer


def signed_in(name: str) -> Viewer:
    engine = cached.engine()
    state = cached.state()
    geography = cached.agreements(state.token if state else "").geography
    found = viewer_in(engine, begin(engine, name, "127.0.0.1").id, geography)
    assert isinstance(found, Viewer)
    return found
