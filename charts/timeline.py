"""What the charts over time share: places on the x-axis, few and short tick labels, round numbers on the y-axis."""

from math import ceil, floor, log10
from typing import Any

from charts.theme import FONT, SIZE, Palette, axis
from charts.words import Row, amount, ink, safe
from domain.dutch import MONTHS, MONTHS_SHORT
from domain.periods import parse_period
from domain.results import Unit

HEIGHT = 260
TICKS = 6


def places(rows: list[Row]) -> dict[str, float]:
    """Category to x: the last day of the period where all categories are periods, otherwise their order."""
    codes = list(dict.fromkeys(r["category"] for r in rows))
    try:
        return {code: float(parse_period(code).end.toordinal()) for code in codes}
    except ValueError:
        return {code: float(n) for n, code in enumerate(codes)}


def short(label: str) -> str:
    """`september 2026` becomes `sep` above `2026`."""
    words = label.split(" ")
    if words[0] in MONTHS:
        words[0] = MONTHS_SHORT[MONTHS.index(words[0])]
    return ink("<br>".join(safe(word) for word in words))


def time_axis(at: dict[str, float], labels: dict[str, str], most: int = TICKS) -> dict[str, Any]:
    """Few labels, counted back from the last, so that the newest always has one."""
    codes = sorted(at, key=lambda code: at[code])
    step = ceil(len(codes) / most) or 1
    kept = [code for n, code in enumerate(reversed(codes)) if n % step == 0][::-1]
    words = [short(labels[code]) for code in kept]
    return {"tickvals": [at[code] for code in kept], "ticktext": words, "tickangle": 0}


def round_ticks(low: float, high: float, count: int = 3) -> list[float]:
    """About `count` round steps from at or below `low` (0 or less) to at or above `high`."""
    rough = (high - low) / count
    if rough <= 0:
        return [0.0, 1.0]
    power = 10.0 ** floor(log10(rough))
    step = next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * 0.999)
    return [step * n for n in range(floor(low / step), ceil(high / step) + 1)]


def value_axis(low: float, high: float, unit: Unit) -> dict[str, Any]:
    """Faint lines at round numbers, written the Dutch way; from 0, or from below it where a value is negative."""
    steps = round_ticks(min(low, 0.0), max(high, 3.0) if unit is Unit.COUNT else high)
    width = (steps[1] - steps[0]) * (100 if unit is Unit.SHARE else 1)
    decimals = 0 if unit in (Unit.COUNT, Unit.CENTS) else max(0, ceil(-log10(width)))
    bare = Unit.COUNT if unit in (Unit.RATE, Unit.RATIO) else unit
    room = (steps[-1] - steps[0]) * 0.04
    return {
        "tickvals": steps,
        "ticktext": [ink(amount(step, bare, decimals)) for step in steps],
        "range": [steps[0] - (room if steps[0] < 0 else 0), steps[-1] + room],
        "zeroline": steps[0] < 0,
    }


def time_layout(
    x: dict[str, Any], y: dict[str, Any], colours: Palette, *, right: int = 8, top: int = 8
) -> dict[str, Any]:
    font = {"family": FONT, "size": SIZE}
    lines = {"showgrid": True, "gridcolor": colours.grid, "zerolinecolor": colours.quiet, "automargin": True}
    return {
        "margin": {"l": 8, "r": right, "t": top, "b": 44, "pad": 0},
        "xaxis": axis(tickfont=font, ticklen=4, **x),
        "yaxis": axis(tickfont=font) | lines | y,
    }


def above(mark: str, lines: list[str]) -> dict[str, Any]:
    """The lines above the chart that say what a mark is."""
    return {
        "text": mark + ink("<br>".join(safe(line) for line in lines)),
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 6,
        "align": "left",
        "showarrow": False,
        "font": {"size": SIZE},
    }
