"""The router and nothing else: page config, sign in, shared filters, navigation, run. server.py serves it."""

from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from components import banner, failure, filters, intake_state, look, own_password, sign_in
from components.address_check import Problems
from components.choices import choices_for
from data_access import cached
from domain.agreements import Agreements
from domain.cells import DataState
from domain.permissions import ACCOUNT, ADMIN, DATA, PAGES, Part, may_open
from domain.viewer import Selection, Viewer
from pages import (
    account,
    begrippen,
    begroting,
    beheer,
    bereik,
    gegevens,
    overzicht,
    praktijken,
    privacy,
    publiceren,
    traject,
    verwijzingen,
)

NAME = "WoR-monitor"
SHOW: dict[str, Callable[..., None]] = {
    "overview": overzicht.show,
    "reach": bereik.show,
    "referrals": verwijzingen.show,
    "trajectory": traject.show,
    "practices": praktijken.show,
    "budget": begroting.show,
    "definitions": begrippen.show,
    "privacy": privacy.show,
    "data": gegevens.show,
    "publish": publiceren.show,
    ADMIN.key: beheer.show,
    ACCOUNT.key: account.show,
}
WITHOUT_DATA = (ADMIN, ACCOUNT, DATA)
"""Whoever sets up an installation makes accounts and takes in the first file before there are figures."""

WITHOUT_FILTERS = (ADMIN.slug, ACCOUNT.slug)
"""Pages on which no area and no period is chosen; what was chosen before stays for the next page."""


def main() -> None:
    st.set_page_config(page_title=NAME, layout="wide")
    if PagesManager.uses_pages_directory is not False:  # server.py sets it: the lock itself tells that it was bypassed
        failure.bypassed()
        st.stop()
    state = cached.state()
    agreements = cached.agreements(state.token if state else "")
    geography = agreements.geography
    look.mend()
    banner.show(state)
    viewer = sign_in.current_viewer(cached.engine(), geography, sample=bool(state and state.sample))
    if viewer is None:
        navigate(dict.fromkeys(SHOW, nothing), hidden=True)
    elif viewer.must_change:
        navigate(dict.fromkeys(SHOW, partial(own_password.demand, viewer)), hidden=True)
        leave(viewer)
    elif state is None:
        screens = instead(viewer, partial(failure.no_data, viewer))
        page = navigation(screens | {part.key: screen(part, viewer) for part in WITHOUT_DATA})
        leave(viewer)
        if page.url_path != DATA.slug:
            intake_state.leave()
        page.run()
    else:
        signed_in(viewer, state, agreements)


def signed_in(viewer: Viewer, state: DataState, agreements: Agreements) -> None:
    geography, choices = agreements.geography, choices_for(viewer, agreements, state)
    selection = filters.choose(viewer, geography, choices)
    if isinstance(selection, Problems):
        navigate(instead(viewer, partial(filters.refuse, selection)))
        leave(viewer)
        return
    page = navigation({part.key: screen(part, viewer, selection) for part in PAGES})
    if page.url_path not in WITHOUT_FILTERS:
        with st.sidebar:
            filters.draw(selection, viewer, geography, choices(selection.area))
            filters.copy_link(page.url_path, selection, geography)
        filters.explain(selection, viewer, geography)
    leave(viewer)
    if page.url_path != DATA.slug:
        intake_state.leave()
    page.run()


def screen(part: Part, viewer: Viewer, *selection: Selection) -> Callable[[], None]:
    return partial(SHOW[part.key], viewer, *selection) if may_open(viewer, part) else refused(viewer, part)


def instead(viewer: Viewer, shown: Callable[[], None]) -> dict[str, Callable[[], None]]:
    """The same in the place of every page."""
    return {part.key: shown if may_open(viewer, part) else refused(viewer, part) for part in PAGES}


def refused(viewer: Viewer, part: Part) -> Callable[[], None]:
    return partial(failure.not_allowed, viewer, part)


def navigate(screens: dict[str, Callable[[], None]], *, hidden: bool = False) -> None:
    navigation(screens, hidden=hidden).run()


def navigation(screens: dict[str, Callable[[], None]], *, hidden: bool = False) -> st.Page:
    """Every address on every run, for an anonymous visitor too: so a link lands on its page after signing in."""
    page = st.navigation(
        [entry(part, screens[part.key]) for part in PAGES], position="hidden" if hidden else "sidebar", expanded=True
    )
    st.set_page_config(page_title=f"{page.title} | {NAME}")
    return page


def entry(part: Part, shown: Callable[[], None]) -> st.Page:
    """What the role may not open keeps its address, with a sentence, but is not in the menu."""
    closed = getattr(shown, "func", shown) is failure.not_allowed
    visible: Literal["visible", "hidden"] = "hidden" if closed else "visible"
    return st.Page(shown, title=part.title, url_path=part.slug, default=not part.slug, visibility=visible)


def leave(viewer: Viewer) -> None:
    with st.sidebar:
        sign_in.sign_out_button(viewer)


def nothing() -> None:
    """The page of a visitor who has not signed in: the form stands above it."""


main()
