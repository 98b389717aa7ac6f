"""Random small regions: a release agrees with its certificate, shows nothing small, and an attacker learns nothing."""

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.cells import EVERYTHING, OTHER, TOTAL, Status
from indicators.tables import TABLES, Protection
from publishing.attack.attacker import attack_publications
from publishing.attack.facts import Publication
from publishing.attack.read_release import facts_of
from publishing.attack.truth import truth_of as true_cells
from publishing.certificate import PARTS, read_certificate, write_certificate
from publishing.check import check
from publishing.truth import Truth
from tests.publishing.small_release import K, prepared, small_truth
from tests.publishing.town import DATA_DATE

PERSONS = [t.name for t in TABLES.values() if t.protection is Protection.PERSONS]
TWO = ("GM1", "GM2")


def nothing_small(cells: pl.DataFrame) -> None:
    shown = cells.filter(pl.col("table").is_in(PERSONS) & (pl.col("status") == Status.SHOWN.value))
    small = shown.filter((pl.col("count") < K) & ~pl.col("category").str.ends_with("not_yet"))
    assert small.filter(~pl.col("category").str.ends_with(OTHER)).is_empty(), small
    assert cells["persons"].null_count() == cells.height


def closed_lists(cells: pl.DataFrame) -> None:
    """A table with a total shown has a row of each category, or the one mark for all of it."""
    rows = cells.filter(pl.col("table").is_in(["referrals.gender", "referrals.client", "referrals.direction"]))
    for (table, area, period), part in rows.partition_by("table", "area", "period", as_dict=True).items():
        found = set(part["category"])
        if part.filter(pl.col("category") == TOTAL)["status"][0] == Status.SHOWN.value:
            labels = set(TABLES[str(table)].labels or ())
            assert EVERYTHING in found or labels <= found, (table, area, period)


def publication(truth: Truth, cells: pl.DataFrame) -> Publication:
    return Publication(
        name="r", number=1, region="REG", epoch=1, smallest=K, day=DATA_DATE, complete=True,
        facts=facts_of(cells), areas=truth.geography.areas,
    )  # fmt: skip


@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000), size=st.integers(0, 200), towns=st.sampled_from([("GM1",), TWO]))
def test_a_random_region_is_in_order(seed: int, size: int, towns: tuple[str, ...]) -> None:
    found = prepared(small_truth(seed, size, towns))
    assert found.faults == ()
    nothing_small(found.cells)
    closed_lists(found.cells)


@pytest.mark.parametrize("size", [0, 1])
def test_a_region_without_anyone_or_with_one_is_in_order(size: int) -> None:
    found = prepared(small_truth(5, size, ("GM1", "GM2", "GM3"), "2025-09"))
    assert list(check(found.cells, found.certificate, K)) == []
    residents = found.cells.filter(pl.col("table").is_in(PERSONS) & (pl.col("status") == Status.SHOWN.value))
    assert residents.is_empty()


def test_the_attacker_learns_nothing_and_finds_what_is_planted() -> None:
    truth = small_truth(4, 700, ("GM1",))
    cells = prepared(truth).cells
    known = (true_cells(truth.cells, DATA_DATE),)
    verdict = attack_publications((publication(truth, cells),), truths=known, sample=60)
    assert not verdict.learnt, [str(f.target.name) for f in verdict.leaks]
    key = ["table", "area", "period", "category"]
    hidden = cells.filter((pl.col("status") == "hidden") & (pl.col("category") != EVERYTHING)).select(key)
    few = truth.cells.join(hidden, on=key).filter(pl.col("count") < K, pl.col("table") == "referrals.gender").head(1)
    assert few.height
    planted = cells.join(few.select(key), on=key, how="anti").vstack(
        few.with_columns(persons=pl.lit(None, dtype=pl.Int64)).select(cells.columns)
    )
    rest = pl.col("table").str.starts_with("referrals.gender") & pl.col("category").str.ends_with(OTHER)
    planted = planted.filter(~rest)  # else the two contradict each other, which is found as well
    assert attack_publications((publication(truth, planted),), truths=known, sample=60).printed


def test_a_certificate_holds_no_names_and_comes_back_the_same() -> None:
    truth = small_truth(4, 300)
    certificate = prepared(truth).certificate
    back = read_certificate(write_certificate(certificate))
    assert all(back[name].equals(certificate[name]) for name in PARTS)
    people = set(truth.cases["person"].to_list()) | set(
        truth.cases["case_id"].to_list() if "case_id" in truth.cases.columns else []
    )
    for part in back.values():
        for name in (n for n, kind in part.schema.items() if kind == pl.String):
            assert not people & set(part[name].to_list())
