"""A small geography and viewers for tests of the address and the filters."""

from datetime import date

from components.address_check import Span
from domain.areas import Area, Geography, Level
from domain.viewer import Role, Scope, Viewer

SPAN = Span(first=date(2023, 7, 1), last=date(2026, 10, 31))


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


COUNCIL = viewer(Role.COUNCIL, "GM0153", home="GM0153")
COORDINATOR = viewer(Role.COORDINATOR, "GM1735", home="GM1735")
STEERING = viewer(Role.STEERING, "GM0153", "GM0164", "GM1735", "GM0503")
