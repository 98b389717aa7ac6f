"""Horizontal bars by label; what they are held against is an upright tick."""

import plotly.graph_objects as go

from charts import marks
from charts.ladder import Ladder, axes, key, labels, ladder, texts
from charts.theme import Palette, Trace, figure, palette
from charts.words import Row, hover_text, is_shown, name_text, value_text
from domain.cells import Status
from domain.results import Result


def draw(result: Result, dark: bool | None) -> go.Figure:
    rows, colours = result.rows.to_dicts(), palette(dark)
    tick_key = [("|", colours.aim, result.reference_label)] if result.reference_label else []
    head, used = key(tick_key + marks.hidden_key(rows, colours))
    place = ladder([name_text(r) for r in rows], head=used)
    top = furthest(rows)
    traces = [
        *head,
        labels(place),
        values(result, rows, place, top),
        *body(result, rows, place, top, colours),
    ]
    return figure(traces, dark=dark, height=place.height, **axes(0, top, place.height))


def furthest(rows: list[Row]) -> float:
    """Where the axis ends: at the largest reference, or shown value or interval."""
    return max((0.0, *drawn(rows, "high"))) or 1.0


def lowest(rows: list[Row]) -> float:
    """Below 0 only where a value or its interval is."""
    return min((0.0, *drawn(rows, "low")))


def drawn(rows: list[Row], edge: str) -> list[float]:
    """Every number that has a place in the chart."""
    held = [r["reference"] for r in rows]
    shown = [r[name] for r in rows if is_shown(r) for name in ("value", edge)]
    return [float(x) for x in (*held, *shown) if x is not None]


def values(result: Result, rows: list[Row], place: Ladder, x: float) -> Trace:
    """The column of values at the right, or the word that stands for one."""
    words = [value_text(r, result.unit, result.decimals) for r in rows]
    return texts([x] * len(rows), [g.text for g in place.rungs], words, "left")


def body(result: Result, rows: list[Row], place: Ladder, top: float, colours: Palette) -> list[Trace]:
    pairs = list(zip(rows, (g.bar for g in place.rungs), strict=True))
    shown = [(r, y) for r, y in pairs if is_shown(r)]
    order = list(dict.fromkeys(r["series"] for r in rows))
    shade = [colours.series[order.index(r["series"]) % len(colours.series)] for r, _ in shown]
    hover = [hover_text(r, result) for r, _ in shown]
    spans = [(r, y) for r, y in shown if r["low"] is not None and r["high"] is not None]
    held = [(r["reference"], y) for r, y in pairs if r["reference"] is not None]
    return [
        marks.bars([r["value"] for r, _ in shown], [y for _, y in shown], shade, hover),
        *(t for status in Status for t in stub_rows(result, status, pairs, top, colours)),
        *marks.whiskers([(r["low"], r["high"]) for r, _ in spans], [y for _, y in spans], colours.quiet),
        *marks.ticks([x for x, _ in held], [y for _, y in held], colours.aim),
    ]


def stub_rows(
    result: Result,
    status: Status,
    pairs: list[tuple[Row, float]],
    length: float,
    colours: Palette,
    width: float = marks.BAR,
) -> list[Trace]:
    """Hatched bars of one fixed part of `length`, for each row with the status; their words are its name and mark."""
    found = [(r, at) for r, at in pairs if r["status"] == status]
    y, hover = [at for _, at in found], [hover_text(r, result) for r, _ in found]
    return marks.stubs(status, [length * marks.STUB] * len(y), y, colours, width, hover)
