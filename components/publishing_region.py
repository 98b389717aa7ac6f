"""The administrator's part of Publiceren: consents, making a release, its report, and the decision."""

import logging

import streamlit as st

from components.look import QUIET_INPUTS
from components.plain import plain
from components.publishing_actions import REFUSED, drop, put_out
from components.publishing_making import makings, show_failure, show_progress, start
from components.publishing_report import show_report
from components.publishing_rights import may_release
from data_access import cached
from data_access.consents import consents
from data_access.drafts import Draft, read_draft
from domain.areas import Area, Geography
from domain.cells import DataState
from domain.dutch import day, listing, moment
from domain.releases import ReleaseHead
from domain.viewer import Viewer
from publishing.release import missing_consents

LOG = logging.getLogger("wor.publishing")
NEVER = "Van deze regio is nog niets gepubliceerd. Lezers zien er nog geen cijfers van."
EVERYONE_AGREED = "Alle gemeenten die gegevens leverden, gaven akkoord."
OUTSIDE = "Akkoord buiten het systeem (wie, wanneer)"
OUTSIDE_HELP = "Noteer functies, geen namen: 'wethouder Enschede, per e-mail op 3 november'. Dit komt in het grootboek."
DECIDE = (
    "Lezers zien dit pas als u op Publiceer klikt. Een publicatie blijft staan: een verbetering komt in een volgende."
)
OLDER = "Dit concept is gemaakt met oudere gegevens. Het kan niet meer worden gepubliceerd: maak de vrijgave opnieuw."


def show_region(viewer: Viewer, region: Area, state: DataState, geography: Geography) -> None:
    with st.container(border=True, key=f"release_{region.code}"):
        st.header(plain(region.name), anchor=False)
        head = cached.release_heads().get(region.code)
        st.markdown(plain(f"{last_line(head)} {data_line(state, head)}"))
        missing = _consents(region, state, geography)
        making = makings().of(region.code)
        if making is not None and making.runs:
            show_progress(viewer, region.code)
            return
        draft = read_draft(cached.engine(), region.code)
        agreed = _outside(region, draft) if missing else ""
        _make(viewer, region, agreed, again=draft is not None)
    if draft is not None:
        with st.container(border=True, key=f"draft_{region.code}"):
            _draft(region, draft, state, geography)
            _decide(viewer, draft, state, agreed)


def last_line(head: ReleaseHead | None) -> str:
    if head is None:
        return NEVER
    return (
        f"Laatste publicatie: nummer {head.number}, gepubliceerd op {moment(head.made_at)} door {head.made_by}, "
        f"met peildatum {day(head.data_date)}."
    )


def data_line(state: DataState, head: ReleaseHead | None) -> str:
    done = " Die zijn al gepubliceerd." if head and head.data_token == state.token else ""
    return f"De gegevens lopen nu tot en met {day(state.data_date)} (versie {state.number}).{done}"


def _consents(region: Area, state: DataState, geography: Geography) -> tuple[str, ...]:
    """Shows who agreed and who did not; gives the codes of the latter."""
    given, children = consents(cached.engine(), state.token), geography.children(region.code)
    missing = missing_consents(cached.engine(), region.code)
    agreed = [f"{a.name} ({given[a.code].account}, {moment(given[a.code].agreed_at)})" for a in children
              if a.code in given]  # fmt: skip
    if agreed:
        st.markdown("**Akkoord**\n\n" + "\n".join(f"- {plain(line)}" for line in agreed))
    if missing:
        names = [geography.by_code[code].name for code in missing]
        st.warning(plain(lacking(names)), icon=":material/pending:")
    elif agreed:
        st.success(EVERYONE_AGREED, icon=":material/check_circle:")
    return missing


def lacking(names: list[str]) -> str:
    verb = "gaf" if len(names) == 1 else "gaven"
    return (
        f"{listing(names)} {verb} nog geen akkoord. Vraag het de coördinator, of noteer hieronder het akkoord dat u "
        "buiten het systeem kreeg."
    )


def _outside(region: Area, draft: Draft | None) -> str:
    """What the administrator notes of consent that was given elsewhere: for a draft it was noted already."""
    st.html(QUIET_INPUTS)
    noted = next(iter(draft.agreed.values()), "") if draft else ""
    agreed = st.text_input(OUTSIDE, noted, max_chars=200, key=f"outside_{region.code}", width=620) or ""
    st.caption(OUTSIDE_HELP)
    return agreed.strip()


def _make(viewer: Viewer, region: Area, agreed: str, *, again: bool) -> None:
    """In the script and not in a callback: there the words on consent are those on the screen."""
    label = "Maak de vrijgave opnieuw" if again else "Maak de vrijgave"
    pressed = st.button(label, key=f"make_{region.code}", icon=":material/shield_lock:")
    if not pressed:
        show_failure(region.code)
    elif not may_release(viewer, region.code):
        LOG.warning("refused %s %s", viewer.name, region.code)
        st.error(REFUSED)
    else:
        LOG.info("release made by %s for %s", viewer.name, region.code)
        start(region.code, viewer.name, agreed)
        st.rerun()


def _draft(region: Area, draft: Draft, state: DataState, geography: Geography) -> None:
    st.header(plain(f"Concept voor {region.name}"), anchor=False)
    st.markdown(plain(f"Gemaakt op {moment(draft.made_at)} door {draft.made_by}, met peildatum "
                      f"{day(draft.state.data_date)}. De kleinste groep is {draft.smallest} inwoners."))  # fmt: skip
    if draft.state.token != state.token:
        st.warning(OLDER, icon=":material/history:")
    show_report(draft, geography)


def _decide(viewer: Viewer, draft: Draft, state: DataState, agreed: str) -> None:
    seen = (viewer, draft.region, draft.id)
    newest = draft.state.token == state.token
    if newest:
        st.markdown(DECIDE)
    with st.container(horizontal=True, gap="small"):
        if newest:
            st.button("Publiceer", key=f"publish_{draft.region}", icon=":material/publish:",
                      on_click=put_out, args=(*seen, agreed))  # fmt: skip
        st.button("Niet publiceren", key=f"drop_{draft.region}", icon=":material/delete:", on_click=drop, args=seen)
