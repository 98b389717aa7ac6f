"""The one place that hands a figure to Streamlit: one choice of theme, no toolbar, always words for a screen reader."""

import plotly.graph_objects as go
import streamlit as st

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
"""No `locale`: no axis holds dates or numbers that Plotly writes itself, all words come from `domain.dutch`."""


def show_figure(figure: go.Figure, *, alt: str, key: str) -> None:
    """`theme="streamlit"` fills in the colours of the reader's theme (charts/theme.py); the rest the figure sets."""
    st.plotly_chart(figure, theme="streamlit", config=CONFIG, alt=alt, key=key)
