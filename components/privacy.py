"""Privacy: the promise, the method, the limits, the last check per region, and the material for a DPIA."""

import logging
from collections.abc import Callable

import streamlit as st

from components.dpia import ACCESS, as_file, sections
from components.plain import plain
from components.privacy_texts import CHECKED, FOR_OFFICER, LEDGER, NOT_PROMISED, NOT_YET, guarantee, method
from components.still_in import geography_now, still_in
from data_access import cached
from data_access.settings import LEAST
from domain.dutch import day, day_short, local_day
from domain.permissions import PARTS, TABLE, choosable_regions
from domain.viewer import ROLE_LABEL, Role, Viewer

LOG = logging.getLogger("wor.download")
WIDTH = 860
"""Pixels; see components/table.py."""
REFUSED = "Dit bestand is niet gemaakt: u bent niet meer aangemeld. Meld u opnieuw aan."


def smallest() -> int:
    """The k of the newest release; before the first one the least it may be."""
    heads = cached.release_heads().values()
    return max(heads, key=lambda head: head.number).smallest if heads else LEAST


def show_promise(k: int) -> None:
    st.header("Wat we beschermen", anchor=False)
    st.markdown("\n\n".join(guarantee(k)))
    st.header("Hoe we dat doen", anchor=False)
    st.markdown("\n".join(f"- **{title}.** {text}" for title, text in method(k).items()))
    st.header("Wat we niet beloven", anchor=False)
    st.markdown("\n".join(f"- {text}" for text in NOT_PROMISED))


def show_checks(viewer: Viewer) -> None:
    """Nothing of what was checked: the number of protected cells of a region would tell something of it."""
    st.header("De laatste controle", anchor=False)
    heads, regions = cached.release_heads(), choosable_regions(viewer, geography_now())
    found = [heads.get(region.code) for region in regions]
    rows = {
        "Regio": [plain(region.name) for region in regions],
        "Controle": [CHECKED.format(date=day(local_day(h.made_at))) if h else NOT_YET for h in found],
        "Peildatum": [day_short(h.data_date) if h else "" for h in found],
        "Kleinste groep": [f"{h.smallest} inwoners" if h else "" for h in found],
    }
    st.table(rows, border="horizontal", width=WIDTH, hide_index=True, hide_header=False,
             alt="Per regio: wanneer de laatste publicatie is gecontroleerd.")  # fmt: skip
    st.markdown(LEDGER)


def show_dpia(viewer: Viewer, k: int) -> None:
    st.header("Voor de privacy officer", anchor=False)
    st.markdown(FOR_OFFICER)
    st.download_button(
        "Materiaal voor de DPIA", data=_file(viewer, k), file_name="dpia-welzijn-op-recept.md",
        mime="text/markdown", key="dpia", on_click="ignore", icon=":material/download:",
    )  # fmt: skip
    for title, lines in sections(k).items():
        st.subheader(title, anchor=False)
        st.markdown("\n".join(f"- {line}" for line in lines))
        if title == ACCESS:
            _roles()


def _roles() -> None:
    rows = {"Onderdeel": [part.title for part in PARTS]}
    rows |= {ROLE_LABEL[role].capitalize(): [TABLE[part.key][role].value for part in PARTS] for role in Role}
    st.table(rows, border="horizontal", width=WIDTH, hide_index=True, hide_header=False,
             alt="Welke rol welk onderdeel van het dashboard mag zien.")  # fmt: skip


def _file(viewer: Viewer, k: int) -> Callable[[], bytes]:
    """Made on the click, and only for who is still signed in, as every file of the dashboard."""

    def made() -> bytes:
        may = still_in(viewer) is not None
        LOG.info("download dpia %s: %s", viewer.name, may)
        return as_file(k) if may else REFUSED.encode()

    return made
