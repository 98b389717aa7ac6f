"""What one run of a page works with, and what all visitors share of it: views and results."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from components import traced
from components.still_in import still_in
from data_access import cached
from domain.agreements import Agreements
from domain.areas import Area
from domain.cells import DataState, GatedCells, Origin
from domain.periods import Period
from domain.permissions import choosable, choosable_regions
from domain.releases import ReleaseHead
from domain.results import Result
from domain.viewer import Selection, Viewer
from indicators.catalogue import CATALOGUE
from indicators.view import View
from publishing import gate

VIEWS = 400
RESULTS = 4000


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What the figures of an area rest on; all that is kept of them is kept by this.

    `version` is the data on screen, whose agreements apply to every figure; `release` the last one of the region.
    """

    origin: Origin
    version: DataState
    release: ReleaseHead | None

    @property
    def state(self) -> DataState:
        """Of the release for released figures, of the data on screen for live ones."""
        if self.origin is Origin.LIVE or self.release is None:
            return self.version
        head = self.release
        return DataState(number=head.number, token=head.hash, data_date=head.data_date, sample=head.sample)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """What one run of a page works with: who looks at what, and what that rests on, read from the database once."""

    viewer: Viewer
    selection: Selection
    area: Area
    basis: Basis
    agreements: Agreements

    @property
    def origin(self) -> Origin:
        return self.basis.origin

    @property
    def state(self) -> DataState:
        return self.basis.state

    def basis_of(self, area: Area) -> Basis:
        """Of another area in the same region."""
        return replace(self.basis, origin=gate.origin_for(self.viewer, area, self.agreements))


def desk_for(viewer: Viewer, selection: Selection) -> Desk | None:
    """None where no area was chosen, nothing is loaded, or nothing of the region was released to this viewer."""
    version = cached.state()
    if selection.area is None or version is None:
        return None
    agreements = cached.agreements(version.token)
    basis = basis_for(viewer, selection.area, agreements, version, cached.release_heads())
    if basis is None:
        return None
    return Desk(viewer=viewer, selection=selection, area=selection.area, basis=basis, agreements=agreements)


def basis_for(
    viewer: Viewer, area: Area, agreements: Agreements, version: DataState, heads: Mapping[str, ReleaseHead]
) -> Basis | None:
    """`heads`: the last release of each region. None where there is none and the viewer sees released figures."""
    origin = gate.origin_for(viewer, area, agreements)
    head = heads.get(agreements.geography.region_of(area.code).code)
    return Basis(origin=origin, version=version, release=head) if head or origin is Origin.LIVE else None


def as_council(desk: Desk) -> Desk | None:
    """The same choice as council and steering group see it; None where nothing of the region was released yet."""
    return replace(desk, basis=replace(desk.basis, origin=Origin.RELEASED)) if desk.basis.release else None


def published(basis: Basis) -> gate.Released | None:
    head = basis.release
    return gate.Released(head=head, content=cached.release_content(head.number, head.hash)) if head else None


@lru_cache(maxsize=VIEWS)
def gated(basis: Basis, area: str) -> GatedCells:
    """The cells for one area. Who may ask for live ones is decided by the gate, on every run, in `basis_for`."""
    agreements, release = cached.agreements(basis.version.token), published(basis)
    place = agreements.geography.by_code[area]
    if basis.origin is Origin.LIVE:
        return gate.live(cached.engine(), basis.version, agreements, release, place)
    if release is None:
        raise LookupError(area)  # `basis_for` gives no basis then
    return gate.released(release, agreements, place)


@lru_cache(maxsize=RESULTS)
def computed(basis: Basis, indicator: str, area: str, period: Period) -> Result:
    """One figure, derived once for what it rests on, and shared by all who may see it."""
    return CATALOGUE[indicator].derive(view_of(basis, area, period), CATALOGUE[indicator])


def view_of(basis: Basis, area: str, period: Period) -> View:
    agreements = cached.agreements(basis.version.token)
    place = agreements.geography.by_code[area]
    municipality = agreements.geography.municipality_of(area)
    # Live cells are counted for a municipality as a whole; its villages are part of them.
    counted = municipality.code if municipality and basis.origin is Origin.LIVE else area
    return View(cells=gated(basis, counted), agreements=agreements, area=place, period=period, state=basis.state)


def view_at(desk: Desk) -> View:
    """Everything behind what was chosen."""
    return view_of(desk.basis, desk.area.code, desk.selection.period)


def figure(desk: Desk, indicator: str, period: Period | None = None) -> Result:
    """One figure for what was chosen."""
    return computed(desk.basis, indicator, desk.area.code, period or desk.selection.period)


def permission(desk: Desk, indicator: str) -> Callable[[], bool]:
    """Asked on the click of a download, outside the script: is this person still allowed to have this figure?

    A live one, which is not for publication, is in the trace before it is handed over: raises DataAwayError where it
    cannot be written there."""
    asked_by, area, origin, agreements = desk.viewer, desk.area, desk.origin, desk.agreements
    told = traced.exporting(
        asked_by, what="figure", figure=indicator, area=area.code, period=desk.selection.period.code
    )

    def allowed() -> bool:
        viewer = still_in(asked_by)
        if viewer is None or not _within_reach(viewer, area, agreements):
            return False
        if origin is Origin.RELEASED:
            return True
        if gate.origin_for(viewer, area, agreements) is not Origin.LIVE:
            return False
        told()
        return True

    return allowed


def _within_reach(viewer: Viewer, area: Area, agreements: Agreements) -> bool:
    """Whether the viewer may choose the area in the filters."""
    municipality = agreements.geography.municipality_of(area.code)
    if municipality is None:
        return area in choosable_regions(viewer, agreements.geography)
    return municipality in choosable(viewer, agreements.geography)
