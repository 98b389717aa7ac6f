"""Budget, spending and cost per referral, against plain loops."""

from dataclasses import replace
from datetime import date
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cells import Origin, Status
from domain.periods import parse_period
from domain.results import Judgement
from indicators.derive.forecast import budget_year_end
from tests.indicators.money_worlds import (
    FEW,
    Expense,
    Practice,
    Referral,
    World,
    by_label,
    derive,
    hide,
    view,
    without,
    worlds,
)
from tests.indicators.printed_plan import AGREEMENTS, DATA_DATE, ENSCHEDE, FIRST, HVT, LOSSER, TOTALS

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
            assert rows[line.line]["value"] == (0 if line.unallocated else spent.get(line.line, 0))


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
    assert by_label(found)["Nadere invulling"]["value"] == 0
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


def test_a_quarter_in_which_the_whole_budget_was_overspent_is_behind() -> None:
    found = derive("budget_burn", view(spending([30_000_000] * 10), ENSCHEDE, "2026-Q1"))
    assert found.judgement is Judgement.BEHIND
