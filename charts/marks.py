"""The marks that every shape uses: solid bars, hatched stubs for what may not be shown, ticks, intervals."""

from typing import Any

from charts.ladder import BAR
from charts.theme import Palette, Trace
from charts.words import STATUS_WORD, Row
from domain.cells import Status

STUB = 0.1
"""Length of the bar that stands for a hidden value, as a part of the axis: the same everywhere, so it says nothing."""
HATCH = {Status.HIDDEN: "/", Status.NOT_YET_KNOWN: "."}


def hatch_of(status: str, colours: Palette) -> dict[str, Any]:
    """Hatched on the colour of the page: hidden in strokes, not yet known lighter, in dots."""
    colour = colours.hidden if status == Status.HIDDEN else colours.not_yet
    return {
        "color": colours.paper,
        "line": {"color": colour, "width": 1},
        "pattern": {"shape": HATCH[Status(status)], "fgcolor": colour, "bgcolor": colours.paper, "size": 6},
    }


def bars(
    x: list[float], y: list[float], colour: str | list[str], hover: list[str] | None = None, width: float = BAR
) -> Trace:
    """Horizontal bars from 0; without `hover` they are silent."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": x,
        "y": y,
        "width": width,
        "marker": {"color": colour, "line": {"width": 0}},
        **({"hovertext": hover, "hoverinfo": "text"} if hover is not None else {"hoverinfo": "skip"}),
    }


def stubs(
    status: Status,
    x: list[float],
    y: list[float],
    colours: Palette,
    width: float = BAR,
    hover: list[str] | None = None,
) -> list[Trace]:
    """The bars of rows without a value; an empty place for no data."""
    if not y or status not in HATCH:
        return []
    trace = bars(x, y, "", hover, width)
    return [{**trace, "marker": hatch_of(status, colours), "name": status.value}]


def hidden_key(rows: list[Row], colours: Palette) -> list[tuple[str, str, str]]:
    """What the hatched bars are, for the key of a chart that has them."""
    found = any(r["status"] == Status.HIDDEN for r in rows)
    return [("▨", colours.hidden, STATUS_WORD[Status.HIDDEN])] if found else []


def ticks(x: list[float], y: list[float], colour: str, size: int = BAR) -> list[Trace]:
    """A short upright line at each place: what the bar is held against. Drawn 1.4 times `size` pixels long."""
    if not x:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": x,
            "y": y,
            "marker": {"symbol": "line-ns", "size": size, "line": {"color": colour, "width": 3}},
            "hoverinfo": "skip",
            "cliponaxis": False,
        }
    ]


def whiskers(spans: list[tuple[float, float]], y: list[float], colour: str, width: int = 2) -> list[Trace]:
    """A line from low to high for each row."""
    if not spans:
        return []
    x: list[float | None] = []
    at: list[float | None] = []
    for (low, high), row in zip(spans, y, strict=True):
        x.extend((low, high, None))
        at.extend((row, row, None))
    line = {"color": colour, "width": width}
    return [{"type": "scatter", "mode": "lines", "x": x, "y": at, "line": line, "hoverinfo": "skip"}]
