"""What all visitors share, held in memory once per data version. The only file of this room that knows Streamlit."""

import streamlit as st
from sqlalchemy import Engine

from data_access.agreements import read_agreements
from data_access.engine import engine_for
from data_access.programme import read_programme
from data_access.releases import read_content, release_hash, release_heads_newest
from data_access.state import current_state
from domain.agreements import Agreements
from domain.cells import DataState
from domain.programme import Programme
from domain.releases import ReleaseContent, ReleaseHead

VERSIONS = 2
"""The version on screen, and the one before it for a visitor whose page is still being made."""

RELEASES = 40
"""All regions of the country at once, with room for some that a page compares with."""


@st.cache_resource(max_entries=1, show_spinner=False)
def engine() -> Engine:
    return engine_for()


def state() -> DataState | None:
    """Read from the database each time, so that an import on one replica is seen on all. Raises DataAwayError."""
    return current_state(engine())


def agreements(token: str | None = None) -> Agreements:
    """Of the version with this token, else of the one on screen. Raises DataAwayError."""
    return _agreements(_token() if token is None else token)


def programme(token: str | None = None) -> Programme:
    """Of the version with this token, else of the one on screen. Raises DataAwayError."""
    return _programme(_token() if token is None else token)


def release_heads() -> dict[str, ReleaseHead]:
    """The newest release of each region, read from the database each time like `state`. Raises DataAwayError."""
    return release_heads_newest(engine())


def release_content(number: int, seal: str | None = None) -> ReleaseContent:
    """Without report and certificate. `seal` is the release's own hash, looked up where it is not given: after a backup
    was put back, the same number may be another release. Raises DataAwayError; LookupError where no such release is."""
    return _release_content(number, release_hash(engine(), number) if seal is None else seal)


def _token() -> str:
    now = state()
    return now.token if now else ""


@st.cache_resource(max_entries=VERSIONS, show_spinner=False)
def _agreements(token: str) -> Agreements:
    return read_agreements(engine())


@st.cache_resource(max_entries=VERSIONS, show_spinner=False)
def _programme(token: str) -> Programme:
    return read_programme(engine())


@st.cache_resource(max_entries=RELEASES, show_spinner=False)
def _release_content(number: int, seal: str) -> ReleaseContent:
    return read_content(engine(), number)
