"""What was published comes out of the synthetic registrations: compared with the data files, not with numbers here."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from domain.periods import parse_period
from sample_data.published import stated

DWO = ["GM0503", "GM1783", "GM1842", "GM1926"]
PILOT_END = date(2023, 12, 31)


@pytest.fixture(scope="module")
def delden(referrals):
    return referrals.filter(pl.col("village") == "HVT-DELDEN", pl.col("date_referral") <= PILOT_END)


def practices_in(frames, municipality):
    return frames["practice"].filter(pl.col("municipality") == municipality)


def taking_part(frames, municipality, day):
    rows = frames["participation"].filter(
        pl.col("practice").is_in(practices_in(frames, municipality)["code"].to_list())
    )
    still = pl.col("date_to").is_null() | (pl.col("date_to") >= day)
    return rows.filter(pl.col("date_from") <= day, still)


def test_meierijstad_has_its_referrals_from_pilot_and_other_practices(frames, referrals):
    own = referrals.filter(pl.col("municipality") == "GM1948")
    pilots = practices_in(frames, "GM1948").filter("pilot")["code"].to_list()
    from_pilot = own.filter(pl.col("practice").is_in(pilots)).height
    assert own.height == stated()["mei_referrals_total"]
    assert from_pilot == stated()["mei_referrals_pilot"]
    assert own.height - from_pilot == stated()["mei_referrals_other"]


def test_meierijstad_has_its_practices_and_all_take_part(frames):
    practices = practices_in(frames, "GM1948")
    assert practices["pilot"].sum() == stated()["mei_practices_pilot"]
    assert practices.height - practices["pilot"].sum() == stated()["mei_practices_other"]
    assert taking_part(frames, "GM1948", date(2026, 10, 31)).height == practices.height


def test_delden_reached_the_mean_age_of_the_council_letter_in_its_first_half_year(delden):
    assert round(delden["age"].mean()) == stated()["hvt_mean_age"]
    assert abs(delden["age"].mean() - stated()["hvt_mean_age"]) < 0.5


def test_delden_reached_mostly_women_and_every_person_once(delden):
    assert (delden["gender"] == "female").mean() > 0.75
    assert delden["person"].n_unique() == delden.height


def test_hof_van_twente_began_in_delden_and_goor_followed(referrals):
    own = referrals.filter(pl.col("municipality") == "GM1735")
    first = dict(own.group_by("village").agg(pl.col("date_referral").min()).rows())
    assert first["HVT-DELDEN"] >= date(2023, 7, 1)
    assert min(day for village, day in first.items() if village != "HVT-DELDEN") >= date(2024, 1, 1)
    assert set(own.filter(pl.col("date_referral") <= PILOT_END)["village"]) == {"HVT-DELDEN"}


def test_dwo_has_its_yearly_referrals_in_2024(referrals):
    year = referrals.filter(pl.col("municipality").is_in(DWO), pl.col("date_referral").dt.year() == 2024)
    assert year.height == stated()["dwo_referrals_year"]


def test_the_registered_patients_of_dwo_add_up_in_every_year(frames):
    practices = frames["practice"].filter(pl.col("municipality").is_in(DWO))["code"].to_list()
    years = frames["practiceyear"].filter(pl.col("practice").is_in(practices)).group_by("year")
    sums = years.agg(pl.col("registered_patients").sum())
    assert sums["year"].sort().to_list() == [2023, 2024, 2025, 2026]
    assert set(sums["registered_patients"]) == {int(stated()["dwo_patients"])}


def test_enschede_has_its_practices_of_which_six_took_part_in_2023(frames):
    assert practices_in(frames, "GM0153").height == stated()["ens_practices_total"]
    assert taking_part(frames, "GM0153", PILOT_END).height == stated()["ens_practices_participating"]


def test_enschede_stays_at_or_below_its_path_and_ends_at_thirty(frames):
    path = frames["target"].filter(pl.col("kind") == "path")
    for period, value in path.select("period", "value").rows():
        end = min(parse_period(period).end, date(2026, 10, 31))
        assert value - 5 <= taking_part(frames, "GM0153", end).height <= value
    assert taking_part(frames, "GM0153", date(2026, 10, 31)).height == 30


def test_five_municipalities_of_twente_had_pilot_practices(frames):
    pilots = (
        frames["practice"]
        .filter("pilot")
        .join(frames["municipality"].filter(pl.col("region") == "REG-TWENTE"), left_on="municipality", right_on="code")
    )
    assert pilots["municipality"].n_unique() == stated()["twe_pilot_municipalities"]
    twente = frames["municipality"].filter(pl.col("region") == "REG-TWENTE").height
    assert twente == stated()["twe_pilot_municipalities"] + stated()["twe_other_municipalities"]


def test_one_participating_municipality_has_nine_referrals(frames, referrals):
    counts = dict(referrals.group_by("municipality").len().rows())
    part = frames["municipality"].filter(pl.col("takes_part") == "yes")["code"].to_list()
    assert [code for code in part if counts[code] < 10] == ["GM1774"]
    assert counts["GM1774"] == 9
    assert set(counts) == set(part)


def test_rijssen_holten_delivered_nothing_in_one_quarter(frames, referrals):
    months = set(frames["delivery"].filter(pl.col("municipality") == "GM1742")["month"])
    silent = {"2025-04", "2025-05", "2025-06"}
    assert not months & silent
    assert {"2025-03", "2025-07"} <= months
    own = referrals.filter(pl.col("municipality") == "GM1742")["date_referral"].dt.strftime("%Y-%m")
    assert not silent & set(own)


def test_the_deliveries_hold_every_referral_and_some_months_without_any(frames, referrals):
    deliveries = frames["delivery"]
    assert deliveries["rows"].sum() == referrals.height
    assert (deliveries["rows"] == 0).any()


def test_westland_delivers_age_bands_only(referrals):
    known = referrals.group_by("municipality").agg(pl.col("age").is_not_null().mean(), pl.col("age_band").null_count())
    assert {code for code, share, _ in known.rows() if share == 0} == {"GM1783"}
    assert known["age_band"].sum() == 0


def test_about_two_thirds_are_women_and_had_contact_within_five_working_days(referrals):
    assert 0.62 < (referrals["gender"] == "female").mean() < 0.70
    seen = referrals.drop_nulls("date_contact")
    days = np.busday_count(*(seen[c].to_numpy().astype("datetime64[D]") for c in ("date_referral", "date_contact")))
    assert 0.6 < (days <= 5).sum() / referrals.height < 0.72


def test_some_participating_practices_never_referred(frames, referrals):
    silent = set(frames["participation"]["practice"]) - set(referrals["practice"].drop_nulls())
    assert 5 < len(silent) < 40


def test_a_few_people_are_referred_again_and_stay_the_same_person(referrals):
    again = referrals.filter(pl.col("person").is_duplicated()).group_by("person")
    seen = again.agg(pl.col("gender").drop_nulls().n_unique(), pl.col("municipality").n_unique(), pl.len())
    assert 50 < seen.height < 400
    assert seen["gender"].max() == 1
    assert seen["municipality"].max() == 1


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_enschede_spends_no_more_than_each_fund_of_the_year_holds(frames, year):
    own = frames["expense"].filter(pl.col("area") == "GM0153", pl.col("day").dt.year() == year, ~pl.col("regular"))
    spent = dict(own.group_by("fund").agg(pl.col("amount_cents").sum()).rows())
    funds = frames["funding"].filter(pl.col("area") == "GM0153", pl.col("year") == year, pl.col("in_total"))
    budget = dict(funds.select("fund", "amount_cents").rows())
    assert all(spent[fund] <= budget[fund] for fund in spent)


def test_nothing_is_spent_on_the_unallocated_line_and_2026_is_on_its_way(frames):
    expenses = frames["expense"]
    assert "Nadere invulling" not in set(expenses["line"])
    now = expenses.filter(pl.col("area") == "GM0153", pl.col("day").dt.year() == 2026, ~pl.col("regular"))
    budget = frames["budgetline"].filter(pl.col("area") == "GM0153", pl.col("year") == 2026)["amount_cents"].sum()
    assert 0.61 < now["amount_cents"].sum() / budget < 0.75


def test_regular_money_pays_the_rest_of_the_neighbourhood_team(frames):
    team = frames["expense"].filter(pl.col("line") == "Wijkteammedewerkers", pl.col("day").dt.year() == 2026)
    regular, wor = (team.filter(pl.col("regular") == r)["amount_cents"].sum() for r in (True, False))
    assert wor / (wor + regular) == pytest.approx(0.25, abs=0.001)
