"""A small world of practices, referrals and expenses as plain lists; its cells counted by loops; the printed plan."""

import csv
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import strategies as st

from domain.agreements import (
    Agreements,
    BudgetLine,
    Contradiction,
    Funding,
    Organisation,
    Statement,
    Step,
    Target,
    TeamHours,
)
from domain.areas import Area, Geography, Level, TakesPart
from domain.cells import EVERYTHING, SCHEMA, TOTAL, DataState, GatedCells, Origin, Status
from domain.codes import STEP
from domain.periods import Grain, Period, parse_period, periods_between
from domain.results import Layer, Result
from indicators.catalogue import CATALOGUE
from indicators.view import View

DATA_DATE = date(2026, 10, 31)
FIRST = date(2024, 1, 1)
PUBLISHED = Path(__file__).parents[2] / "sample_data" / "published"
PLAN, DWO_PLAN = "Meerjarenplan Enschede 2023-2026", "Plan van aanpak DWO 2025-2026"
ENSCHEDE, HVT, LOSSER, DELFT, WESTLAND, MEIERIJSTAD = "GM0153", "GM1735", "GM0168", "GM0503", "GM1783", "GM1948"
TWENTE, DWO = "REG-TWENTE", "REG-DWO"


def _municipality(code: str, name: str, region: str, takes_part: TakesPart = TakesPart.YES) -> Area:
    return Area(code=code, name=name, level=Level.MUNICIPALITY, parent=region, takes_part=takes_part)


