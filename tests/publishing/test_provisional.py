"""The provisional rule, checked with plain loops: nothing small is shown, or follows by subtracting what is shown."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.cells import OTHER, SCHEMA, TOTAL
from indicators.count import count_cells
from indicators.tables import TABLES, Protection
from publishing.provisional import protect
from publishing.rule import SMALLEST, SMALLEST_MEAN, SMALLEST_QUARTILE, SMALLEST_VILLAGE
from tests.publishing.town import DATA_DATE, TOWNS, VILLAGES, Town, make_town

Row = dict[str, Any]
PERSONS = {name for name, table in TABLES.items() if table.protection is Protection.PERSONS}
MOMENTS = {"age", "trajectory.days_to_intake"}
WORLDS = st.builds(make_town, st.integers(0, 10_000), st.integers(0, 260))


def counted(town: Town) -> pl.DataFrame:
    return count_cells(town.referrals, town.programme, town.agreements, DATA_DATE)


def released(town: Town) -> list[Row]:
    return protect(counted(town), town.agreements.geography).to_dicts()


def shown(rows: list[Row]) -> Iterator[Row]:
    return (r for r in rows if r["table"] in PERSONS and r["status"] == "shown")


def totals(rows: list[Row], table: str = "referrals") -> dict[tuple[str, str], int]:
    """Shown totals by area and period."""
    return {(r["area"], r["period"]): r["count"] for r in shown(rows) if r["table"] == table and r["category"] == TOTAL}


def no_shown_cell_holds_fewer_persons_than_the_rule_asks(cells: list[Row], rows: list[Row]) -> None:
    villages = {v for names in VILLAGES.values() for v in names}
    for row in shown(rows):
        if row["table"] in MOMENTS and row["category"] != TOTAL:
            continue
        assert row["persons"] >= (SMALLEST_VILLAGE if row["area"] in villages else SMALLEST), row


def what_is_left_beside_a_shown_part_is_large_enough(cells: list[Row], rows: list[Row]) -> None:
    hub = totals(rows)
    sums: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in shown(rows):
        table = TABLES[row["table"]]
        if row["category"] == TOTAL or not table.additive or row["table"] in ("referrals", "intakes"):
            continue
        whole = hub[row["area"], row["period"]]
        sums[row["table"], row["area"], row["period"]] += row["count"]
        rest = whole - row["count"]
        assert rest == 0 or rest >= SMALLEST, row
    assert all(whole == hub[area, period] for (_, area, period), whole in sums.items())


def a_hidden_municipality_does_not_follow_from_its_region(cells: list[Row], rows: list[Row]) -> None:
    truth = true_totals(cells)
    hub = totals(rows)
    for (area, period), whole in hub.items():
        if area != "REG":
            continue
        hidden = [t for t in TOWNS if (t, period) not in hub and truth.get((t, period))]
        rest = whole - sum(hub.get((t, period), 0) for t in TOWNS)
        assert len(hidden) != 1, (period, hidden)
        assert not hidden or rest >= SMALLEST


def a_hidden_part_of_a_year_does_not_follow_from_the_others(cells: list[Row], rows: list[Row]) -> None:
    for table in ("referrals", "intakes"):
        hub = totals(rows, table)
        hidden = {(r["area"], r["period"]) for r in rows if r["table"] == table and r["status"] == "hidden"}
        for area, year in {(a, p) for a, p in hub if len(p) == 4}:
            for letter, length in (("H", 7), ("Q", 7), ("-", 7)):
                parts = [p for a, p in hub | dict.fromkeys(hidden, 0) if a == area and part_of(p, year, letter, length)]
                gone = [p for p in parts if (area, p) in hidden]
                assert not gone or len(gone) == len(parts), (area, year, parts, gone)


def part_of(period: str, year: str, letter: str, length: int) -> bool:
    if not period.startswith(year) or len(period) != length:
        return False
    return letter in period[5:] if letter != "-" else period[5:].isdigit()


def the_cells_of_half_a_year_do_not_betray_those_of_the_other_half(cells: list[Row], rows: list[Row]) -> None:
    """Year minus one half is the other half: both halves are shown with the same parts or not at all."""
    found: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in shown(rows):
        if row["table"] not in MOMENTS and row["category"] != TOTAL and "H" in row["period"]:
            found[row["table"], row["area"], row["period"][:4]][row["period"]].add(row["category"])
    for key, halves in found.items():
        shown_apart = [categories - {OTHER} for categories in halves.values()]
        if len(shown_apart) == 2 and key[0] != "trajectory.step":
            assert shown_apart[0] == shown_apart[1], key


def gender_by_age_adds_up_to_both_of_its_margins_without_a_small_rest(cells: list[Row], rows: list[Row]) -> None:
    by = {(r["table"], r["area"], r["period"], r["category"]): r["count"] for r in shown(rows)}
    hub, known = totals(rows), defaultdict(int)
    for (table, area, period, category), count in by.items():
        known[area, period] += count if table == "referrals.gender_age" and category != TOTAL else 0
    assert not [key for key, count in known.items() if count and 0 < hub[key] - count < SMALLEST]
    for (table, area, period, band), count in by.items():
        pair = [by.get(("referrals.gender_age", area, period, f"{sex}|{band}")) for sex in ("female", "male")]
        if table == "referrals.age_band" and band not in (TOTAL, OTHER) and None not in pair:
            assert sum(n for n in pair if n is not None) == count


def means_and_quartiles_rest_on_enough_persons_and_are_whole(cells: list[Row], rows: list[Row]) -> None:
    truth = {(r["table"], r["area"], r["period"], r["category"]): r["persons"] for r in cells}
    for row in shown(rows):
        if row["table"] in MOMENTS and row["category"] != TOTAL:
            needed = SMALLEST_QUARTILE if row["category"] in ("p25", "p75") else SMALLEST_MEAN
            assert truth[row["table"], row["area"], row["period"], row["category"]] >= needed
            assert row["sum"] == int(row["sum"])


def the_referrals_behind_a_mean_do_not_betray_those_without_a_value(cells: list[Row], rows: list[Row]) -> None:
    """Total less known: nowhere small, not between a year and its halves nor between a region and its towns."""
    hub, without = totals(rows), {}
    for row in shown(rows):
        if row["table"] in MOMENTS and row["category"] == "mean" and row["count"] is not None:
            place = row["area"], row["period"]
            without[row["table"], *place] = hub[place] - row["count"]
    assert not [key for key, rest in without.items() if 0 < rest < SMALLEST]
    for (table, area, period), rest in without.items():
        halves = [without.get((table, area, f"{period}-H{n}")) for n in (1, 2)]
        known = [n for n in halves if n is not None]
        assert len(known) != 1 or rest - known[0] == 0 or rest - known[0] >= SMALLEST
        towns = [n for t in TOWNS if (n := without.get((table, t, period))) is not None]
        assert area != "REG" or len(towns) != len(TOWNS) - 1 or rest == sum(towns) or rest - sum(towns) >= SMALLEST


def what_is_put_together_holds_more_than_one_part(cells: list[Row], rows: list[Row]) -> None:
    """'Overige' of a single part would be that part under another name."""
    named = {(r["table"], r["area"], r["period"], r["category"]) for r in shown(rows)}
    parts: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in cells:
        key = row["table"], row["area"], row["period"]
        if row["category"] != TOTAL and (*key, OTHER) in named and (*key, row["category"]) not in named:
            parts[key].add(row["category"])
    assert not [key for key, merged in parts.items() if len(key[2]) == 4 and len(merged) < 2]


def gender_and_age_band_do_not_betray_each_other(cells: list[Row], rows: list[Row]) -> None:
    """Neither is registered of the same referrals: their number, less what one table shows of it, is in the other."""
    by = {(r["table"], r["area"], r["period"], r["category"]): r["count"] for r in shown(rows)}
    truth = {(r["table"], r["area"], r["period"], r["category"]): r["count"] for r in cells}
    for (table, area, period, category), whole in by.items():
        if (table, category) != ("referrals.gender", OTHER):
            continue
        unknown = by.get(("referrals.age_band", area, period, "unknown"))
        apart = [by.get((table, area, period, g)) for g in ("other", "unknown")]
        if unknown is not None:
            rest = unknown - sum(n for n in apart if n is not None)
            assert rest in (whole, 0), (area, period)
    for (table, area, period, category), whole in by.items():
        if (table, category) != ("referrals.age_band", OTHER) or (table, area, period, "unknown") in by:
            continue
        sexes = [by.get(("referrals.gender", area, period, g)) for g in ("female", "male")]
        if None not in sexes and truth.get((table, area, period, "unknown")):
            raise AssertionError((area, period, whole))


def a_step_does_not_betray_how_many_stopped_before_the_next(cells: list[Row], rows: list[Row]) -> None:
    by = {(r["area"], r["period"], r["category"]): r["count"] for r in shown(rows) if r["table"] == "trajectory.step"}
    for (area, period, step), count in by.items():
        later = {"contact": ("intake", "activity"), "intake": ("activity",)}.get(step, ())
        rests = [count - by[area, period, s] for s in later if (area, period, s) in by]
        assert not [n for n in rests if 0 < n < SMALLEST], (area, period, step)


def what_lies_outside_the_villages_does_not_follow_from_them(cells: list[Row], rows: list[Row]) -> None:
    hub, truth = totals(rows), true_totals(cells)
    for (area, period), whole in hub.items():
        inside = [(hub.get((v, period)), truth.get((v, period), 0)) for v in VILLAGES.get(area, ())]
        if inside and all(n is not None or not true for n, true in inside):
            rest = whole - sum(n or 0 for n, _ in inside)
            assert rest == 0 or rest >= SMALLEST, (area, period, rest)


def true_totals(cells: list[Row]) -> dict[tuple[str, str], int]:
    known = (r for r in cells if r["table"] == "referrals" and r["count"] is not None)
    return {(r["area"], r["period"]): r["count"] for r in known}


RULES = (
    no_shown_cell_holds_fewer_persons_than_the_rule_asks,
    what_is_left_beside_a_shown_part_is_large_enough,
    a_hidden_municipality_does_not_follow_from_its_region,
    a_hidden_part_of_a_year_does_not_follow_from_the_others,
    the_cells_of_half_a_year_do_not_betray_those_of_the_other_half,
    gender_by_age_adds_up_to_both_of_its_margins_without_a_small_rest,
    means_and_quartiles_rest_on_enough_persons_and_are_whole,
    the_referrals_behind_a_mean_do_not_betray_those_without_a_value,
    what_is_put_together_holds_more_than_one_part,
    gender_and_age_band_do_not_betray_each_other,
    a_step_does_not_betray_how_many_stopped_before_the_next,
    what_lies_outside_the_villages_does_not_follow_from_them,
)


@settings(max_examples=30, deadline=None)
@given(WORLDS)
def test_every_promise_of_the_rule_holds_in_random_regions(town: Town) -> None:
    cells = counted(town)
    rows = protect(cells, town.agreements.geography).to_dicts()
    for rule in RULES:
        rule(cells.to_dicts(), rows)


@pytest.mark.parametrize("rule", RULES[:3])
def test_a_release_without_protection_breaks_the_promises(rule: Callable[[list[Row], list[Row]], None]) -> None:
    """The checks above are no formality: the bare cells do not pass them."""
    cells = counted(make_town(3, 60)).to_dicts()
    bare = [r for r in cells if rule is not RULES[2] or r["area"] != "GM3" or r["table"] != "referrals"]
    with pytest.raises(AssertionError):
        rule(cells, bare)


def test_hidden_rows_hold_no_number_at_all() -> None:
    rows = [r for r in released(make_town(3, 40)) if r["status"] == "hidden"]
    assert rows
    assert all(r["count"] is None and r["persons"] is None and r["sum"] is None for r in rows)


def test_a_breakdown_is_released_by_year_and_half_year_only_its_total_too() -> None:
    rows = [r for r in shown(released(make_town(3, 200))) if r["table"] not in ("referrals", "intakes")]
    assert rows
    assert {r["period"][4:5] + r["period"][5:6] for r in rows} <= {"", "-H"}


def test_tables_for_the_coordinator_alone_are_not_released() -> None:
    assert not [r for r in released(make_town(3, 200)) if TABLES[r["table"]].protection is Protection.LIVE]


def test_villages_show_their_total_and_mean_age_and_nothing_else() -> None:
    villages = {v for names in VILLAGES.values() for v in names}
    rows = [r for r in shown(released(make_town(5, 400))) if r["area"] in villages]
    assert {(r["table"], r["category"]) for r in rows} <= {
        ("referrals", TOTAL), ("age", TOTAL), ("age", "mean"), ("intakes", TOTAL)
    }  # fmt: skip
    assert any(r["category"] == "mean" for r in rows)


def test_an_empty_database_releases_nothing_about_persons() -> None:
    assert not list(shown(released(make_town(1, 0))))


@pytest.mark.parametrize("size", [1, 4, 5, 9])
def test_a_handful_of_referrals_gives_a_release_without_small_numbers(size: int) -> None:
    frame = pl.DataFrame(released(make_town(8, size)), schema=SCHEMA)
    assert frame.filter(pl.col("persons").is_between(0, SMALLEST - 1)).is_empty()
