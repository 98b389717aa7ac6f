"""What `indicators.derive` gives and `charts` and cards draw: one headline figure and the rows behind its chart."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import polars as pl

from domain.cells import Origin, Status


class Unit(StrEnum):
    COUNT = "count"
    SHARE = "share"  # 0 to 1
    YEARS = "years"
    DAYS = "days"
    CENTS = "cents"
    RATE = "rate"  # per 1,000 registered patients
    RATIO = "ratio"  # share reached / share of the population


class Judgement(StrEnum):
    ON_COURSE = "on_course"
    BEHIND = "behind"
    NONE = "no_judgement"


class Shape(StrEnum):
    """How a chart draws the rows. `charts/` has one file for each."""

    NONE = "none"
    BARS = "bars"  # horizontal bars by label, `reference` as a tick
    PYRAMID = "pyramid"  # series female/male (reached) by label; reference = share of the population
    COLUMNS = "columns"  # time on x (label), value as columns, `reference` as a line
    PATH = "path"  # time on x; series "now" (line), "path" (steps agreed), "expected" (dotted with low/high)
    # The funnel of the trajectory, by label: `count` of `base` (reached or missed) and its share as `value`; a second
    # row with status not_yet_known carries the open cases in `count`, has no value, and is drawn hatched.
    STEPS = "steps"
    DOTS = "dots"  # value with low/high as interval by label, `reference` as a line
    STACK = "stack"  # one bar per label, split by series


class Layer(StrEnum):
    """Where a figure comes from. Published and synthetic are never mixed up on screen."""

    PUBLISHED = "published"
    SYNTHETIC = "synthetic"
    DELIVERED = "delivered"


ROWS = pl.Schema({
    "series": pl.String,  # code of the series
    "series_label": pl.String,
    "category": pl.String,  # code
    "label": pl.String,  # Dutch
    "count": pl.Int64,
    "base": pl.Float64,  # denominator
    "value": pl.Float64,  # what is drawn, in the unit of the result
    "low": pl.Float64,
    "high": pl.Float64,
    "reference": pl.Float64,  # aim, potential, or the share of the population
    "status": pl.String,
})  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False)
class Result:
    """One figure for one area and period. `value` is in `unit`; `base` is the denominator, `n` the cases it rests on.

    `sentence` says in plain Dutch what one sees and nothing more; `notes` are further sentences (missing deliveries,
    a figure the documents give twice, what is not known). Numbers are None unless `status` is shown.
    `margin_label` names what low and high are, here and in the rows: an interval, or the band of a forecast.
    `layers` and `sources` tell where the figures come from.
    """

    indicator: str
    title: str
    area_name: str
    period_label: str
    data_date: date
    unit: Unit
    shape: Shape
    status: Status
    sentence: str
    origin: Origin
    value: float | None = None
    low: float | None = None
    high: float | None = None
    base: float | None = None
    n: int | None = None
    n_label: str = "verwijzingen"
    target: float | None = None
    target_label: str | None = None
    judgement: Judgement = Judgement.NONE
    decimals: int = 0
    reference_label: str | None = None
    margin_label: str = "95%-marge"
    rows: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=ROWS))
    notes: tuple[str, ...] = ()
    layers: tuple[Layer, ...] = ()
    sources: tuple[str, ...] = ()
