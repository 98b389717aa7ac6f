"""Council, alderman, steering group and administrator never cause a registration to be read."""

import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from conftest import serve
from websocket import Visitor

from components.provenance import ORIGIN_WORD
from components.sign_in_form import SAMPLE_PASSWORD
from domain.cells import Origin
from domain.permissions import PAGES, may_open
from domain.viewer import Role, Scope, Viewer

pytestmark = pytest.mark.server
FAILED = "Er ging iets mis"
AREAS = ("regio=alle", "regio=Twente", "gemeente=Enschede", "gemeente=Hof van Twente&kern=Delden")
PERIODS = ("periode=2026&vergelijk=ja", "periode=2025-07")


@pytest.fixture(scope="module")
def blind_url(sample_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that cannot read registrations, nor finds any outside its database."""
    var = tmp_path_factory.mktemp("blind")
    shutil.copy(sample_var / "wor.db", var)
    with serve(var, ("tests/app/blind.py",)) as url:
        yield url
    assert not (var / "snapshots").exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR], ids=lambda role: role.value)
def test_every_page_works_without_registrations(blind_url: str, role: Role) -> None:
    opens = [p for p in PAGES if may_open(Viewer(name="x", role=role, scope=Scope()), p)]
    with Visitor(blind_url) as visitor:
        visitor.open()
        visitor.sign_in(role.value, SAMPLE_PASSWORD)
        for page, area, period in product(opens, AREAS, PERIODS):
            screen = visitor.open(page.slug, f"{area}&{period}")
            assert not screen.exceptions
            assert FAILED not in screen.text
            assert ORIGIN_WORD[Origin.LIVE] not in screen.text


def test_a_coordinator_reads_those_of_the_own_municipality_alone(blind_url: str) -> None:
    """So the reader really raises; and of others the coordinator sees what was released."""
    with Visitor(blind_url) as visitor:
        visitor.open("bereik", "gemeente=Hof van Twente&periode=2025")
        assert FAILED in visitor.sign_in(Role.COORDINATOR.value, SAMPLE_PASSWORD).text
        assert FAILED not in visitor.open("bereik", "gemeente=Enschede&periode=2025").text
