"""What the rows of a file tell of which cell."""

from datetime import date

from domain.agreements import Agreements
from domain.areas import Area, Geography, Level
from tools.proof_facts import Reader, facts_of
from tools.proof_sheets import Names, Sheet
from tools.proof_words import in_notes

GEOGRAPHY = Geography(areas=(
    Area(code="REG", name="Regio", level=Level.REGION),
    Area(code="GM1", name="Hellendoorn", level=Level.MUNICIPALITY, parent="REG"),
    Area(code="GM1-A", name="Hellendoorn", level=Level.VILLAGE, parent="GM1"),
    Area(code="GM1-B", name="Nijverdal", level=Level.VILLAGE, parent="GM1"),
))  # fmt: skip


def told(indicator: str, area: str, label: str) -> list[str]:
    row = {"Gebied": label, "Verwijzingen": "32"}
    sheet = Sheet(indicator=indicator, area=area, period="2025", day=date(2025, 12, 31), notes=(), rows=(row,))
    return [fact.area for fact in facts_of(sheet, Reader(Names(GEOGRAPHY), Agreements(geography=GEOGRAPHY)))]


def test_a_village_that_has_the_name_of_its_municipality_is_the_village_among_the_parts() -> None:
    assert told("reach_areas", "GM1", "Hellendoorn") == ["GM1-A"]
    assert told("reach_areas", "GM1", "Hellendoorn en Nijverdal samen") == ["GM1-A+GM1-B"]


def test_among_municipalities_it_is_the_municipality() -> None:
    assert told("reach_areas", "REG", "Hellendoorn") == told("referrals_rate", "GM1", "Hellendoorn") == ["GM1"]


def test_what_a_share_does_not_count_is_in_a_note() -> None:
    note = "Bij 5 verwijzingen is de leeftijd niet geregistreerd. Niet meegeteld."
    assert list(in_notes([note], "referrals.age_band")) == [("unknown", 5)]
