"""When the trace was last held against itself, what was found, and the button that does it again."""

import json

import streamlit as st

from components.admin_rights import NotAllowedError, by_manager
from components.plain import plain
from data_access import cached
from data_access.door.trace_check import check
from data_access.door.trace_lines import newest
from domain.dutch import moment, plural
from domain.trace import Event, Kind
from domain.viewer import Viewer

AGAIN = "Kijk de keten nu na"
NEVER = "Of de keten van dit logboek klopt, is nog niet nagekeken."
WHOLE = "De keten klopt: {lines} nagekeken op {when}, door {who}."
BROKEN = "De keten klopt niet, zo bleek op {when}. Bewaar een reservekopie en zoek uit wie dit deed."
LIMITS = (
    "Zo ziet u of een regel is veranderd, weggehaald of tussengezet. Of het einde is afgeknipt, ziet u alleen door te "
    "vergelijken met het log van de server: de opdracht `trace verify` doet dat."
)


def show_check(viewer: Viewer) -> None:
    place = st.container()
    if st.button(AGAIN, icon=":material/fact_check:", key="trace_check", help=LIMITS):
        _check(viewer)
    with place:
        _told(newest(cached.engine(), Kind.TRACE_CHECKED))


def _check(viewer: Viewer) -> None:
    try:
        by = by_manager(viewer)
    except NotAllowedError as refused:
        st.error(plain(str(refused)))
        return
    with st.spinner("Nakijken …"):
        check(cached.engine(), account=by.account, address=by.address)


def _told(event: Event | None) -> None:
    if event is None:
        st.info(NEVER)
        return
    about = json.loads(event.about)
    when = moment(event.at)
    if about["faults"]:
        st.error(plain(BROKEN.format(when=when)), icon=":material/gpp_bad:")
        st.markdown("\n".join(f"- {plain(fault)}" for fault in about["faults"]))
        return
    lines = plural(about["lines"], "regel", "regels")
    st.success(plain(WHOLE.format(lines=lines, when=when, who=event.account)), icon=":material/verified:")
