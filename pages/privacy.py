"""Privacy: what is protected, how, and what is not promised; with the material for a privacy officer."""

import streamlit as st

from components.privacy import show_checks, show_dpia, show_promise, smallest
from components.privacy_texts import INTRO
from domain.viewer import Selection, Viewer


def show(viewer: Viewer, selection: Selection) -> None:
    st.title("Privacy", anchor=False)
    st.markdown(INTRO)
    k = smallest()
    show_promise(k)
    show_checks(viewer)
    show_dpia(viewer, k)
