"""Columns over time; a line across is what they are held against (a potential: dashed and grey, never a judgement)."""

from itertools import groupby

import plotly.graph_objects as go

from charts import marks
from charts.bars import furthest, lowest
from charts.ladder import LINE
from charts.theme import SIZE, Palette, Trace, figure, palette
from charts.timeline import HEIGHT, above, time_axis, time_layout, value_axis
from charts.words import STATUS_WORD, Row, amount, hover_text, ink, is_shown, wrapped
from domain.cells import Status
from domain.results import Result, Unit

WIDE = 0.66
"""Of the place of a column."""
LABEL_WIDTH = 42
FEW = 6
"""Up to so many columns each carries its number, beyond it only the highest and the last."""


def draw(result: Result, dark: bool | None) -> go.Figure:
    rows, colours = result.rows.to_dicts(), palette(dark)
    y = value_axis(lowest(rows), highest(rows, result.unit), result.unit)
    top = y["range"][1]
    traces = [columns(result, rows, colours), *stubs(result, rows, top, colours), *words(rows, top)]
    traces += reference(result, rows, colours)
    x = time_axis({str(n): float(n) for n in range(len(rows))}, {str(n): r["label"] for n, r in enumerate(rows)})
    label = result.reference_label
    lines = wrapped(label, LABEL_WIDTH) if label else []
    layout = time_layout(x | {"range": [-0.6, len(rows) - 0.4]}, y, colours, top=14 + LINE * len(lines))
    note = [above(f'<span style="color:{colours.potential}"><b>┅</b></span> ', lines)] if lines else []
    height = HEIGHT + LINE * len(lines)
    return figure(traces, dark=dark, height=height, barmode="overlay", annotations=note, **layout)


def highest(rows: list[Row], unit: Unit) -> float:
    """With room for a number above the columns; of shares of a whole there is nothing beyond all of it."""
    most = furthest(rows)
    return min(most * 1.08, 1.0) if unit is Unit.SHARE and most <= 1 else most * 1.08


def columns(result: Result, rows: list[Row], colours: Palette) -> Trace:
    """The shown values, with their intervals and the numbers worth reading at once."""
    shown = [(n, r) for n, r in enumerate(rows) if is_shown(r)]
    highest = max((r["value"] for _, r in shown), default=None)
    told = {n for n, r in shown if len(rows) <= FEW or r["value"] == highest} | {n for n, _ in shown[-1:]}
    trace: Trace = {
        "type": "bar",
        "width": WIDE,
        "x": [n for n, _ in shown],
        "y": [r["value"] for _, r in shown],
        "text": [ink(amount(r["value"], result.unit, result.decimals)) if n in told else "" for n, r in shown],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"size": SIZE},
        "constraintext": "none",
        "cliponaxis": False,
        "marker": {"color": colours.reached, "line": {"width": 0}},
        "hovertext": [hover_text(r, result) for _, r in shown],
        "hoverinfo": "text",
    }
    if any(r["low"] is not None and r["high"] is not None for _, r in shown):
        spans = [(r["value"], r["low"], r["high"]) for _, r in shown]
        trace["error_y"] = {
            "type": "data",
            "array": [0 if high is None else high - value for value, _, high in spans],
            "arrayminus": [0 if low is None else value - low for value, low, _ in spans],
            "color": colours.quiet,
            "thickness": 1.5,
            "width": 0,
        }
        # The interval takes the place above the column, so the number stands at its foot.
        told_texts = [amount(r["value"], result.unit, result.decimals) if n in told else "" for n, r in shown]
        trace |= {"text": told_texts, "textposition": "inside", "insidetextanchor": "start"}
        trace["textfont"] = {"size": SIZE, "color": colours.paper}
    return trace


def stubs(result: Result, rows: list[Row], top: float, colours: Palette) -> list[Trace]:
    """Hatched columns of one fixed height where a value may not be shown or is not yet known."""
    traces: list[Trace] = []
    for status in marks.HATCH:
        found = [(n, r) for n, r in enumerate(rows) if r["status"] == status]
        x = [n for n, _ in found]
        if x:
            marker = marks.hatch_of(status, colours)
            y = [top * marks.STUB] * len(x)
            traces.append(
                {
                    "type": "bar",
                    "width": WIDE,
                    "x": x,
                    "y": y,
                    "marker": marker,
                    "name": status.value,
                    "hovertext": [hover_text(r, result) for _, r in found],
                    "hoverinfo": "text",
                }
            )
    return traces


def words(rows: list[Row], top: float) -> list[Trace]:
    """`afgeschermd` and `geen gegevens` upright, once for each run of columns that have it in common."""
    x: list[float] = []
    y: list[float] = []
    found: list[str] = []
    for status, run in groupby(enumerate(rows), key=lambda pair: str(pair[1]["status"])):
        if status == Status.SHOWN:
            continue
        places = [n for n, _ in run]
        x.append((places[0] + places[-1]) / 2)
        y.append(0 if status not in marks.HATCH else top * marks.STUB)
        found.append(STATUS_WORD[Status(status)])
    if not x:
        return []
    silent: Trace = {
        "type": "bar",
        "width": WIDE,
        "x": x,
        "y": [top * 0.01] * len(x),
        "base": y,
        "text": [ink(f" {w}") for w in found],
    }
    look = {"textposition": "outside", "textangle": -90, "constraintext": "none", "hoverinfo": "skip"}
    font = {"textfont": {"size": SIZE}, "marker": {"color": "rgba(0,0,0,0)"}}
    return [{**silent, **look, **font, "cliponaxis": False}]


def reference(result: Result, rows: list[Row], colours: Palette) -> list[Trace]:
    """The dashed line; it stops where a period has no reference."""
    if all(r["reference"] is None for r in rows):
        return []
    x = [-0.5, *range(len(rows)), len(rows) - 0.5]
    y = [rows[0]["reference"], *(r["reference"] for r in rows), rows[-1]["reference"]]
    line = {"color": colours.potential, "width": 2, "dash": "dash"}
    return [{"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}]
