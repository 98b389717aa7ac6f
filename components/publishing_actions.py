"""What the buttons of Publiceren do. Each looks up again who asks, and holds what is there against what was on screen.

They run as callbacks, with what was on the screen as their arguments: by the next run the data or the draft may be
another one, and nobody agrees to what they have not seen.
"""

import logging
from collections.abc import Callable

import streamlit as st

from components import visitor
from components.plain import plain
from components.publishing_rights import may_consent, may_release
from data_access import cached
from data_access.consents import consent, withdraw
from data_access.drafts import discard_draft, read_draft
from data_access.engine import DataAwayError
from data_access.ledger import LedgerError
from data_access.settings import SettingError
from domain.dutch import day
from domain.viewer import Viewer
from publishing.release import ReleaseError, publish
from publishing.workers import WorkerGoneError

LOG = logging.getLogger("wor.publishing")
TOLD = (ReleaseError, LedgerError, SettingError, DataAwayError, WorkerGoneError)
"""Errors whose text is a Dutch sentence with what to do."""
REFUSED = "Dit is niet gedaan: u bent niet meer aangemeld, of dit hoort niet meer bij uw rol. Meld u opnieuw aan."
RENEWED = "Er zijn intussen nieuwe gegevens geladen. Bekijk deze pagina nog eens, en geef dan uw akkoord."
LOOK_UP = "Dit is niet gelukt. Bovenaan staat waarom."
DROPPED = "Het concept is weg. Er is niets gepubliceerd."
OTHER_DRAFT = "Er is intussen een ander concept gemaakt. Bekijk het verslag daarvan, en beslis dan."


def agree(viewer: Viewer, municipality: str, seen: str) -> None:
    """`seen`: the token of the data version that was on the screen."""
    if not may_consent(viewer, municipality):
        _refuse(viewer, municipality)
        return
    state = cached.state()
    if state is None or state.token != seen:
        fail(RENEWED)
        return
    LOG.info("consent %s %s %s", viewer.name, municipality, seen)
    where = visitor.address()
    _try(lambda: consent(cached.engine(), municipality, seen, viewer.name, address=where), "Uw akkoord is vastgelegd.")


def take_back(viewer: Viewer, municipality: str, seen: str) -> None:
    if not may_consent(viewer, municipality):
        _refuse(viewer, municipality)
        return
    LOG.info("consent withdrawn %s %s %s", viewer.name, municipality, seen)
    where = visitor.address()
    _try(
        lambda: withdraw(cached.engine(), municipality, seen, viewer.name, address=where), "Uw akkoord is ingetrokken."
    )


def put_out(viewer: Viewer, region: str, seen: str, agreed: str) -> None:
    """`seen`: the id of the draft whose report was on the screen. `agreed`: words on consent given elsewhere."""
    if not may_release(viewer, region):
        _refuse(viewer, region)
    elif _same(region, seen):
        _try(lambda: _publish(viewer, seen, agreed), "")


def drop(viewer: Viewer, region: str, seen: str) -> None:
    if not may_release(viewer, region):
        _refuse(viewer, region)
    elif _same(region, seen):
        LOG.info("draft dropped %s %s %s", viewer.name, region, seen)
        where = visitor.address()
        _try(lambda: discard_draft(cached.engine(), region, viewer.name, address=where), DROPPED)


def fail(sentence: str) -> None:
    """What a callback draws stands above the page; the toast tells so, wherever on the page the button was. Streamlit
    cuts a longer toast off, with an English word to read on."""
    st.error(plain(sentence), icon=":material/error:")
    st.toast(LOOK_UP, icon=":material/error:", duration="long")


def _publish(viewer: Viewer, draft: str, agreed: str) -> None:
    head = publish(cached.engine(), draft, viewer.name, agreed, address=visitor.address())
    LOG.info("published %s %s", viewer.name, head.number)
    _done(f"Publicatie {head.number} is te lezen, met peildatum {day(head.data_date)}.")


def _same(region: str, seen: str) -> bool:
    try:
        draft = read_draft(cached.engine(), region)
    except DataAwayError as error:
        fail(str(error))
        return False
    if draft is None or draft.id != seen:
        fail(OTHER_DRAFT)
        return False
    return True


def _try(act: Callable[[], None], done: str) -> None:
    try:
        act()
    except TOLD as error:
        fail(str(error))
        return
    if done:
        _done(done)


def _done(sentence: str) -> None:
    st.toast(plain(sentence), icon=":material/check_circle:", duration="long")


def _refuse(viewer: Viewer, area: str) -> None:
    LOG.warning("refused %s %s", viewer.name, area)
    fail(REFUSED)
