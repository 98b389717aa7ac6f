"""The walk of the proof asks each view once, and each address that leads to another one on one page."""

from datetime import date

from domain.areas import Area, Geography, Level
from domain.periods import CALENDAR, Grain
from domain.permissions import PAGES
from tools.proof_views import ANYWHERE, View, Wish, codes, inside, views

GEOGRAPHY = Geography(areas=(
    Area(code="REG", name="Regio", level=Level.REGION),
    Area(code="GM1", name="Een", level=Level.MUNICIPALITY, parent="REG"),
    Area(code="GM1-A", name="Dorp", level=Level.VILLAGE, parent="GM1"),
))  # fmt: skip
WISH = Wish(regions=("REG",), first=date(2025, 1, 1), last=date(2025, 12, 31), grains=CALENDAR)
SLUGS = [page.slug for page in PAGES if page.slug is not None]


def years_only(view: View) -> str:
    """A dashboard that has years, and of villages one period since the start."""
    return "vanaf-2025-01" if view.area == "GM1-A" else view.period[:4]


def asked_of(area: str) -> list[tuple[str, str]]:
    return [(v.page, v.period) for v in views(GEOGRAPHY, WISH, years_only) if v.area == area]


def test_each_page_is_asked_where_addresses_land() -> None:
    for area, end in {"REG": "2025", "GM1-A": "vanaf-2025-01"}.items():
        assert {page for page, period in asked_of(area) if period == end} >= set(SLUGS)


def test_each_address_is_asked_and_those_that_lead_elsewhere_on_one_page() -> None:
    for area in inside(GEOGRAPHY.by_code["REG"], GEOGRAPHY):
        asked = [period for _, period in asked_of(area.code)]
        for code in codes(area, WISH):
            landed = years_only(View(page="", area=area.code, period=code, query=""))
            assert asked.count(code) == (1 if code != landed else len(SLUGS))


def test_addresses_that_lead_elsewhere_take_the_pages_in_turn() -> None:
    elsewhere = {page for page, period in asked_of("REG") + asked_of("GM1") if len(period) > 4}
    assert elsewhere == set(SLUGS)


def test_pages_that_say_the_same_anywhere_are_asked_once_of_each_area() -> None:
    wish = Wish(regions=("REG",), first=date(2024, 1, 1), last=date(2025, 12, 31), grains=(Grain.YEAR,))
    asked = [(v.page, v.period) for v in views(GEOGRAPHY, wish, lambda view: view.period) if v.area == "REG"]
    assert [period for page, period in asked if page == "bereik"] == ["2025", "2024"]
    assert [page for page, period in asked if period == "2024" and page in ANYWHERE] == []
