"""Beheer: who may come in, who is in, what is locked."""

import streamlit as st

from components.admin import show_admin
from domain.viewer import Selection, Viewer


def show(viewer: Viewer, _selection: Selection | None = None) -> None:
    st.title("Beheer", anchor=False)
    show_admin(viewer)
