"""Publiceren: the own municipalities for a coordinator, the regions and the ledger for the administrator."""

import streamlit as st

from components import failure, filters
from components.plain import plain
from components.publishing_consent import show_consents
from components.publishing_ledger import show_ledger
from components.publishing_region import last_line, show_region
from data_access import cached
from domain.areas import Area, Geography
from domain.permissions import CONSENT, RELEASE, choosable_regions, may_see
from domain.viewer import Selection, Viewer

FOR_ADMIN = (
    "Een vrijgave geldt voor een hele regio, op één peildatum. U maakt eerst een concept. Dat wordt gecontroleerd, "
    "u leest het verslag, en dan beslist u."
)
CHOOSE = "Kies een regio om er een vrijgave van te maken of om het concept te zien."


def show_publishing(viewer: Viewer, selection: Selection) -> None:
    state = cached.state()
    if state is None:
        failure.no_data(viewer)
        return
    geography = cached.agreements(state.token).geography
    regions = _regions(viewer, selection, geography)
    own = tuple(m for region in regions for m in geography.children(region.code) if may_see(viewer, CONSENT, m.code))
    if own:
        show_consents(viewer, own, state, geography)
    if may_see(viewer, RELEASE):
        st.markdown(FOR_ADMIN)
        if len(regions) > 1:
            _choice(regions, geography)
        for region in regions if len(regions) == 1 else ():
            show_region(viewer, region, state, geography)
        show_ledger(geography)


def _regions(viewer: Viewer, selection: Selection, geography: Geography) -> tuple[Area, ...]:
    """The region of the area that is chosen in the filters, else all of the viewer's."""
    found = choosable_regions(viewer, geography)
    chosen = geography.region_of(selection.area.code) if selection.area else None
    return tuple(region for region in found if chosen is None or region.code == chosen.code)


def _choice(regions: tuple[Area, ...], geography: Geography) -> None:
    st.markdown(CHOOSE)
    heads = cached.release_heads()
    for region in regions:
        with st.container(border=True, key=f"region_{region.code}"):
            st.button(plain(region.name), key=f"open_{region.code}", type="tertiary", icon=":material/arrow_forward:",
                      on_click=filters.open_area, args=(region, geography))  # fmt: skip
            st.caption(plain(last_line(heads.get(region.code))))
