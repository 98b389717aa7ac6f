"""The sample data as a whole: repeatable, in two layers, and fit to pass for a real delivery."""

from datetime import date

import polars as pl
import pytest

from data_access.commands.deliveries import Wishes, read_delivery
from data_access.commands.export import export
from data_access.contract import CONTRACT
from data_access.engine import engine_for, reading
from data_access.frames import read_frame
from data_access.imports.take_in import Batch, take_in
from data_access.migrate import migrate
from data_access.store import store
from domain import codes
from sample_data.frames import sample_frames

CODE_LISTS = {
    "referrer": codes.REFERRER, "gender": codes.GENDER, "age_band": codes.AGE_BANDS, "reason": codes.REASON,
    "recipient": codes.RECIPIENT, "direction": codes.DIRECTION, "provision": codes.PROVISION, "client": codes.CLIENT,
}  # fmt: skip
DATES = ["date_referral", "date_contact", "date_intake", "date_activity", "date_aftercare", "date_closing"]


def test_the_same_seed_gives_the_same_frames(frames):
    again = sample_frames()
    assert all(again[name].equals(frame) for name, frame in frames.items())


def test_another_seed_gives_other_registrations_and_the_same_published_layer(frames):
    other = sample_frames(seed=1)
    assert not other["referral"].equals(frames["referral"])
    for name, frame in frames.items():
        published = pl.col("layer") == "published"
        assert other[name].filter(published).equals(frame.filter(published))


def test_every_table_of_the_contract_is_filled(frames):
    later = {"commitment", "explanation", "milestone", "need", "practicesurvey", "wellbeing"}
    assert set(frames) == set(CONTRACT) - later  # no screen shows these yet
    assert all(frame.height for frame in frames.values())


def test_the_layers_are_never_mixed_within_an_area_and_year(frames):
    for name, frame in frames.items():
        assert set(frame["layer"]) <= {"published", "synthetic"}
        scope = [column for column in ("area", "year") if column in frame.columns]
        sets = frame.group_by(scope or pl.lit(1)).agg(pl.col("layer").n_unique())
        assert sets["layer"].max() == 1, name


def test_registrations_money_spent_and_inhabitants_are_synthetic_and_aims_are_published(frames):
    for name in ("referral", "delivery", "expense", "population", "practiceyear", "participation"):
        assert set(frames[name]["layer"]) == {"synthetic"}
    for name in ("target", "statedfigure", "contradiction", "teamhoursplan", "phase", "trajectorystep"):
        assert set(frames[name]["layer"]) == {"published"}


@pytest.mark.parametrize("column", CODE_LISTS)
def test_every_code_is_in_its_list(referrals, column):
    open_answer = {codes.NOT_YET} if column in ("direction", "provision") else set()
    assert set(referrals[column].drop_nulls()) <= set(CODE_LISTS[column]) | open_answer


def test_offers_are_one_or_two_codes_once_an_activity_has_started(referrals):
    assert referrals.filter(pl.col("offers").is_null() != pl.col("date_activity").is_null()).is_empty()
    lists = [text.split(" ") for text in referrals["offers"].drop_nulls()]
    assert {len(offers) for offers in lists} == {1, 2}
    assert {offer for offers in lists for offer in offers} == set(codes.OFFER)
    assert all(len(set(offers)) == len(offers) for offers in lists)


def test_the_steps_of_a_case_follow_each_other_and_stop_at_the_data_date(referrals):
    for row in referrals.select(DATES).rows():
        known = [day for day in row if day is not None]
        assert known == sorted(known)
        assert known[-1] <= date(2026, 10, 31)


def test_not_arrived_and_declined_are_two_endings_and_never_with_an_activity(referrals):
    assert referrals.filter("not_arrived", "declined").is_empty()
    ended = referrals.filter(pl.col("not_arrived") | pl.col("declined"))
    assert ended["date_activity"].null_count() == ended.height
    assert ended["ending_reason"].null_count() == 0
    assert referrals.filter(pl.col("not_arrived"), pl.col("date_intake").is_not_null()).is_empty()


