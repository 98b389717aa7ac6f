"""Referrals beside the potential, over time and per 1,000 patients, against plain loops."""

from dataclasses import replace
from datetime import date, timedelta
from math import exp, lgamma, log

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.areas import Level, TakesPart
from domain.cells import Status
from domain.periods import Grain, parse_period
from domain.results import Judgement, Result, Shape
from indicators.derive.forecast import year_end
from indicators.derive.seasonal import seasonal
from tests.indicators.money_worlds import (
    AGREEMENTS,
    DATA_DATE,
    DELFT,
    DWO,
    ENSCHEDE,
    GEOGRAPHY,
    HVT,
    LOSSER,
    TWENTE,
    WESTLAND,
    Practice,
    Referral,
    World,
    derive,
    hide,
    view,
    without,
    worlds,
)

FEW = settings(max_examples=15, deadline=None)
PERIODS = st.sampled_from(["2025", "2026", "2025-H2", "2026-Q3", "2025-05", "2026-10"])
AREAS = st.sampled_from([ENSCHEDE, HVT, DELFT, TWENTE, DWO])


def patients_of(world: World, area: str) -> int:
    """Of a region only those of the municipalities that take part."""
    alone = GEOGRAPHY.by_code[area].level is Level.MUNICIPALITY
    return sum(
        p.patients
        for p in world.practices
        if p.municipality in world.inside(area) and (alone or GEOGRAPHY.by_code[p.municipality].takes_part == "yes")
    )


def rows_of(result: Result) -> dict[str, dict[str, object]]:
    return {r["category"]: r for r in result.rows.iter_rows(named=True)}


@FEW
@given(worlds(), AREAS, PERIODS)
def test_the_potential_is_half_a_percent_of_the_patients_scaled_to_the_part_of_the_year(
    world: World, area: str, period: str
) -> None:
    found = derive("referrals_potential", view(world, area, period))
    count = len(world.referred(area, period))
    possible = 0.005 * patients_of(world, area) * parse_period(period).months / 12
    assert (found.value, found.n) == (count, count)
    assert found.base == pytest.approx(possible)
    assert rows_of(found)["now"]["reference"] == pytest.approx(possible)
    assert found.judgement is Judgement.NONE
    assert found.target is None
    assert ("expected" in rows_of(found)) == (period == "2026")


@FEW
@given(worlds(), st.sampled_from([ENSCHEDE, TWENTE, WESTLAND]), PERIODS)
def test_the_rate_is_that_of_each_municipality_that_takes_part(world: World, area: str, period: str) -> None:
    found = derive("referrals_rate", view(world, area, period))
    region = area if area == TWENTE else GEOGRAPHY.by_code[area].parent
    expected = {}
    for peer in GEOGRAPHY.children(str(region)):
        if peer.takes_part is TakesPart.YES:
            count = len(world.referred(peer.code, period))
            expected[peer.code] = count * 1000 / patients_of(world, peer.code)
    assert {c: r["value"] for c, r in rows_of(found).items()} == pytest.approx(expected)
    assert found.value == pytest.approx(len(world.referred(area, period)) * 1000 / patients_of(world, area))
    assert list(rows_of(found)) == sorted(expected, key=lambda code: GEOGRAPHY.by_code[code].name)


def poisson_at_most(count: int, mean: float) -> float:
    return sum(exp(n * log(mean) - mean - lgamma(n + 1)) for n in range(count + 1)) if mean else 1.0


def test_the_interval_of_the_rate_is_the_exact_one() -> None:
    world = World(
        (Practice("P", HVT, 4000, date(2024, 1, 1)),), tuple(Referral(HVT, "P", date(2025, 3, 1)) for _ in range(12))
    )
    found = derive("referrals_rate", view(world, HVT, "2025"))
    assert found.low is not None
    assert found.high is not None
    assert 1 - poisson_at_most(11, found.low * 4) == pytest.approx(0.025, abs=1e-6)
    assert poisson_at_most(12, found.high * 4) == pytest.approx(0.025, abs=1e-6)


