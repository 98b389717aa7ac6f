"""Further releases in the same epoch: what grew by none or enough is brought up to date, and nothing is learnt."""

from dataclasses import replace
from datetime import date
from functools import cache

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.cells import OTHER, TOTAL
from domain.releases import ReleaseContent
from publishing.certificate import write_certificate
from publishing.check import check
from publishing.verify import CHANGED, faults
from tests.publishing.epoch import K, Stage, attacked, release, released, truth_at

SIZE = 700
DAYS = (date(2025, 5, 31), date(2025, 8, 31), date(2025, 10, 31))
KEY = ["table", "area", "period", "category"]
FIGURE = KEY[:3]
ONE = {"towns": ("GM1", "GM2"), "month": "2025-01"}


@cache
def stages(seed: int = 3) -> tuple[Stage, ...]:
    return tuple(released([truth_at(seed, SIZE, day, **ONE) for day in DAYS]))


def shown(stage: Stage) -> pl.DataFrame:
    """Counts about residents of the running year."""
    people = pl.col("table").str.contains("^(referrals|trajectory)") & pl.col("period").str.starts_with("2025")
    return stage.prepared.cells.filter(people, pl.col("status") == "shown", pl.col("count").is_not_null())


def found(stage: Stage, cells: pl.DataFrame | None = None, **parts: pl.DataFrame) -> list[str]:
    prepared = stage.prepared
    content = ReleaseContent(
        cells=prepared.cells if cells is None else cells, dates=prepared.dates,
        certificate=write_certificate({**prepared.certificate, **parts}),
    )  # fmt: skip
    return list(faults(content, K))


def up_to_date(stage: Stage, category: str = "female", table: str = "referrals.gender") -> pl.DataFrame:
    """Shown numbers of the table that are of the data date."""
    rows = shown(stage).filter((pl.col("table") == table) & (pl.col("category") == category))
    return rows.join(stage.prepared.dates, on=FIGURE, how="anti")


def changed(stage: Stage, row: pl.DataFrame, by: int) -> pl.DataFrame:
    hit = pl.struct(KEY).is_in(row.select(pl.struct(KEY)).to_series().implode())
    return stage.prepared.cells.with_columns(pl.when(hit).then(pl.col("count") + by).otherwise("count").alias("count"))


def test_every_release_is_in_order():
    assert [s.prepared.faults for s in stages()] == [(), (), ()]
    assert [found(s) for s in stages()] == [[], [], []]


@pytest.mark.parametrize("later", [1, 2])
def test_every_number_stays_or_grows_by_none_or_enough(later):
    before, after = shown(stages()[later - 1]), shown(stages()[later])
    both = after.filter(~pl.col("category").str.ends_with(OTHER)).join(before, on=KEY, suffix="_before")
    grown = both["count"] - both["count_before"]
    assert not grown.is_between(1, K - 1).any()
    assert not (grown < 0).any()


def test_totals_and_breakdowns_advance_and_a_period_that_began_later_has_its_own():
    first, second = stages()[0], stages()[1]
    grown = shown(second).join(shown(first), on=KEY, suffix="_before").filter(pl.col("count") > pl.col("count_before"))
    assert grown.filter((pl.col("table") == "referrals") & (pl.col("category") == TOTAL)).height
    parts = grown.filter(pl.col("category") != TOTAL)
    assert parts.filter(pl.col("table").is_in(["referrals.gender", "referrals.client"])).height
    later = shown(second).filter((pl.col("period") == "2025-H2") & (pl.col("category") != TOTAL))
    assert {"referrals.gender", "referrals.age_band", "trajectory.ending"} <= set(later["table"])


def test_a_table_is_up_to_date_as_a_whole_or_not_at_all():
    for stage in stages()[1:]:
        fresh = shown(stage).join(stage.prepared.dates, on=FIGURE, how="anti")
        parts = fresh.filter(pl.col("table").is_in(["referrals.gender", "referrals.client"]))
        sums = parts.group_by(FIGURE).agg(
            total=pl.col("count").filter(pl.col("category") == TOTAL).sum(),
            parts=pl.col("count").filter(pl.col("category") != TOTAL).sum(),
            bare=(pl.col("category") == TOTAL).all(),
        )
        assert sums.filter(~pl.col("bare") & (pl.col("total") != pl.col("parts"))).is_empty()


def test_what_stays_has_its_date_and_is_as_it_was():
    for before, after in zip(stages(), stages()[1:], strict=False):
        same = [*KEY, "count"]
        stayed = shown(after).join(after.prepared.dates, on=FIGURE, how="semi")
        assert stayed.height
        assert stayed.join(shown(before), on=same, how="anti").is_empty()
        assert any(m.stays for m in after.prepared.report.municipalities)


def test_closed_years_stay_as_they_were():
    two = released([truth_at(1, 250, day, towns=("GM1",)) for day in DAYS[::2]])
    closed = two[0].prepared.cells.filter(pl.col("period").str.starts_with("2024"))
    closed = closed.filter(pl.col("table").str.contains("^(referrals|trajectory|age)"))
    assert closed.join(two[1].prepared.cells, on=[*KEY, "count", "sum"], how="anti", nulls_equal=True).is_empty()


