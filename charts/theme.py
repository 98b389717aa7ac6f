"""The one look of all charts: colours by meaning, type, the frame of every figure. `.streamlit/config.toml` agrees."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

FONT = "Source Sans Three, sans-serif"
SIZE = 15
"""Pixels; the smallest type in a chart, readable on a projector."""

Trace = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Palette:
    """Text colours have a contrast of 4.5 or more on `paper`, marks of 3 or more; only `grid` and `track` are fainter.

    Blue (`accent`) is what was reached or is on course, orange is behind, grey is everything it is held against.
    """

    text: str
    quiet: str
    accent: str
    population: str
    potential: str
    not_yet: str
    behind: str
    grid: str
    track: str
    paper: str
    series: tuple[str, ...]

    @property
    def reached(self) -> str:
        return self.accent

    @property
    def on_course(self) -> str:
        return self.accent

    @property
    def expected(self) -> str:
        return self.accent

    @property
    def aim(self) -> str:
        return self.text

    @property
    def path(self) -> str:
        return self.quiet

    @property
    def hidden(self) -> str:
        return self.quiet


LIGHT = Palette(
    text="#0f1923", quiet="#55606c", accent="#1f5c99", population="#8396a8", potential="#6b7785", not_yet="#7f93a6",
    behind="#b4540a", grid="#e3e8ed", track="#d5dde5", paper="#ffffff",
    series=("#1f5c99", "#7f93a6", "#143a61", "#4f8fcc", "#55606c", "#6f7f2f"),
)  # fmt: skip
DARK = Palette(
    text="#e8ecf0", quiet="#a9b4bf", accent="#7fb3e6", population="#6a7b8c", potential="#8f9ba7", not_yet="#7d8d9c",
    behind="#f0a45d", grid="#2a333c", track="#37434f", paper="#14191f",
    series=("#7fb3e6", "#6a7b8c", "#c3dcf5", "#4a83bb", "#a9b4bf", "#b5c26a"),
)  # fmt: skip
READER = Palette(
    text="#000001", quiet="#000002", accent="#000003", population="#000004", potential="#000005", not_yet="#000006",
    behind="#000007", grid="#000008", track="#000009", paper="#000010",
    series=("#000011", "#000012", "#000013", "#000014", "#000015", "#000016"),
)  # fmt: skip
"""Places that Streamlit's browser part fills with `chartCategoricalColors` and `chartSequentialColors` of the reader's
theme (`.streamlit/config.toml` has the colours of LIGHT and DARK; a test compares them). The server is not told of a
change of theme, so it cannot choose; until the next run words follow the page (`words.ink`), marks do not."""


def palette(dark: bool | None) -> Palette:
    """None: as the reader's browser has it."""
    return READER if dark is None else DARK if dark else LIGHT


def base(colours: Palette) -> dict[str, Any]:
    """Dutch separators, no background, no zooming: what every figure has and Streamlit's own style must not replace."""
    font = {"family": FONT, "size": SIZE, "color": colours.text}
    return {
        "template": {"layout": {}},
        "font": font,
        "separators": ",.",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": colours.paper, "bordercolor": colours.quiet, "font": font},
    }


def axis(**more: Any) -> dict[str, Any]:
    """Nothing but what is asked for."""
    return {
        "fixedrange": True,
        "zeroline": False,
        "showgrid": False,
        "showline": False,
        "ticks": "",
        "automargin": False,
        **more,
    }


def figure(traces: list[Trace], *, dark: bool | None, height: int, **layout: Any) -> go.Figure:
    """A figure from plain dicts.

    Plotly's validation of every property takes two thirds of the time; the tests validate all shapes instead
    (`tests/charts/test_shapes.py`), so it is switched off here.
    """
    whole = {**base(palette(dark)), "height": height, **layout}
    return go.Figure({"data": traces, "layout": whole}, _validate=False)
