"""A second release in the same epoch: what may advance does, the rest stays, and a refresh by a few is refused."""

from datetime import date
from functools import cache

import polars as pl
import pytest

from domain.cells import TOTAL
from domain.releases import ReleaseContent
from publishing.certificate import write_certificate
from publishing.earlier import Earlier, months_of
from publishing.prepare import Prepared, prepare_release
from publishing.truth import Truth, truth_of
from publishing.verify import faults
from tests.publishing.town import DATA_DATE, make_town

SMALLEST = 5
SIZE = 250
FIRST = date(2025, 7, 31)
SEEDS = (1, 2)


def truth_at(seed: int, size: int, day: date, *, without: int = 0) -> Truth:
    town = make_town(seed, size)
    known = town.referrals.filter(pl.col("date_referral") <= day)
    region = town.agreements.geography.by_code["REG"]
    return truth_of(known.slice(without), town.programme, town.agreements, region, day)


@cache
def first(seed: int, size: int) -> Prepared:
    return prepare_release(truth_at(seed, size, FIRST), SMALLEST, lambda share, words: None, insiders=False)


def second(before: Prepared, seed: int, size: int, *, without: int = 0) -> Prepared:
    earlier = Earlier(cells=before.cells, dates=before.dates, data_date=FIRST, months=months_of(before.certificate))
    truth = truth_at(seed, size, DATA_DATE, without=without)
    return prepare_release(truth, SMALLEST, lambda share, words: None, earlier=earlier)


def totals(prepared: Prepared) -> dict[tuple[str, str], int]:
    rows = prepared.cells.filter(
        (pl.col("table") == "referrals") & (pl.col("category") == TOTAL) & (pl.col("status") == "shown")
    )
    return {(area, period): count for area, period, count in rows.select("area", "period", "count").iter_rows()}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_total_stays_or_grows_by_none_or_enough(seed):
    before = first(seed, SIZE)
    after = second(before, seed, SIZE)
    assert before.faults == after.faults == ()
    grown = [after_count - totals(before)[p] for p, after_count in totals(after).items() if p in totals(before)]
    assert all(n == 0 or n >= SMALLEST for n in grown)
    assert any(n >= SMALLEST for n in grown)


@pytest.mark.parametrize("seed", SEEDS)
def test_breakdowns_and_closed_periods_stay_as_they_were(seed):
    before = first(seed, SIZE)
    after = second(before, seed, SIZE)
    key = ["table", "area", "period", "category"]
    kept = before.cells.filter(
        pl.col("table").str.starts_with("referrals.") | (pl.col("period").str.starts_with("2024"))
    )
    kept = kept.filter(~pl.col("table").is_in(["delivery", "practices", "spent.line"]))
    assert kept.join(after.cells, on=[*key, "count", "sum", "status"], how="anti", nulls_equal=True).is_empty()
    stayed = after.dates.filter(pl.col("table") == "referrals.gender")
    assert set(stayed["data_date"]) == {FIRST}


def test_what_stays_has_its_own_date_and_what_advances_has_none():
    before = first(1, SIZE)
    after = second(before, 1, SIZE)
    dated = set(after.dates.filter(pl.col("table") == "referrals").select("area", "period").iter_rows())
    for place, count in totals(after).items():
        if place in totals(before) and count != totals(before)[place]:
            assert place not in dated


def test_a_correction_waits_for_the_restatement():
    before = first(1, SIZE)
    after = second(before, 1, SIZE, without=30)
    assert after.faults == ()
    assert all(totals(after)[p] == n for p, n in totals(before).items())


def test_a_total_refreshed_by_two_is_refused():
    before = first(1, SIZE)
    after = second(before, 1, SIZE)
    stayed = next(p for p in sorted(totals(before)) if p[0] == "REG" and p[1] == "2025")
    doctored = after.cells.with_columns(
        pl.when((pl.col("table") == "referrals") & (pl.col("area") == stayed[0]) & (pl.col("period") == stayed[1]))
        .then(totals(before)[stayed] + 2).otherwise(pl.col("count")).alias("count")
    )  # fmt: skip
    content = ReleaseContent(cells=doctored, certificate=write_certificate(after.certificate))
    assert list(faults(content, SMALLEST))
    fine = ReleaseContent(cells=after.cells, certificate=write_certificate(after.certificate))
    assert not list(faults(fine, SMALLEST))


def test_a_breakdown_that_changed_within_the_epoch_is_refused():
    before = first(1, SIZE)
    after = second(before, 1, SIZE)
    row = (pl.col("table") == "referrals.gender") & (pl.col("category") == "female") & (pl.col("status") == "shown")
    doctored = after.cells.with_columns(pl.when(row).then(pl.col("count") + 7).otherwise("count").alias("count"))
    content = ReleaseContent(cells=doctored, certificate=write_certificate(after.certificate))
    assert list(faults(content, SMALLEST))
