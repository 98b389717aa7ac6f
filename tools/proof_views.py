"""Every view that a council member can ask for: page x area x period, by the address.

An address whose period is not to be chosen lands at another one. It is asked on one page, these in turn; the other
pages are asked where it lands, once for all addresses that land there.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from urllib.parse import urlencode

from domain.areas import Area, Geography, Level
from domain.periods import CALENDAR, SINCE, Grain, periods_between
from domain.permissions import PAGES

ANYWHERE = ("begrippen", "privacy", "gegevens", "publiceren", "beheer", "account")
"""Pages that say the same of whatever area and period, or that are not a council member's."""


@dataclass(frozen=True, kw_only=True)
class View:
    page: str
    area: str
    period: str
    query: str


Lands = Callable[[View], str]
"""The period that an address leads to."""


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


def views(geography: Geography, wish: Wish, lands: Lands) -> Iterator[View]:
    """By area, so that what is held in memory stays small."""
    pages = [p.slug for p in PAGES if p.slug is not None and (not wish.pages or p.slug in wish.pages)]
    turn = cycle(pages)
    for region in (a for a in geography.of_level(Level.REGION) if a.code in wish.regions):
        for area in (a for a in inside(region, geography) if not wish.areas or a.code in wish.areas):
            asked = [view("account", area, code, geography, wish) for code in codes(area, wish)]
            landed = {one.period: lands(one) for one in asked}
            for number, code in enumerate(dict.fromkeys(landed.values())):
                yield from (view(p, area, code, geography, wish) for p in pages if number == 0 or p not in ANYWHERE)
            for code in (code for code, end in landed.items() if code != end):
                yield view(next(turn), area, code, geography, wish)


def inside(region: Area, geography: Geography) -> Iterator[Area]:
    yield region
    for municipality in geography.children(region.code):
        yield municipality
        yield from geography.children(municipality.code)


def codes(area: Area, wish: Wish) -> Iterable[str]:
    """Newest first. Months and quarters are in few lists of periods, but an address can name them."""
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
