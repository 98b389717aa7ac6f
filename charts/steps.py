"""The steps of the trajectory: how many got there, of how many, and hatched those of whom it is not yet known."""

import plotly.graph_objects as go

from charts import marks
from charts.bars import stub_rows
from charts.ladder import BAR, axes, key, labels, ladder, texts
from charts.theme import Palette, Trace, figure, palette
from charts.words import Row, hover_text, is_shown, value_text
from domain import dutch
from domain.cells import Status
from domain.results import Result

WIDE = BAR + 4
SILENT = (Status.HIDDEN, Status.NO_DATA)


def draw(result: Result, dark: bool | None) -> go.Figure:
    """Bars in numbers of referrals: reached, not reached and still open together are all of them."""
    colours, rows = palette(dark), result.rows.to_dicts()
    waiting = [r for r in rows if r["status"] == Status.NOT_YET_KNOWN]
    head, used = key(marks_used(rows, waiting, colours))
    names = list(dict.fromkeys(r["label"] for r in rows))
    place = ladder(names, head=used, bar=WIDE)
    rung = dict(zip(names, place.rungs, strict=True))
    at = {name: r.bar for name, r in rung.items()}
    top = float(max((r["base"] for r in rows if r["base"] and r["status"] not in SILENT), default=0) or 1)
    known = {r["label"]: r for r in rows if r["status"] != Status.NOT_YET_KNOWN}
    spoken = [known.get(name) or next(r for r in waiting if r["label"] == name) for name in names]
    words = [step_text(r, result) for r in spoken]
    traces = [*head, labels(place)]
    traces.append(texts([top] * len(spoken), [rung[r["label"]].text for r in spoken], words, "left"))
    traces += reached(result, [r for r in known.values() if is_shown(r)], at, colours)
    traces += still_open(waiting, known, at, top, colours)
    pairs = [(r, at[r["label"]]) for r in rows]
    traces += stub_rows(result, Status.HIDDEN, pairs, top, colours, WIDE)
    return figure(traces, dark=dark, height=place.height, **axes(0, top, place.height))


def marks_used(rows: list[Row], waiting: list[Row], colours: Palette) -> list[tuple[str, str, str]]:
    """The key, only of what is drawn."""
    items = [("■", colours.reached, "kwam tot deze stap"), ("■", colours.track, "kwam niet tot deze stap")]
    if waiting:
        items.append(("▤", colours.not_yet, "nog niet bekend"))
    items += marks.hidden_key(rows, colours)
    return items if any(is_shown(r) for r in rows) else items[2:]


def step_text(row: Row, result: Result) -> str:
    """`65% van 150`."""
    text = value_text(row, result.unit, result.decimals)
    return f"{text} van {dutch.number(row['base'])}" if is_shown(row) and row["base"] else text


def reached(result: Result, rows: list[Row], at: dict[str, float], colours: Palette) -> list[Trace]:
    """Those who got to the step on the pale bar of those of whom it is known."""
    y = [at[r["label"]] for r in rows]
    hover = [hover_text(r, result) for r in rows]
    return [
        marks.bars([r["base"] for r in rows], y, colours.track, width=WIDE),
        marks.bars([r["count"] for r in rows], y, colours.reached, hover, WIDE),
    ]


def still_open(
    rows: list[Row], known: dict[str, Row], at: dict[str, float], top: float, colours: Palette
) -> list[Trace]:
    """Behind them the open cases; a stub of fixed length where their number is not given."""
    traces: list[Trace] = []
    for row in rows:
        before = known.get(row["label"])
        length = top * marks.STUB if row["count"] is None else row["count"]
        stub = marks.stubs(Status.NOT_YET_KNOWN, [length], [at[row["label"]]], colours, WIDE)[0]
        traces.append(stub | {"base": (before["base"] or 0) if before else 0})
    return traces
