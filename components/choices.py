"""Which periods a viewer can choose: of released figures those that the release knows, of live ones the calendar."""

from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from components.address import Choices
from components.address_check import Choice
from components.desk import Basis, basis_for, view_of
from data_access import cached
from domain.agreements import Agreements
from domain.areas import Area, Level
from domain.cells import TOTAL, DataState, Origin, Status
from domain.periods import CALENDAR, Grain, Period, parse_period, periods_between
from domain.permissions import choosable_regions
from domain.releases import ReleaseHead
from domain.viewer import Viewer
from indicators.view import HUB, View

ALWAYS = (Grain.YEAR, Grain.HALF)
"""Of these every period of a release can be chosen, of finer ones those in which the number of referrals is shown."""


def choices_for(viewer: Viewer, agreements: Agreements, version: DataState) -> Choices:
    """For one run: the releases are read from the database once."""
    heads = cached.release_heads()

    def choice(area: Area | None) -> Choice:
        place = area or _newest(viewer, agreements, heads)
        basis = basis_for(viewer, place, agreements, version, heads) if place else None
        if place is None or basis is None:
            return Choice(first=date.min, last=version.data_date)
        view = view_of(basis, place.code, Period(year=basis.state.data_date.year))
        return _live(view, basis) if basis.origin is Origin.LIVE else _released(view)

    return choice


def _newest(viewer: Viewer, agreements: Agreements, heads: Mapping[str, ReleaseHead]) -> Area | None:
    """Without an area no figures are shown; the list is then that of the region that was released last."""
    regions = [r for r in choosable_regions(viewer, agreements.geography) if r.code in heads]
    return max(regions, key=lambda r: heads[r.code].number, default=None)


def _released(view: View) -> Choice:
    """Of a village since its start only, as far as that was released."""
    known, last = _known(view), view.state.data_date
    first = max(p.start for p in known if p.end == min(other.end for other in known))  # a half tells more than its year
    if view.area.level is Level.VILLAGE and view.since:
        return Choice(first=first, last=last, periods=(view.since,))
    return Choice(first=first, last=last, periods=_in_order(known))


def _known(view: View) -> set[Period]:
    """Years and half-years of the area or its region; what a municipality lacks of them was not delivered by it.

    Where nothing at all was delivered, those of practices and euros; and the year of the data date always.
    """
    region = view.geography.region_of(view.area.code)
    own, around = (view.cells.lookup(HUB, area.code) for area in (view.area, region))
    delivered = {*own, *around} or set(view.cells.frame.filter(pl.col("table") != "population")["period"])
    always = {p for p in map(parse_period, delivered) if p.grain in ALWAYS}
    shown = {parse_period(code) for code, rows in own.items() if rows.get(TOTAL, (0, 0, ""))[2] == Status.SHOWN}
    return always | {p for p in shown if p.grain in CALENDAR} | {Period(year=view.state.data_date.year)}


def _live(view: View, basis: Basis) -> Choice:
    """Every period of the calendar that has been delivered something of; of a village also since the start."""
    first = first_day(cached.programme(basis.version.token).deliveries, basis.version)
    last = basis.version.data_date
    periods = [p for grain in CALENDAR for p in periods_between(first, last, grain)]
    since = view.since if view.area.level is Level.VILLAGE else None
    return Choice(first=first, last=last, periods=_in_order([*periods, *([since] if since else [])]))


def first_day(deliveries: pl.DataFrame, state: DataState) -> date:
    """Of the first delivered month; `deliveries` as in domain.programme."""
    months = deliveries["month"].drop_nulls()
    return parse_period(str(months.min() or f"{state.data_date.year}-01")).start


def _in_order(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Newest first by grain."""
    newest = sorted(periods, key=lambda p: p.start, reverse=True)
    return tuple(sorted(newest, key=lambda p: list(Grain).index(p.grain)))
