"""Gegevens: a delivery comes in step by step; its history, the small tables and the quality stand beside it."""

import streamlit as st

from components import failure, intake_state
from components.intake_check import show_check
from components.intake_editor import show_editor
from components.intake_history import show_history
from components.intake_mapping import show_mappings
from components.intake_months import before_any_data
from components.intake_preview import show_preview
from components.intake_quality import show_quality
from components.intake_rights import own_municipalities, scope_of
from components.intake_state import Work
from components.intake_templates import show_templates
from components.intake_upload import show_upload
from components.plain import plain
from data_access import cached
from domain.agreements import Agreements
from domain.cells import DataState
from domain.dutch import listing
from domain.permissions import PAGES, QUALITY, may_see
from domain.viewer import Selection, Viewer

DELIVER, EDIT, HISTORY, GOOD = "Inlezen", "Tabellen", "Geschiedenis", "Kwaliteit"
STEPS = ("Bestand kiezen", "Kolommen en woorden", "Controle", "Bekijken en inlezen")
HERE = ":blue-background[**{number} {step}**]"
UNDER_WAY = "{files} van {supplier}. Verlaat u deze pagina, dan vergeten we het bestand."
UNDERSTOOD = "Kolommen en woorden"
OTHER = "Ander bestand"
FIRST = (
    "Er zijn nog geen gegevens. Begin met regio's, gemeenten en praktijken: in één bestand met een blad voor elk, of "
    "in losse bestanden die u samen kiest. Bij Sjablonen staan lege bestanden. Daarna kunnen verwijzingen erin."
)
SEE = "Bekijk Overzicht"
UNDO = "Op **Geschiedenis** kunt u dit terugdraaien."


def show_data(viewer: Viewer, selection: Selection | None) -> None:
    """`selection`: None on an empty installation."""
    state = cached.state()
    if state is None or selection is None:
        _first(viewer)
        return
    agreements = cached.agreements(state.token)
    own = own_municipalities(viewer, agreements.geography)
    parts = [DELIVER, EDIT, HISTORY, *([GOOD] if any(may_see(viewer, QUALITY, area.code) for area in own) else [])]
    chosen = st.segmented_control(
        "Onderdeel", parts, default=DELIVER, required=True, key="intake_part", on_change=intake_state.hush,
        label_visibility="collapsed",
    )  # fmt: skip
    _told()
    if chosen == EDIT:
        show_editor(viewer, selection, agreements)
    elif chosen == HISTORY:
        show_history(viewer)
    elif chosen == GOOD:
        show_quality(viewer, selection, state, agreements)
    else:
        _deliver(viewer, state, agreements)


def _first(viewer: Viewer) -> None:
    """There is nothing yet: who may deliver for all municipalities begins, and others wait for that."""
    if scope_of(viewer) is not None:
        failure.no_data(viewer)
        return
    _told()
    if intake_state.held() is None:
        st.info(FIRST)
    _deliver(viewer, before_any_data(), cached.agreements(""))


def _told() -> None:
    done, sentences = intake_state.told()
    if not sentences:
        return
    words = "\n\n".join(plain(sentence) for sentence in sentences)
    if done:
        st.success(words, icon=":material/check_circle:")
        st.markdown(UNDO)
        overview = st.Page(_elsewhere, title=PAGES[0].title, default=True)
        st.page_link(overview, label=SEE, icon=":material/arrow_forward:")
    else:
        st.error(words, icon=":material/block:")


def _deliver(viewer: Viewer, state: DataState, agreements: Agreements) -> None:
    work = intake_state.held()
    st.markdown(steps(work))
    if work is None:
        show_upload(viewer, agreements.geography)
        show_templates()
        return
    _under_way(work)
    waiting = st.empty()
    if work.fine:
        with st.expander(UNDERSTOOD, icon=":material/check_circle:"):
            show_mappings(work)
    else:
        show_mappings(work)
    if show_check(work):
        show_preview(viewer, work, state, agreements, waiting)


def steps(work: Work | None) -> str:
    """The four steps in a line, with the one that the visitor is at marked."""
    now = 1 if work is None else 2 if not work.checked else 4 if work.fine else 3
    words = ((number, step, HERE if number == now else "{number} {step}") for number, step in enumerate(STEPS, 1))
    return " · ".join(form.format(number=number, step=step) for number, step, form in words)


def _elsewhere() -> None:
    """Stands for a page of app.py in a link: Streamlit finds the page itself by its address."""


def _under_way(work: Work) -> None:
    st.caption(plain(UNDER_WAY.format(files=listing(list(work.files)), supplier=work.supplier)))
    st.button(OTHER, on_click=intake_state.start_again, key="intake_other", icon=":material/close:", type="tertiary")