@FEW
@given(worlds(), AREAS, PERIODS)
def test_the_trend_counts_every_month_and_adds_up_to_the_total(world: World, area: str, period: str) -> None:
    found = derive("referrals_trend", view(world, area, period))
    span = parse_period(period)
    counted = {c: r["count"] for c, r in rows_of(found).items()}
    for month, count in counted.items():
        assert count == len(world.referred(area, month))
    inside = {m.code for m in span.split(Grain.MONTH) if m.start <= DATA_DATE}
    assert inside <= set(counted)
    assert sum(int(str(counted[m])) for m in inside) == found.value == len(world.referred(area, period))
    reference = 0.005 * patients_of(world, area) / 12
    assert all(r["reference"] == pytest.approx(reference) for r in rows_of(found).values())


def busy(area: str = ENSCHEDE, practices: int = 1) -> World:
    """Ten referrals a month from January 2024 on."""
    known = tuple(Practice(f"P{n}", area, 2095, date(2024, 1, 1)) for n in range(practices))
    days = [date(2024, 1, 1) + timedelta(days=3 * n) for n in range(345)]
    return World(known, tuple(Referral(area, "P0", day) for day in days if day <= DATA_DATE))


@pytest.mark.parametrize(
    ("hidden", "first", "columns"),
    [((), "2025-01", 12), (("month",), "2025-Q1", 4), (("month", "quarter"), "2025-H1", 2),
     (("month", "quarter", "half"), "2025", 1)],
)  # fmt: skip
def test_the_trend_is_as_fine_as_may_be_shown(hidden: tuple[str, ...], first: str, columns: int) -> None:
    seen = view(busy(), ENSCHEDE, "2025")
    codes = [p.code for grain in Grain if grain in hidden for p in seen.period.split(grain)]
    found = derive("referrals_trend", hide(seen, "referrals", *codes) if codes else seen)
    assert found.shape is Shape.COLUMNS
    assert found.rows["category"][0] == first
    assert found.rows.height == columns


def test_a_hidden_total_hides_every_figure_made_from_it() -> None:
    seen = hide(view(busy(), ENSCHEDE, "2025"), "referrals", "2025")
    for key in ("referrals_potential", "referrals_trend", "referrals_rate", "budget_cost"):
        found = derive(key, seen)
        assert found.status is Status.HIDDEN
        assert (found.value, found.n, found.rows.height) == (None, None, 0)


def test_a_hidden_municipality_stays_hidden_among_its_neighbours() -> None:
    seen = view(busy(), ENSCHEDE, "2025")
    masked = hide(seen.of(GEOGRAPHY.by_code[HVT]), "referrals", "2025").of(seen.area)
    own = rows_of(derive("referrals_rate", masked))
    assert (own[HVT]["status"], own[HVT]["count"], own[HVT]["value"]) == ("hidden", None, None)
    assert own[ENSCHEDE]["status"] == "shown"


def test_a_municipality_that_does_not_take_part_gets_a_sentence_that_says_so() -> None:
    for key in ("referrals_potential", "referrals_trend", "referrals_rate"):
        found = derive(key, view(busy(), LOSSER, "2025"))
        assert found.status is Status.NO_DATA
        assert found.sentence == "Losser doet niet mee aan Welzijn op Recept."


def test_a_municipality_that_takes_part_but_delivered_nothing_is_told_apart_from_zero() -> None:
    found = derive("referrals_potential", without(view(busy(), ENSCHEDE, "2025"), "referrals"))
    assert found.status is Status.NO_DATA
    assert "iets anders dan nul" in found.sentence


def dwo() -> World:
    """255,000 registered patients."""
    return World(tuple(Practice(f"D{n}", (DELFT, WESTLAND)[n % 2], 2550, date(2024, 1, 1)) for n in range(100)))


def test_dwo_shows_its_own_1900_beside_the_computed_1275_with_both_statements() -> None:
    found = derive("referrals_potential", view(dwo(), DWO, "2025"))
    assert found.base == pytest.approx(1275)
    assert rows_of(found)["stated"]["value"] == 1900
    assert rows_of(found)["stated"]["reference"] == pytest.approx(1275)
    said = " ".join(found.notes)
    assert "1.275" in said
    assert "1.900" in said
    assert "Plan van aanpak DWO 2025-2026" in said
    assert "255.000 ingeschreven patiënten in DWO" in found.sentence


def test_the_printed_potential_is_explained_also_where_no_contradiction_is_recorded() -> None:
    found = derive("referrals_potential", view(dwo(), DWO, "2025", agreements=replace(AGREEMENTS, contradictions=())))
    assert any("1.900" in note and "1.275" in note for note in found.notes)


