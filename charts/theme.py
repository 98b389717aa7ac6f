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
    """Text colours have a contrast of 4.5 or more on `paper`, marks of 3 or more, only `grid` and `track` are fainter.

    Blue is what was reached or is on course, orange is behind, grey is everything it is held against.
    """

    paper: str
    text: str
    quiet: str
    accent: str
    reached: str
    population: str
    path: str
    aim: str
    potential: str
    expected: str
    hidden: str
    not_yet: str
    no_data: str
    on_course: str
    behind: str
    grid: str
    track: str
    band: str
    series: tuple[str, ...]


LIGHT = Palette(
    paper="#ffffff", text="#1c2733", quiet="#55606c", accent="#1f5c99", reached="#1f5c99", population="#8396a8",
    path="#55606c", aim="#1c2733", potential="#6b7785", expected="#1f5c99", hidden="#6b7785", not_yet="#8396a8",
    no_data="#55606c", on_course="#1f5c99", behind="#b4540a", grid="#e3e8ed", track="#eef1f4",
    band="rgba(31,92,153,0.14)", series=("#1f5c99", "#7f93a6", "#143a61", "#4f8fcc", "#55606c", "#6f7f2f"),
)  # fmt: skip
DARK = Palette(
    paper="#14191f", text="#e8ecf0", quiet="#a9b4bf", accent="#7fb3e6", reached="#7fb3e6", population="#6a7b8c",
    path="#a9b4bf", aim="#e8ecf0", potential="#8f9ba7", expected="#7fb3e6", hidden="#8f9ba7", not_yet="#6a7b8c",
    no_data="#a9b4bf", on_course="#7fb3e6", behind="#f0a45d", grid="#2a333c", track="#20272f",
    band="rgba(127,179,230,0.20)", series=("#7fb3e6", "#6a7b8c", "#c3dcf5", "#4a83bb", "#a9b4bf", "#b5c26a"),
)  # fmt: skip


def palette(dark: bool) -> Palette:
    return DARK if dark else LIGHT


def template(colours: Palette) -> dict[str, Any]:
    """Dutch separators, no background, no zooming: what every figure has."""
    axis = {"fixedrange": True, "zeroline": False, "showgrid": False, "showline": False, "ticks": ""}
    return {
        "layout": {
            "font": {"family": FONT, "size": SIZE, "color": colours.text},
            "separators": ",.",
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": colours.paper,
                "bordercolor": colours.quiet,
                "font": {"family": FONT, "size": SIZE, "color": colours.text},
            },
            "xaxis": axis,
            "yaxis": axis,
        }
    }


def figure(traces: list[Trace], *, dark: bool, height: int, **layout: Any) -> go.Figure:
    """A figure from plain dicts.

    Plotly's validation of every property takes two thirds of the time; the tests validate all shapes instead
    (`tests/charts/test_shapes.py`), so it is switched off here.
    """
    whole = {"template": template(palette(dark)), "height": height, **layout}
    return go.Figure({"data": traces, "layout": whole}, _validate=False)
