"""The gate: decides for each request whether cells come from the release or, for the own coordinator, live."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl
from sqlalchemy import Engine

from data_access.programme import read_programme_of
from data_access.registrations import read_registrations
from domain.agreements import Agreements
from domain.areas import Area
from domain.cells import JOINED, OTHER_LABEL, DataState, GatedCells, Origin
from domain.dutch import day
from domain.permissions import LIVE, may_see
from domain.protection import MARK
from domain.releases import ReleaseContent, ReleaseHead
from domain.viewer import Scope, Viewer
from indicators.count import count_cells

COMPARED = ("referrals", "age", "population", "practices", "practices.referring", "delivery")
"""Tables that areas are compared by; the rest of another area's cells would only take time."""
RELEASED_RULE = (
    "Vrijgegeven cijfers van {date}: wat iets zou kunnen zeggen over een groep van minder dan {smallest} inwoners, is "
    f"{MARK} of staat samen onder '{OTHER_LABEL}'."
)
LIVE_RULE = "Actuele cijfers van uw eigen gemeente, niet afgeschermd. Niet voor publicatie."


@dataclass(frozen=True, kw_only=True, eq=False)
class Released:
    """A release as it was published."""

    head: ReleaseHead
    content: ReleaseContent


def origin_for(viewer: Viewer, area: Area, agreements: Agreements) -> Origin:
    """Live only for the coordinator of the municipality that the area is or lies in; a region is always released."""
    municipality = agreements.geography.municipality_of(area.code)
    live = municipality is not None and may_see(viewer, LIVE, municipality.code)
    return Origin.LIVE if live else Origin.RELEASED


def released(release: Released, agreements: Agreements, area: Area) -> GatedCells:
    """The area with its parts, and for a municipality or village also what it is compared with."""
    head, content = release.head, release.content
    whole, compared = (_with_merged(codes, content.cells) for codes in _around(agreements, area))
    code, table = pl.col("area"), pl.col("table")
    wanted = code.is_in(whole) | (code.is_in(compared) & table.is_in(COMPARED))
    return GatedCells(
        frame=content.cells.filter(wanted), dates=content.dates.filter(wanted), origin=Origin.RELEASED,
        rule=RELEASED_RULE.format(date=day(head.data_date), smallest=head.smallest), smallest=head.smallest,
    )  # fmt: skip


def live(
    engine: Engine, state: DataState, agreements: Agreements, release: Released | None, municipality: Area
) -> GatedCells:
    """The municipality and its villages as they stand now; everything around it as released, where that was done."""
    own = {municipality.code, *(v.code for v in agreements.geography.children(municipality.code))}
    referrals = read_registrations(engine, state, Scope(municipalities=frozenset({municipality.code})))
    programme = read_programme_of(engine, own)
    counted = count_cells(referrals, programme, agreements, state.data_date).filter(pl.col("area").is_in(list(own)))
    frame = counted.sort("area", "table", "period", "category")
    if release is None:
        return GatedCells(frame=frame, origin=Origin.LIVE, rule=LIVE_RULE, live=frozenset(own))
    around = released(release, agreements, municipality)
    # Of areas that are shown together only, those with a neighbour in them are the neighbour's too.
    beside = ~pl.col("area").str.split(JOINED).list.eval(pl.element().is_in(list(own))).list.all()
    return GatedCells(
        frame=pl.concat([frame, around.frame.filter(beside)]), dates=around.dates.filter(beside), origin=Origin.LIVE,
        rule=LIVE_RULE, smallest=around.smallest, live=frozenset(own),
    )  # fmt: skip


def _around(agreements: Agreements, area: Area) -> tuple[list[str], list[str]]:
    """Codes of areas whose cells are all wanted, and of those that only serve to compare."""
    geography = agreements.geography
    municipality = geography.municipality_of(area.code)
    region = geography.region_of(area.code)
    whole = dict.fromkeys([area.code, municipality.code if municipality else area.code, region.code])
    parts = [*geography.children(municipality.code if municipality else area.code), *geography.children(region.code)]
    return list(whole), [code for code in dict.fromkeys(part.code for part in parts) if code not in whole]


def _with_merged(codes: Collection[str], cells: pl.DataFrame) -> list[str]:
    """With the areas `A+B` that one of them is a part of."""
    joined = (code for code in cells["area"].unique().sort() if JOINED in code)
    return [*codes, *(code for code in joined if not set(codes).isdisjoint(code.split(JOINED)))]
