"""Whether a person may consent or release: asked of the database at the moment of the click, not of the session."""

from data_access import cached
from data_access.accounts import viewer_of
from domain.areas import Geography
from domain.permissions import CONSENT, RELEASE, choosable_regions, may_see
from domain.viewer import Viewer


def may_consent(name: str, municipality: str) -> bool:
    viewer, _ = _now(name)
    return viewer is not None and may_see(viewer, CONSENT, municipality)


def may_release(name: str, region: str) -> bool:
    viewer, geography = _now(name)
    if viewer is None or not may_see(viewer, RELEASE):
        return False
    return region in {area.code for area in choosable_regions(viewer, geography)}


def _now(name: str) -> tuple[Viewer | None, Geography]:
    state = cached.state()
    geography = cached.agreements(state.token if state else "").geography
    return viewer_of(cached.engine(), name, geography), geography
