"""A small world of areas and agreements, and cells counted from registrations by plain loops."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from statistics import mean, median
from typing import Any

import polars as pl

from domain.agreements import Agreements, Contradiction, Statement, Step, Target
from domain.areas import Area, Geography, Level, TakesPart
from domain.cells import EVERYTHING, OTHER, SCHEMA, TOTAL, DataState, GatedCells, Origin, Status
from domain.codes import BAND_STARTS
from domain.periods import parse_period
from domain.results import Layer
from indicators.tables import TABLES, Protection
from indicators.view import View

DATA_DATE = date(2026, 10, 31)
Registration = dict[str, Any]
HUBBED = [t for t in TABLES.values() if t.protection is Protection.PERSONS and t.name not in ("referrals", "intakes")]
SPOKES = {
    "referrals.gender": "gender", "referrals.age_band": "band", "referrals.reason": "reason",
    "referrals.referrer": "referrer", "referrals.direction": "direction", "trajectory.contact": "contact",
    "trajectory.feedback": "feedback", "trajectory.ending": "ending",
}  # fmt: skip
EXAMPLE: Registration = {
    "municipality": "GM1735", "village": "HVT-DELDEN", "day": date(2025, 3, 4), "gender": "female", "age": 71,
    "band": "65-74", "reason": "loneliness", "referrer": "gp", "direction": "coach", "offers": ("meeting",),
    "contact": "in_time", "feedback": "given", "ending": "started", "days": 14, "intake_day": date(2025, 3, 18),
    "steps": {"contact": "reached", "intake": "reached", "activity": "reached"},
}  # fmt: skip
"""What a case comes down to once its dates have been judged: that judging is the work of `count`, tested there."""


def registration(**changes: Any) -> Registration:
    return EXAMPLE | changes


def _area(code: str, name: str, level: Level, parent: str | None = None, **more: Any) -> Area:
    return Area(code=code, name=name, level=level, parent=parent, **more)


GEOGRAPHY = Geography(areas=(
    _area("REG-TWENTE", "Twente", Level.REGION), _area("REG-DWO", "DWO", Level.REGION),
    _area("GM1735", "Hof van Twente", Level.MUNICIPALITY, "REG-TWENTE"),
    _area("GM0153", "Enschede", Level.MUNICIPALITY, "REG-TWENTE", village_label="stadsdeel"),
    _area("GM0168", "Losser", Level.MUNICIPALITY, "REG-TWENTE", takes_part=TakesPart.NO),
    _area("GM0503", "Delft", Level.MUNICIPALITY, "REG-DWO"), _area("GM1783", "Westland", Level.MUNICIPALITY, "REG-DWO"),
    _area("HVT-DELDEN", "Delden", Level.VILLAGE, "GM1735"), _area("HVT-GOOR", "Goor", Level.VILLAGE, "GM1735"),
))  # fmt: skip
PARENT = {a.code: a.parent for a in GEOGRAPHY.areas}


def _steps(area: str, recipient: str) -> tuple[Step, ...]:
    labels = {"referral": "Verwijzing", "contact": "Eerste contact", "intake": "Kennismaking", "activity": "Activiteit"}
    return tuple(
        Step(area=area, position=n, step=step, label=label, recipient=recipient, normal_days=30)
        for n, (step, label) in enumerate(labels.items())
    )


def _aim(indicator: str, period: str, value: float, position: int = 1) -> Target:
    return Target(
        indicator=indicator, area="REG-DWO", period=period, kind="aim", value=value, position=position,
        stated_by="plan", source="Plan van aanpak DWO 2025-2026", note=None, layer=Layer.PUBLISHED,
    )  # fmt: skip


def _statement(key: str, value: str, period: str | None) -> Statement:
    return Statement(key=key, area="GM0153", scope="Enschede", period=period, value=value, unit="hours", kind="norm",
                     source="Meerjarenplan Enschede 2023-2026", note=None)  # fmt: skip


AGREEMENTS = Agreements(
    geography=GEOGRAPHY,
    steps=_steps("REG-TWENTE", "sociaal werker") + _steps("REG-DWO", "welzijnsprofessional")
    + _steps("GM0153", "wijkteammedewerker"),
    targets=(
        *(_aim(key, year, 1.0) for key in ("contact_in_time", "feedback") for year in ("2025", "2026", "2027")),
        _aim("intakes_growth", "2025", 0.333), *(_aim("intakes_growth", y, 0.333, 2) for y in ("2025", "2026", "2027")),
    ),
    statements=(
        _statement("ens_coach_hours_week", "8", "2024 tot en met 2026"),
        _statement("ens_hours_per_participant", "6", None),
    ),
    contradictions=(
        Contradiction(key="dwo_growth_period", area="REG-DWO", topic="Jaren van de groei", says_a="2025",
                      says_b="2025 tot en met 2027", shown_as="Beide", source="Plan van aanpak DWO 2025-2026"),
    ),
    layers={"referral": Layer.SYNTHETIC, "population": Layer.SYNTHETIC},
)  # fmt: skip


def inhabitants_of(area: str) -> dict[str, int]:
    """`gender|band` to a number that differs by area and group."""
    seed = sum(map(ord, area)) % 50
    cells = [(sex, band) for sex in ("female", "male") for band in BAND_STARTS]
    return {f"{sex}|{band}": 500 + 37 * n + seed for n, (sex, band) in enumerate(cells)}


def areas_of(case: Registration) -> set[str]:
    return {case["municipality"], PARENT[case["municipality"]] or "", case["village"] or case["municipality"]}


def within(registrations: Iterable[Registration], area: str, period: str) -> list[Registration]:
    span = parse_period(period)
    return [r for r in registrations if area in areas_of(r) and span.start <= r["day"] <= span.end]


def row(table: str, area: str, period: str, category: str = TOTAL, count: int | None = None,
        total: float | None = None, status: Status = Status.SHOWN) -> tuple[Any, ...]:  # fmt: skip
    return (table, area, period, category, count, count, total, status.value)


def cells_by_hand(registrations: list[Registration], areas: Iterable[str], periods: Iterable[str]) -> pl.DataFrame:
    """Cells of all areas and periods, all of them delivered, in the schema of domain.cells."""
    made = []
    for area in areas:
        for period in periods:
            made += _cells_of(within(registrations, area, period), area, period)
            made += _intake_cells(registrations, area, period)
        for year in sorted({parse_period(p).year for p in periods}):
            made += [row("population", area, str(year), c, n) for c, n in inhabitants_of(area).items()]
    return pl.DataFrame(made, schema=SCHEMA, orient="row")


def _cells_of(cases: list[Registration], area: str, period: str) -> list[tuple[Any, ...]]:
    made = [row(name, area, period, TOTAL, len(cases)) for name in ("referrals", *(t.name for t in HUBBED))]
    counted: Counter[tuple[str, str]] = Counter()
    for case in cases:
        counted.update((table, case[field]) for table, field in SPOKES.items())
        counted.update(("referrals.offer", offer) for offer in case["offers"])
        if case["gender"] in ("female", "male") and case["band"] != "unknown":
            counted["referrals.gender_age", f"{case['gender']}|{case['band']}"] += 1
        for step, state in case["steps"].items():
            counted["trajectory.step", step if state == "reached" else f"{step}|{state}"] += 1
    made += [row(table, area, period, category, n) for (table, category), n in counted.items()]
    made += _moments("age", [c["age"] for c in cases], area, period)
    return made + _moments("trajectory.days_to_intake", [c["days"] for c in cases], area, period)


def quartile(values: list[float], part: float) -> float:
    """Linear between the two nearest, as most software does."""
    ordered, place = sorted(values), part * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _moments(table: str, values: list[int | None], area: str, period: str) -> list[tuple[Any, ...]]:
    known = [float(v) for v in values if v is not None]
    if not known:
        return []
    found = {"mean": mean(known), "median": median(known)}
    if table != "age":
        found |= {"p25": quartile(known, 0.25), "p75": quartile(known, 0.75)}
    return [row(table, area, period, kind, len(known), float(value)) for kind, value in found.items()]


def _intake_cells(registrations: list[Registration], area: str, period: str) -> list[tuple[Any, ...]]:
    span = parse_period(period)
    days = [r["intake_day"] for r in registrations if area in areas_of(r)]
    count = sum(1 for day in days if day is not None and span.start <= day <= span.end)
    return [row("intakes", area, period, TOTAL, count)] if count else []


def view_of(frame: pl.DataFrame, area: str, period: str, *, origin: Origin = Origin.LIVE,
            data_date: date = DATA_DATE, agreements: Agreements = AGREEMENTS) -> View:  # fmt: skip
    return View(
        cells=GatedCells(frame=frame, origin=origin, rule="test"), agreements=agreements,
        area=GEOGRAPHY.by_code[area], period=parse_period(period),
        state=DataState(number=1, token="t", data_date=data_date, sample=True),
    )  # fmt: skip


def live(registrations: list[Registration], area: str = "GM1735", period: str = "2025", *others: str) -> View:
    """The area, its parts and every period around the chosen one, live."""
    codes = [area, *(child.code for child in GEOGRAPHY.children(area))]
    return view_of(cells_by_hand(registrations, codes, [period, *others]), area, period)


def set_status(view: View, table: str, status: Status) -> View:
    """The table as the gate leaves it (hidden, its total shown), or as a missing delivery does (one empty row)."""
    own = (pl.col("table") == table) & (pl.col("area") == view.area.code) & (pl.col("period") == view.period.code)
    hub = own & (pl.col("category") == TOTAL) if status is Status.HIDDEN else pl.lit(False)
    category = EVERYTHING if status is Status.HIDDEN else TOTAL
    mark = pl.DataFrame([row(table, view.area.code, view.period.code, category, status=status)], schema=SCHEMA,
                        orient="row")  # fmt: skip
    return _with_frame(view, pl.concat([view.cells.frame.filter(~own | hub), mark]))


def merge(view: View, table: str, categories: Iterable[str]) -> View:
    """The categories of the table put together as the gate does it."""
    own = (pl.col("table") == table) & (pl.col("area") == view.area.code) & (pl.col("period") == view.period.code)
    gone = view.cells.frame.filter(own & pl.col("category").is_in(list(categories)))
    mark = row(table, view.area.code, view.period.code, OTHER, int(gone["count"].sum()))
    rest = view.cells.frame.filter(~(own & pl.col("category").is_in(list(categories))))
    return _with_frame(view, pl.concat([rest, pl.DataFrame([mark], schema=SCHEMA, orient="row")]))


def without(view: View, *tables: str) -> View:
    return _with_frame(view, view.cells.frame.filter(~pl.col("table").is_in(tables)))


def released(view: View) -> View:
    return replace(view, cells=replace(view.cells, origin=Origin.RELEASED))


def _with_frame(view: View, frame: pl.DataFrame) -> View:
    return replace(view, cells=replace(view.cells, frame=frame))
