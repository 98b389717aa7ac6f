"""A dot with its interval for each label; what it is held against is an upright line on each row."""

import plotly.graph_objects as go

from charts import marks
from charts.bars import furthest, stub_rows, values
from charts.ladder import Ladder, axes, key, labels, ladder
from charts.theme import Palette, Trace, figure, palette
from charts.words import Row, hover_text, is_shown, name_text
from domain.cells import Status
from domain.results import Result


def draw(result: Result, dark: bool | None) -> go.Figure:
    rows, colours = result.rows.to_dicts(), palette(dark)
    items = [("|", colours.aim, result.reference_label)] if result.reference_label else []
    items += [("━", colours.quiet, result.margin_label)] if any(r["low"] is not None for r in rows) else []
    head, used = key(items + marks.hidden_key(rows, colours))
    place = ladder([name_text(r) for r in rows], head=used)
    top = furthest(rows) * 1.02
    traces = [
        *head,
        labels(place),
        values(result, rows, place, top),
        *body(result, rows, place, top, colours),
    ]
    return figure(traces, dark=dark, height=place.height, **axes(0, top, place.height))


def body(result: Result, rows: list[Row], place: Ladder, top: float, colours: Palette) -> list[Trace]:
    pairs = list(zip(rows, (g.bar for g in place.rungs), strict=True))
    shown = [(r, y) for r, y in pairs if is_shown(r)]
    spans = [(r, y) for r, y in shown if r["low"] is not None and r["high"] is not None]
    dots: Trace = {
        "type": "scatter",
        "mode": "markers",
        "x": [r["value"] for r, _ in shown],
        "y": [y for _, y in shown],
        "marker": {"color": colours.accent, "size": 12},
        "hovertext": [hover_text(r, result) for r, _ in shown],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    held = [(r["reference"], y) for r, y in pairs if r["reference"] is not None]
    traces = [*marks.ticks([x for x, _ in held], [y for _, y in held], colours.aim)]
    traces += [
        *marks.whiskers([(r["low"], r["high"]) for r, _ in spans], [y for _, y in spans], colours.quiet, 3),
        dots,
    ]
    for status in Status:
        traces += stub_rows(result, status, pairs, top, colours)
    return traces
