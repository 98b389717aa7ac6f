"""What documents and partners laid down: aims, plan tables, statements, contradictions, steps of the trajectory.

These are facts about the programme, not about persons; they travel beside the gated cells, never instead of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from domain.areas import Geography
from domain.results import Layer


@dataclass(frozen=True, kw_only=True)
class Target:
    """`kind` is aim, path or potential; `value` in the unit of the indicator, None where no number was set.

    `period` is a period code: the aim is for its end. `position` 1 is the statement that is judged.
    """

    indicator: str
    area: str
    period: str
    kind: str
    value: float | None
    position: int
    stated_by: str
    source: str
    note: str | None
    layer: Layer


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A figure as a document prints it, `value` as printed in the data file."""

    key: str
    area: str
    scope: str
    period: str | None
    value: str | None
    unit: str | None
    kind: str
    source: str
    note: str | None


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """Two statements of the sources that cannot both be true; all texts in Dutch."""

    key: str
    area: str
    topic: str
    says_a: str
    says_b: str
    shown_as: str
    source: str


@dataclass(frozen=True, kw_only=True)
class BudgetLine:
    area: str
    year: int
    position: int
    line: str
    hours: float | None
    amount_cents: int
    unallocated: bool
    remark: str | None
    source: str
    layer: Layer


@dataclass(frozen=True, kw_only=True)
class Funding:
    area: str
    year: int
    fund: str
    amount_cents: int
    in_total: bool
    structural: bool
    stated_total_cents: int | None
    source: str
    note: str | None
    layer: Layer


@dataclass(frozen=True, kw_only=True)
class TeamHours:
    """A row of the hours table; `quarter` 0 is the printed total of the year."""

    area: str
    year: int
    quarter: int
    practices: int | None
    weeks: int
    hours: float
    cost_cents: int
    wor_share: float
    covered_cents: int
    indexation: float | None
    indexed_cents: int | None
    source: str


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of an area's variant of the trajectory, `step` as in domain.codes.STEP."""

    area: str
    position: int
    step: str
    label: str
    recipient: str
    normal_days: int


@dataclass(frozen=True, kw_only=True)
class Phase:
    area: str
    position: int
    name: str
    date_from: date
    date_to: date | None
    source: str
    note: str | None


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """A welfare organisation; `zorgdomein_from` None when it is not connected."""

    code: str
    name: str
    municipality: str
    zorgdomein_from: date | None
    layer: Layer


@dataclass(frozen=True, kw_only=True)
class Agreements:
    """All of them; every look-up by area is explicit: an aim applies only to the area that set it."""

    geography: Geography
    targets: tuple[Target, ...] = ()
    statements: tuple[Statement, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    budget_lines: tuple[BudgetLine, ...] = ()
    funding: tuple[Funding, ...] = ()
    team_hours: tuple[TeamHours, ...] = ()
    steps: tuple[Step, ...] = ()
    phases: tuple[Phase, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    practice_names: dict[str, str] = field(default_factory=dict)
    """Name of each practice by code; practices are not persons, what they refer is another matter."""
    layers: dict[str, Layer] = field(default_factory=dict)
    """Layer of the registrations (`referral`), the expenses (`expense`), ... by table name."""

    def targets_of(self, indicator: str, area: str, kind: str | None = None) -> tuple[Target, ...]:
        """The area's own statements for an indicator, in order of period and position."""
        found = (t for t in self.targets if t.indicator == indicator and t.area == area and kind in (None, t.kind))
        return tuple(sorted(found, key=lambda t: (t.period, t.position)))

    def variant_of(self, area: str) -> tuple[Step, ...]:
        """The steps of the nearest area (village, municipality, region) that has its own variant."""
        code: str | None = area
        while code:
            found = tuple(s for s in self.steps if s.area == code)
            if found:
                return tuple(sorted(found, key=lambda s: s.position))
            code = self.geography.by_code[code].parent
        return ()

    def phases_of(self, area: str) -> tuple[Phase, ...]:
        """Those of the area itself, else of the region it lies in."""
        own = [p for p in self.phases if p.area == area]
        around = [p for p in self.phases if p.area == self.geography.region_of(area).code]
        return tuple(sorted(own or around, key=lambda phase: phase.position))

    def contradictions_of(self, area: str) -> tuple[Contradiction, ...]:
        """Those of the area, of what lies around it, and of the country."""
        around = {"NL"}
        code: str | None = area
        while code:
            around.add(code)
            code = self.geography.by_code[code].parent
        return tuple(c for c in self.contradictions if c.area in around)


Yearly = TypeVar("Yearly", BudgetLine, Funding, TeamHours)


def of_year(rows: Iterable[Yearly], area: str, year: int) -> tuple[Yearly, ...]:
    """The rows of one area and year, in the order of the plan."""
    return tuple(r for r in rows if r.area == area and r.year == year)
