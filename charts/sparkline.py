"""A trend of a few centimetres for in a table: no axes, no words, the last value as a dot."""

import plotly.graph_objects as go

from charts.theme import Trace, axis, figure, palette

HEIGHT = 44
NARROWEST = 150
"""Pixels: Streamlit makes no figure narrower, and cuts off what does not fit its place."""


def sparkline(
    values: list[float | None],
    *,
    path: list[float | None] | None = None,
    dark: bool | None = None,
    width: int = NARROWEST,
) -> go.Figure:
    """`values` in order of time, None where there is none; `path` what was agreed for the same moments. `width`: of
    its place in pixels, where that is narrower than a figure can be."""
    colours = palette(dark)
    traces: list[Trace] = []
    if path:
        traces.append(drawn(path, colours.path, width=1.5, shape="hv"))
    traces.append(drawn(values, colours.accent, width=2.5, shape="linear"))
    dots = dotted(values)
    if dots:
        marker = {"color": colours.accent, "size": 8}
        traces.append({"type": "scatter", "mode": "markers", "x": dots, "y": [values[n] for n in dots],
                       "marker": marker, "hoverinfo": "skip", "cliponaxis": False})  # fmt: skip
    margin = {"l": 6, "r": 8 + max(NARROWEST - width, 0), "t": 6, "b": 6}
    return figure(
        traces,
        dark=dark,
        height=HEIGHT,
        margin=margin,
        xaxis=axis(visible=False, range=[-0.3, len(values) - 0.7]),
        yaxis=axis(visible=False, rangemode="tozero"),
    )


def dotted(values: list[float | None]) -> list[int]:
    """The last known value, and those without a neighbour, of which a line shows nothing."""
    around = [None, *values, None]
    alone = [n for n, value in enumerate(values) if value is not None and around[n] is None and around[n + 2] is None]
    last = [n for n, value in enumerate(values) if value is not None][-1:]
    return sorted({*alone, *last})


def drawn(values: list[float | None], colour: str, *, width: float, shape: str) -> Trace:
    look = {"color": colour, "width": width, "shape": shape}
    return {"type": "scatter", "mode": "lines", "x": list(range(len(values))), "y": values, "line": look,
            "hoverinfo": "skip", "cliponaxis": False}  # fmt: skip
