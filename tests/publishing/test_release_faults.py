"""What goes wrong in a release on purpose is found by the check."""

import polars as pl
import pytest

from domain.cells import OTHER
from publishing.check import check
from publishing.prepare import Prepared
from tests.publishing.small_release import K, prepared, small_truth

KEY = ["table", "area", "period", "category"]


@pytest.fixture(scope="module")
def good() -> Prepared:
    return prepared(small_truth(4, 1200, ("GM1", "GM2")))


def found(good: Prepared, cells: pl.DataFrame | None = None, **parts: pl.DataFrame) -> list[str]:
    return list(check(good.cells if cells is None else cells, {**good.certificate, **parts}, K))


def shown_again(good: Prepared, small: bool) -> pl.DataFrame:
    """One hidden cell of the certificate shown with a number."""
    hidden = good.cells.filter(pl.col("status") == "hidden").select(KEY)
    cells = good.certificate["cells"].join(hidden, on=KEY).filter((pl.col("persons") < K) == small)
    one = cells.filter(pl.col("table") != "referrals").sort("persons", descending=True).head(1)
    assert one.height
    number = pl.when(pl.struct(KEY).is_in(one.select(pl.struct(KEY)).to_series().implode())).then(one["persons"][0])
    status = pl.when(number.is_not_null()).then(pl.lit("shown")).otherwise("status")
    return good.cells.with_columns(pl.coalesce(number, "count").alias("count"), status.alias("status"))


def test_a_good_release_is_in_order(good: Prepared) -> None:
    assert found(good) == []


@pytest.mark.parametrize("small", [True, False])
def test_a_hidden_cell_that_is_shown(good: Prepared, small: bool) -> None:
    assert "Een getuige spreekt een getoond getal tegen." in found(good, shown_again(good, small))


def test_a_total_that_is_two_off(good: Prepared) -> None:
    shown = (pl.col("status") == "shown") & (pl.col("table") == "referrals") & (pl.col("period") == "2025")
    changed = good.cells.with_columns(pl.when(shown).then(pl.col("count") + 2).otherwise("count").alias("count"))
    assert "Een getoond getal klopt niet." in found(good, changed)


def test_a_goal_that_is_gone(good: Prepared) -> None:
    goals = good.certificate["goals"]
    less = goals.filter(pl.struct(KEY) != goals.select(pl.struct(KEY)).to_series()[0])
    assert "Een te klein getal heeft geen getuigen." in found(good, goals=less)


def test_a_witness_that_changes_what_is_shown(good: Prepared) -> None:
    leaf = good.certificate["leaves"].filter(pl.col("block") == "people", pl.col("atom") != "years").head(1)
    more = leaf.with_columns(witness=pl.lit(10**6, pl.Int64)).select(good.certificate["changes"].columns)
    assert "Tabellen van een getuige lopen uiteen." in found(good, changes=good.certificate["changes"].vstack(more))


def test_a_mean_too_many_and_a_wrong_one(good: Prepared) -> None:
    at = good.certificate["goals"].filter(pl.col("table") == "referrals.age_band").select("area", "period").row(0)
    own = (pl.col("area") == at[0]) & (pl.col("period") == at[1])
    mean = own & (pl.col("table") == "age") & (pl.col("category") == "mean")
    row = pl.DataFrame([("age", *at, "mean", None, None, 103.0, "shown")], schema=good.cells.schema, orient="row")
    assert found(good, good.cells.filter(~mean).vstack(row)) == ["Een getuige spreekt een gemiddelde tegen."]


def test_a_sentence_that_is_false(good: Prepared) -> None:
    row = good.cells.head(1).with_columns(
        table=pl.lit("referrals.gender"), area=pl.lit("GM1"), period=pl.lit("2025"), category=pl.lit("male>=2/3"),
        count=pl.lit(None, pl.Int64), sum=pl.lit(None, pl.Float64), status=pl.lit("shown"),
    )  # fmt: skip
    assert "Een getuige spreekt een zin tegen." in found(good, good.cells.vstack(row))


def test_what_remains_of_a_table_and_does_not_follow(good: Prepared) -> None:
    row = good.cells.filter(pl.col("category").str.ends_with(OTHER), pl.col("status") == "shown").head(1)
    assert row.height
    hit = pl.struct(KEY).is_in(row.select(pl.struct(KEY)).to_series().implode())
    wrong = good.cells.with_columns(pl.when(hit).then(pl.col("count") + 1).otherwise("count").alias("count"))
    assert found(good, wrong) == ["Een getoond getal klopt niet."]
