"""A region of which nothing was released yet: a sentence, for everyone but the own coordinator."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import serve
from websocket import Visitor

from components.failure import MAKE, NO_RELEASE, WAIT
from components.provenance import ORIGIN_WORD
from components.sign_in_form import SAMPLE_PASSWORD
from domain.cells import Origin
from domain.permissions import PAGES
from domain.viewer import Role

pytestmark = pytest.mark.server
FIGURES = [
    page.slug for page in PAGES if page.key not in ("definitions", "privacy", "data", "publish", "admin", "account")
]


@pytest.fixture(scope="module")
def bare_url(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(Path(shutil.copytree(filled, tmp_path_factory.mktemp("bare"), dirs_exist_ok=True))) as url:
        yield url


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR], ids=lambda role: role.value)
def test_every_page_of_figures_says_so_and_shows_nothing(bare_url: str, role: Role) -> None:
    advice = MAKE if role is Role.ADMIN else WAIT
    with Visitor(bare_url) as visitor:
        visitor.open()
        visitor.sign_in(role.value, SAMPLE_PASSWORD)
        for slug in FIGURES:
            screen = visitor.open(slug, "gemeente=Enschede&periode=2025-Q3")
            assert f"{NO_RELEASE} {advice}" in screen.words
            assert not screen.payloads
            assert not screen.exceptions


def test_the_own_coordinator_has_live_figures_and_of_others_the_sentence(bare_url: str) -> None:
    with Visitor(bare_url) as visitor:
        visitor.open("bereik", "gemeente=Hof van Twente&periode=2025")
        screen = visitor.sign_in(Role.COORDINATOR.value, SAMPLE_PASSWORD)
        assert NO_RELEASE not in screen.text
        assert ORIGIN_WORD[Origin.LIVE] in screen.text
        assert NO_RELEASE in visitor.open("bereik", "gemeente=Enschede&periode=2025").text
