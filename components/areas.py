"""Lists of areas with a way into each: the regions of a viewer, the municipalities of a region."""

import streamlit as st

from components import filters
from components.desk import Desk, computed
from components.figures import CHOOSE
from components.plain import plain
from data_access import cached
from domain.agreements import Agreements
from domain.areas import Area, TakesPart
from domain.cells import Status
from domain.dutch import number
from domain.permissions import choosable, choosable_regions
from domain.results import Result
from domain.viewer import Viewer
from indicators.overview import now

TAKES_PART = {TakesPart.YES: "doet mee", TakesPart.PREPARING: "bereidt zich voor", TakesPart.NO: "doet niet mee"}
WIDTHS = {"name": 160, "stand": 128, "verwijzingen": 96, "van het mogelijke aantal": 150, "deelnemende praktijken": 150}
"""Pixels: together they fit beside each other at 1280 and wrap below it."""


def show_regions(viewer: Viewer) -> None:
    """Every region of the viewer with its municipalities; no figures, for they are not of one kind."""
    state = cached.state()
    agreements = cached.agreements(state.token if state else "")
    st.markdown(CHOOSE)
    mine = choosable(viewer, agreements.geography)
    for region in choosable_regions(viewer, agreements.geography):
        with st.container(border=True, key=f"region_{region.code}"):
            _way_into(region, agreements)
            if region.note:
                st.caption(plain(region.note))
            with st.container(horizontal=True, gap="small"):
                for municipality in mine:
                    if municipality.parent == region.code:
                        _way_into(municipality, agreements)


def show_parts(desk: Desk) -> None:
    """The municipalities of a region: who takes part, and what can be compared within one region."""
    st.header("Gemeenten in deze regio", anchor=False)
    if desk.area.note:
        st.caption(plain(desk.area.note))
    for municipality in desk.agreements.geography.children(desk.area.code):
        _part(desk, municipality)


def _part(desk: Desk, area: Area) -> None:
    basis = desk.basis_of(area)

    def of(key: str) -> Result:
        return computed(basis, key, area.code, desk.selection.period)

    with st.container(border=True, key=f"part_{area.code}", gap=None), st.container(horizontal=True, gap="xsmall"):
        with st.container(width=WIDTHS["name"]):
            _way_into(area, desk.agreements)
        _fact("stand", TAKES_PART[area.takes_part])
        if area.takes_part is TakesPart.YES:
            referrals, practices = of("referrals_potential"), of("practices_participating")
            _fact("verwijzingen", now(referrals))
            _fact("van het mogelijke aantal", _share(referrals))
            _fact("deelnemende praktijken", _of_all(practices))


def _share(result: Result) -> str:
    shown = result.status is Status.SHOWN and result.value is not None and result.base
    return f"{number(100 * (result.value or 0) / (result.base or 1))}%" if shown else now(result)


def _of_all(result: Result) -> str:
    return f"{now(result)} van {number(result.base)}" if result.status is Status.SHOWN else now(result)


def _fact(label: str, text: str) -> None:
    with st.container(width=WIDTHS[label], gap=None):
        st.caption(label)
        st.markdown(plain(text))


def _way_into(area: Area, agreements: Agreements) -> None:
    st.button(
        plain(area.name), key=f"open_{area.code}", type="tertiary", icon=":material/arrow_forward:",
        on_click=filters.open_area, args=(area, agreements.geography),
    )  # fmt: skip
