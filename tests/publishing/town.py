"""A small made-up region: three municipalities, villages, and referrals from a seed. For tests of count and gate."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import polars as pl

from domain.agreements import Agreements, Step
from domain.areas import Area, Geography, Level
from domain.codes import BAND_STARTS, OFFER, REASON, REFERRER
from domain.programme import Programme

DATA_DATE = date(2025, 10, 31)
FIRST_DAY = date(2024, 1, 1)
TOWNS = ("GM1", "GM2", "GM3")
VILLAGES = {town: (f"{town}-A", f"{town}-B") for town in TOWNS}
GENDERS = [*["female"] * 6, *["male"] * 3, "other", None]
NORMAL_DAYS = {"referral": 0, "contact": 7, "intake": 30, "activity": 60, "closing": 150}

REFERRALS = {
    "supplier": pl.String, "case_id": pl.String, "person": pl.String, "municipality": pl.String, "village": pl.String,
    "practice": pl.String, "referrer": pl.String, "gender": pl.String, "age": pl.Int64, "age_band": pl.String,
    "reason": pl.String, "date_referral": pl.Date, "date_contact": pl.Date, "date_intake": pl.Date,
    "date_activity": pl.Date, "date_aftercare": pl.Date, "date_closing": pl.Date, "recipient": pl.String,
    "direction": pl.String, "provision": pl.String, "offers": pl.String, "not_arrived": pl.Boolean,
    "declined": pl.Boolean, "feedback": pl.Boolean, "client": pl.String,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False)
class Town:
    referrals: pl.DataFrame
    programme: Programme
    agreements: Agreements


def geography() -> Geography:
    areas = [Area(code="REG", name="Regio", level=Level.REGION)]
    for town in TOWNS:
        areas.append(Area(code=town, name=f"Gemeente {town}", level=Level.MUNICIPALITY, parent="REG"))
        areas += [Area(code=v, name=v, level=Level.VILLAGE, parent=town) for v in VILLAGES[town]]
    return Geography(areas=tuple(areas))


def make_town(seed: int, size: int) -> Town:
    """`size` referrals, unevenly spread over the municipalities, with gaps as real registrations have."""
    rng = Random(seed)
    weights = [rng.random() ** 2 + 0.02 for _ in TOWNS]
    rows = [_referral(rng, number, rng.choices(TOWNS, weights)[0]) for number in range(size)]
    steps = tuple(
        Step(area="REG", position=n, step=step, label=step, recipient="coach", normal_days=days)
        for n, (step, days) in enumerate(NORMAL_DAYS.items())
    )
    return Town(
        referrals=pl.DataFrame(rows, schema=REFERRALS), programme=_programme(),
        agreements=Agreements(geography=geography(), steps=steps),
    )  # fmt: skip


def _referral(rng: Random, number: int, town: str) -> dict[str, Any]:
    day = FIRST_DAY + timedelta(days=rng.randrange((DATA_DATE - FIRST_DAY).days + 1))
    later: dict[str, date | None] = {}
    last: date | None = day
    for step in ("contact", "intake", "activity", "closing"):
        moved = last + timedelta(days=rng.randrange(15)) if last and rng.random() < 0.85 else None
        last = moved if moved and moved <= DATA_DATE else None
        later[f"date_{step}"] = last
    age = rng.choice([None, *range(16, 99)])
    offers = rng.sample(list(OFFER), rng.choice([1, 2])) if later["date_activity"] else None
    return {
        "supplier": "welzijn", "case_id": str(number), "person": f"p{rng.randrange(number + 1)}", "municipality": town,
        "village": rng.choice([*VILLAGES[town], VILLAGES[town][0], None]), "practice": f"{town}-P{rng.randrange(2)}",
        "referrer": rng.choice([*list(REFERRER)[:3], None]), "gender": rng.choice(GENDERS),
        "age": age, "age_band": None if age else rng.choice([None, *BAND_STARTS]),
        "reason": rng.choice([*list(REASON)[:6], None]), "date_referral": day, **later, "date_aftercare": None,
        "recipient": "welfare_professional", "direction": rng.choice(["self", "team", "coach", None]),
        "provision": rng.choice(["preventive", "tailored", None]), "offers": " ".join(offers) if offers else None,
        "not_arrived": later["date_contact"] is None and rng.random() < 0.2,
        "declined": later["date_activity"] is None and rng.random() < 0.1,
        "feedback": rng.choice([True, False, None]), "client": rng.choice(["new", "known", None]),
    }  # fmt: skip


def _programme() -> Programme:
    practices = [{"code": f"{town}-P{n}", "name": f"Praktijk {n}", "municipality": town, "village": None,
                  "pilot": n == 0} for town in TOWNS for n in range(3)]  # fmt: skip
    months = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13) if (year, month) <= (2025, 10)]
    return Programme(
        practices=pl.DataFrame(practices, schema_overrides={"village": pl.String}),
        practice_years=pl.DataFrame(
            [{"practice": p["code"], "year": 2024, "registered_patients": 2000} for p in practices]
        ),
        participations=pl.DataFrame(
            [{"practice": p["code"], "date_from": FIRST_DAY, "date_to": None, "hours_a_week": 3.0, "partner": "welzijn"}
             for p in practices[::2]], schema_overrides={"date_to": pl.Date}),
        population=pl.DataFrame(
            [{"area": town, "year": 2024, "gender": gender, "age_band": band, "inhabitants": 500}
             for town in TOWNS for gender in ("female", "male") for band in BAND_STARTS]),
        expenses=pl.DataFrame([{"area": "GM1", "day": date(2024, 3, 1), "line": "Coach", "fund": "pok",
                                "amount_cents": 12345, "regular": False}]),
        deliveries=pl.DataFrame([{"supplier": "welzijn", "municipality": town, "month": month, "rows": 1}
                                 for town in TOWNS for month in months]),
    )  # fmt: skip
