"""Begrippen: the catalogue of definitions, and the places where the sources contradict each other."""

import streamlit as st

from components.definitions import show_contradictions, show_definitions
from domain.viewer import Selection, Viewer


def show(viewer: Viewer, selection: Selection) -> None:
    st.title("Begrippen", anchor=False)
    st.markdown(
        "Zo tellen we, en hierop is het gebaseerd. Elk cijfer in dit dashboard komt van precies één van deze begrippen."
    )
    show_definitions()
    show_contradictions()
