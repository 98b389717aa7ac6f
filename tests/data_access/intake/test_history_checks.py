from dataclasses import replace

import pytest
from given_sheets import KNOWN, mapped, referrals

from data_access.intake.convert import convert
from data_access.problems import Problem

USUAL = {("welzijn", "GM0001", f"2026-{month:02d}"): 20 for month in range(3, 10)}


Monthly = dict[tuple[str, str, str], int]


def warned(counts: dict[str, int], monthly: Monthly, *, complete: bool = False) -> list[Problem]:
    rows = [{"Datum verwijzing": f"01-{month}-2026"} for month, number in counts.items() for _ in range(number)]
    mapping = replace(mapped(), complete=complete)
    result = convert(referrals(*rows), mapping, replace(KNOWN, monthly=monthly))
    assert result.errors == ()
    return list(result.warnings)


@pytest.mark.parametrize(("number", "rules"), [(20, []), (60, []), (61, ["jump"]), (7, []), (6, ["jump"])])
def test_a_month_that_differs_by_more_than_a_factor_from_those_before_is_a_warning(
    number: int, rules: list[str]
) -> None:
    assert [p.rule for p in warned({"10": number}, USUAL)] == rules


def test_the_sentence_names_the_place_the_month_and_both_numbers() -> None:
    (problem,) = warned({"10": 61}, USUAL)
    assert (problem.row, problem.column, problem.value) == (0, "", None)
    assert problem.text.startswith("Hof van Twente, oktober 2026: 61 verwijzingen, en in de maanden ervoor meestal 20.")


def test_the_running_month_is_too_young_to_be_low_but_may_be_high() -> None:
    assert warned({"11": 1}, USUAL) == []
    assert [p.rule for p in warned({"11": 99}, USUAL)] == ["jump"]


def test_small_numbers_and_a_first_month_say_nothing() -> None:
    few = dict.fromkeys(USUAL, 2)
    assert warned({"10": 9}, few) == []
    assert warned({"10": 99}, {}) == []


def test_months_of_the_file_itself_are_held_against_each_other() -> None:
    assert [p.text[:31] for p in warned({"07": 12, "08": 12, "09": 50}, {})] == ["Hof van Twente, september 2026:"]


def test_what_another_supplier_delivered_does_not_count() -> None:
    assert warned({"10": 61}, {("ander", place, month): n for (_, place, month), n in USUAL.items()}) == []


def test_a_month_that_shrinks_is_told_for_a_complete_delivery_alone() -> None:
    before = {("welzijn", "GM0001", "2026-09"): 5, ("welzijn", "GM0001", "2026-08"): 3}
    assert warned({"09": 4}, before) == []
    assert [(p.rule, p.text[:46]) for p in warned({"09": 4}, before, complete=True)] == [
        ("shrinks", "Hof van Twente, augustus 2026: 0 verwijzingen,"),
        ("shrinks", "Hof van Twente, september 2026: 4 verwijzingen"),
    ]
    assert warned({"09": 5, "08": 4}, before, complete=True) == []
