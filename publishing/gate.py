"""The gate: decides for each request whether cells come from the release or, for the own coordinator, live."""

from collections.abc import Iterable
from dataclasses import replace

import polars as pl
from sqlalchemy import Engine

from data_access.programme import read_programme
from data_access.registrations import read_registrations
from domain.agreements import Agreements
from domain.areas import Area
from domain.cells import DataState, GatedCells, Origin
from domain.permissions import LIVE, may_see
from domain.programme import Programme
from domain.viewer import Scope, Viewer
from indicators.count import count_cells
from publishing import rule
from publishing.released import ReleasedCells

COMPARED = ("referrals", "age", "population", "practices", "practices.referring", "delivery")
"""Tables that areas are compared by; the rest of another area's cells would only take time."""


def origin_for(viewer: Viewer, area: Area, agreements: Agreements) -> Origin:
    """Live only for the coordinator of the municipality that the area is or lies in; a region is always released."""
    municipality = agreements.geography.municipality_of(area.code)
    live = municipality is not None and may_see(viewer, LIVE, municipality.code)
    return Origin.LIVE if live else Origin.RELEASED


def released(cells: ReleasedCells, agreements: Agreements, area: Area) -> GatedCells:
    """The area with its parts, and for a municipality or village also what it is compared with."""
    whole, compared = _around(agreements, area)
    frame = pl.concat([_stack(cells, whole), _stack(cells, compared).filter(pl.col("table").is_in(COMPARED))])
    return GatedCells(frame=frame, origin=Origin.RELEASED, rule=rule.RELEASED)


def live(
    engine: Engine, state: DataState, agreements: Agreements, cells: ReleasedCells, municipality: Area
) -> GatedCells:
    """The municipality and its villages as they stand now; everything around it as released."""
    own = {municipality.code, *(v.code for v in agreements.geography.children(municipality.code))}
    referrals = read_registrations(engine, state, Scope(municipalities=frozenset({municipality.code})))
    programme = _programme_of(read_programme(engine), own)
    counted = count_cells(referrals, programme, agreements, state.data_date).filter(pl.col("area").is_in(list(own)))
    around = released(cells, agreements, municipality).frame.filter(~pl.col("area").is_in(list(own)))
    frame = pl.concat([counted.sort("area", "table", "period", "category"), around])
    return GatedCells(frame=frame, origin=Origin.LIVE, rule=rule.LIVE)


def _around(agreements: Agreements, area: Area) -> tuple[list[str], list[str]]:
    """Codes of areas whose cells are all wanted, and of those that only serve to compare."""
    geography = agreements.geography
    municipality = geography.municipality_of(area.code)
    region = geography.region_of(area.code)
    whole = dict.fromkeys([area.code, municipality.code if municipality else area.code, region.code])
    parts = [*geography.children(municipality.code if municipality else area.code), *geography.children(region.code)]
    return list(whole), [code for code in dict.fromkeys(part.code for part in parts) if code not in whole]


def _stack(cells: ReleasedCells, codes: Iterable[str]) -> pl.DataFrame:
    return pl.concat([cells.frame.clear(), *(cells.of(code) for code in codes)])


def _programme_of(programme: Programme, areas: set[str]) -> Programme:
    """The part of the programme that lies in the areas (a municipality and its villages)."""
    practices = programme.practices.filter(pl.col("municipality").is_in(list(areas)))
    codes = practices["code"].to_list()
    return replace(
        programme,
        practices=practices,
        practice_years=programme.practice_years.filter(pl.col("practice").is_in(codes)),
        participations=programme.participations.filter(pl.col("practice").is_in(codes)),
        population=programme.population.filter(pl.col("area").is_in(list(areas))),
        expenses=programme.expenses.filter(pl.col("area").is_in(list(areas))),
        deliveries=programme.deliveries.filter(pl.col("municipality").is_in(list(areas))),
    )
