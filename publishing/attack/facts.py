"""What was published, however it was obtained: a release, or numbers that were read from pages."""

from dataclasses import dataclass, field
from datetime import date

from domain.areas import Area, Level
from domain.cells import Status

Figure = tuple[str, str, str]
"""Table, area code, period code."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """`low` and `high`: the count lies between them, both None where no count was told; `value`: a mean or median."""

    table: str
    area: str
    period: str
    category: str
    status: str = Status.SHOWN.value
    low: int | None = None
    high: int | None = None
    value: float | None = None

    @property
    def figure(self) -> Figure:
        return (self.table, self.area, self.period)

    @property
    def shown(self) -> bool:
        return self.status == Status.SHOWN.value


@dataclass(frozen=True, kw_only=True, eq=False)
class Publication:
    """`complete`: a release, in which a total that has no row means that nothing was expected there.

    `day` None: pages of which the data date is not told. `dates`: the figures that are older than that. `waits`: by
    municipality the days after a referral within which each step of its trajectory may be "not yet".
    """

    name: str
    smallest: int
    facts: tuple[Fact, ...]
    areas: tuple[Area, ...]
    day: date | None = None
    complete: bool = False
    number: int = 0
    region: str = ""
    epoch: int = 0
    dates: dict[Figure, date] = field(default_factory=dict)
    waits: dict[str, dict[str, int]] = field(default_factory=dict)

    def day_of(self, fact: Fact) -> date | None:
        return self.dates.get(fact.figure, self.day)


@dataclass(frozen=True, kw_only=True, eq=False)
class Places:
    """The tree of areas. Each municipality with villages gets one more: who lives in none of them."""

    level: dict[str, Level]
    parts: dict[str, tuple[str, ...]]

    @property
    def municipalities(self) -> tuple[str, ...]:
        return tuple(code for code, level in self.level.items() if level is Level.MUNICIPALITY)

    @property
    def regions(self) -> tuple[str, ...]:
        return tuple(code for code, level in self.level.items() if level is Level.REGION)

    def villages(self, municipality: str) -> tuple[str, ...]:
        return self.parts.get(municipality, ())


def places_of(publications: tuple[Publication, ...]) -> Places:
    areas = {area.code: area for publication in publications for area in publication.areas}
    parts: dict[str, list[str]] = {}
    for area in areas.values():
        if area.parent in areas:
            parts.setdefault(str(area.parent), []).append(area.code)
    level = {area.code: area.level for area in areas.values()}
    for municipality in [code for code in parts if level[code] is Level.MUNICIPALITY]:
        rest = f"{municipality}/rest"
        parts[municipality].append(rest)
        level[rest] = Level.VILLAGE
    return Places(level=level, parts={code: tuple(inside) for code, inside in parts.items()})


def is_rest(area: str) -> bool:
    return area.endswith("/rest")
