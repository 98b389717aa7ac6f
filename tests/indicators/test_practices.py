"""Practices against the path, in norm practices and patients, referring and listed, against plain loops."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.areas import Level, TakesPart
from domain.cells import Origin, Status
from domain.periods import Grain, parse_period, periods_between
from domain.results import Judgement, Layer, Result, Shape
from indicators.derive.forecast import practices_year_end
from indicators.statistics import gamma_poisson
from tests.indicators.money_worlds import FEW, Practice, Referral, World, derive, hide, view, worlds
from tests.indicators.printed_plan import (
    AGREEMENTS,
    DATA_DATE,
    DELFT,
    DWO,
    ENSCHEDE,
    FIRST,
    GEOGRAPHY,
    HVT,
    LOSSER,
    PATH,
    TWENTE,
    target,
)

PERIODS = st.sampled_from(["2024", "2025", "2026", "2025-H2", "2026-Q3", "2025-05"])
AREAS = st.sampled_from([ENSCHEDE, HVT, DELFT, TWENTE, DWO])


def counted(world: World, area: str) -> list[Practice]:
    """The practices that are the denominator: of a region those in municipalities that take part."""
    alone = GEOGRAPHY.by_code[area].level is Level.MUNICIPALITY
    return [
        p
        for p in world.practices
        if p.municipality in world.inside(area)
        and (alone or GEOGRAPHY.by_code[p.municipality].takes_part is TakesPart.YES)
    ]


def moment(period: str) -> date:
    return min(parse_period(period).end, DATA_DATE)


def series(result: Result, name: str) -> dict[str, float]:
    rows = result.rows.iter_rows(named=True)
    return {r["category"]: r["value"] for r in rows if r["series"] == name}


@FEW
@given(worlds(), AREAS, PERIODS)
def test_participating_counts_those_that_take_part_on_the_last_day(world: World, area: str, period: str) -> None:
    found = derive("practices_participating", view(world, area, period))
    own = counted(world, area)
    assert found.value == sum(1 for p in own if p.takes_part(moment(period)))
    assert found.base == len(own)
    for code, value in series(found, "now").items():
        assert value == sum(1 for p in own if p.takes_part(min(parse_period(code).end, DATA_DATE)))


@FEW
@given(worlds(), AREAS, PERIODS)
def test_norm_practices_and_patients_follow_from_the_registered_patients(world: World, area: str, period: str) -> None:
    own = counted(world, area)
    every = sum(p.patients for p in own)
    joined = sum(p.patients for p in own if p.takes_part(moment(period)))
    norm = derive("practices_norm", view(world, area, period))
    assert (norm.value, norm.base) == (pytest.approx(joined / 2095), pytest.approx(every / 2095))
    share = derive("practices_patients", view(world, area, period))
    assert share.value == pytest.approx(joined / every)
    for row in share.rows.iter_rows(named=True):
        mine = [p for p in own if p.municipality == row["category"]]
        part = sum(p.patients for p in mine if p.takes_part(moment(period)))
        assert row["value"] == pytest.approx(part / sum(p.patients for p in mine))


@FEW
@given(worlds(), AREAS, st.sampled_from(["2025", "2026", "2026-H1"]))
def test_referring_and_participating_without_a_referral(world: World, area: str, period: str) -> None:
    found = derive("practices_referring", view(world, area, period))
    referring = len({r.practice for r in world.referred(area, period)})
    joined = sum(1 for p in counted(world, area) if p.takes_part(moment(period)))
    shown = {r["category"]: r["count"] for r in found.rows.iter_rows(named=True)}
    assert found.value == referring
    assert shown["participating"] == joined
    assert shown.get("silent") == (joined - referring if joined >= referring else None)


@FEW
@given(worlds(), st.sampled_from([ENSCHEDE, HVT]), PERIODS)
def test_the_list_holds_every_practice_that_referred_or_takes_part(world: World, area: str, period: str) -> None:
    found = derive("practices_list", view(world, area, period))
    shown = {r["category"]: (r["count"], r["label"]) for r in found.rows.iter_rows(named=True)}
    referred: dict[str, list[date]] = {}
    for r in world.referred(area, period):
        referred.setdefault(r.practice, []).append(r.day)
    joined = {p.code for p in counted(world, area) if p.takes_part(moment(period))}
    assert set(shown) == joined | set(referred)
    for code, (count, label) in shown.items():
        days = referred.get(code, [])
        assert count == len(days)
        assert (max(days).strftime("%d-%m-%Y") if days else "geen verwijzing") in label
    assert [count for count, _ in shown.values()] == sorted((count for count, _ in shown.values()), reverse=True)


def test_practice_figures_are_closed_to_everyone_but_the_coordinator() -> None:
    found = derive("practices_list", view(growing(), ENSCHEDE, "2026", origin=Origin.RELEASED))
    assert (found.status, found.value, found.rows.height) == (Status.HIDDEN, None, 0)
    assert "coördinator" in found.sentence


def growing(*, joined: int = 30, every: int = 48, area: str = ENSCHEDE) -> World:
    """One practice joins each month from January 2024 on, until `joined`; 34 months to the data date."""
    days = [p.start for p in periods_between(FIRST, DATA_DATE, Grain.MONTH)][:joined]
    days = days + [FIRST] * (joined - len(days))
    return World(tuple(Practice(f"P{n}", area, 2000, days[n] if n < joined else None) for n in range(every)))


@pytest.mark.parametrize(
    ("period", "aim"),
    [("2026", 32), ("2026-Q3", 32), ("2026-Q1", 27), ("2026-02", 25), ("2025", 25), ("2024-H1", 10), ("2026-Q4", 32)],
)
def test_enschede_is_judged_by_the_last_point_of_the_path_that_should_be_reached(period: str, aim: int) -> None:
    found = derive("practices_participating", view(growing(), ENSCHEDE, period))
    assert found.target == aim
    behind = found.value is not None and found.value < aim
    assert found.judgement is (Judgement.BEHIND if behind else Judgement.ON_COURSE)
    assert ("achter" in found.sentence) == behind


def test_before_the_first_point_of_the_path_nothing_is_judged() -> None:
    found = derive("practices_participating", view(growing(), ENSCHEDE, "2024-01"))
    assert found.target == 5
    early = replace(AGREEMENTS, targets=tuple(t for t in AGREEMENTS.targets if t.period >= "2025"))
    found = derive("practices_participating", view(growing(), ENSCHEDE, "2024-01", agreements=early))
    assert (found.target, found.judgement) == (None, Judgement.NONE)


def test_a_second_statement_of_an_aim_is_never_the_judge() -> None:
    second = target("practices_participating", HVT, "2025", 40, position=2)
    seen = view(growing(area=HVT), HVT, "2026", agreements=replace(AGREEMENTS, targets=(second,)))
    assert derive("practices_participating", seen).target is None


def test_the_path_is_drawn_by_quarter_with_the_expected_year_end() -> None:
    found = derive("practices_participating", view(growing(), ENSCHEDE, "2026"))
    assert found.shape is Shape.PATH
    assert found.layers == (Layer.SYNTHETIC, Layer.PUBLISHED)
    path = series(found, "path")
    assert [path[f"{2024 + n // 4}-Q{n % 4 + 1}"] for n in range(12)] == list(PATH)
    assert list(series(found, "expected")) == ["2026-Q4"]
    assert list(series(found, "now"))[-2:] == ["2026-Q3", "2026-10"]
    assert "35 (of 36)" in found.sentence


def test_both_contradictions_stand_beside_the_path_with_their_source() -> None:
    notes = derive("practices_participating", view(growing(), ENSCHEDE, "2026")).notes
    assert any("35 (pad)" in n and "36 (drie kwart van 48)" in n and "Meerjarenplan Enschede" in n for n in notes)
    assert any("5 (doel)" in n and "6 doen al mee" in n for n in notes)


def test_another_municipality_is_not_judged_by_the_path_of_enschede() -> None:
    found = derive("practices_participating", view(growing(area=HVT), HVT, "2026"))
    assert (found.target, found.judgement) == (None, Judgement.NONE)
    assert any("zelf geen afspraak" in note for note in found.notes)


def test_the_expected_year_end_follows_the_joins_of_the_last_four_full_quarters() -> None:
    world = growing(joined=34)
    seen = view(world, ENSCHEDE, "2026")
    joins = sum(1 for p in world.practices if p.joined and date(2025, 9, 30) < p.joined <= date(2026, 9, 30))
    total = gamma_poisson(joins, 1 / (1 + 61 / 365))
    ahead = practices_year_end(seen)
    assert ahead is not None
    assert total is not None
    assert joins == 12
    assert ahead.expected == pytest.approx(34 + total.expected - 12)
    assert (ahead.low, ahead.high) == (34 + total.low - 12, 34 + total.high - 12)


def test_no_more_practices_are_expected_than_there_are() -> None:
    ahead = practices_year_end(view(growing(joined=34, every=35), ENSCHEDE, "2026"))
    assert ahead is not None
    assert (ahead.expected, ahead.high) == (35, 35)


def test_a_year_that_is_over_is_not_forecast() -> None:
    assert practices_year_end(view(growing(), ENSCHEDE, "2025")) is None
    assert series(derive("practices_participating", view(growing(), ENSCHEDE, "2025")), "expected") == {}


def test_an_earlier_quarter_of_the_running_year_is_told_without_a_forecast() -> None:
    assert series(derive("practices_participating", view(growing(), ENSCHEDE, "2026-Q1")), "expected") == {}


def test_a_municipality_that_does_not_take_part_is_told_apart() -> None:
    world = World((Practice("L", LOSSER, 2000),))
    found = derive("practices_participating", view(world, LOSSER, "2026"))
    assert found.value == 0
    assert "Losser doet niet mee" in found.sentence
    assert derive("practices_referring", view(world, LOSSER, "2026")).sentence.startswith("Losser doet niet mee")


def test_an_area_without_known_practices_has_no_data() -> None:
    for key in ("practices_participating", "practices_norm", "practices_patients"):
        found = derive(key, view(World(), ENSCHEDE, "2026"))
        assert (found.status, found.value) == (Status.NO_DATA, None)


def test_of_a_region_only_municipalities_that_take_part_are_the_denominator() -> None:
    world = World((Practice("E", ENSCHEDE, 3000, FIRST), Practice("H", HVT, 1000), Practice("L", LOSSER, 9000)))
    found = derive("practices_patients", view(world, TWENTE, "2026"))
    assert found.value == pytest.approx(0.75)
    assert "in de 2 gemeenten van Twente die meedoen" in found.sentence


@pytest.mark.parametrize("period", ["2026-Q3", "2026-05"])
def test_the_number_referring_is_released_by_half_year_only(period: str) -> None:
    found = derive("practices_referring", view(growing(), ENSCHEDE, period, origin=Origin.RELEASED))
    assert (found.status, found.value) == (Status.HIDDEN, None)
    assert "halfjaar" in found.sentence


def test_nobody_referring_is_zero_where_the_referrals_are_known_and_hidden_where_they_are_hidden() -> None:
    seen = view(growing(), ENSCHEDE, "2025")
    assert derive("practices_referring", seen).value == 0
    assert derive("practices_referring", hide(seen, "referrals", "2025")).status is Status.HIDDEN


def test_no_difference_is_shown_where_more_practices_referred_than_take_part() -> None:
    gone = Practice("P", HVT, 2000, FIRST, date(2025, 6, 30))
    world = World((gone,), (Referral(HVT, "P", date(2025, 3, 1)),))
    found = derive("practices_referring", view(world, HVT, "2025"))
    assert "silent" not in found.rows["category"].to_list()
    assert any("meer praktijken" in note for note in found.notes)
