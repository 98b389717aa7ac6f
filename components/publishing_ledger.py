"""The ledger of releases, with what the check of its chain found."""

import streamlit as st

from components.plain import plain
from data_access import cached
from data_access.ledger_check import verify_ledger
from data_access.releases import all_releases
from domain.areas import Geography
from domain.dutch import day_short, local_day, number
from domain.releases import ReleaseHead

WIDTH = 860
"""Pixels; see components/table.py."""
SOUND = "De keten klopt: elke publicatie is nog zoals zij is gepubliceerd."
NONE = "Er is nog niets gepubliceerd."


def show_ledger(geography: Geography) -> None:
    st.header("Grootboek van publicaties", anchor=False)
    heads = all_releases(cached.engine())
    if not heads:
        st.markdown(NONE)
        return
    faults = verify_ledger(cached.engine())
    for fault in faults:
        st.error(plain(fault))
    if not faults:
        st.success(SOUND, icon=":material/verified:")
    _table(tuple(reversed(heads)), geography)


def _table(heads: tuple[ReleaseHead, ...], geography: Geography) -> None:
    names = {code: area.name for code, area in geography.by_code.items()}
    rows = {
        "Nummer": [number(h.number) for h in heads],
        "Regio": [plain(names.get(h.region, h.region)) for h in heads],
        "Gepubliceerd op": [day_short(local_day(h.made_at)) for h in heads],
        "Peildatum": [day_short(h.data_date) for h in heads],
        "Kleinste groep": [number(h.smallest) for h in heads],
        "Door": [plain(h.made_by) for h in heads],
    }
    st.table(rows, border="horizontal", width=WIDTH, hide_index=True, hide_header=False,
             alt="Alle publicaties, de nieuwste eerst.")  # fmt: skip
