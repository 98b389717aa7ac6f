"""Count against a slow and obvious second implementation: loops over registrations as dicts."""

from collections import Counter
from datetime import date, timedelta
from statistics import mean, median
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.cells import TOTAL
from domain.codes import band_of
from domain.periods import CALENDAR, period_of
from indicators.count import count_cells
from indicators.count.cells import Depth
from indicators.count.workdays import deadline, is_workday
from tests.publishing.town import DATA_DATE, NORMAL_DAYS, Town, make_town

Case = dict[str, Any]
Key = tuple[str, str, str, str]
WORLDS = st.builds(make_town, st.integers(0, 10_000), st.integers(0, 60))
DATES = ("contact", "intake", "activity", "closing")
START = "vanaf-2024-01"
"""Every municipality of the town delivered from January 2024 on."""


def in_time(case: Case) -> str:
    left, day = 5, case["date_referral"]
    while left:
        day += timedelta(days=1)
        left -= is_workday(day)
    seen = [case[f"date_{s}"] for s in ("contact", "intake", "activity") if case[f"date_{s}"]]
    if seen and min(seen) <= day:
        return "in_time"
    if case["date_contact"]:
        return "late"
    if case["date_intake"] or case["date_activity"] or over(case):
        return "unknown"
    return "not_yet" if day >= DATA_DATE else "late"


def over(case: Case) -> bool:
    return bool(case["date_closing"] or case["not_arrived"] or case["declined"])


def feedback(case: Case) -> str:
    if not over(case):
        return "not_yet"
    if case["feedback"]:
        return "given"
    return "unknown" if case["feedback"] is None else "none"


def ending(case: Case) -> str:
    if case["not_arrived"]:
        return "not_arrived"
    if case["declined"]:
        return "declined"
    if case["date_activity"]:
        return "started"
    return "no_activity" if case["date_closing"] else "open"


def step(case: Case, name: str) -> str:
    proof = {name, "intake", "activity"} if name == "contact" else {name, "activity"} if name == "intake" else {name}
    if name in ("closing",):
        proof = {name}
    if any(case[f"date_{p}"] for p in proof):
        return name
    young = (DATA_DATE - case["date_referral"]).days <= NORMAL_DAYS[name]
    return f"{name}|not_yet" if young and not over(case) else f"{name}|missed"


def parts(case: Case) -> list[tuple[str, str]]:
    """Every table and category that a case counts in."""
    band = band_of(case["age"]) if case["age"] is not None else case["age_band"]
    both = case["gender"] in ("female", "male") and band is not None
    gender = case["gender"] if both or case["gender"] == "other" else "unknown"
    found = [
        ("referrals", TOTAL), ("referrals.gender", gender), ("referrals.age_band", band if both else "unknown"),
        ("referrals.reason", case["reason"] or "unknown"), ("referrals.referrer", case["referrer"] or "unknown"),
        ("referrals.recipient", case["recipient"]), ("referrals.client", case["client"] or "unknown"),
        *((f"referrals.{name}", known(case[name])) for name in ("direction", "provision")),
        ("trajectory.contact", in_time(case)), ("trajectory.feedback", feedback(case)),
        ("trajectory.ending", ending(case)), *(("trajectory.step", step(case, s)) for s in DATES),
        *(("referrals.offer", offer) for offer in (case["offers"] or "").split()),
    ]  # fmt: skip
    return [*found, ("referrals.gender_age", f"{gender}|{band}")] if both else found


def known(answer: str | None) -> str:
    """What is still to come and what was never registered are one category."""
    return answer if answer and answer != "not_yet" else "unknown"


def areas(case: Case) -> list[str]:
    return [a for a in ("REG", case["municipality"], case["village"]) if a]


