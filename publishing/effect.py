"""What a delivery, an undo or an edit would do to the results of a municipality: the same figures, before and after.

For its own coordinator alone, as everything live is. The figures after it are counted from the rows as they are within
the change itself, just before that is taken back: so they cannot be others than the change will give.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

import polars as pl
from sqlalchemy import Connection, Engine

from data_access.agreements import agreements_in
from data_access.engine import reading
from data_access.imports.preview import Look, Preview
from data_access.intake.progress import Progress, quiet
from data_access.programme import programme_in
from data_access.registrations import registrations_in
from domain.agreements import Agreements
from domain.areas import Area
from domain.cells import DataState, GatedCells, Origin
from domain.periods import Period
from domain.permissions import LIVE, may_see
from domain.programme import Programme
from domain.results import Result
from domain.viewer import Scope, Viewer
from indicators.catalogue import CATALOGUE
from indicators.count import count_cells
from indicators.view import View
from publishing.gate import LIVE_RULE
from publishing.truth import part_of

RESULTS = (
    "referrals_potential", "reach_women", "reach_age", "contact_in_time", "practices_participating", "budget_burn",
)  # fmt: skip
"""What leads each of the four results on the card, and the money."""


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One figure of one year."""

    before: Result
    after: Result


Effects = dict[str, tuple[Effect, ...]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Rows:
    """All that the figures of some municipalities are counted from, at one moment."""

    referrals: pl.DataFrame
    programme: Programme
    agreements: Agreements


def effects(
    engine: Engine, state: DataState, viewer: Viewer, municipalities: Iterable[Area],
    change: Callable[[Look], Preview], *, year: int, data_date: date | None = None, progress: Progress = quiet,
) -> tuple[Preview, Effects]:  # fmt: skip
    """By name of each municipality of which the viewer may see live figures. `change`: makes the preview, and calls
    what it is given within it. `data_date`: of the figures after it; None: as the change leaves it. `progress`: of the
    counting that follows on the change. Raises as `change` does."""
    own = [area for area in municipalities if may_see(viewer, LIVE, area.code)]
    if not own:
        return change(lambda _: None), {}
    scope = Scope(municipalities=frozenset(area.code for area in own))
    found: list[Rows] = []
    told = change(lambda connection: found.append(_rows(connection, scope)))
    with reading(engine) as connection:
        before = _rows(connection, scope)
    later = replace(state, data_date=data_date or told.data_date)
    figures: Effects = {}
    for place, area in enumerate(own):
        progress(place / len(own), f"Cijfers van {area.name}")
        pairs = zip(_figures(before, area, state, year), _figures(found[0], area, later, year), strict=True)
        figures[area.name] = tuple(Effect(before=now, after=then) for now, then in pairs)
    return told, figures


def _rows(connection: Connection, scope: Scope) -> Rows:
    return Rows(
        referrals=registrations_in(connection, scope),
        programme=programme_in(connection),
        agreements=agreements_in(connection),
    )


def _figures(rows: Rows, area: Area, state: DataState, year: int) -> list[Result]:
    own = {area.code, *(v.code for v in rows.agreements.geography.children(area.code))}
    referrals = rows.referrals.filter(pl.col("municipality") == area.code)
    cells = count_cells(referrals, part_of(rows.programme, own), rows.agreements, state.data_date)
    gated = GatedCells(
        frame=cells.filter(pl.col("area").is_in(own)), origin=Origin.LIVE, rule=LIVE_RULE, live=frozenset(own)
    )
    view = View(cells=gated, agreements=rows.agreements, area=area, period=Period(year=year), state=state)
    return [CATALOGUE[key].derive(view, CATALOGUE[key]) for key in RESULTS]
