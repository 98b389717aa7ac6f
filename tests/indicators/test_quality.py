"""How well registrations are filled in: against plain loops, and never a zero where nothing was delivered."""

from dataclasses import replace
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.cells import Origin, Status
from domain.codes import BAND_STARTS
from indicators.catalogue import CATALOGUE
from indicators.count import count_cells
from indicators.count.cells import Depth
from indicators.count.quality import marked
from indicators.quality import LAST, Month, Source, empty_share, quality_of, total
from tests.indicators.worlds import live, registration, released, view_of
from tests.publishing.town import DATA_DATE, NORMAL_DAYS, Town, make_town

Case = dict[str, Any]
WORLDS = st.builds(make_town, st.integers(0, 10_000), st.integers(0, 40))
OUTSIDE = ("physiotherapist", "district_nurse", "other_care")
ORDER = ("referral", "contact", "intake", "activity", "aftercare", "closing")


def fields(case: Case) -> list[bool]:
    """Whether each field that is asked of this case is filled in."""
    known = [case[name] not in (None, "unknown") for name in ("gender", "reason", "referrer", "recipient", "client")]
    known.append(case["age"] is not None or case["age_band"] not in (None, "unknown"))
    known.append(case["village"] is not None)
    return known if case["referrer"] in OUTSIDE else [*known, case["practice"] is not None]


def wrong(case: Case) -> bool:
    days = [case[f"date_{step}"] for step in ORDER if case[f"date_{step}"]]
    if days != sorted(days) or (case["not_arrived"] and case["declined"]):
        return True
    if (case["not_arrived"] or case["declined"]) and case["date_activity"]:
        return True
    bands = list(BAND_STARTS)
    if case["age"] is None or case["age_band"] not in bands:
        return False
    place = bands.index(case["age_band"])
    low = BAND_STARTS[bands[place]]
    high = BAND_STARTS[bands[place + 1]] if place + 1 < len(bands) else 1000
    return not low <= case["age"] < high


def late(case: Case) -> bool:
    if case["date_closing"] or case["not_arrived"] or case["declined"]:
        return False
    age = (DATA_DATE - case["date_referral"]).days
    proof = {"contact": ("contact", "intake", "activity"), "intake": ("intake", "activity"), "activity": ("activity",)}
    return any(age > NORMAL_DAYS[s] and not any(case[f"date_{p}"] for p in proof[s]) for s in proof)


def spoilt(town: Town, seed: int) -> Town:
    """Some cases with contradictions, which the town does not make by itself."""
    odd = pl.int_range(pl.len()) % 5 == seed % 5
    referrals = town.referrals.with_columns(
        date_contact=pl.when(odd).then(pl.col("date_referral") - pl.duration(days=seed % 3)).otherwise("date_contact"),
        age_band=pl.when(odd).then(pl.lit(list(BAND_STARTS)[seed % 8])).otherwise("age_band"),
        declined=pl.when(odd).then(pl.lit(seed % 2 == 0)).otherwise("declined"),
    )
    return replace(town, referrals=referrals)


@settings(max_examples=25, deadline=None)
@given(WORLDS, st.integers(0, 100))
def test_every_cell_equals_the_count_by_hand(town: Town, seed: int) -> None:
    worse = spoilt(town, seed)
    cells = count_cells(worse.referrals, worse.programme, worse.agreements, DATA_DATE)
    made = {(r["area"], r["category"]): r["count"] for r in cells.filter(table="quality", period="2024").to_dicts()}
    for area in ("GM1", "GM2", "GM3"):
        own = [c for c in worse.referrals.to_dicts() if c["municipality"] == area and c["date_referral"].year == 2024]
        expected = {
            "": len(own), "asked": sum(len(fields(c)) for c in own), "filled": sum(sum(fields(c)) for c in own),
            "late": sum(map(late, own)), "contradictory": sum(map(wrong, own)),
        }  # fmt: skip
        assert {name: made.get((area, name)) or 0 for name in expected} == expected


def test_a_release_counts_no_quality_at_all() -> None:
    town = make_town(3, 40)
    cells = count_cells(town.referrals, town.programme, town.agreements, DATA_DATE, Depth(practices=False))
    assert cells.filter(table="quality").is_empty()


