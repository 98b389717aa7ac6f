"""Publiceren: coordinators agree to release their figures, the administrator makes, judges and publishes a release."""

import streamlit as st

from components.publishing import show_publishing
from domain.viewer import Selection, Viewer


def show(viewer: Viewer, selection: Selection) -> None:
    st.title("Publiceren", anchor=False)
    show_publishing(viewer, selection)
