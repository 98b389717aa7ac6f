"""The money: the printed plan of Enschede to the cent, and the rest against plain loops."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.cells import Origin, Status
from domain.periods import parse_period
from domain.results import Judgement, Layer, Result
from indicators.derive.forecast import budget_year_end
from indicators.derive.team_hours import cents as round_cents
from tests.indicators.money_worlds import (
    AGREEMENTS,
    DATA_DATE,
    ENSCHEDE,
    FIRST,
    HVT,
    LOSSER,
    Expense,
    Practice,
    Referral,
    World,
    derive,
    fund,
    hide,
    view,
    without,
    worlds,
)

FEW = settings(max_examples=15, deadline=None)
TOTALS = {2023: 5539939, 2024: 19568818, 2025: 21583306, 2026: 23591799}
PERIODS = st.sampled_from(["2024", "2025", "2026", "2025-H2", "2026-Q3", "2025-05"])


def paid(world: World, area: str, period: str, *, regular: bool = False) -> dict[str, int]:
    span, found = parse_period(period), {}
    for e in world.expenses:
        if e.area == area and span.start <= e.day <= span.end and e.regular is regular:
            found[e.line] = found.get(e.line, 0) + e.cents
    return found


def known(world: World, area: str, period: str) -> bool:
    year = str(parse_period(period).year)
    return bool(paid(world, area, year) or paid(world, area, year, regular=True))


def by_label(result: Result) -> dict[str, dict[str, object]]:
    return {r["label"]: r for r in result.rows.iter_rows(named=True)}


@pytest.mark.parametrize("year", TOTALS)
def test_funding_lines_and_printed_total_of_enschede_agree_to_the_cent(year: int) -> None:
    funding = derive("budget_funding", view(World(), ENSCHEDE, str(year)))
    assert funding.value == TOTALS[year]
    assert funding.layers == (Layer.PUBLISHED,)
    assert sum("tellen op tot" in note for note in funding.notes) == 2
    lines = derive("budget_lines", view(World(), ENSCHEDE, str(year)))
    assert lines.base == TOTALS[year]
    assert sum(lines.rows["reference"].to_list()) == TOTALS[year]


def test_samsam_stands_outside_the_total_of_2023() -> None:
    found = derive("budget_funding", view(World(), ENSCHEDE, "2023"))
    assert found.value == 5539939
    assert by_label(found)["SamSam (incidenteel, buiten het totaal)"]["value"] == 2500000
    assert "Buiten dit totaal: € 25.000 SamSam" in found.sentence


def test_money_that_does_not_add_up_is_told_with_both_amounts() -> None:
    wrong = replace(AGREEMENTS, funding=(fund(2024, "pok", 10000000, 19568818),))
    notes = derive("budget_funding", view(World(), ENSCHEDE, "2024", agreements=wrong)).notes
    assert any("€ 100.000,00" in note and "€ 195.688,18" in note for note in notes)


def half_up(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


HOURS = {
    2024: ((7, 11), (10, 10), (12, 10), (15, 11)),
    2025: ((17, 11), (20, 10), (22, 10), (25, 11)),
    2026: ((27, 11), (30, 10), (32, 10), (35, 11)),
}
RATES = {2024: (7000, 75), 2025: (7280, 50), 2026: (7571, 25)}
INDEXED = {2024: 7567560, 2025: 10016698, 2026: 7688805}


def test_half_a_cent_goes_up_as_in_the_plan() -> None:
    assert [round_cents(Decimal(text)) for text in ("2.5", "3.5", "7393081.5", "2.49")] == [3, 4, 7393082, 2]


@pytest.mark.parametrize("year", HOURS)
def test_the_hours_table_of_enschede_is_recomputed_to_the_cent(year: int) -> None:
    found = derive("budget_team_hours", view(World(), ENSCHEDE, str(year)))
    rate, share = RATES[year]
    rows = [r for r in found.rows.iter_rows(named=True) if r["series"] == "wor"]
    for (practices, weeks), row in zip(HOURS[year], rows, strict=True):
        hours = practices * weeks * 3
        covered = half_up(Decimal(hours * rate * share) / 100)
        assert (row["count"], row["base"], row["value"]) == (hours, hours * rate, covered)
        assert row["reference"] == covered
    total = sum(p * w * 3 for p, w in HOURS[year])
    assert (found.n, found.base, found.value) == (total, total * rate, INDEXED[year])
    assert "Alle kwartalen kloppen tot op de cent met het plan." in found.notes
    assert "Het jaartotaal klopt tot op de cent met het plan." in found.notes


def test_the_cent_between_the_quarters_and_the_total_of_2026_is_explained() -> None:
    notes = derive("budget_team_hours", view(World(), ENSCHEDE, "2026")).notes
    assert any("€ 73.930,81" in note and "€ 73.930,82" in note and "rondt" in note for note in notes)


def test_the_sixty_cents_between_both_tables_of_2024_are_told() -> None:
    notes = derive("budget_team_hours", view(World(), ENSCHEDE, "2024")).notes
    assert any("€ 75.675,00" in note and "€ 75.675,60" in note for note in notes)


def test_a_printed_figure_that_is_not_ours_is_told_with_both() -> None:
    changed = tuple(
        replace(row, covered_cents=row.covered_cents + 1) if (row.year, row.quarter) == (2025, 2) else row
        for row in AGREEMENTS.team_hours
    )
    wrong = replace(AGREEMENTS, team_hours=changed)
    notes = derive("budget_team_hours", view(World(), ENSCHEDE, "2025", agreements=wrong)).notes
    assert any("Q2" in note and "€ 21.840,00" in note and "€ 21.840,01" in note for note in notes)


def test_next_year_is_what_the_plan_says_and_asks_the_promised_question() -> None:
    found = derive("budget_next_year", view(World(), ENSCHEDE, "2026"))
    assert (found.value, found.period_label) == (10000000, "2027")
    assert found.rows["value"].to_list() == [10000000, 35 * 42 * 3 * 7571]
    assert "4.410 uur" in found.sentence
    assert "€ 333.900" in found.sentence
    assert "vraagt doorgaan extra geld?" in found.sentence
    assert any("geen SPUK GALA" in note for note in found.notes)


def test_the_year_after_2024_is_the_plan_of_2025() -> None:
    found = derive("budget_next_year", view(World(), ENSCHEDE, "2024"))
    assert found.value == TOTALS[2025]
    assert by_label(found)["Wijkteam: deel van WOR"]["value"] == INDEXED[2025]


@FEW
@given(worlds(), PERIODS)
def test_lines_show_what_was_spent_on_each_beside_the_budget(world: World, period: str) -> None:
    found = derive("budget_lines", view(world, ENSCHEDE, period))
    spent = paid(world, ENSCHEDE, period)
    if not known(world, ENSCHEDE, period):
        assert found.value is None
        assert "iets anders dan nul" in found.sentence
        return
    assert found.value == sum(spent.values())
    assert sum(v for v in found.rows["value"].to_list() if v is not None) == sum(spent.values())
    rows = by_label(found)
    for line in AGREEMENTS.budget_lines:
        if line.year == parse_period(period).year:
            assert rows[line.line]["reference"] == line.amount_cents
            assert rows[line.line]["value"] == (None if line.unallocated else spent.get(line.line, 0))


@FEW
@given(worlds(), PERIODS)
def test_burn_adds_up_from_january_to_the_end_of_the_period(world: World, period: str) -> None:
    found = derive("budget_burn", view(world, ENSCHEDE, period))
    if not known(world, ENSCHEDE, period):
        assert found.status is Status.NO_DATA
        return
    end = min(parse_period(period).end, DATA_DATE)
    total = sum(
        e.cents
        for e in world.expenses
        if e.area == ENSCHEDE and not e.regular and e.day.year == end.year and e.day <= end
    )
    assert found.value == total
    assert found.target == TOTALS[end.year]
    path = [r["value"] for r in found.rows.iter_rows(named=True) if r["series"] == "path"]
    assert path[-1] == pytest.approx(TOTALS[end.year])
    if end.year < 2026 and parse_period(period).end == date(end.year, 12, 31):
        assert found.judgement is (Judgement.BEHIND if total > TOTALS[end.year] else Judgement.ON_COURSE)


def spending(each: list[int], year: int = 2026, area: str = ENSCHEDE) -> World:
    """One expense a month, from January on."""
    months = tuple(Expense(area, date(year, n + 1, 15), "Communicatie", cents) for n, cents in enumerate(each))
    return World(expenses=months)


def test_the_expected_year_end_is_what_was_spent_and_the_mean_of_the_months_for_the_rest() -> None:
    each = [100_000, 140_000, 90_000, 110_000, 120_000, 80_000, 130_000, 100_000, 95_000, 105_000]
    ahead = budget_year_end(view(spending(each), ENSCHEDE, "2026"))
    mean = sum(each) / 10
    spread = sqrt(sum((x - mean) ** 2 for x in each) / 9)
    half = 1.383029 * spread * sqrt(2 + 2**2 / 10)  # Student's t with 9 degrees of freedom, 90%
    assert ahead is not None
    assert ahead.expected == pytest.approx(sum(each) + 2 * mean, abs=1)
    assert (ahead.low, ahead.high) == (
        pytest.approx(sum(each) + 2 * mean - half, abs=2), pytest.approx(sum(each) + 2 * mean + half, abs=2),
    )  # fmt: skip


def test_no_less_is_expected_than_was_already_spent() -> None:
    ahead = budget_year_end(view(spending([900_000] + [0] * 9), ENSCHEDE, "2026"))
    assert ahead is not None
    assert ahead.low == 900_000


def test_there_is_no_forecast_before_three_months_or_after_the_year() -> None:
    assert budget_year_end(view(spending([5] * 2), ENSCHEDE, "2026", data_date=date(2026, 2, 28))) is None
    assert budget_year_end(view(spending([5] * 12, 2025), ENSCHEDE, "2025")) is None


@pytest.mark.parametrize(("monthly", "judgement"), [(1_900_000, "on_course"), (2_000_000, "behind")])
def test_the_running_year_is_on_course_while_the_expected_spending_fits(monthly: int, judgement: str) -> None:
    found = derive("budget_burn", view(spending([monthly] * 10), ENSCHEDE, "2026"))
    assert found.judgement == judgement
    assert "Van het jaar is 83% voorbij" in found.sentence


def test_an_earlier_quarter_of_the_running_year_is_not_judged() -> None:
    found = derive("budget_burn", view(spending([1_000] * 10), ENSCHEDE, "2026-Q1"))
    assert found.judgement is Judgement.NONE
    assert any("heel 2026" in note for note in found.notes)


def test_what_is_left_is_told_as_not_spent_and_not_as_paid_back() -> None:
    found = derive("budget_burn", view(spending([1_000_000] * 12, 2025), ENSCHEDE, "2025"))
    assert "Niet besteed: € 95.833" in found.sentence
    assert "terug" not in found.sentence


def test_unallocated_money_is_never_spent() -> None:
    found = derive("budget_lines", view(spending([1_000_000] * 10), ENSCHEDE, "2026"))
    assert by_label(found)["Nadere invulling"]["value"] is None
    assert by_label(found)["Nadere invulling"]["reference"] == 3837724
    assert "nadere invulling" in found.sentence


def test_a_remark_and_a_contradiction_stand_beside_the_lines_of_their_year() -> None:
    notes = derive("budget_lines", view(World(), ENSCHEDE, "2024")).notes
    assert any("€ 23.612,40" in note for note in notes)
    assert any("12 weken" in note for note in notes)
    assert not any("€ 23.612,40" in note for note in derive("budget_lines", view(World(), ENSCHEDE, "2025")).notes)


@FEW
@given(worlds(), PERIODS)
def test_the_cost_of_a_referral_leaves_out_what_is_kept_apart(world: World, period: str) -> None:
    found = derive("budget_cost", view(world, ENSCHEDE, period))
    if not known(world, ENSCHEDE, period):
        assert found.status is Status.NO_DATA
        return
    referrals = world.referred(ENSCHEDE, period)
    started = sum(1 for r in referrals if r.started)
    money = sum(c for line, c in paid(world, ENSCHEDE, period).items() if line not in ("Thuisgekookt", "POH-J"))
    regular = sum(paid(world, ENSCHEDE, period, regular=True).values())
    rows = {r["category"]: r["value"] for r in found.rows.iter_rows(named=True)}
    expected = {"wor|referral": (money, len(referrals)), "wor|activity": (money, started)}
    if regular:
        expected |= {"full|referral": (money + regular, len(referrals)), "full|activity": (money + regular, started)}
    assert rows == {code: pytest.approx(cents / n) if n else None for code, (cents, n) in expected.items()}
    assert found.value == rows["wor|referral"]


def costly() -> World:
    return World(
        (Practice("P", ENSCHEDE, 2000, FIRST),),
        tuple(Referral(ENSCHEDE, "P", date(2025, 3, n + 1), n % 2 == 0) for n in range(20)),
        (
            Expense(ENSCHEDE, date(2025, 2, 1), "Communicatie", 400_000),
            Expense(ENSCHEDE, date(2025, 2, 1), "Thuisgekookt", 100_000),
            Expense(ENSCHEDE, date(2025, 2, 1), "Wijkteammedewerkers", 600_000, regular=True),
        ),
    )


def test_the_cost_names_what_is_kept_apart_and_the_share_that_falls() -> None:
    found = derive("budget_cost", view(costly(), ENSCHEDE, "2025"))
    assert found.value == 20_000
    assert "€ 200 aan geld van WOR, en € 500 met regulier geld erbij" in found.sentence
    assert any("Thuisgekookt (€ 1.000), samen 20%" in note for note in found.notes)
    assert any("75% in 2024, 50% in 2025 en 25% in 2026" in note for note in found.notes)


@pytest.mark.parametrize("line", ["POH-J", "Thuisgekookt", "Thuisgekookt (nieuwe matches)"])
def test_money_that_is_not_for_referrals_is_no_part_of_their_cost(line: str) -> None:
    world = costly()
    more = replace(world, expenses=(*world.expenses, Expense(ENSCHEDE, date(2025, 4, 1), line, 9_999_999)))
    assert derive("budget_cost", view(more, ENSCHEDE, "2025")).value == 20_000


def test_a_hidden_step_hides_the_cost_of_an_activity_but_not_of_a_referral() -> None:
    found = derive("budget_cost", hide(view(costly(), ENSCHEDE, "2025"), "trajectory.step", "2025"))
    rows = {r["category"]: (r["status"], r["value"], r["count"], r["base"]) for r in found.rows.iter_rows(named=True)}
    assert rows["wor|activity"] == ("hidden", None, None, None)
    assert rows["wor|referral"][0] == "shown"
    assert "gestarte activiteit" not in found.sentence


def test_a_quarter_that_is_released_has_no_cost_of_an_activity() -> None:
    seen = without(view(costly(), ENSCHEDE, "2025-Q1", origin=Origin.RELEASED), "trajectory.step")
    rows = {r["category"]: r["status"] for r in derive("budget_cost", seen).rows.iter_rows(named=True)}
    assert rows == {"wor|referral": "shown", "full|referral": "shown", "wor|activity": "hidden",
                    "full|activity": "hidden"}  # fmt: skip


@pytest.mark.parametrize(
    "key", ["budget_funding", "budget_lines", "budget_burn", "budget_team_hours", "budget_next_year"]
)
def test_an_area_without_a_plan_has_no_data_and_its_own_sentence(key: str) -> None:
    found = derive(key, view(costly(), HVT, "2026"))
    assert (found.status, found.value) == (Status.NO_DATA, None)
    assert "Hof van Twente" in found.sentence
    assert derive(key, view(costly(), LOSSER, "2026")).sentence == "Losser doet niet mee aan Welzijn op Recept."
