from itertools import product

import pytest

from domain.areas import Area, Geography, Level
from domain.permissions import (
    LIVE,
    PAGES,
    PARTS,
    PRACTICE_FIGURES,
    TABLE,
    as_markdown,
    choosable,
    choosable_regions,
    may_see,
)
from domain.viewer import Role, Scope, Viewer

PLACES = Geography(areas=(
    Area(code="R1", name="Noord", level=Level.REGION),
    Area(code="R2", name="Zuid", level=Level.REGION),
    Area(code="M1", name="Aa", level=Level.MUNICIPALITY, parent="R1"),
    Area(code="M2", name="Bee", level=Level.MUNICIPALITY, parent="R1"),
    Area(code="M3", name="Cee", level=Level.MUNICIPALITY, parent="R2"),
))  # fmt: skip


def viewer(role: Role, *own: str) -> Viewer:
    return Viewer(name="iemand", role=role, scope=Scope(municipalities=frozenset(own)))


def test_every_part_has_an_answer_for_every_role():
    assert set(TABLE) == {part.key for part in PARTS}
    assert all(set(answers) == set(Role) for answers in TABLE.values())


@pytest.mark.parametrize("role", Role)
def test_every_role_sees_every_page(role):
    assert all(may_see(viewer(role, "M1"), page) for page in PAGES)


@pytest.mark.parametrize(("role", "part"), list(product(Role, (LIVE, PRACTICE_FIGURES))))
def test_what_comes_from_registrations_is_for_the_coordinator_of_that_municipality(role, part):
    assert may_see(viewer(role, "M1"), part, "M1") is (role is Role.COORDINATOR)
    assert not may_see(viewer(role, "M1"), part, "M2")
    assert not may_see(viewer(role, "M1"), part)


@pytest.mark.parametrize("role", Role)
def test_only_a_coordinator_may_choose_the_neighbours_in_the_region(role):
    codes = [area.code for area in choosable(viewer(role, "M1"), PLACES)]
    assert codes == (["M1", "M2"] if role is Role.COORDINATOR else ["M1"])
    assert [area.code for area in choosable_regions(viewer(role, "M1"), PLACES)] == ["R1"]


def test_an_account_without_municipalities_may_choose_nothing():
    assert choosable(viewer(Role.COORDINATOR), PLACES) == ()


def test_the_table_for_the_readme_names_every_part_and_role():
    lines = as_markdown().splitlines()
    assert lines[0] == "| onderdeel | raadslid | wethouder | stuurgroep | coördinator | beheerder |"
    assert lines[-1] == (
        "| Verwijzingen per praktijk, met de laatste verwijzing | nee | nee | nee | eigen gemeenten | nee |"
    )
    assert len(lines) == 2 + len(PARTS)
