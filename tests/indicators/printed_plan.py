"""The areas, and what was agreed and printed: the plan of Enschede from its data files, the rest by hand."""

import csv
from datetime import date
from pathlib import Path

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
from domain.codes import STEP
from domain.results import Layer

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
TOTALS = {2023: 5539939, 2024: 19568818, 2025: 21583306, 2026: 23591799}
"""Cents of each year, as printed."""
