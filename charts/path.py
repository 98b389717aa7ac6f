"""Where we stand over time, beside the path that was agreed, and where the year is expected to end."""

import plotly.graph_objects as go

from charts.bars import furthest, lowest
from charts.theme import SIZE, Palette, Trace, figure, palette
from charts.timeline import places, time_axis, time_layout, value_axis
from charts.words import Row, amount, hover_text, ink, is_shown, margin_text, safe, wrapped
from domain.results import Judgement, Result

HEIGHT = 290
PLOT = HEIGHT - 8 - 44
"""Pixels between the axes, less the margins of `time_layout`."""
RIGHT = 116
"""Pixels at the right for the names of the lines."""
TICKS = 4
NAME_WIDTH = 13
LINE = 19


def draw(result: Result, dark: bool | None) -> go.Figure:
    rows, colours = result.rows.to_dicts(), palette(dark)
    at = places(rows)
    y = value_axis(lowest(rows), furthest(rows), result.unit)
    parts = {code: [r for r in rows if r["series"] == code and is_shown(r)] for code in ("path", "expected", "now")}
    traces = [
        *band(parts["now"], parts["expected"], at, colours),
        *agreed(result, parts["path"], at, colours),
        *expected(result, parts["now"], parts["expected"], at, colours),
        *now(result, parts["now"], at, colours),
    ]
    span = max(at.values()) - min(at.values()) or 1
    paced = {r["category"]: at[r["category"]] for r in parts["path"] or rows}
    x = time_axis(paced, {r["category"]: r["label"] for r in rows}, TICKS)
    x["range"] = [min(at.values()) - span * 0.04, max(at.values()) + span * 0.02]
    layout = time_layout(x, y, colours, right=RIGHT)
    notes = names(result, parts, y["range"], colours)
    return figure(traces, dark=dark, height=HEIGHT, annotations=notes, **layout)


def line(rows: list[Row], at: dict[str, float], **look: object) -> Trace:
    x, y = [at[r["category"]] for r in rows], [r["value"] for r in rows]
    return {"type": "scatter", "x": x, "y": y, "cliponaxis": False, **look}


def hovers(result: Result, rows: list[Row]) -> dict[str, object]:
    texts = [hover_text(r, result) for r in rows]
    return {"hovertext": texts, "hoverinfo": "text"}


def agreed(result: Result, rows: list[Row], at: dict[str, float], colours: Palette) -> list[Trace]:
    """Steps: from the end of a period on, the aim of the next one is what counts."""
    if not rows:
        return []
    look = {"color": colours.path, "width": 2, "shape": "vh"}
    marker = {"color": colours.path, "size": 6, "symbol": "square"}
    return [line(rows, at, mode="lines+markers", line=look, marker=marker, **hovers(result, rows))]


def now(result: Result, rows: list[Row], at: dict[str, float], colours: Palette) -> list[Trace]:
    """The line so far; its last point is larger and has the colour of the judgement."""
    if not rows:
        return []
    sizes = [6] * (len(rows) - 1) + [12]
    shades = [colours.accent] * (len(rows) - 1) + [judged(result, colours)]
    marker = {"color": shades, "size": sizes, "opacity": 1}
    look = {"color": colours.accent, "width": 3}
    return [line(rows, at, mode="lines+markers", line=look, marker=marker, **hovers(result, rows))]


def judged(result: Result, colours: Palette) -> str:
    return {Judgement.ON_COURSE: colours.on_course, Judgement.BEHIND: colours.behind}.get(
        result.judgement, colours.accent
    )


def expected(result: Result, known: list[Row], rows: list[Row], at: dict[str, float], colours: Palette) -> list[Trace]:
    """A dotted line on from the last known value."""
    if not rows:
        return []
    start = [r for r in known[-1:] if r["category"] not in {e["category"] for e in rows}]
    look = {"color": colours.expected, "width": 2.5, "dash": "dot"}
    marker = {
        "size": [0] * len(start) + [9] * len(rows),
        "color": colours.paper,
        "line": {"color": colours.expected, "width": 2},
    }
    return [line(start + rows, at, mode="lines+markers", line=look, marker=marker, **hovers(result, start + rows))]


def band(known: list[Row], rows: list[Row], at: dict[str, float], colours: Palette) -> list[Trace]:
    """The margin of the expectation, opening from the last known value."""
    wide = [r for r in rows if r["low"] is not None and r["high"] is not None]
    if not wide:
        return []
    start = [(at[r["category"]], r["value"], r["value"]) for r in known[-1:]]
    edge = start + [(at[r["category"]], r["low"], r["high"]) for r in wide]
    x = [p[0] for p in edge] + [p[0] for p in reversed(edge)]
    y = [p[2] for p in edge] + [p[1] for p in reversed(edge)]
    return [
        {"type": "scatter", "mode": "lines", "x": x, "y": y, "fill": "toself", "opacity": 0.18,
         "fillcolor": colours.expected, "line": {"width": 0, "color": colours.expected}, "hoverinfo": "skip"}
    ]  # fmt: skip


def names(result: Result, parts: dict[str, list[Row]], axis: list[float], colours: Palette) -> list[dict[str, object]]:
    """The lines' names at the right of their ends, moved apart where they would touch."""
    shade = {"now": {"color": judged(result, colours)}}
    scale = PLOT / (axis[1] - axis[0])
    found = []
    for code, rows in parts.items():
        if rows:
            words = name_lines(result, rows[-1])
            found.append(((rows[-1]["value"] - axis[0]) * scale, len(words) * LINE, words, shade.get(code, {})))
    found.sort(key=lambda item: item[0])
    bottoms = apart([middle for middle, *_ in found], [tall for _, tall, *_ in found])
    notes: list[dict[str, object]] = []
    for bottom, (_, _, words, colour) in zip(bottoms, found, strict=True):
        text = "<br>".join(words)
        notes.append(
            {"text": text if colour else ink(text), "xref": "paper", "yref": "paper", "x": 1, "y": 0, "xanchor": "left",
             "xshift": 10, "yanchor": "bottom", "yshift": bottom, "align": "left", "showarrow": False,
             "font": {"size": SIZE, **colour}}
        )  # fmt: skip
    return notes


def apart(middles: list[float], talls: list[int]) -> list[float]:
    """Lower edges of labels that want to stand at `middles` (ascending): pushed up off each other, then down inside."""
    bottoms: list[float] = []
    floor = 0.0
    for middle, tall in zip(middles, talls, strict=True):
        bottoms.append(max(middle - tall / 2, floor))
        floor = bottoms[-1] + tall + 2
    ceiling = PLOT + 8.0
    for n in range(len(bottoms) - 1, -1, -1):
        bottoms[n] = min(bottoms[n], ceiling - talls[n])
        ceiling = bottoms[n] - 2
    return bottoms


def name_lines(result: Result, row: Row) -> list[str]:
    """The value in bold, the margin under it, then the name."""
    value = f"<b>{amount(row['value'], result.unit, result.decimals)}</b>"
    margin = margin_text(row["low"], row["high"], result.unit, result.decimals)
    words = wrapped(row["series_label"] or row["label"], NAME_WIDTH)
    return [value, *(wrapped(margin, NAME_WIDTH) if margin else []), *(safe(word) for word in words)]