def test_a_correction_waits_for_the_restatement():
    first = stages()[:1]
    after = Stage(truth=(t := truth_at(3, SIZE, DAYS[1], **ONE, without=30)), prepared=release(list(first), t))
    assert after.prepared.faults == ()
    old, new = shown(first[0]), shown(after)
    assert new.filter(pl.col("period") != "2025-H2").join(old, on=[*KEY, "count"], how="anti").is_empty()
    again = release([*first, after], truth_at(3, SIZE, DAYS[2], **ONE))
    assert again.faults == ()
    assert shown(Stage(truth=t, prepared=again)).join(old, on=[*KEY, "count"], how="anti").is_empty()


def test_a_second_release_of_the_same_day_changes_nothing():
    first = stages()[:2]
    again = release(list(first), first[1].truth)
    assert again.faults == ()
    assert again.cells.equals(first[1].prepared.cells)


def test_a_breakdown_refreshed_by_two_is_refused():
    row = up_to_date(stages()[1]).head(1)
    assert row.height
    assert "Een getoond getal klopt niet." in found(stages()[1], changed(stages()[1], row, 2))


def test_a_breakdown_that_stays_and_changes_is_refused():
    stage = stages()[2]
    old = shown(stage).join(stage.prepared.dates, on=FIGURE, how="semi").filter(pl.col("category") == "female").head(1)
    assert old.height
    assert CHANGED in found(stage, changed(stage, old, 7))


def test_a_total_refreshed_by_two_is_refused():
    stage = stages()[1]
    row = up_to_date(stage, TOTAL, "referrals").head(1)
    assert found(stage, changed(stage, row, 2))


def test_a_remainder_that_does_not_follow_is_refused():
    stage = stages()[1]
    rest = shown(stage).filter(pl.col("category") == OTHER).join(stage.prepared.dates, on=FIGURE, how="anti").head(1)
    assert rest.height
    assert "Een getoond getal klopt niet." in found(stage, changed(stage, rest, 1))


def test_a_cell_that_is_shown_though_it_was_hidden_is_refused():
    stage = stages()[1]
    begun = stage.prepared.cells.filter((pl.col("status") == "hidden") & (pl.col("table") == "referrals.gender"))
    begun = begun.filter(pl.col("category").is_in(["other", "unknown"])).join(
        stage.prepared.dates, on=FIGURE, how="anti"
    )
    for row in begun.iter_rows(named=True):
        hit = pl.struct(KEY) == pl.struct(**{k: pl.lit(row[k]) for k in KEY})
        planted = stage.prepared.cells.with_columns(
            pl.when(hit).then(pl.lit(3)).otherwise("count").alias("count"),
            pl.when(hit).then(pl.lit("shown")).otherwise("status").alias("status"),
        )
        assert found(stage, planted)
    assert begun.height


def test_a_mean_too_many_is_refused():
    stage = stages()[1]
    ages = stage.prepared.cells.filter((pl.col("table") == "age") & (pl.col("category") == "mean"))
    hidden = ages.filter((pl.col("status") == "hidden") & pl.col("period").str.starts_with("2025"))
    hidden = hidden.join(stage.prepared.dates, on=FIGURE, how="anti").filter(pl.col("period") != "2025-H2")
    hit = pl.struct(KEY).is_in(hidden.head(1).select(pl.struct(KEY)).to_series().implode())
    planted = stage.prepared.cells.with_columns(
        pl.when(hit).then(pl.lit(55.0)).otherwise("sum").alias("sum"),
        pl.when(hit).then(pl.lit("shown")).otherwise("status").alias("status"),
    )
    assert not hidden.height or found(stage, planted)


def test_a_small_increment_without_witnesses_is_refused():
    stage = stages()[1]
    goals = stage.prepared.certificate["goals"]
    less = goals.filter(pl.struct(KEY) != goals.select(pl.struct(KEY)).to_series()[0])
    assert "Een te klein getal heeft geen getuigen." in found(stage, goals=less)


def test_three_releases_together_tell_nothing():
    assert not attacked(list(stages()), sample=60).learnt


def test_a_breakdown_that_is_refreshed_without_thought_is_found_by_the_attacker():
    before, stage = stages()[0], stages()[1]
    true = stage.truth.cells.filter(pl.col("table") == "referrals.gender", pl.col("persons") >= K)
    hubs = stage.prepared.dates.filter(pl.col("table") == "referrals").select("area", "period")
    both = shown(before).join(true.select(*KEY, real="count"), on=KEY).join(hubs, on=["area", "period"], how="anti")
    few = both.filter((pl.col("real") - pl.col("count")).is_between(1, K - 1), pl.col("category") != TOTAL)
    assert few.height
    rows = both.join(few, on=FIGURE, how="semi")
    real = stage.prepared.cells.join(rows.select(*KEY, "real"), on=KEY, how="left", maintain_order="left")["real"]
    planted = stage.prepared.cells.with_columns(pl.coalesce(real, "count").alias("count"))
    planted = planted.filter(pl.col("category") != OTHER)
    dates = stage.prepared.dates.join(few, on=FIGURE, how="anti")
    wrong = Stage(truth=stage.truth, prepared=replace(stage.prepared, cells=planted, dates=dates))
    assert attacked([before, wrong], sample=150).learnt


@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000), size=st.integers(20, 260), towns=st.sampled_from([("GM1",), ("GM1", "GM2")]))
def test_random_small_municipalities_in_three_releases(seed, size, towns):
    made = released([truth_at(seed, size, day, towns=towns, month="2025-04") for day in DAYS])
    assert [s.prepared.faults for s in made] == [(), (), ()]
    assert not [f for s in made[:1] for f in check(s.prepared.cells, s.prepared.certificate, K)]
    assert not attacked(made, sample=12).learnt
