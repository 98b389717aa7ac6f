"""Logboek: who did what, the newest first; whether the chain of it is whole; and the lines as a file."""

from collections.abc import Mapping
from math import ceil

import streamlit as st

from components.admin_trace_check import show_check
from components.admin_trace_file import show_files
from components.plain import plain
from components.still_in import geography_now
from data_access import cached
from data_access.accounts import accounts
from data_access.door.trace_lines import Wanted, count, lines
from data_access.settings import trace_days
from domain.dutch import moment_short, number, plural
from domain.trace import Event
from domain.trace_words import WORD, kind_word, sentence
from domain.viewer import Viewer
from indicators.catalogue import CATALOGUE

PAGE = 25
WIDTH = 1100
"""Pixels; see components/table.py."""
KEPT = (
    "Wat gebruikers doen, schrijft het dashboard hier zelf bij, en niemand kan het hier wijzigen. Gegevens van "
    "inwoners staan er niet in. Regels blijven {days} dagen bewaard."
)
EVERYTHING, EVERYONE = "Alles", "Iedereen"
NONE = "Er zijn geen regels die hierbij passen."
TURNED = "Draai de datums om: de eerste dag ligt na de laatste."


def show_trace(viewer: Viewer) -> None:
    st.markdown(KEPT.format(days=number(trace_days())))
    show_check(viewer)
    wanted = _wanted()
    if wanted.first and wanted.last and wanted.first > wanted.last:
        st.warning(TURNED)
        return
    found = count(cached.engine(), wanted)
    if not found:
        st.info(NONE)
        return
    names = names_now()
    st.caption(plural(found, "regel", "regels") + ", de nieuwste eerst.")
    _table(lines(cached.engine(), wanted, most=PAGE, skip=_skip(wanted, found)), names)
    show_files(viewer, wanted, names)


def _wanted() -> Wanted:
    with st.container(horizontal=True, gap="small", key="trace_filter"):
        kind = st.selectbox("Soort", [None, *sorted(WORD, key=kind_word)], key="trace_kind", width=240,
                            format_func=lambda k: kind_word(k) if k else EVERYTHING)  # fmt: skip
        account = st.selectbox("Account", [EVERYONE, *(a.name for a in accounts(cached.engine()))], key="trace_account",
                               accept_new_options=True, width=240)  # fmt: skip
        first = st.date_input("Van", None, format="DD-MM-YYYY", key="trace_first", width=160)
        last = st.date_input("Tot en met", None, format="DD-MM-YYYY", key="trace_last", width=160)
    return Wanted(
        kind=kind.value if kind else None, account=None if account in (None, EVERYONE) else account,
        first=first, last=last,
    )  # fmt: skip


def _skip(wanted: Wanted, found: int) -> int:
    """Another choice begins at its newest line again."""
    pages = ceil(found / PAGE)
    if pages == 1:
        return 0
    return (st.pagination(pages, key=f"trace_page_{wanted}") - 1) * PAGE


def _table(shown: tuple[Event, ...], names: Mapping[str, str]) -> None:
    st.table({
        "Nummer": [number(event.number) for event in shown],
        "Wanneer": [moment_short(event.at) for event in shown],
        "Soort": [plain(kind_word(event.kind)) for event in shown],
        "Account": [plain(event.account) for event in shown],
        "Wat": [plain(sentence(event, names)) for event in shown],
        "Adres": [plain(event.address) for event in shown],
    }, border="horizontal", width=WIDTH, hide_index=True, hide_header=False,
        alt="Regels van het logboek, de nieuwste eerst.")  # fmt: skip


def names_now() -> dict[str, str]:
    """Of areas and figures, by code."""
    areas = {code: area.name for code, area in geography_now().by_code.items()}
    return areas | {key: indicator.title for key, indicator in CATALOGUE.items()}
