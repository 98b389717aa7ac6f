"""One bar for each label, split by series; the words stand above, the parts in one order and colour."""

import plotly.graph_objects as go

from charts import marks
from charts.ladder import BAR, Ladder, axes, key, labels, ladder
from charts.theme import Palette, Trace, figure, palette
from charts.words import STATUS_WORD, Row, hover_text, is_shown, value_text
from domain.cells import Status
from domain.results import Result

WIDE = BAR + 8


def draw(result: Result, dark: bool | None) -> go.Figure:
    colours = palette(dark)
    rows = result.rows.to_dicts()
    names = list(dict.fromkeys(r["label"] for r in rows))
    series = list(dict.fromkeys(r["series"] for r in rows))
    one = len(names) == 1
    items = [key_item(result, rows, s, n, one, colours) for n, s in enumerate(series)]
    head, used = key(items + marks.hidden_key(rows, colours))
    place = ladder(names, head=used, bar=WIDE)
    ends = dict.fromkeys(names, 0.0)
    traces = [*head, labels(place)]
    longest = max((sum(r["value"] for r in rows if is_shown(r) and r["label"] == n) for n in names), default=0) or 1.0
    for n, code in enumerate(series):
        part = [r for r in rows if r["series"] == code]
        traces += segments(result, part, ends, names, place, colours.series[n % len(colours.series)], colours)
    traces += unknown(rows, ends, names, place, longest * marks.STUB, colours)
    edge = longest * (1 + marks.STUB) if any(not is_shown(r) for r in rows) else longest
    return figure(traces, dark=dark, height=place.height, **axes(0, edge, place.height))


def key_item(
    result: Result, rows: list[Row], series: str, number: int, one: bool, colours: Palette
) -> tuple[str, str, str]:
    """Colour and name of a series; with a single bar its value too, so that nobody has to hover."""
    own = [r for r in rows if r["series"] == series]
    word = own[0]["series_label"]
    if one:
        word = f"{word}: {value_text(own[0], result.unit, result.decimals)}"
    return "■", colours.series[number % len(colours.series)], word


def segments(
    result: Result,
    rows: list[Row],
    ends: dict[str, float],
    names: list[str],
    place: Ladder,
    shade: str,
    colours: Palette,
) -> list[Trace]:
    """The parts of one series, each from where the part before it ended; moves `ends` along."""
    shown = [r for r in rows if is_shown(r)]
    if not shown:
        return []
    y = [place.rungs[names.index(r["label"])].bar for r in shown]
    hover = [hover_text(r, result) for r in shown]
    trace = marks.bars([r["value"] for r in shown], y, shade, hover, WIDE) | {"base": [ends[r["label"]] for r in shown]}
    trace["marker"] = {"color": shade, "line": {"color": colours.paper, "width": 1}}
    for row in shown:
        ends[row["label"]] += row["value"]
    return [trace]


def unknown(
    rows: list[Row], ends: dict[str, float], names: list[str], place: Ladder, length: float, colours: Palette
) -> list[Trace]:
    """One stub of fixed length at the end of a bar with a hidden or not yet known part; the hover has the word."""
    found = {(r["label"], r["status"]) for r in rows if r["status"] in marks.HATCH}
    traces: list[Trace] = []
    for label, status in sorted(found):
        trace = marks.stubs(Status(status), [length], [place.rungs[names.index(label)].bar], colours, WIDE)[0]
        traces.append(trace | {"base": ends[label], "hovertext": STATUS_WORD[Status(status)], "hoverinfo": "text"})
    return traces
