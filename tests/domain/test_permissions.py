from itertools import product

import pytest

from domain.areas import Area, Geography, Level
from domain.permissions import (
    ADMIN,
    CONSENT,
    DATA,
    DELIVER,
    LIVE,
    PAGES,
    PARTS,
    PRACTICE_FIGURES,
    PUBLISH,
    QUALITY,
    RELEASE,
    TABLE,
    as_markdown,
    choosable,
    choosable_regions,
    may_open,
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
def test_every_role_opens_every_page_but_those_where_data_comes_in_and_goes_out(role):
    assert all(may_open(viewer(role, "M1"), page) for page in PAGES if page not in (DATA, PUBLISH, ADMIN))
    for page in (DATA, PUBLISH):
        assert may_open(viewer(role, "M1"), page) is (role in (Role.COORDINATOR, Role.ADMIN))


def test_a_coordinator_without_municipalities_has_nothing_to_deliver_or_publish():
    assert not may_open(viewer(Role.COORDINATOR), PUBLISH)
    assert not may_open(viewer(Role.COORDINATOR), DATA)


@pytest.mark.parametrize("role", Role)
def test_accounts_are_looked_after_by_the_administrator_alone(role):
    assert may_open(viewer(role, "M1"), ADMIN) is (role is Role.ADMIN)


@pytest.mark.parametrize("role", Role)
def test_data_is_delivered_for_the_own_municipalities_and_by_the_administrator_for_all(role):
    assert may_see(viewer(role, "M1"), DELIVER, "M1") is (role in (Role.COORDINATOR, Role.ADMIN))
    assert may_see(viewer(role, "M1"), DELIVER, "M2") is (role is Role.ADMIN)


@pytest.mark.parametrize("role", Role)
def test_releases_are_made_by_the_administrator_and_consented_to_by_the_own_coordinator(role):
    assert may_see(viewer(role, "M1"), RELEASE) is (role is Role.ADMIN)
    assert may_see(viewer(role, "M1"), CONSENT, "M1") is (role is Role.COORDINATOR)
    assert not may_see(viewer(role, "M1"), CONSENT, "M2")


@pytest.mark.parametrize(("role", "part"), list(product(Role, (LIVE, PRACTICE_FIGURES, QUALITY))))
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
    assert "| Publiceren | nee | nee | nee | eigen gemeenten | ja |" in lines
    assert lines[-1] == "| Logboek inzien en uitvoeren | nee | nee | nee | nee | ja |"
    assert len(lines) == 2 + len(PARTS)
