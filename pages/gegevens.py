"""Gegevens: deliver registrations and other tables, see what is wrong and what would change, take in, undo."""

import streamlit as st

from components.intake import show_data
from domain.viewer import Selection, Viewer


def show(viewer: Viewer, selection: Selection | None = None) -> None:
    st.title("Gegevens", anchor=False)
    show_data(viewer, selection)
