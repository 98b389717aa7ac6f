"""A small geography and viewers for tests of the address and the filters."""

from datetime import date

from components.address_check import Choice
from domain.areas import Area, Geography, Level
from domain.periods import CALENDAR, Period, parse_period, periods_between
from domain.viewer import Role, Scope, Viewer

FIRST, LAST = date(2023, 7, 1), date(2026, 10, 31)
SINCE = parse_period("vanaf-2023-07")


def _municipality(code: str, name: str, region: str) -> Area:
    return Area(code=code, name=name, level=Level.MUNICIPALITY, parent=region)


def _village(code: str, name: str, municipality: str) -> Area:
    return Area(code=code, name=name, level=Level.VILLAGE, parent=municipality)


PLACES = Geography(areas=(
    Area(code="REG-TWENTE", name="Twente", level=Level.REGION),
    Area(code="REG-DWO", name="DWO", level=Level.REGION),
    _municipality("GM0153", "Enschede", "REG-TWENTE"),
    _municipality("GM0164", "Hengelo", "REG-TWENTE"),
    _municipality("GM1735", "Hof van Twente", "REG-TWENTE"),
    _municipality("GM0503", "Delft", "REG-DWO"),
    _village("ENS-CENTRUM", "Centrum", "GM0153"),
    _village("HGL-CENTRUM", "Centrum", "GM0164"),
    _village("HVT-DELDEN", "Delden", "GM1735"),
    _village("DEL-HOF", "Hof van Delft", "GM0503"),
))  # fmt: skip


def viewer(role: Role, *own: str, home: str | None = None) -> Viewer:
    return Viewer(name=role.value, role=role, scope=Scope(municipalities=frozenset(own)), home=home)


def known(*periods: Period) -> Choice:
    return Choice(first=FIRST, last=LAST, periods=periods)


def all_periods(area: Area | None) -> Choice:
    """The whole calendar for every area, as a coordinator has it."""
    return known(*(p for grain in CALENDAR for p in periods_between(FIRST, LAST, grain)))


def released(area: Area | None) -> Choice:
    """Years and half-years; of a village the one period since its start."""
    if area and area.level is Level.VILLAGE:
        return known(SINCE)
    return known(*(p for grain in CALENDAR[:2] for p in periods_between(FIRST, LAST, grain)))


COUNCIL = viewer(Role.COUNCIL, "GM0153", home="GM0153")
COORDINATOR = viewer(Role.COORDINATOR, "GM1735", home="GM1735")
STEERING = viewer(Role.STEERING, "GM0153", "GM0164", "GM1735", "GM0503")
