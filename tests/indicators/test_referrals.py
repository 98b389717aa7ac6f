"""Referrals beside the potential, over time and per 1,000 patients, against plain loops."""

from dataclasses import replace
from datetime import date
from math import exp, lgamma, log

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.areas import Level, TakesPart
from domain.cells import Status
from domain.periods import CALENDAR, Grain, parse_period
from domain.results import Judgement, Result, Shape
from tests.indicators.money_worlds import FEW, Practice, Referral, World, busy, derive, hide, view, without, worlds
from tests.indicators.printed_plan import (
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
)

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


@pytest.mark.parametrize(
    ("hidden", "first", "columns"),
    [((), "2025-01", 12), (("month",), "2025-Q1", 4), (("month", "quarter"), "2025-H1", 2),
     (("month", "quarter", "half"), "2025", 1)],
)  # fmt: skip
def test_the_trend_is_as_fine_as_may_be_shown(hidden: tuple[str, ...], first: str, columns: int) -> None:
    seen = view(busy(), ENSCHEDE, "2025")
    codes = [p.code for grain in CALENDAR if grain in hidden for p in seen.period.split(grain)]
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
