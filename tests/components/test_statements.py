"""Published figures are written as their unit asks, and nothing is made up where the document is silent."""

from dataclasses import replace
from datetime import date

import pytest

from components.statements import phases_of, statements_of, value_text
from domain.agreements import Agreements, Phase, Statement
from domain.areas import Area, Geography, Level

TOWN = Area(code="GM1735", name="Hof van Twente", level=Level.MUNICIPALITY)
VILLAGE = Area(code="HVT-DELDEN", name="Delden", level=Level.VILLAGE, parent="GM1735")


def statement(value: str | None, unit: str | None, area: str = "GM1735", period: str | None = "2023") -> Statement:
    return Statement(key="k", area=area, scope="s", period=period, value=value, unit=unit, kind="measured",
                     source="Plan", note=None)  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        ("71", "jaar", "71 jaar"),
        ("29249", "euro", "29.249 euro"),
        ("0.005", "deel van de patiënten", "0,5% (deel van de patiënten)"),
        ("0.333", "groei per jaar", "33,3% (groei per jaar)"),
        ("1.0", "deel van de cliënten", "100% (deel van de cliënten)"),
        ("1-2", "gesprekken per jaar", "1-2 gesprekken per jaar"),
        (None, "deel van de cliënten", "nog niet ingevuld"),
        (None, "datum", "2023"),
    ],
)
def test_a_value_is_written_as_its_unit_asks(value, unit, written):
    assert value_text(statement(value, unit)) == written


def test_a_municipality_shows_what_is_said_of_its_villages_too():
    agreements = Agreements(
        geography=Geography(areas=(TOWN, VILLAGE)),
        statements=(statement("71", "jaar", "HVT-DELDEN"), statement("1", "x", "NL"), statement("2", "x")),
    )
    assert [s.value for s in statements_of(agreements, TOWN)] == ["71", "2"]
    assert [s.value for s in statements_of(agreements, VILLAGE)] == ["71"]


def test_the_phases_are_those_of_the_area_itself_or_else_of_its_region():
    region = Area(code="REG", name="Twente", level=Level.REGION)
    town = Area(code="GM1735", name="Hof van Twente", level=Level.MUNICIPALITY, parent="REG")
    planned = Phase(area="REG", position=1, name="Realisatie", date_from=date(2023, 1, 1), date_to=None, source="Plan",
                    note=None)  # fmt: skip
    agreements = Agreements(geography=Geography(areas=(region, town)), phases=(planned,))
    assert phases_of(agreements, town) == (planned,)
    own = replace(planned, area="GM1735", name="Voorbereiding")
    assert phases_of(replace(agreements, phases=(planned, own)), town) == (own,)
