"""A delivery that fills every table of the contract, every column at least once."""

from datetime import date
from typing import Any

import polars as pl

from data_access.contract import CONTRACT
from data_access.frames import complete

D = date
ROWS: dict[str, list[dict[str, Any]]] = {
    "region": [{"code": "REG-A", "name": "Regio A", "note": "een aanname"}],
    "municipality": [
        {"code": "GM0001", "name": "Eén", "region": "REG-A", "takes_part": "yes", "village_label": "wijk"},
        {"code": "GM0002", "name": "Twee", "region": "REG-A", "takes_part": "no", "village_label": "kern", "note": "n"},
    ],
    "village": [{"code": "A-1", "name": "Dorp", "municipality": "GM0001"}],
    "population": [
        {"area": "GM0001", "year": 2025, "gender": "female", "age_band": "65-74", "inhabitants": 812},
        {"area": "A-1", "year": 2025, "gender": "male", "age_band": "85+", "inhabitants": 0},
    ],
    "need": [
        {"area": "GM0001", "year": 2024, "kind": "loneliness", "age_from": 65, "age_to": 74, "share": 0.47,
         "source": "GGD", "note": "n"},
    ],
    "practice": [
        {"code": "P1", "name": "Praktijk 1", "municipality": "GM0001", "village": "A-1", "pilot": True},
        {"code": "P2", "name": "Praktijk 2", "municipality": "GM0002", "village": None, "pilot": False},
    ],
    "practiceyear": [{"practice": "P1", "year": 2025, "registered_patients": 2095}],
    "welfareorganisation": [
        {"code": "W1", "name": "Welzijn", "municipality": "GM0001", "zorgdomein_from": D(2025, 9, 1)},
    ],
    "trajectorystep": [
        {"area": "REG-A", "position": 1, "step": "contact", "label": "Bellen", "recipient": "coach", "normal_days": 7},
    ],
    "participation": [
        {"practice": "P1", "date_from": D(2024, 1, 1), "date_to": D(2026, 1, 1), "hours_a_week": 1.5,
         "partner": "Team"},
    ],
    "target": [
        {"indicator": "contact_in_time", "area": "REG-A", "period": "2025-Q3", "kind": "aim", "value": 0.95,
         "position": 1, "stated_by": "plan", "source": "Plan", "note": "aanname"},
        {"indicator": "suitable_offer", "area": "NL", "period": "2025", "kind": "potential", "value": None,
         "position": 2, "stated_by": "plan", "source": "Plan", "note": None},
    ],
    "statedfigure": [
        {"key": "k", "area": "NL", "scope": "Nederland", "period": "sinds 2023", "value": "1-2", "unit": "uur",
         "kind": "norm", "source": "Plan", "note": "met, komma en \"aanhaling\""},
    ],
    "contradiction": [
        {"key": "c", "area": "GM0001", "topic": "t", "says_a": "a", "says_b": "b", "shown_as": "beide",
         "source": "Plan"},
    ],
    "budgetline": [
        {"area": "GM0001", "year": 2025, "position": 1, "line": "Coach", "hours": 8.0, "amount_cents": 740000,
         "unallocated": True, "remark": "regel een\nregel twee", "source": "Plan"},
    ],
    "funding": [
        {"area": "GM0001", "year": 2025, "fund": "pok", "amount_cents": 100, "in_total": False, "structural": True,
         "stated_total_cents": 200, "source": "Plan", "note": "n"},
    ],
    "commitment": [
        {"area": "GM0001", "day": D(2025, 4, 1), "line": "Coach", "fund": "pok", "amount_cents": 700,
         "until": D(2025, 12, 31), "note": "n"},
    ],
    "expense": [
        {"area": "GM0001", "day": D(2025, 5, 1), "line": "Coach", "fund": "pok", "amount_cents": -5, "regular": True},
    ],
    "teamhoursplan": [
        {"area": "GM0001", "year": 2025, "quarter": 0, "practices": 7, "weeks": 11, "hours": 231.0, "cost_cents": 9,
         "wor_share": 0.75, "covered_cents": 7, "indexation": 0.04, "indexed_cents": 8, "source": "Plan"},
    ],
    "phase": [
        {"area": "REG-A", "position": 1, "name": "Start", "date_from": D(2023, 1, 1), "date_to": D(2023, 6, 30),
         "source": "Plan", "note": "n"},
    ],
    "milestone": [
        {"area": "REG-A", "position": 1, "name": "Eerste praktijk", "planned": D(2024, 1, 1), "reached": D(2024, 2, 1),
         "source": "Plan", "note": "n"},
    ],
    "explanation": [
        {"area": "GM0001", "about": "gap", "subject": "zd", "period": "2025-05", "text": "Vakantie",
         "day": D(2025, 7, 1), "author": "coordinator"},
    ],
    "referral": [
        {"supplier": "zd", "case_id": "c1", "person": "p1", "municipality": "GM0001", "village": "A-1",
         "practice": "P1",
         "referrer": "gp", "gender": "female", "age": 71, "age_band": "65-74", "reason": "stress",
         "date_referral": D(2025, 3, 3), "date_contact": D(2025, 3, 5), "date_intake": D(2025, 3, 9),
         "date_activity": D(2025, 4, 1), "date_aftercare": D(2025, 5, 1), "date_closing": D(2025, 6, 1),
         "recipient": "team_worker", "direction": "coach", "provision": "preventive", "offers": "music nature",
         "not_arrived": True, "declined": True, "ending_reason": "moved", "feedback": False, "client": "new",
         "hours": 2.5},
        {"supplier": "zd", "case_id": "c2", "person": "p2", "municipality": "GM0002", "date_referral": D(2025, 2, 3)},
    ],
    "delivery": [
        {"supplier": "zd", "municipality": "GM0001", "month": "2025-06", "rows": 1, "delivered_on": D(2025, 7, 4)},
    ],
    "wellbeing": [
        {"supplier": "zd", "case_id": "c1", "municipality": "GM0001", "instrument": "who5", "moment": "t0",
         "day": D(2025, 3, 9), "score": 44.0},
    ],
    "practicesurvey": [
        {"practice": "P1", "period": "2025", "knows": True, "mark": 7.5, "cooperation": False,
         "obstacles": "time waiting"},
    ],
}  # fmt: skip


def frame_of(name: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """The rows with every column of the contract; what a row does not name is null, or the default."""
    contract = CONTRACT[name]
    return complete(contract, pl.DataFrame([{**_defaults(name), **row} for row in rows], schema=contract.schema))


def _defaults(name: str) -> dict[str, Any]:
    return {column.name: column.default for column in CONTRACT[name].columns}


FRAMES = {name: frame_of(name, rows) for name, rows in ROWS.items()}
