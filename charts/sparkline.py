"""A trend of a few centimetres for in a table: no axes, no words, the last value as a dot."""

import plotly.graph_objects as go

from charts.theme import Trace, axis, figure, palette

HEIGHT = 44


def sparkline(
    values: list[float | None], *, path: list[float | None] | None = None, dark: bool | None = None
) -> go.Figure:
    """`values` in order of time, None where there is none; `path` what was agreed for the same moments."""
    colours = palette(dark)
    traces: list[Trace] = []
    if path:
        traces.append(drawn(path, colours.path, width=1.5, shape="hv"))
    traces.append(drawn(values, colours.accent, width=2.5, shape="linear"))
    known = [n for n, value in enumerate(values) if value is not None]
    if known:
        last = known[-1]
        marker = {"color": colours.accent, "size": 8}
        traces.append({"type": "scatter", "mode": "markers", "x": [last], "y": [values[last]], "marker": marker,
                       "hoverinfo": "skip", "cliponaxis": False})  # fmt: skip
    margin = {"l": 4, "r": 8, "t": 6, "b": 6}
    return figure(
        traces,
        dark=dark,
        height=HEIGHT,
        margin=margin,
        xaxis=axis(visible=False),
        yaxis=axis(visible=False, rangemode="tozero"),
    )


def drawn(values: list[float | None], colour: str, *, width: float, shape: str) -> Trace:
    look = {"color": colour, "width": width, "shape": shape}
    return {"type": "scatter", "mode": "lines", "x": list(range(len(values))), "y": values, "line": look,
            "hoverinfo": "skip", "cliponaxis": False}  # fmt: skip
