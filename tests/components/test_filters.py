from components.filters import no_village
from domain.areas import Area, Level


def test_a_municipality_without_villages_does_not_ask_for_a_municipality():
    town = Area(code="GM0153", name="Enschede", level=Level.MUNICIPALITY)
    part = Area(code="ENS-C", name="Centrum", level=Level.VILLAGE, parent=town.code)
    said = [no_village(None, ()), no_village(town, (part,)), no_village(town, ())]
    assert said == ["Kies eerst een gemeente", "Hele gemeente", "Niet verder verdeeld"]
