"""A small world of practices, referrals and expenses as plain lists, and its cells counted by loops."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import settings
from hypothesis import strategies as st

from domain.agreements import (
    Agreements,
)
from domain.areas import Level, TakesPart
from domain.cells import EVERYTHING, SCHEMA, TOTAL, DataState, GatedCells, Origin, Status
from domain.periods import CALENDAR, Grain, Period, parse_period, periods_between
from domain.results import Result
from indicators.catalogue import CATALOGUE
from indicators.view import View
from tests.indicators.printed_plan import (
    AGREEMENTS,
    DATA_DATE,
    DELFT,
    ENSCHEDE,
    FIRST,
    GEOGRAPHY,
    HVT,
    LOSSER,
    WESTLAND,
)


@dataclass(frozen=True)
class Practice:
    code: str
    municipality: str
    patients: int
    joined: date | None = None
    left: date | None = None

    def takes_part(self, day: date) -> bool:
        return self.joined is not None and self.joined <= day and (self.left is None or self.left >= day)


@dataclass(frozen=True)
class Referral:
    municipality: str
    practice: str
    day: date
    started: bool = True


@dataclass(frozen=True)
class Expense:
    area: str
    day: date
    line: str
    cents: int
    regular: bool = False


@dataclass(frozen=True)
class World:
    practices: tuple[Practice, ...] = ()
    referrals: tuple[Referral, ...] = ()
    expenses: tuple[Expense, ...] = ()

    def inside(self, area: str) -> list[str]:
        """Codes of the municipalities an area is or holds."""
        return [a.code for a in GEOGRAPHY.areas if area in (a.code, a.parent) and a.level is Level.MUNICIPALITY]

    def referred(self, area: str, period: str) -> list[Referral]:
        span = parse_period(period)
        return [r for r in self.referrals if r.municipality in self.inside(area) and span.start <= r.day <= span.end]


def _row(table: str, area: str, period: str, category: str, count: int, total: float | None = None) -> tuple[Any, ...]:
    return (table, area, period, category, count, None, total, Status.SHOWN.value)


def cells_of(world: World, data_date: date = DATA_DATE) -> pl.DataFrame:
    """Cells of every area and every period from 2024 on, in the schema of domain.cells; everything was delivered."""
    made: list[tuple[Any, ...]] = []
    for area in GEOGRAPHY.areas:
        for grain in CALENDAR:
            for period in periods_between(FIRST, data_date, grain):
                made += _referral_cells(world, area.code, period, data_date)
                made += _practice_cells(world, area.code, min(period.end, data_date), period.code)
                made += _expense_cells(world, area.code, period)
    return pl.DataFrame(made, schema=SCHEMA, orient="row")


def _referral_cells(world: World, area: str, period: Period, data_date: date) -> list[tuple[Any, ...]]:
    if all(a.takes_part is not TakesPart.YES for a in GEOGRAPHY.areas if a.code in world.inside(area)):
        return []
    found = world.referred(area, period.code)
    months = sum(1 for m in period.split(Grain.MONTH) if m.start <= data_date)
    made = [_row("referrals", area, period.code, TOTAL, len(found))]
    made += [_row("trajectory.step", area, period.code, TOTAL, len(found))]
    made += [_row("trajectory.step", area, period.code, "activity", sum(1 for r in found if r.started))]
    made += [_row("delivery", area, period.code, c, months) for c in ("expected", "delivered")]
    by_practice: dict[str, list[date]] = {}
    for referral in found:
        by_practice.setdefault(referral.practice, []).append(referral.day)
    if by_practice:
        made += [_row("practices.referring", area, period.code, TOTAL, len(by_practice))]
    for code, days in by_practice.items():
        made += [_row("practices.referrals", area, period.code, code, len(days), float(max(days).toordinal()))]
    return made


def _practice_cells(world: World, area: str, moment: date, period: str) -> list[tuple[Any, ...]]:
    own = [p for p in world.practices if p.municipality in world.inside(area)]
    joined = [p for p in own if p.takes_part(moment)]
    made = []
    for category, group in (("all", own), ("participating", joined)):
        if group:
            made.append(_row("practices", area, period, category, len(group), float(sum(p.patients for p in group))))
    made += [_row("practices.participant", area, period, p.code, 1, float(p.patients)) for p in joined]
    return made


def _expense_cells(world: World, area: str, period: Period) -> list[tuple[Any, ...]]:
    totals: dict[str, list[int]] = {}
    for e in world.expenses:
        if e.area == area and period.start <= e.day <= period.end:
            totals.setdefault("regular" if e.regular else e.line, []).append(e.cents)
    return [_row("spent.line", area, period.code, c, len(each), float(sum(each))) for c, each in totals.items()]


def view(
    world: World, area: str, period: str, *, agreements: Agreements = AGREEMENTS, origin: Origin = Origin.LIVE,
    data_date: date = DATA_DATE, frame: pl.DataFrame | None = None,
) -> View:  # fmt: skip
    return View(
        cells=GatedCells(frame=cells_of(world, data_date) if frame is None else frame, origin=origin, rule="test"),
        agreements=agreements, area=agreements.geography.by_code[area], period=parse_period(period),
        state=DataState(number=1, token="t", data_date=data_date, sample=True),
    )  # fmt: skip


def derive(key: str, seen: View) -> Result:
    return CATALOGUE[key].derive(seen, CATALOGUE[key])


def hide(seen: View, table: str, *periods: str) -> View:
    """The table as the gate leaves it where it hides it: one row without numbers for each period."""
    frame = seen.cells.frame
    own = (pl.col("table") == table) & (pl.col("area") == seen.area.code) & pl.col("period").is_in(periods)
    category = TOTAL if table == "referrals" else EVERYTHING
    marks = [(table, seen.area.code, p, category, None, None, None, Status.HIDDEN.value) for p in periods]
    kept = pl.concat([frame.filter(~own), pl.DataFrame(marks, schema=SCHEMA, orient="row")])
    return replace(seen, cells=replace(seen.cells, frame=kept))


def without(seen: View, table: str) -> View:
    return replace(seen, cells=replace(seen.cells, frame=seen.cells.frame.filter(pl.col("table") != table)))


FEW = settings(max_examples=15, deadline=None)
DAYS = st.dates(FIRST, DATA_DATE)
MUNICIPALITIES = (ENSCHEDE, HVT, LOSSER, DELFT, WESTLAND)


@st.composite
def practices(draw: st.DrawFn) -> tuple[Practice, ...]:
    """One or more practices in every municipality: some take part, some left again; none of Losser does."""
    made = []
    for municipality in MUNICIPALITIES:
        for n in range(draw(st.integers(1, 4))):
            joined = draw(st.none() | DAYS) if municipality != LOSSER else None
            left = draw(st.none() | st.dates(joined, DATA_DATE)) if joined else None
            patients = draw(st.integers(1, 9000))
            made.append(Practice(f"{municipality}-{n}", municipality, patients, joined, left))
    return tuple(made)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    known = draw(practices())
    able = [p for p in known if p.municipality != LOSSER]
    referral = st.builds(
        lambda practice, day, started: Referral(practice.municipality, practice.code, day, started),
        st.sampled_from(able), DAYS, st.booleans(),
    )  # fmt: skip
    lines = st.sampled_from(["Regisseur WOR (Wijkteams)", "Thuisgekookt", "POH-J", "Communicatie", "Iets anders"])
    expense = st.builds(
        Expense, st.sampled_from([ENSCHEDE, HVT]), DAYS, lines, st.integers(-5_000_00, 50_000_00), st.booleans()
    )
    return World(known, tuple(draw(st.lists(referral, max_size=60))), tuple(draw(st.lists(expense, max_size=40))))


def busy(area: str = ENSCHEDE, practices: int = 1) -> World:
    """Ten referrals a month from January 2024 on."""
    known = tuple(Practice(f"P{n}", area, 2095, date(2024, 1, 1)) for n in range(practices))
    days = [date(2024, 1, 1) + timedelta(days=3 * n) for n in range(345)]
    return World(known, tuple(Referral(area, "P0", day) for day in days if day <= DATA_DATE))


def by_label(result: Result) -> dict[str, dict[str, object]]:
    return {r["label"]: r for r in result.rows.iter_rows(named=True)}
