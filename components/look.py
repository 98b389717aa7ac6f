"""Where Streamlit's own look is too faint to read and no setting changes it (WCAG 1.4.3)."""

import streamlit as st

from charts.theme import LIGHT

DARKER = LIGHT.series[2]
PRIMARY = (
    f"button[data-testid^=stBaseButton-primary]:enabled {{ background: {LIGHT.accent}; border-color: {LIGHT.accent} }} "
    f"button[data-testid^=stBaseButton-primary]:enabled:hover {{ background: {DARKER}; border-color: {DARKER} }}"
)
"""Its letters are white in the dark theme too, where the accent is light: so it keeps the blue of the light theme."""
QUIET_INPUTS = "<style>[data-testid=InputInstructions] { display: none }</style>"
"""Streamlit's "Press Enter to submit form" has no setting."""
TAG = f"[data-testid=stMultiSelectTagsContainer] [data-tag] {{ background: {LIGHT.accent}; color: white }}"
"""What is chosen in a multiselect, for the same reason."""
LABEL = "label[data-testid=stWidgetLabel][disabled] { color: inherit }"
"""Of a filter that cannot be used yet: which one it is must be readable."""


def mend() -> None:
    st.html(f"<style>{PRIMARY} {TAG} {LABEL}</style>")
