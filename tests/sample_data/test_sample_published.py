"""Layer `published` against the data files as they were handed over, read here in the plainest way."""

import csv
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

import sample_data

FILES = Path(sample_data.__file__).parent / "published"


def rows_of(name: str) -> list[dict[str, str]]:
    with (FILES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_cents(euros: str) -> int:
    return int(Decimal(euros) * 100)


def figure(key: str) -> str:
    return next(row["value"] for row in rows_of("figures") if row["id"] == key)


def of(frame: pl.DataFrame, **wanted: object) -> pl.DataFrame:
    return frame.filter(*(pl.col(name) == value for name, value in wanted.items()))


def test_every_budget_line_of_enschede_is_there_to_the_cent_and_in_the_order_of_the_plan(frames):
    stored = of(frames["budgetline"], area="GM0153")
    expected = [(int(r["year"]), r["line"], in_cents(r["amount_eur"]), r["remark"] or None) for r in rows_of(
        "enschede_budget_lines"
    )]  # fmt: skip
    assert stored.select("year", "line", "amount_cents", "remark").rows() == expected
    assert set(stored["layer"]) == {"published"}
    assert set(of(stored, unallocated=True)["line"]) == {"Nadere invulling"}


def test_the_budget_lines_of_each_year_add_up_to_the_printed_total(frames):
    for row in rows_of("enschede_funding"):
        year = int(row["year"])
        lines = of(frames["budgetline"], area="GM0153", year=year)["amount_cents"].sum()
        funds = of(frames["funding"], area="GM0153", year=year, in_total=True)
        assert lines == funds["amount_cents"].sum() == in_cents(row["stated_total_eur"])
        assert set(funds["stated_total_cents"]) == {in_cents(row["stated_total_eur"])}


def test_samsam_stands_outside_the_total_and_pok_goes_on_in_2027(frames):
    funding = of(frames["funding"], area="GM0153")
    samsam = of(funding, fund="samsam")
    assert samsam.select("year", "amount_cents", "in_total").rows() == [
        (2023, in_cents(figure("ens_samsam_2023")), False)
    ]
    pok = of(funding, fund="pok", year=2027)
    assert pok["amount_cents"].to_list() == [in_cents(figure("ens_pok_2027"))]


def test_the_twente_project_adds_up_to_the_printed_cost(frames):
    cost = in_cents(figure("twe_project_cost"))
    assert of(frames["budgetline"], area="REG-TWENTE")["amount_cents"].sum() == cost
    assert of(frames["funding"], area="REG-TWENTE").select("fund", "amount_cents").rows() == [("gala", cost)]


def test_the_team_hours_hold_the_twelve_quarters_and_three_totals_to_the_cent(frames):
    stored = frames["teamhoursplan"]
    for row in rows_of("enschede_team_hours"):
        (found,) = of(stored, year=int(row["year"]), quarter=int(row["quarter"][1])).iter_rows(named=True)
        assert found["practices"] == int(row["practices"])
        assert (found["cost_cents"], found["covered_cents"]) == (
            in_cents(row["cost_eur"]), in_cents(row["wor_covered_eur"]),
        )  # fmt: skip
    for row in rows_of("enschede_team_hours_totals"):
        (found,) = of(stored, year=int(row["year"]), quarter=0).iter_rows(named=True)
        assert found["hours"] == float(row["hours"])
        assert found["indexed_cents"] == in_cents(row["wor_covered_indexed_eur"])
    assert stored.height == len(rows_of("enschede_team_hours")) + len(rows_of("enschede_team_hours_totals"))


def test_every_stated_figure_keeps_the_value_as_printed_and_tells_its_document(frames):
    stored = frames["statedfigure"]
    expected = [(row["id"], row["value"] or None, row["kind"]) for row in rows_of("figures")]
    assert stored.select("key", "value", "kind").rows() == expected
    assert stored["source"].n_unique() == 5
    assert not any(".txt" in source for source in stored["source"])


@pytest.mark.parametrize("column", ["topic", "says_a", "says_b", "shown_as"])
def test_every_contradiction_is_told_in_dutch(frames, column):
    stored = frames["contradiction"]
    english = {row["id"]: row for row in rows_of("contradictions")}
    assert stored["key"].to_list() == list(english)
    for key, text in stored.select("key", column).rows():
        assert text, key
        assert text != english[key].get("what" if column == "topic" else column)


def test_the_figures_have_a_dutch_note_wherever_the_document_has_one(frames):
    for row, note in zip(rows_of("figures"), frames["statedfigure"]["note"], strict=True):
        assert note or not row["note"]
        assert not {"the", "and", "from", "with"} & set((note or "").lower().split())


def test_the_path_of_enschede_is_that_of_the_hours_table(frames):
    path = of(frames["target"], indicator="practices_participating", kind="path").select("period", "value").rows()
    assert path == [(f"{r['year']}-{r['quarter']}", float(r["practices"])) for r in rows_of("enschede_team_hours")]


def test_enschede_states_its_aim_for_2026_twice_and_the_yearly_series_is_judged(frames):
    aims = of(frames["target"], indicator="practices_participating", kind="aim", area="GM0153")
    first = {row["period"]: row["value"] for row in of(aims, position=1).iter_rows(named=True)}
    assert first == {str(y): float(figure(f"ens_target_{y}")) for y in range(2023, 2027)}
    assert of(aims, position=2).select("period", "value").rows() == [("2026", float(figure("ens_ambition_2026")))]


def test_the_aims_of_dwo_are_those_of_its_plan(frames):
    aims = of(frames["target"], area="REG-DWO", kind="aim")
    growth = of(aims, indicator="intakes_growth")
    assert set(growth["value"]) == {float(figure("dwo_intake_growth"))}
    assert growth.select("position", "period").rows() == [(1, "2025"), (2, "2025"), (2, "2026"), (2, "2027")]
    assert of(aims, indicator="suitable_offer")["value"].to_list() == [None]
    assert set(of(aims, indicator="contact_in_time")["value"]) == {1.0}
    assert of(aims, indicator="organisations_zorgdomein").select("period", "value").rows() == [("2025-09", 1.0)]


def test_the_potential_is_never_an_aim(frames):
    potential = of(frames["target"], indicator="referrals_potential")
    assert potential.select("area", "kind", "value").rows() == [
        ("NL", "potential", float(figure("dwo_potential_share"))),
        ("REG-DWO", "potential_stated", float(figure("dwo_potential_stated"))),
    ]


def test_twente_has_the_five_phases_of_the_plan_in_order(frames):
    assert frames["phase"]["name"].to_list() == [
        "Definitiefase", "Ontwerpfase", "Voorbereidingsfase", "Realisatiefase", "Borgingsfase",
    ]  # fmt: skip


def test_a_variant_of_the_trajectory_begins_with_the_referral_and_names_who_does_each_step(frames):
    steps = frames["trajectorystep"]
    assert steps.filter(pl.col("position") == 1)["step"].unique().to_list() == ["referral"]
    assert set(of(steps, area="GM0153")["recipient"]) == {"wijkteammedewerker"}
    assert of(steps, area="REG-DWO").height == 6
    assert steps.sort("area", "position").equals(steps.sort("area", "normal_days", maintain_order=True))
