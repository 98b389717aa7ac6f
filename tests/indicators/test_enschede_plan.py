"""The printed plan of Enschede, recomputed to the cent."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest

from domain.results import Layer
from indicators.derive.team_hours import cents as round_cents
from tests.indicators.money_worlds import World, by_label, derive, view
from tests.indicators.printed_plan import AGREEMENTS, ENSCHEDE, TOTALS, fund


@pytest.mark.parametrize("year", TOTALS)
def test_funding_lines_and_printed_total_of_enschede_agree_to_the_cent(year: int) -> None:
    funding = derive("budget_funding", view(World(), ENSCHEDE, str(year)))
    assert funding.value == TOTALS[year]
    assert funding.layers == (Layer.PUBLISHED,)
    assert sum("tellen op tot" in note for note in funding.notes) == 2
    lines = derive("budget_lines", view(World(), ENSCHEDE, str(year)))
    assert lines.base == TOTALS[year]
    assert sum(lines.rows["reference"].to_list()) == TOTALS[year]


def test_samsam_stands_outside_the_total_of_2023() -> None:
    found = derive("budget_funding", view(World(), ENSCHEDE, "2023"))
    assert found.value == 5539939
    assert by_label(found)["SamSam (incidenteel, buiten het totaal)"]["value"] == 2500000
    assert "Buiten dit totaal: € 25.000 SamSam" in found.sentence


def test_money_that_does_not_add_up_is_told_with_both_amounts() -> None:
    wrong = replace(AGREEMENTS, funding=(fund(2024, "pok", 10000000, 19568818),))
    notes = derive("budget_funding", view(World(), ENSCHEDE, "2024", agreements=wrong)).notes
    assert any("€ 100.000,00" in note and "€ 195.688,18" in note for note in notes)


def half_up(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


HOURS = {
    2024: ((7, 11), (10, 10), (12, 10), (15, 11)),
    2025: ((17, 11), (20, 10), (22, 10), (25, 11)),
    2026: ((27, 11), (30, 10), (32, 10), (35, 11)),
}
RATES = {2024: (7000, 75), 2025: (7280, 50), 2026: (7571, 25)}
INDEXED = {2024: 7567560, 2025: 10016698, 2026: 7688805}


def test_half_a_cent_goes_up_as_in_the_plan() -> None:
    assert [round_cents(Decimal(text)) for text in ("2.5", "3.5", "7393081.5", "2.49")] == [3, 4, 7393082, 2]


@pytest.mark.parametrize("year", HOURS)
def test_the_hours_table_of_enschede_is_recomputed_to_the_cent(year: int) -> None:
    found = derive("budget_team_hours", view(World(), ENSCHEDE, str(year)))
    rate, share = RATES[year]
    rows = [r for r in found.rows.iter_rows(named=True) if r["series"] == "wor"]
    for (practices, weeks), row in zip(HOURS[year], rows, strict=True):
        hours = practices * weeks * 3
        covered = half_up(Decimal(hours * rate * share) / 100)
        assert (row["count"], row["base"], row["value"]) == (hours, hours * rate, covered)
        assert row["reference"] == covered
    total = sum(p * w * 3 for p, w in HOURS[year])
    assert (found.n, found.base, found.value) == (total, total * rate, INDEXED[year])
    assert "Alle kwartalen kloppen tot op de cent met het plan." in found.notes
    assert "Het jaartotaal klopt tot op de cent met het plan." in found.notes


def test_the_cent_between_the_quarters_and_the_total_of_2026_is_explained() -> None:
    notes = derive("budget_team_hours", view(World(), ENSCHEDE, "2026")).notes
    assert any("€ 73.930,81" in note and "€ 73.930,82" in note and "rondt" in note for note in notes)


def test_the_sixty_cents_between_both_tables_of_2024_are_told() -> None:
    notes = derive("budget_team_hours", view(World(), ENSCHEDE, "2024")).notes
    assert any("€ 75.675,00" in note and "€ 75.675,60" in note for note in notes)


def test_a_printed_figure_that_is_not_ours_is_told_with_both() -> None:
    changed = tuple(
        replace(row, covered_cents=row.covered_cents + 1) if (row.year, row.quarter) == (2025, 2) else row
        for row in AGREEMENTS.team_hours
    )
    wrong = replace(AGREEMENTS, team_hours=changed)
    notes = derive("budget_team_hours", view(World(), ENSCHEDE, "2025", agreements=wrong)).notes
    assert any("Q2" in note and "€ 21.840,00" in note and "€ 21.840,01" in note for note in notes)


def test_next_year_is_what_the_plan_says_and_asks_the_promised_question() -> None:
    found = derive("budget_next_year", view(World(), ENSCHEDE, "2026"))
    assert (found.value, found.period_label) == (10000000, "2027")
    assert found.rows["value"].to_list() == [10000000, 35 * 42 * 3 * 7571]
    assert "4.410 uur" in found.sentence
    assert "€ 333.900" in found.sentence
    assert "vraagt doorgaan extra geld?" in found.sentence
    assert any("geen SPUK GALA" in note for note in found.notes)


def test_the_year_after_2024_is_the_plan_of_2025() -> None:
    found = derive("budget_next_year", view(World(), ENSCHEDE, "2024"))
    assert found.value == TOTALS[2025]
    assert by_label(found)["Wijkteam: deel van WOR"]["value"] == INDEXED[2025]
