"""Role x page x municipality over the real websocket, on the sample data: who is sent which figures."""

import re

import pytest
from conftest import engine_of
from websocket import Screen, Visitor

from components.provenance import ORIGIN_WORD
from components.sign_in import SAMPLE_PASSWORD
from data_access.agreements import read_agreements
from domain.cells import Origin
from domain.permissions import PAGES
from domain.viewer import Role
from indicators.catalogue import CATALOGUE

pytestmark = pytest.mark.server
OWN, OTHER = "Hof van Twente", "Enschede"
LIST = CATALOGUE["practices_list"].title
FIGURES = [page for page in PAGES if page.slug != "begrippen"]


@pytest.fixture(scope="module", params=list(Role), ids=lambda role: role.value)
def role(request):
    return request.param


@pytest.fixture(scope="module")
def visitor(sample_url, role):
    with Visitor(sample_url) as tab:
        tab.open()
        tab.sign_in(role.value, SAMPLE_PASSWORD)
        yield tab


def everything(screen: Screen) -> str:
    """All texts and all charts: hover texts and alt texts are inside the figures that are sent."""
    return "\n".join([screen.text, *screen.payloads])


@pytest.mark.parametrize("page", FIGURES, ids=lambda page: page.key)
@pytest.mark.parametrize("town", [OWN, OTHER])
def test_live_figures_are_for_the_coordinator_of_the_municipality_alone(visitor, role, page, town):
    screen = visitor.open(page.slug, f"gemeente={town}&periode=2025")
    assert not screen.exceptions
    assert f"{town}, 2025" in screen.text
    may = role is Role.COORDINATOR and town == OWN
    assert (ORIGIN_WORD[Origin.LIVE] in everything(screen)) == may


@pytest.mark.parametrize("town", [OWN, OTHER])
def test_what_a_practice_refers_is_sent_to_its_own_coordinator_alone(visitor, role, town, sample_var):
    names = read_agreements(engine_of(sample_var)).practice_names
    of_town = [name for code, name in names.items() if code.startswith({OTHER: "HAP-ENS", OWN: "HAP-HVT"}[town])]
    assert of_town
    sent = everything(visitor.open("praktijken", f"gemeente={town}&periode=2025"))
    may = role is Role.COORDINATOR and town == OWN
    assert (LIST in sent) == may
    assert any(name in sent for name in of_town) == may


@pytest.mark.parametrize("page", FIGURES, ids=lambda page: page.key)
def test_a_region_is_released_for_everyone(visitor, page):
    screen = visitor.open(page.slug, "regio=Twente&periode=2025")
    assert not screen.exceptions
    assert ORIGIN_WORD[Origin.LIVE] not in everything(screen)


def test_a_municipality_outside_the_scope_gives_a_sentence_and_nothing_else(visitor, role):
    screen = visitor.open("bereik", "gemeente=Delft&periode=2025")
    if role is Role.COORDINATOR:
        assert "Delft" in screen.text
        assert "plotly_chart" not in screen.kinds
        assert not screen.payloads
    else:
        assert "Delft, 2025" in screen.text


def test_delden_in_its_first_half_year_shows_its_number_and_its_mean_age(visitor):
    screen = visitor.open("bereik", f"gemeente={OWN}&kern=Delden&periode=2023-H2")
    assert re.search(r"71(,0)? jaar", screen.text)


def test_the_sample_banner_stands_on_every_page(visitor):
    for page in PAGES:
        assert "Voorbeeldgegevens" in visitor.open(page.slug, "gemeente=Enschede&periode=2025").text
