"""The quality of a municipality's registrations: for its coordinator, who sees them live, and for nobody else."""

from sqlalchemy import Engine

from data_access.programme import read_programme_of
from data_access.registrations import read_registrations
from domain.agreements import Agreements
from domain.areas import Area
from domain.cells import DataState
from domain.permissions import QUALITY, may_see
from domain.viewer import Scope, Viewer
from indicators.quality import Quality, quality_of


def registration_quality(
    engine: Engine, state: DataState, agreements: Agreements, viewer: Viewer, municipality: Area
) -> Quality | None:
    """None where the viewer may not see it. Raises DataAwayError."""
    if not may_see(viewer, QUALITY, municipality.code):
        return None
    own = {municipality.code, *(v.code for v in agreements.geography.children(municipality.code))}
    referrals = read_registrations(engine, state, Scope(municipalities=frozenset({municipality.code})))
    return quality_of(referrals, read_programme_of(engine, own), agreements, state.data_date)
