"""Whether a person may consent or release: asked of the database at the moment of the click, not of the session."""

from components.still_in import geography_now, still_in
from domain.permissions import CONSENT, RELEASE, choosable_regions, may_see
from domain.viewer import Viewer


def may_consent(viewer: Viewer, municipality: str) -> bool:
    now = still_in(viewer)
    return now is not None and may_see(now, CONSENT, municipality)


def may_release(viewer: Viewer, region: str) -> bool:
    now = still_in(viewer)
    if now is None or not may_see(now, RELEASE):
        return False
    return region in {area.code for area in choosable_regions(now, geography_now())}
