"""Results in, figures out. A chart never filters, sums over what a viewer may not see, or looks at a role."""

from collections.abc import Callable

import plotly.graph_objects as go

from charts import bars, columns, dots, path, pyramid, stack, steps
from charts.alt import alt_text
from charts.sparkline import sparkline
from charts.words import is_shown
from domain.results import Result, Shape

__all__ = ["alt_text", "draw", "sparkline"]

DRAW: dict[Shape, Callable[[Result, bool | None], go.Figure]] = {
    Shape.BARS: bars.draw,
    Shape.PYRAMID: pyramid.draw,
    Shape.COLUMNS: columns.draw,
    Shape.PATH: path.draw,
    Shape.STEPS: steps.draw,
    Shape.DOTS: dots.draw,
    Shape.STACK: stack.draw,
}


def draw(result: Result, dark: bool | None = None) -> go.Figure | None:
    """The chart of a result; None where no row has a value: then the card's sentence says all there is."""
    if result.shape is Shape.NONE or not any(is_shown(row) for row in result.rows.iter_rows(named=True)):
        return None
    return DRAW[result.shape](result, dark)
