"""Every view that a council member can ask for: page x area x period, by the address."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from domain.areas import Area, Geography, Level
from domain.periods import CALENDAR, SINCE, Grain, periods_between
from domain.permissions import PAGES

EVERYWHERE = ("begrippen",)
"""Pages that are the same whatever area is chosen."""


@dataclass(frozen=True, kw_only=True)
class View:
    page: str
    area: str
    period: str
    query: str


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What to walk. `pages` or `areas` empty: all. `villages`: so many periods of each, for a village has one only."""

    regions: tuple[str, ...]
    first: date
    last: date
    pages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    grains: tuple[Grain, ...] = CALENDAR
    villages: int = 2
    compare: bool = True


def views(geography: Geography, wish: Wish) -> Iterator[View]:
    """By area, so that what is held in memory stays small."""
    pages = [p.slug for p in PAGES if p.slug is not None and (not wish.pages or p.slug in wish.pages)]
    regions = [a for a in geography.of_level(Level.REGION) if a.code in wish.regions]
    yield from (view(page, regions[0], str(wish.last.year), geography, wish) for page in pages if page in EVERYWHERE)
    for region in regions:
        for area in (a for a in inside(region, geography) if not wish.areas or a.code in wish.areas):
            for code in codes(area, wish):
                yield from (view(page, area, code, geography, wish) for page in pages if page not in EVERYWHERE)


def inside(region: Area, geography: Geography) -> Iterator[Area]:
    yield region
    for municipality in geography.children(region.code):
        yield municipality
        yield from geography.children(municipality.code)


def codes(area: Area, wish: Wish) -> Iterable[str]:
    """Newest first. Months and quarters are in no list of periods, but an address can name them."""
    found = [p for grain in wish.grains for p in reversed(periods_between(wish.first, wish.last, grain))]
    if area.level is Level.VILLAGE:
        return [p.code for p in (found[0], found[-1])][: wish.villages]
    since = [] if area.level is Level.REGION else [f"{SINCE}{wish.first:%Y-%m}"]
    return [*(p.code for p in found), *since]


def view(page: str, area: Area, period: str, geography: Geography, wish: Wish) -> View:
    """With 'vergelijk' on: that only adds."""
    address = {"regio": geography.region_of(area.code).name}
    municipality = geography.municipality_of(area.code)
    if municipality:
        address["gemeente"] = municipality.name
    if area.level is Level.VILLAGE:
        address["kern"] = area.name
    compare = "ja" if wish.compare else "nee"
    query = urlencode(address | {"periode": period, "vergelijk": compare})
    return View(page=page, area=area.code, period=period, query=query)
