"""Women to the left and men to the right by age; the population stands behind as a wider grey bar."""

import plotly.graph_objects as go

from charts import marks
from charts.bars import furthest, stub_rows
from charts.ladder import LINE, axes, key, labels, ladder, texts
from charts.theme import Palette, Trace, figure, palette
from charts.words import Row, hover_text, is_shown, value_text
from domain.cells import OTHER, Status
from domain.results import Result

WIDE = 20
SLIM = 10


def draw(result: Result, dark: bool | None) -> go.Figure:
    colours = palette(dark)
    rows = result.rows.to_dicts()
    ages = oldest_first(rows)
    top = furthest(rows)
    items = [("■", colours.reached, "bereikt")]
    if result.reference_label:
        items.append(("■", colours.population, result.reference_label))
    head, used = key(items + marks.hidden_key(rows, colours), x=-top)
    place = ladder(ages, head=used + LINE + 4, bar=WIDE)
    rung = dict(zip(ages, place.rungs, strict=True))
    traces = [*head, labels(place, side="center")]
    order = ("female", "male")
    for series, sign in zip(order, (-1, 1), strict=True):
        side = [(r, rung[r["label"]].text, rung[r["label"]].bar) for r in rows if r["series"] == series]
        traces += half(result, side, sign, top, used + LINE / 2, colours)
    return figure(traces, dark=dark, height=place.height, **axes(-top, top, place.height))


def oldest_first(rows: list[Row]) -> list[str]:
    """The labels from top to bottom; what was merged stands below all ages."""
    merged = {r["label"] for r in rows if r["category"].endswith(OTHER)}
    labels = list(dict.fromkeys(r["label"] for r in reversed(rows)))
    return [x for x in labels if x not in merged] + [x for x in labels if x in merged]


def half(
    result: Result, side: list[tuple[Row, float, float]], sign: int, top: float, title_y: float, colours: Palette
) -> list[Trace]:
    """One gender: its name, its values at the outside, the population behind and the residents reached in front."""
    if not side:
        return []
    edge = "right" if sign < 0 else "left"
    shown = [(r, y) for r, _, y in side if is_shown(r)]
    behind = [(sign * r["reference"], y) for r, _, y in side if r["reference"] is not None]
    hover = [hover_text(r, result) for r, _ in shown]
    words = [value_text(r, result.unit, result.decimals) for r, _, _ in side]
    traces = [
        texts([sign * top], [title_y], [f"<b>{side[0][0]['series_label']}</b>"], edge),
        texts([sign * top] * len(side), [y for _, y, _ in side], words, edge),
        marks.bars([x for x, _ in behind], [y for _, y in behind], colours.population, width=WIDE),
        marks.bars([sign * r["value"] for r, _ in shown], [y for _, y in shown], colours.reached, hover, SLIM),
    ]
    pairs = [(r, at) for r, _, at in side]
    for status in Status:
        traces += stub_rows(result, status, pairs, sign * top, colours, SLIM)
    return traces
