"""Mijn account: who is signed in, as what and for which areas."""

import streamlit as st

from components.own_account import show_account
from domain.viewer import Selection, Viewer


def show(viewer: Viewer, _selection: Selection | None = None) -> None:
    st.title("Mijn account", anchor=False)
    show_account(viewer)