GEOGRAPHY = Geography(
    areas=(
        Area(code=TWENTE, name="Twente", level=Level.REGION),
        Area(code=DWO, name="DWO", level=Level.REGION),
        Area(code="REG-NOB", name="Noordoost-Brabant", level=Level.REGION),
        _municipality(ENSCHEDE, "Enschede", TWENTE),
        _municipality(HVT, "Hof van Twente", TWENTE),
        _municipality(LOSSER, "Losser", TWENTE, TakesPart.NO),
        _municipality(DELFT, "Delft", DWO),
        _municipality(WESTLAND, "Westland", DWO),
        _municipality(MEIERIJSTAD, "Meierijstad", "REG-NOB"),
    )
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


def target(indicator: str, area: str, period: str, value: float, kind: str = "aim", position: int = 1) -> Target:
    return Target(
        indicator=indicator, area=area, period=period, kind=kind, value=value, position=position, stated_by="plan",
        source=PLAN if area == ENSCHEDE else DWO_PLAN, note=None, layer=Layer.PUBLISHED,
    )  # fmt: skip


def _contradiction(key: str, area: str, says_a: str, says_b: str, source: str) -> Contradiction:
    return Contradiction(
        key=key, area=area, topic="Onderwerp", says_a=says_a, says_b=says_b, shown_as="Beide staan er.", source=source
    )


def statement(key: str, area: str, value: str, period: str | None = None, kind: str = "measured") -> Statement:
    return Statement(
        key=key, area=area, scope=area, period=period, value=value, unit="EUR", kind=kind, source="Document", note=None
    )


def _printed(name: str) -> list[dict[str, str]]:
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cents(euros: str) -> int:
    """`16170.00` to 1617000, without floats."""
    whole, _, part = euros.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def _lines() -> tuple[BudgetLine, ...]:
    return tuple(
        BudgetLine(
            area=ENSCHEDE, year=int(r["year"]), position=n, line=r["line"], hours=None, source=PLAN,
            amount_cents=cents(r["amount_eur"]), unallocated=r["line"] == "Nadere invulling",
            remark=r["remark"] or None,
            layer=Layer.PUBLISHED,
        )
        for n, r in enumerate(_printed("enschede_budget_lines"))
    )  # fmt: skip


def fund(year: int, code: str, amount: int, total: int | None = None, *, in_total: bool = True) -> Funding:
    return Funding(
        area=ENSCHEDE, year=year, fund=code, amount_cents=amount, in_total=in_total, structural=False,
        stated_total_cents=total, source=PLAN, note=None, layer=Layer.PUBLISHED,
    )  # fmt: skip


def _funding() -> tuple[Funding, ...]:
    codes = {"SPUK GALA": "spuk_gala", "POK": "pok"}
    return (
        *(
            fund(int(r["year"]), codes[r["funding_source"]], cents(r["amount_eur"]), cents(r["stated_total_eur"]))
            for r in _printed("enschede_funding")
        ),
        fund(2023, "samsam", 2500000, in_total=False),
    )


def _hours() -> tuple[TeamHours, ...]:
    quarters = [
        TeamHours(
            area=ENSCHEDE, year=int(r["year"]), quarter=int(r["quarter"][1]), practices=int(r["practices"]),
            weeks=int(r["weeks"]), hours=float(r["hours"]), cost_cents=cents(r["cost_eur"]),
            wor_share=float(r["wor_share"]), covered_cents=cents(r["wor_covered_eur"]), indexation=None,
            indexed_cents=None, source=PLAN,
        )
        for r in _printed("enschede_team_hours")
    ]  # fmt: skip
    totals = [
        TeamHours(
            area=ENSCHEDE, year=int(r["year"]), quarter=0, practices=None, weeks=int(r["weeks"]),
            hours=float(r["hours"]), cost_cents=cents(r["cost_eur"]), wor_share=float(r["wor_share"]),
            covered_cents=cents(r["wor_covered_eur"]), indexation=float(r["indexation"]),
            indexed_cents=cents(r["wor_covered_indexed_eur"]), source=PLAN,
        )
        for r in _printed("enschede_team_hours_totals")
    ]  # fmt: skip
    return (*quarters, *totals)


PATH = (7, 10, 12, 15, 17, 20, 22, 25, 27, 30, 32, 35)
AIMS = {2023: 5, 2024: 15, 2025: 25, 2026: 35}
KEY = "practices_participating"
AGREEMENTS = Agreements(
    geography=GEOGRAPHY,
    targets=(
        *(target(KEY, ENSCHEDE, str(year), value) for year, value in AIMS.items()),
        target(KEY, ENSCHEDE, "2026", 36, position=2),
        *(target(KEY, ENSCHEDE, f"{2024 + n // 4}-Q{n % 4 + 1}", v, "path") for n, v in enumerate(PATH)),
        target("referrals_potential", "NL", "2025", 0.005, "potential"),
        target("referrals_potential", DWO, "2025", 1900, "potential_stated"),
        target("organisations_zorgdomein", DWO, "2025-09", 1.0),
    ),
    statements=(
        statement("mei_referrals_total", MEIERIJSTAD, "179"), statement("mei_referrals_pilot", MEIERIJSTAD, "87"),
        statement("mei_referrals_other", MEIERIJSTAD, "92"), statement("mei_practices_pilot", MEIERIJSTAD, "3"),
        statement("mei_practices_other", MEIERIJSTAD, "7"),
        statement("ens_pok_2027", ENSCHEDE, "100000", "2027", "budget"),
    ),
    contradictions=(
        _contradiction("ens_practices_2026", ENSCHEDE, "35 (pad)", "36 (drie kwart van 48)", PLAN),
        _contradiction("ens_practices_2023", ENSCHEDE, "5 (doel)", "6 doen al mee", PLAN),
        _contradiction("dwo_potential", DWO, "1.275 (0,5% van 255.000)", "1.900 (gedrukt)", DWO_PLAN),
        _contradiction("ens_coach_2024", ENSCHEDE, "€ 23.297,40", "€ 23.612,40", PLAN),
        _contradiction("mei_period", MEIERIJSTAD, "geen periode", "pilot begon eerder", "Presentatie Meierijstad"),
    ),
    budget_lines=_lines(),
    funding=_funding(),
    team_hours=_hours(),
    steps=tuple(
        Step(area=region, position=n, step=step, label=label, recipient="coach", normal_days=30)
        for region in (TWENTE, DWO)
        for n, (step, label) in enumerate(STEP.items())
    ),
    organisations=(
        Organisation(code="W1", name="Een", municipality=DELFT, zorgdomein_from=date(2025, 3, 1),
                     layer=Layer.SYNTHETIC),
        Organisation(code="W2", name="Twee", municipality=WESTLAND, zorgdomein_from=date(2025, 10, 1),
                     layer=Layer.SYNTHETIC),
        Organisation(code="W3", name="Drie", municipality=WESTLAND, zorgdomein_from=None, layer=Layer.SYNTHETIC),
    ),
    layers={"referral": Layer.SYNTHETIC, "participation": Layer.SYNTHETIC, "expense": Layer.SYNTHETIC},
)  # fmt: skip


def _row(table: str, area: str, period: str, category: str, count: int, total: float | None = None) -> tuple[Any, ...]:
    return (table, area, period, category, count, None, total, Status.SHOWN.value)


def cells_of(world: World, data_date: date = DATA_DATE) -> pl.DataFrame:
    """Cells of every area and every period from 2024 on, in the schema of domain.cells; everything was delivered."""
    made: list[tuple[Any, ...]] = []
    for area in GEOGRAPHY.areas:
        for grain in Grain:
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
