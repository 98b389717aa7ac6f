"""What only the makers know: the true counts and persons. With it, small cells alone have to be hidden."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from domain.cells import TOTAL
from publishing.attack.tables import HUB, Cell, Increment, fine_of
from publishing.attack.targets import Target
from publishing.attack.timeline import Timeline

Key = tuple[str, str, str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Truth:
    """`day`: its data date. `rows`: table, area, period, category to count and distinct persons."""

    day: date
    rows: dict[Key, tuple[int, int]]

    def of(self, cell: Cell) -> tuple[int, int] | None:
        """Count and persons, zero where nobody was counted; None where there is nothing to count in."""
        if (HUB, cell.area, cell.period, TOTAL) not in self.rows:
            return None
        own = self.rows.get((cell.table, cell.area, cell.period, cell.category))
        parts = [c for c in fine_of(cell.table, cell.category) if c != cell.category]
        if own is None and parts:
            each = [self.rows.get((cell.table, cell.area, cell.period, part), (0, 0)) for part in parts]
            return sum(n for n, _ in each), sum(p for _, p in each)
        return own or (0, 0)


def truth_of(cells: pl.DataFrame, day: date) -> Truth:
    """`cells` in SCHEMA, nothing hidden. Where persons is null every referral counts as a person."""
    known = cells.filter(pl.col("count").is_not_null())
    columns = known.select("table", "area", "period", "category", "count", "persons").iter_rows()
    return Truth(day=day, rows={(t, a, p, c): (n, n if who is None else who) for t, a, p, c, n, who in columns})


def needs_hiding(target: Target, truths: tuple[Truth, ...], timeline: Timeline, smallest: int) -> bool:
    """Whether it stands for 0 to k - 1 persons; an increment for 1 to k - 1: that nothing came may be known."""
    own = _at(target.cell, truths, timeline)
    if isinstance(target.name, Increment):
        before = _at(target.cell._replace(version=target.name.before), truths, timeline)
        return own is not None and before is not None and 1 <= own[0] - before[0] < smallest
    return own is not None and own[1] < smallest


def _at(cell: Cell, truths: tuple[Truth, ...], timeline: Timeline) -> tuple[int, int] | None:
    for truth in truths:
        if timeline.version(cell.period, truth.day) == cell.version:
            return truth.of(cell)
    return None
