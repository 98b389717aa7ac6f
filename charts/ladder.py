"""Rungs: a label and a value above each bar, like a table with bars in it. Reads the same at 390 px and on a projector.

The y-axis counts pixels from the top, so nothing moves with the width of the screen.
"""

from dataclasses import dataclass
from typing import Any

from charts.theme import SIZE, Trace, axis
from charts.words import ink, safe, wrapped

LINE = 20
BAR = 12
GAP = 16
LABEL_WIDTH = 34
"""Characters that fit beside a value at 390 px."""


@dataclass(frozen=True, kw_only=True)
class Rung:
    """`text` and `bar` are the heights of the middle of the label and of the bar, in pixels from the top."""

    lines: tuple[str, ...]
    text: float
    bar: float


@dataclass(frozen=True, kw_only=True)
class Ladder:
    rungs: tuple[Rung, ...]
    height: int


def ladder(labels: list[str], *, head: int = 0, bar: int = BAR, width: int = LABEL_WIDTH) -> Ladder:
    """Places for the labels under `head` pixels; a long label takes two lines."""
    rungs: list[Rung] = []
    top = float(head)
    for label in labels:
        lines = wrapped(label, width)
        text_height = LINE * len(lines)
        rungs.append(Rung(lines=tuple(lines), text=top + text_height / 2, bar=top + text_height + 2 + bar / 2))
        top += text_height + 2 + bar + GAP
    return Ladder(rungs=tuple(rungs), height=int(top - GAP + 4) if rungs else head)


def texts(x: list[float], y: list[float], words: list[str], side: str) -> Trace:
    """Words at places: `side` is `right` (they start at x), `left` (they end at x) or `center`."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": [ink(word) for word in words],
        "textposition": f"middle {side}",
        "textfont": {"size": SIZE},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def labels(place: Ladder, x: float = 0, side: str = "right") -> Trace:
    rungs = place.rungs
    words = ["<br>".join(safe(line) for line in r.lines) for r in rungs]
    return texts([x] * len(rungs), [r.text for r in rungs], words, side)


def key(items: list[tuple[str, str, str]], x: float = 0) -> tuple[list[Trace], int]:
    """Lines above the chart that say what a mark is: (mark, colour, word). Gives traces and the pixels they take."""
    if not items:
        return [], 0
    words: list[str] = []
    for mark, colour, word in items:
        first, *more = wrapped(word, 44)
        words.append(f'<span style="color:{colour}"><b>{mark}</b></span> {safe(first)}')
        words.extend(safe(line) for line in more)
    y = [LINE * (n + 0.5) for n in range(len(words))]
    return [texts([x] * len(words), y, words, "right")], LINE * len(words) + 8


def axes(low: float, high: float, height: int) -> dict[str, Any]:
    """Invisible axes: x from low to high, y in pixels downwards."""
    return {
        "xaxis": axis(range=[low, high], visible=False),
        "yaxis": axis(range=[height, 0], visible=False),
        "barmode": "overlay",
    }