def test_some_recent_cases_are_open(referrals):
    recent = referrals.filter(pl.col("date_referral") >= date(2026, 10, 1))
    assert recent["date_closing"].null_count() > recent.height / 2


def test_a_case_number_is_used_once_by_a_supplier(referrals):
    assert not referrals.select("supplier", "case_id").is_duplicated().any()


def test_who_takes_the_referral_and_who_refers_follows_the_region(frames, referrals):
    region = dict(frames["municipality"].select("code", "region").rows())
    rows = referrals.with_columns(region=pl.col("municipality").replace_strict(region))
    dwo, twente = (rows.filter(pl.col("region") == code) for code in ("REG-DWO", "REG-TWENTE"))
    assert set(dwo["recipient"]) == {"welfare_professional"}
    assert set(dwo["referrer"].drop_nulls()) == set(codes.REFERRER) - {codes.UNKNOWN}
    assert set(twente["referrer"].drop_nulls()) == {"gp", "poh_ggz", "poh_elderly", "other_practice"}
    enschede = rows.filter(pl.col("municipality") == "GM0153")
    assert set(enschede["recipient"]) == {"team_worker"}
    assert {"self", "team", "coach", "other"} <= set(enschede["direction"].drop_nulls())


def test_a_handful_of_registrations_contradicts_itself(referrals):
    known = referrals.drop_nulls("age")
    wrong = sum(codes.band_of(age) != band for age, band in known.select("age", "age_band").rows())
    assert 1 <= wrong <= 10


def test_gender_is_empty_at_the_biggest_suppliers_only(referrals):
    empty = referrals.filter(pl.col("gender").is_null())
    assert set(empty["municipality"]) == {"GM0153", "GM0503"}
    assert referrals["reason"].null_count() > 0
    assert referrals["referrer"].null_count() > 0


def test_a_referral_comes_from_a_practice_that_took_part_by_then(frames, referrals):
    starts = frames["participation"].select("practice", "date_from", "date_to")
    rows = referrals.drop_nulls("practice").join(starts, on="practice", how="left")
    assert rows["date_from"].null_count() == 0
    assert rows.filter(pl.col("date_referral") < pl.col("date_from")).is_empty()
    assert rows.filter(pl.col("date_referral") > pl.col("date_to")).is_empty()


def test_no_column_can_hold_who_someone_is(referrals):
    telling = ("name", "naam", "bsn", "address", "adres", "birth", "mail", "phone", "note", "remark")
    assert not [column for column in referrals.columns if any(word in column for word in telling)]
    assert referrals["person"].str.contains(r"^p[0-9a-f]{16}$").all()


def test_the_villages_of_a_municipality_add_up_to_its_inhabitants(frames):
    parent = frames["village"].select(pl.col("code").alias("area"), "municipality")
    keys = ["year", "gender", "age_band"]
    sums = (
        frames["population"]
        .join(parent, on="area")
        .group_by("municipality", *keys)
        .agg(pl.col("inhabitants").sum().alias("sum"))
    )
    whole = sums.join(frames["population"], left_on=["municipality", *keys], right_on=["area", *keys])
    assert whole.height == sums.height == 19 * 4 * 16
    assert (whole["sum"] == whole["inhabitants"]).all()


def test_an_export_of_the_sample_data_is_a_delivery_that_gives_equal_data(frames, tmp_path):
    first, second = (engine_for(f"sqlite:///{tmp_path / name}.db") for name in ("first", "second"))
    for engine in (first, second):
        migrate(engine)
    before = store(first, frames, supplier="voorbeeld", description="", data_date=date(2026, 10, 31), sample=True)
    export(first, tmp_path / "uit", "beheerder")
    with reading(second) as connection:
        found = read_delivery(connection, tmp_path / "uit", Wishes(supplier="voorbeeld"))
    assert found.errors == ()
    batch = Batch(supplier="voorbeeld", description="proef", account="")
    state = take_in(second, found.frames(), batch, data_date=None, remove_gone=False)
    assert (state.data_date, state.sample) == (before.data_date, before.sample)
    with reading(first) as one, reading(second) as other:
        for name in CONTRACT:
            assert read_frame(other, name).equals(read_frame(one, name)), name