def test_without_a_share_there_is_no_potential() -> None:
    found = derive("referrals_potential", view(busy(), ENSCHEDE, "2025", agreements=replace(AGREEMENTS, targets=())))
    assert (found.value, found.base, found.reference_label) == (122, None, None)


def test_registrations_that_begin_halfway_are_told() -> None:
    seen = view(busy(), ENSCHEDE, "2025")
    early = (pl.col("table") == "delivery") & (pl.col("period") < "2025-07") & (pl.col("period").str.len_chars() == 7)
    late = replace(seen, cells=replace(seen.cells, frame=seen.cells.frame.filter(~early)))
    assert any("vanaf juli 2025" in note for note in derive("referrals_potential", late).notes)
    assert not any("vanaf" in note for note in derive("referrals_potential", seen).notes)


def test_a_year_that_is_over_has_no_forecast_and_the_running_year_has_one() -> None:
    assert year_end(view(busy(), ENSCHEDE, "2025")) is None
    ahead = year_end(view(busy(), ENSCHEDE, "2026"))
    assert ahead is not None
    assert 101 < ahead.low <= ahead.expected <= ahead.high < 150
    assert ahead.expected == pytest.approx(101 * 365 / 304, rel=0.03)


def seasonal_world(each: int) -> World:
    """`each` referrals in every month of 2025, five times as many in November and December; `each` a month in 2026."""
    known = (Practice("P0", ENSCHEDE, 2095, date(2024, 1, 1)),)
    months = [(2025, m, each * (5 if m > 10 else 1)) for m in range(1, 13)] + [(2026, m, each) for m in range(1, 11)]
    days = [date(year, month, 1) for year, month, count in months for _ in range(count)]
    return World(known, tuple(Referral(ENSCHEDE, "P0", day) for day in days))


def test_the_forecast_follows_the_season_of_last_year_from_a_hundred_referrals_on() -> None:
    by_season = year_end(view(seasonal_world(20), ENSCHEDE, "2026"))
    by_calendar = year_end(view(seasonal_world(4), ENSCHEDE, "2026"))
    assert by_season is not None
    assert by_season.expected == pytest.approx(400, rel=0.02)
    assert by_calendar is not None
    assert by_calendar.expected == pytest.approx(40 + 40.5 * 61 / 304)


def test_a_municipality_of_which_a_month_is_missing_has_no_forecast() -> None:
    seen = view(busy(), ENSCHEDE, "2026")
    year = (pl.col("table") == "delivery") & (pl.col("period") == "2026") & (pl.col("category") == "delivered")
    short = seen.cells.frame.with_columns(pl.when(year).then(9).otherwise("count").alias("count"))
    assert year_end(replace(seen, cells=replace(seen.cells, frame=short))) is None


def test_without_the_months_of_last_year_the_forecast_follows_the_calendar() -> None:
    seen = view(busy(), ENSCHEDE, "2026")
    months = [p.code for p in parse_period("2025").split(Grain.MONTH)]
    ahead = year_end(hide(seen, "referrals", *months))
    assert ahead is not None
    assert ahead.expected == pytest.approx(101 + 101.5 * (365 - 304) / 304)


def test_the_seasonal_forecast_agrees_with_drawing_seasons_and_years() -> None:
    rng = np.random.default_rng(7)
    shares = rng.beta(320.5, 110.5, 200_000)
    drawn = 402 + rng.negative_binomial(402.5, shares)
    found = seasonal(402, 320, 110)
    assert found.expected == pytest.approx(drawn.mean(), abs=0.5)
    assert found.low == pytest.approx(np.quantile(drawn, 0.1), abs=1)
    assert found.high == pytest.approx(np.quantile(drawn, 0.9), abs=1)


def test_the_band_holds_the_truth_in_about_eight_of_ten_years() -> None:
    rng = np.random.default_rng(11)
    inside = 0
    for _ in range(800):
        rate, share = rng.uniform(100, 600), rng.uniform(0.7, 0.9)
        before, after = rng.poisson(rate * 0.8 * share), rng.poisson(rate * 0.8 * (1 - share))
        so_far, rest = int(rng.poisson(rate * share)), int(rng.poisson(rate * (1 - share)))
        found = seasonal(so_far, before, after)
        inside += found.low <= so_far + rest <= found.high
    assert 0.76 < inside / 800 < 0.88