def by_hand(cases: list[Case]) -> tuple[Counter[Key], dict[Key, set[str]]]:
    counts: Counter[Key] = Counter()
    persons: dict[Key, set[str]] = {}
    for case in cases:
        for area in areas(case):
            for period in periods(case["date_referral"], area):
                for table, category in parts(case):
                    counts[table, area, period, category] += 1
                    persons.setdefault((table, area, period, category), set()).add(case["person"])
            for period in periods(case["date_intake"], area) if case["date_intake"] else ():
                key = ("intakes", area, period, TOTAL)
                counts[key] += 1
                persons.setdefault(key, set()).add(case["person"])
    return counts, persons


def periods(day: date, area: str) -> list[str]:
    """The four calendar periods that a day lies in; of municipalities and villages also all since the first month."""
    found = [period_of(day, grain).code for grain in CALENDAR]
    return found if area == "REG" else [*found, START]


def counted(town: Town) -> dict[Key, Case]:
    frame = count_cells(town.referrals, town.programme, town.agreements, DATA_DATE)
    rows = {(r["table"], r["area"], r["period"], r["category"]): r for r in frame.to_dicts()}
    assert len(rows) == frame.height
    return rows


@settings(max_examples=25, deadline=None)
@given(WORLDS)
def test_every_count_equals_the_count_by_hand(town: Town) -> None:
    cases = town.referrals.to_dicts()
    counts, persons = by_hand(cases)
    tables = {table for table, *_ in counts} | {"referrals.gender_age", "referrals.offer", "intakes"}
    made = {k: r for k, r in counted(town).items() if k[0] in tables}
    hub = {k for k in made if k[3] == TOTAL and k[0] not in ("referrals", "intakes")}
    assert {k: r["count"] for k, r in made.items() if r["count"] and k not in hub} == dict(counts)
    assert {k: made[k]["persons"] for k in persons} == {k: len(names) for k, names in persons.items()}
    for table, area, period, _ in hub:
        assert made[table, area, period, TOTAL]["count"] == counts["referrals", area, period, TOTAL]


@settings(max_examples=15, deadline=None)
@given(WORLDS)
def test_means_and_medians_equal_those_by_hand(town: Town) -> None:
    cases = town.referrals.to_dicts()
    for (table, area, period, category), row in counted(town).items():
        if table not in ("age", "trajectory.days_to_intake") or category not in ("mean", "median"):
            continue
        inside = [c for c in cases if area in areas(c) and period in periods(c["date_referral"], area)]
        values = [c["age"] if table == "age" else days(c) for c in inside]
        known = [v for v in values if v is not None]
        assert row["count"] == len(known)
        assert row["sum"] == pytest.approx(mean(known) if category == "mean" else median(known))


def days(case: Case) -> int | None:
    return (case["date_intake"] - case["date_referral"]).days if case["date_intake"] else None


def test_a_delivered_month_without_referrals_is_zero_and_a_missing_one_is_no_data() -> None:
    town = make_town(1, 0)
    months = town.programme.deliveries
    gap = months.filter((months["municipality"] != "GM1") | (months["month"] != "2024-05"))
    late = Town(referrals=town.referrals, agreements=town.agreements, programme=replaced(town, gap))
    rows = counted(late)
    assert rows["referrals", "GM1", "2024-04", TOTAL]["count"] == 0
    assert rows["referrals", "GM1", "2024-05", TOTAL]["status"] == "no_data"
    assert rows["referrals", "GM1", "2024-05", TOTAL]["count"] is None
    assert rows["referrals", "GM1", "2024", TOTAL]["count"] == 0
    assert rows["delivery", "GM1", "2024", "delivered"]["count"] == 11
    assert rows["delivery", "GM1", "2024", "expected"]["count"] == 12