def test_a_month_that_was_not_delivered_has_no_numbers_and_one_without_referrals_has_zeros() -> None:
    town = make_town(1, 0)
    months = town.programme.deliveries.filter(pl.col("municipality") == "GM1", pl.col("month") != "2024-05")
    found = quality_of(town.referrals, replace(town.programme, deliveries=months), town.agreements, DATA_DATE)
    by_code = {month.code: month for month in found.suppliers[0].months}
    assert found.suppliers[0].missing == ("2024-05",)
    assert by_code["2024-05"] == Month(code="2024-05")
    assert by_code["2024-06"].referrals == 0
    assert by_code["2024-06"].empty_share is None
    assert all(source.missing == ("2024-05",) for source in found.practices)


def test_a_supplier_is_expected_to_deliver_up_to_the_data_date() -> None:
    town = make_town(1, 0)
    few = town.programme.deliveries.filter(pl.col("month") <= "2025-08")
    found = quality_of(town.referrals, replace(town.programme, deliveries=few), town.agreements, DATA_DATE)
    assert found.suppliers[0].missing == ("2025-09", "2025-10")


def test_suppliers_and_practices_add_up_to_all_referrals() -> None:
    town = make_town(7, 60)
    found = quality_of(town.referrals, town.programme, town.agreements, DATA_DATE)
    counts = marked(town.referrals, town.agreements.geography)
    for sources in (found.suppliers, found.practices):
        months = [month for source in sources for month in source.months]
        assert total(months, "referrals") == 60
        assert sum(m.asked or 0 for m in months) == counts["asked"].sum()
        assert sum(m.filled or 0 for m in months) == counts["filled"].sum()


def test_the_trend_holds_the_last_half_year_against_the_one_before() -> None:
    months = tuple(Month(code=f"m{n}", referrals=1, asked=10, filled=9 if n < 9 else 7, late=0, contradictory=0)
                   for n in range(3, 15))  # fmt: skip
    source = Source(name="S", months=months)
    assert len(source.last) == LAST
    assert round(source.trend or 0, 3) == 0.2
    assert Source(name="S", months=months[:1]).trend is None
    assert empty_share([Month(code="m")]) is None
    assert total([Month(code="m")], "late") is None


INDICATOR = CATALOGUE["registration_quality"]


def drawn(cells: list[tuple[Any, ...]]) -> Any:
    schema = {"table": pl.String, "area": pl.String, "period": pl.String, "category": pl.String, "count": pl.Int64,
              "persons": pl.Int64, "sum": pl.Float64, "status": pl.String}  # fmt: skip
    rows = [("quality", "GM1735", period, kind, n, None, None, status) for period, kind, n, status in cells]
    return view_of(pl.DataFrame(rows, schema=schema, orient="row"), "GM1735", "2025-Q1")


def test_the_card_draws_a_missing_month_as_no_data_and_names_a_quiet_one() -> None:
    view = drawn([
        ("2025-Q1", "", 12, "shown"), ("2025-Q1", "asked", 96, "shown"), ("2025-Q1", "filled", 72, "shown"),
        ("2025-Q1", "late", 1, "shown"), ("2025-Q1", "contradictory", 2, "shown"),
        ("2025-01", "", 12, "shown"), ("2025-01", "asked", 96, "shown"), ("2025-01", "filled", 72, "shown"),
        ("2025-02", "", None, "no_data"), ("2025-03", "", 0, "shown"),
    ])  # fmt: skip
    found = INDICATOR.derive(view, INDICATOR)
    assert found.value == 0.75
    assert "75% ingevuld. Bij 1 verwijzing is een stap over tijd, en bij 2 spreken" in found.sentence
    months = {r["category"]: (r["value"], r["status"]) for r in found.rows.to_dicts()}
    assert months == {"2025-01": (0.75, "shown"), "2025-02": (None, "no_data")}
    assert "maart 2025" in found.notes[-1]


def test_nobody_but_the_own_coordinator_gets_the_figure() -> None:
    view = released(live([registration()] * 12))
    assert view.cells.origin is Origin.RELEASED
    found = INDICATOR.derive(view, INDICATOR)
    assert found.status is Status.HIDDEN
    assert found.value is None
    assert INDICATOR.derive(drawn([]).of(view.geography.by_code["HVT-DELDEN"]), INDICATOR).value is None
