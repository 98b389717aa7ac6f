"""A bar that tells how far a long step is."""

import streamlit as st

from components.plain import plain
from data_access.intake.progress import Progress


def progress_bar(words: str) -> Progress:
    bar = st.progress(0.0, words)

    def told(share: float, words: str) -> None:
        bar.progress(min(max(share, 0.0), 1.0), plain(words))

    return told
