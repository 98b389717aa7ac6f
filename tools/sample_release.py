"""Releases of the sample data, so that council and steering group see figures at once."""

from sqlalchemy import Engine

from data_access.agreements import read_geography
from data_access.consents import consent
from data_access.drafts import read_draft
from data_access.releases import release_heads_newest
from data_access.state import current_state
from domain.areas import Level
from domain.cells import DataState
from domain.viewer import Role
from publishing.prepare import Progress
from publishing.release import ReleaseError, publish
from publishing.several import make_several, order_of
from sample_data.install import ACCOUNTS

AGREED = "voorbeeldgegevens"
"""Consent for the municipalities that have no sample coordinator; nothing in them is real."""


def quiet(_share: float, _what: str) -> None:
    """For who does not want to see how far it is."""


def release_sample(engine: Engine, progress: Progress = quiet, *, insiders: bool = True) -> int:
    """One release of each region that has none, and how many that were. `insiders` as in `make`.

    Raises ReleaseError, DataAwayError.
    """
    state, codes, maker = current_state(engine), unreleased(engine), Role.ADMIN.value
    if state is None or not codes:
        return 0
    consent(engine, ACCOUNTS[Role.COORDINATOR][0], state.token, Role.COORDINATOR.value)
    refused = make_several(engine, codes, order_of(engine, maker, AGREED, insiders=insiders), progress)
    if refused:
        raise ReleaseError(" ".join(refused.values()))
    for code in codes:
        draft = read_draft(engine, code)
        if draft is not None:
            publish(engine, draft.id, maker, AGREED)
    return len(codes)


def unreleased(engine: Engine) -> list[str]:
    """The regions of the sample data without a release. Of any other data none: there the coordinators decide."""
    state = current_state(engine)
    if state is None or not _untouched(state):
        return []
    done = release_heads_newest(engine)
    return [r.code for r in read_geography(engine).of_level(Level.REGION) if r.code not in done]


def _untouched(state: DataState) -> bool:
    """The first version of a database that began as sample data: nothing was delivered since."""
    return state.sample and state.number == 1
