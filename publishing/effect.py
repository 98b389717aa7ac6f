"""What a delivery would do to the results of a municipality: the same figures, before it and after it.

For its own coordinator alone, as everything live is. Nothing is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl
from sqlalchemy import Engine

from data_access.contract import CONTRACT
from data_access.frames import complete
from data_access.programme import read_programme
from data_access.registrations import read_registrations
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
COUNTED = {
    "practice": "practices", "practiceyear": "practice_years", "participation": "participations",
    "population": "population", "expense": "expenses", "delivery": "deliveries",
}  # fmt: skip
"""Tables beside the registrations that figures are counted from, and their field of Programme."""

Frames = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One figure of one year."""

    before: Result
    after: Result


@dataclass(frozen=True, kw_only=True, eq=False)
class Incoming:
    """A delivery, typed and checked. `gone`: the supplier's rows that it no longer has are removed."""

    supplier: str
    frames: Frames
    data_date: date
    gone: bool = False


def effects(
    engine: Engine, state: DataState, agreements: Agreements, viewer: Viewer, municipality: Area,
    incoming: Incoming, year: int,
) -> tuple[Effect, ...]:  # fmt: skip
    """Empty where the viewer may not see live figures of the municipality. Raises DataAwayError."""
    if not may_see(viewer, LIVE, municipality.code):
        return ()
    own = {municipality.code, *(v.code for v in agreements.geography.children(municipality.code))}
    referrals = read_registrations(engine, state, Scope(municipalities=frozenset({municipality.code})))
    programme = read_programme(engine)
    after = replace(state, data_date=incoming.data_date)
    views = (
        _view(referrals, part_of(programme, own), agreements, municipality, state, year),
        _view(
            _referrals(referrals, incoming, municipality.code), part_of(_programme(programme, incoming), own),
            agreements, municipality, after, year,
        ),
    )  # fmt: skip
    return tuple(
        Effect(
            before=CATALOGUE[key].derive(views[0], CATALOGUE[key]),
            after=CATALOGUE[key].derive(views[1], CATALOGUE[key]),
        )
        for key in RESULTS
    )


def _view(
    referrals: pl.DataFrame, programme: Programme, agreements: Agreements, area: Area, state: DataState, year: int
) -> View:
    own = [area.code, *(v.code for v in agreements.geography.children(area.code))]
    cells = count_cells(referrals, programme, agreements, state.data_date).filter(pl.col("area").is_in(own))
    gated = GatedCells(frame=cells, origin=Origin.LIVE, rule=LIVE_RULE, live=frozenset(own))
    return View(cells=gated, agreements=agreements, area=area, period=Period(year=year), state=state)


def _referrals(current: pl.DataFrame, incoming: Incoming, municipality: str) -> pl.DataFrame:
    found = incoming.frames.get("referral")
    if found is None:
        return current
    delivered = complete(CONTRACT["referral"], found)
    kept = current.join(delivered, on=CONTRACT["referral"].key, how="anti")
    if incoming.gone and (delivered["municipality"] == municipality).any():
        kept = kept.filter(pl.col("supplier") != incoming.supplier)
    return pl.concat([kept, delivered.filter(pl.col("municipality") == municipality).select(kept.columns)])


def _programme(current: Programme, incoming: Incoming) -> Programme:
    changed = {
        field: _replaced(getattr(current, field), table, incoming.frames[table])
        for table, field in COUNTED.items()
        if table in incoming.frames
    }
    return replace(current, **changed)


def _replaced(current: pl.DataFrame, table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The current rows with those that come in in the place of the ones with the same key."""
    delivered = complete(CONTRACT[table], frame)
    kept = current.join(delivered, on=CONTRACT[table].key, how="anti", nulls_equal=True)
    return pl.concat([kept, delivered.select(kept.columns)])
