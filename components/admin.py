"""Beheer: its sections, of which one is drawn at a time."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components import admin_state
from components.admin_accounts import show_accounts
from components.admin_locks import show_locks
from components.admin_sessions import show_sessions
from components.admin_trace import show_trace
from domain.viewer import Viewer


@dataclass(frozen=True, kw_only=True)
class Section:
    """`show` draws it. Its buttons look up again who asks, with components/admin_rights.py."""

    title: str
    show: Callable[[Viewer], None]


SECTIONS = (
    Section(title="Accounts", show=show_accounts),
    Section(title="Aanmeldingen", show=show_sessions),
    Section(title="Sloten", show=show_locks),
    Section(title="Logboek", show=show_trace),
)


def show_admin(viewer: Viewer) -> None:
    chosen = st.segmented_control(
        "Onderdeel", [section.title for section in SECTIONS], default=SECTIONS[0].title, required=True,
        key="admin_section", label_visibility="collapsed",
    )  # fmt: skip
    admin_state.show_told()
    for section in SECTIONS:
        if section.title == chosen:
            section.show(viewer)
