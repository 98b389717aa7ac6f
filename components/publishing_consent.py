"""The coordinator's part of Publiceren: what changed in the own figures, and the consent to release them."""

import streamlit as st

from components.plain import plain
from components.publishing_actions import agree, take_back
from components.publishing_changes import changes
from data_access import cached
from data_access.consents import Consent, consents
from domain.areas import Area, Geography
from domain.cells import DataState
from domain.dutch import day, moment
from domain.releases import ReleaseHead
from domain.viewer import Viewer

WIDTH = 860
"""Pixels; see components/table.py."""
MEANS = (
    "Raad, college en stuurgroep zien alleen cijfers die zijn vrijgegeven. Met uw akkoord mag de beheerder de cijfers "
    "van uw gemeente vrijgeven, met deze peildatum. Eerst schermen we kleine getallen af, en controleren we dat."
)
USED = "De laatste publicatie rust op dit akkoord. Het kan niet meer worden ingetrokken."
NOTHING_DELIVERED = "Van deze gemeente zijn geen verwijzingen geleverd. Er valt nog niets vrij te geven."


def show_consents(viewer: Viewer, municipalities: tuple[Area, ...], state: DataState, geography: Geography) -> None:
    st.markdown(MEANS)
    given, heads = consents(cached.engine(), state.token), cached.release_heads()
    for municipality in municipalities:
        head = heads.get(geography.region_of(municipality.code).code)
        with st.container(border=True, key=f"consent_{municipality.code}"):
            st.header(plain(municipality.name), anchor=False)
            st.markdown(plain(data_line(state, head)))
            if _changes(viewer, municipality, state, head):
                used = rests_on(head, municipality, state)
                _consent(viewer, municipality, state, given.get(municipality.code), used)


def data_line(state: DataState, head: ReleaseHead | None) -> str:
    now = f"De gegevens lopen tot en met {day(state.data_date)} (versie {state.number})."
    if head is None:
        return f"{now} Van deze regio is nog niets gepubliceerd."
    return f"{now} De laatste publicatie heeft nummer {head.number} en peildatum {day(head.data_date)}."


def _changes(viewer: Viewer, municipality: Area, state: DataState, head: ReleaseHead | None) -> bool:
    """False where nothing was delivered: there is nothing to agree to."""
    rows = changes(viewer, municipality, state, head)
    if not rows:
        st.markdown(NOTHING_DELIVERED)
        return False
    before = {"In de laatste publicatie": [row.before for row in rows]} if head else {}
    table = {"Onderdeel": [row.label for row in rows], **before, "Nu": [row.now for row in rows]}
    st.table(table, border="horizontal", width=WIDTH, hide_index=True, hide_header=False,
             alt=f"Totalen van {municipality.name}: in de laatste publicatie en nu.")  # fmt: skip
    return True


def rests_on(head: ReleaseHead | None, municipality: Area, state: DataState) -> bool:
    """Whether the release was made with the consent of this municipality to these data."""
    if head is None or head.data_token != state.token:
        return False
    return municipality.code in {text.split(" ")[0] for text in head.consents}


def _consent(viewer: Viewer, municipality: Area, state: DataState, given: Consent | None, used: bool) -> None:
    seen = (viewer, municipality.code, state.token)
    if given is None:
        st.button("Akkoord met vrijgeven", key=f"agree_{municipality.code}", icon=":material/check:",
                  on_click=agree, args=seen)  # fmt: skip
        return
    who = "U gaf" if given.account == viewer.name else f"{given.account} gaf"
    st.success(plain(f"{who} akkoord op {moment(given.agreed_at)}."), icon=":material/check_circle:")
    if used:
        st.caption(USED)
    else:
        st.button("Akkoord intrekken", key=f"withdraw_{municipality.code}", icon=":material/undo:",
                  on_click=take_back, args=seen)  # fmt: skip
