"""The one place that hands a figure to Streamlit: own theme, no toolbar, always with words for a screen reader."""

import plotly.graph_objects as go
import streamlit as st

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}
"""No `locale`: no axis holds dates or numbers that Plotly writes itself, all words come from `domain.dutch`."""


def show_figure(figure: go.Figure, *, alt: str, key: str) -> None:
    """`theme=None`: the colours are those of charts/theme.py and nobody else's."""
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt, key=key)


def is_dark() -> bool:
    """Whether this visitor's browser shows the dark theme."""
    return st.context.theme.type == "dark"
