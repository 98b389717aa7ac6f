"""The word that stays on every page while sample data is loaded."""

import streamlit as st

from domain.cells import DataState

SAMPLE = (
    "**Voorbeeldgegevens.** De afspraken en bedragen komen uit vijf openbare documenten; "
    "de registraties zijn verzonnen."
)


def show(state: DataState | None) -> None:
    if state and state.sample:
        st.info(SAMPLE, icon=":material/science:")