def test_each_municipality_is_counted_from_its_own_first_month_on_and_a_region_is_not() -> None:
    town = make_town(1, 80)
    late = (pl.col("municipality") == "GM1") & (pl.col("month") < "2025-03")
    after = (pl.col("municipality") != "GM1") | (pl.col("date_referral") >= date(2025, 3, 9))
    fewer = Town(
        referrals=town.referrals.filter(after),
        agreements=town.agreements, programme=replaced(town, town.programme.deliveries.filter(~late)),
    )  # fmt: skip
    rows = counted(fewer)
    starts = {(area, period) for _, area, period, _ in rows if period.startswith("vanaf-")}
    assert {period for area, period in starts if area.startswith("GM1")} == {"vanaf-2025-03"}
    assert {period for area, period in starts if area.startswith("GM2")} == {START}
    assert "REG" not in {area for area, _ in starts}
    assert rows["delivery", "GM1", "vanaf-2025-03", "expected"]["count"] == 8
    own = [c for c in fewer.referrals.to_dicts() if c["village"] == "GM1-A"]
    assert rows["referrals", "GM1-A", "vanaf-2025-03", TOTAL]["count"] == len(own)
    assert ("referrals.gender", "GM1-A", "vanaf-2025-03", TOTAL) in rows


def test_an_answer_that_is_still_to_come_counts_as_not_registered() -> None:
    town = make_town(1, 12)
    waiting = town.referrals.with_columns(direction=pl.lit("not_yet"), provision=pl.lit(None, dtype=pl.String))
    rows = counted(Town(referrals=waiting, agreements=town.agreements, programme=town.programme))
    for table in ("referrals.direction", "referrals.provision"):
        assert {c: r["count"] for (t, a, p, c), r in rows.items() if (t, a, p) == (table, "GM1", START) and c} == {
            "unknown": rows["referrals", "GM1", START, TOTAL]["count"]
        }


def test_a_shallow_count_leaves_out_what_is_since_the_start() -> None:
    town = make_town(1, 20)
    frame = count_cells(town.referrals, town.programme, town.agreements, DATA_DATE, Depth(since=()))
    assert frame.filter(pl.col("period").str.starts_with("vanaf-")).is_empty()


def replaced(town: Town, deliveries: Any) -> Any:
    from dataclasses import replace

    return replace(town.programme, deliveries=deliveries)


def test_practices_are_counted_at_the_end_of_the_period() -> None:
    rows = counted(make_town(2, 30))
    assert rows["practices", "REG", "2024", "all"]["count"] == 9
    assert rows["practices", "REG", "2024", "participating"]["count"] == 5
    assert rows["practices", "REG", "2024", "participating"]["sum"] == 10_000
    assert rows["practices", "GM1", "2024-03", "participating"]["count"] == 2


def test_money_and_inhabitants_are_counted_without_any_registration() -> None:
    rows = counted(make_town(2, 0))
    assert rows["spent.line", "GM1", "2024-H1", "Coach"]["sum"] == 12345
    assert rows["population", "GM1", "2025", "female|85+"]["count"] == 500
    assert rows["population", "REG", "2025", TOTAL]["count"] == 3 * 16 * 500


@pytest.mark.parametrize(
    ("referred", "last"),
    [
        (date(2026, 10, 5), date(2026, 10, 12)),  # a Monday: the Monday after
        (date(2026, 10, 9), date(2026, 10, 16)),  # a Friday: the Friday after
        (date(2026, 10, 10), date(2026, 10, 16)),  # a Saturday counts as the Friday
        (date(2026, 4, 2), date(2026, 4, 13)),  # Good Friday and Easter Monday are no working days
        (date(2026, 12, 23), date(2026, 12, 31)),  # Christmas on a Friday
    ],
)
def test_five_working_days_leave_out_weekends_and_public_holidays(referred: date, last: date) -> None:
    assert deadline(referred) == last


def test_the_same_number_at_two_suppliers_is_two_persons() -> None:
    town = make_town(1, 40)
    alike = town.referrals.with_columns(person=pl.lit("p1"))
    for suppliers in (["a"], ["a", "b"]):
        frame = alike.with_columns(supplier=pl.Series([suppliers[n % len(suppliers)] for n in range(alike.height)]))
        cells = count_cells(frame, town.programme, town.agreements, DATA_DATE)
        whole = cells.filter((pl.col("table") == "referrals") & (pl.col("category") == TOTAL))
        assert whole["persons"].max() == len(suppliers)
