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
KEPT = (
    "Wat gebruikers doen, schrijft het dashboard hier zelf bij, en niemand kan het hier wijzigen. Gegevens van "
    "inwoners staan er niet in. Regels blijven {days} dagen bewaard."
)
EVERYTHING, EVERYONE = "Alles", "Iedereen"
NOBODY = "niemand aangemeld"
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
    _list(lines(cached.engine(), wanted, most=PAGE, skip=_skip(wanted, found)), names)
    show_files(viewer, wanted, names)


def _wanted() -> Wanted:
    with st.container(horizontal=True, gap="small", key="trace_filter"):
        kind = st.selectbox("Soort", ["", *sorted(WORD, key=kind_word)], key="trace_kind", width=230,
                            format_func=lambda k: kind_word(k) if k else EVERYTHING)  # fmt: skip
        account = st.selectbox("Account", [EVERYONE, *(a.name for a in accounts(cached.engine()))], key="trace_account",
                               accept_new_options=True, width=200)  # fmt: skip
        first = st.date_input("Van", None, format="DD-MM-YYYY", key="trace_first", width=150)
        last = st.date_input("Tot en met", None, format="DD-MM-YYYY", key="trace_last", width=150)
    return Wanted(
        kind=str(kind) if kind else None, account=None if account in (None, EVERYONE) else account,
        first=first, last=last,
    )  # fmt: skip


def _skip(wanted: Wanted, found: int) -> int:
    """Another choice begins at its newest line again."""
    pages = ceil(found / PAGE)
    if pages == 1:
        return 0
    return (st.pagination(pages, key=f"trace_page_{wanted}") - 1) * PAGE


def _list(shown: tuple[Event, ...], names: Mapping[str, str]) -> None:
    """No table, for the sentences are long and a telephone is narrow."""
    st.markdown("\n".join(f"- {line(event, names)}" for event in shown))


def line(event: Event, names: Mapping[str, str]) -> str:
    """What, when and who; below it the sentence, and small where from and the number."""
    head = f"**{plain(kind_word(event.kind))}** · {moment_short(event.at)} · {plain(event.account or NOBODY)}"
    where = " · ".join(part for part in (event.address, f"regel {number(event.number)}") if part)
    return f"{head}  \n  {plain(sentence(event, names))} :small[:gray[{plain(where)}]]"


def names_now() -> dict[str, str]:
    """Of areas and figures, by code."""
    areas = {code: area.name for code, area in geography_now().by_code.items()}
    return areas | {key: indicator.title for key, indicator in CATALOGUE.items()}
