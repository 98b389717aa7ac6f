"""From a choice to figures on a page: the view behind it, results computed once per data version, cards in rows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from components import card
from components.plain import plain
from data_access import cached
from data_access.accounts import viewer_of
from domain.agreements import Agreements
from domain.areas import Area, Level
from domain.cells import DataState, GatedCells, Origin
from domain.dutch import day, listing
from domain.periods import Period
from domain.results import Result
from domain.viewer import Selection, Viewer
from indicators.catalogue import CATALOGUE
from indicators.view import View
from publishing import gate
from publishing.released import ReleasedCells, released_cells

VIEWS = 400
RESULTS = 4000
CHOOSE = (
    "Kies een regio of gemeente. De cijfers van regio's tellen we niet bij elkaar op: "
    "elke regio telt op een eigen manier."
)
LEVEL_WORD = {Level.REGION: "een regio", Level.MUNICIPALITY: "een gemeente", Level.VILLAGE: "een kern of wijk"}


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A page as a table of contents: a title, two sentences, and rows of indicator keys (one or two side by side)."""

    title: str
    intro: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What one run of a page works with: who looks at what, and the data version, read from the database once."""

    viewer: Viewer
    selection: Selection
    area: Area
    state: DataState
    agreements: Agreements

    @property
    def origin(self) -> Origin:
        return gate.origin_for(self.viewer, self.area, self.agreements)


def desk_for(viewer: Viewer, selection: Selection) -> Desk | None:
    """None where no area was chosen, or nothing is loaded."""
    state = cached.state()
    if selection.area is None or state is None:
        return None
    agreements = cached.agreements(state.token)
    return Desk(viewer=viewer, selection=selection, area=selection.area, state=state, agreements=agreements)


@st.cache_resource(max_entries=2, show_spinner="De cijfers worden klaargezet …")
def release(state: DataState) -> ReleasedCells:
    """The released cells of a data version, shared by all visitors."""
    return released_cells(cached.engine(), state)


@lru_cache(maxsize=VIEWS)
def gated(state: DataState, area: str, origin: Origin) -> GatedCells:
    """The cells for one area. Who may ask for live ones is decided by the gate, on every run, in `Desk.origin`."""
    agreements = cached.agreements(state.token)
    place = agreements.geography.by_code[area]
    if origin is Origin.RELEASED:
        return gate.released(release(state), agreements, place)
    return gate.live(cached.engine(), state, agreements, release(state), place)


@lru_cache(maxsize=RESULTS)
def computed(state: DataState, indicator: str, area: str, period: Period, origin: Origin) -> Result:
    """One figure, derived once for each data version and origin, and shared by all who may see it."""
    return CATALOGUE[indicator].derive(view_of(state, area, period, origin), CATALOGUE[indicator])


def view_of(state: DataState, area: str, period: Period, origin: Origin) -> View:
    agreements = cached.agreements(state.token)
    place = agreements.geography.by_code[area]
    municipality = agreements.geography.municipality_of(area)
    # Live cells are counted for a municipality as a whole; its villages are part of them.
    counted = municipality.code if municipality and origin is Origin.LIVE else area
    cells = gated(state, counted, origin)
    return View(cells=cells, agreements=agreements, area=place, period=period, state=state)


def figure(desk: Desk, indicator: str, period: Period | None = None) -> Result:
    """One figure for what was chosen."""
    return computed(desk.state, indicator, desk.area.code, period or desk.selection.period, desk.origin)


def show_screen(viewer: Viewer, selection: Selection, screen: Screen) -> None:
    """A whole page: heading, intro, cards."""
    desk = desk_for(viewer, selection)
    st.title(screen.title, anchor=False)
    if desk is None:
        st.info(CHOOSE)
        return
    subtitle(desk)
    st.markdown(screen.intro)
    show_rows(desk, screen.rows)
    show_rule(desk)


def subtitle(desk: Desk) -> None:
    period = desk.selection.period.label_until(desk.state.data_date)
    st.caption(f"{desk.area.name}, {period} · peildatum {day(desk.state.data_date)}")


def show_rule(desk: Desk) -> None:
    """How the figures of this page are protected, in the words of the gate."""
    view = view_of(desk.state, desk.area.code, desk.selection.period, desk.origin)
    st.markdown(f":small[:gray[{plain(view.cells.rule)}]]")


def show_rows(desk: Desk, rows: tuple[tuple[str, ...], ...]) -> None:
    """Cards, one or two to a row. What does not exist at this level of area is named at the end, with the reason."""
    level = desk.area.level
    for row in rows:
        fitting = [key for key in row if level in CATALOGUE[key].levels]
        for column, key in zip(st.columns(len(fitting)) if fitting else (), fitting, strict=True):
            with column:
                show_card(desk, key)
    left_out = [CATALOGUE[key].title for row in rows for key in row if level not in CATALOGUE[key].levels]
    if left_out:
        st.caption(f"Deze cijfers bestaan niet voor {LEVEL_WORD[level]}: {listing(left_out)}.")


def show_card(desk: Desk, key: str) -> None:
    before = figure(desk, key, desk.selection.period.previous) if desk.selection.compare else None
    card.show(figure(desk, key), CATALOGUE[key], key=f"card_{key}", before=before, allowed=permission(desk))


def permission(desk: Desk) -> Callable[[], bool]:
    """Asked on the click of a download, outside the script: is this person still allowed to have this figure?"""
    name, area, origin = desk.viewer.name, desk.area, desk.origin

    def allowed() -> bool:
        viewer = viewer_of(cached.engine(), name, desk.agreements.geography)
        return viewer is not None and gate.origin_for(viewer, area, desk.agreements) is origin

    return allowed
