"""Regions, municipalities and villages (kernen, wijken, stadsdelen) as one immutable tree."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Level(StrEnum):
    REGION = "region"
    MUNICIPALITY = "municipality"
    VILLAGE = "village"


class TakesPart(StrEnum):
    YES = "yes"
    PREPARING = "preparing"
    NO = "no"


@dataclass(frozen=True, kw_only=True)
class Area:
    """`code`: own code for regions and villages, CBS code (`GM0153`) for municipalities.

    `village_label` is the area's own word for its parts (kern, wijk, stadsdeel); `note` what a reader must know of it.
    """

    code: str
    name: str
    level: Level
    parent: str | None = None
    takes_part: TakesPart = TakesPart.YES
    village_label: str = "kern"
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Geography:
    areas: tuple[Area, ...]

    @cached_property
    def by_code(self) -> dict[str, Area]:
        return {area.code: area for area in self.areas}

    @cached_property
    def _children(self) -> dict[str | None, tuple[Area, ...]]:
        found: dict[str | None, list[Area]] = {}
        for area in self.areas:
            found.setdefault(area.parent, []).append(area)
        return {parent: tuple(sorted(areas, key=lambda a: a.name)) for parent, areas in found.items()}

    def children(self, code: str) -> tuple[Area, ...]:
        return self._children.get(code, ())

    def of_level(self, level: Level) -> tuple[Area, ...]:
        return tuple(sorted((a for a in self.areas if a.level is level), key=lambda a: a.name))

    def named(self, level: Level, name: str) -> tuple[Area, ...]:
        """All areas of that level with that name, ignoring case: villages of two municipalities may share one."""
        return tuple(a for a in self.of_level(level) if a.name.casefold() == name.casefold())

    def municipality_of(self, code: str) -> Area | None:
        """The municipality an area is or lies in; None for a region."""
        area = self.by_code[code]
        if area.level is Level.VILLAGE and area.parent:
            return self.by_code[area.parent]
        return area if area.level is Level.MUNICIPALITY else None

    def region_of(self, code: str) -> Area:
        area = self.by_code[code]
        while area.parent:
            area = self.by_code[area.parent]
        return area
