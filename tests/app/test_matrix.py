"""Role x page x municipality over the real websocket, on the sample data: who is sent which figures."""

import json
import re

import pytest
from conftest import engine_of
from websocket import Screen, Visitor

from components.download import REFUSED
from components.private_files import SIGN_IN
from components.provenance import ORIGIN_WORD
from components.sign_in_form import SAMPLE_PASSWORD
from data_access.agreements import read_agreements
from data_access.door.sessions import end, open_sessions
from data_access.door.trace import events
from domain.cells import Origin
from domain.periods import parse_period
from domain.permissions import PAGES
from domain.sign_ins import Ending
from domain.trace import Kind
from domain.viewer import Role
from indicators.catalogue import CATALOGUE

pytestmark = pytest.mark.server
OWN, OTHER = "Hof van Twente", "Enschede"
LIST = CATALOGUE["practices_list"].title
FIGURES = [page for page in PAGES if page.key not in ("definitions", "privacy", "data", "publish", "admin", "account")]
RELEASED_ON = re.compile(r"Vrijgegeven op \d+ \w+ 20\d\d, stand van 31 oktober 2026")
DELDEN = f"gemeente={OWN}&kern=Delden"


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
    assert bool(RELEASED_ON.search(screen.text)) != may


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
    assert RELEASED_ON.search(screen.text)


def test_a_municipality_outside_the_scope_gives_a_sentence_and_nothing_else(visitor, role):
    screen = visitor.open("bereik", "gemeente=Delft&periode=2025")
    if role is Role.COORDINATOR:
        assert "Delft" in screen.text
        assert "plotly_chart" not in screen.kinds
        assert not screen.payloads
    else:
        assert "Delft, 2025" in screen.text


def test_of_delden_its_number_and_mean_age_since_the_start_were_released(visitor, role):
    screen = visitor.open("", f"{DELDEN}&periode=2023-H2")
    if role is Role.COORDINATOR:
        assert re.search(r"71(,0)? jaar", visitor.open("bereik", f"{DELDEN}&periode=2023-H2").text)
        screen = visitor.open("", f"{DELDEN}&periode=vanaf-2023-07")
    else:
        assert "Van Delden zijn er alleen cijfers sinds juli 2023. Die ziet u hier." in screen.words
    assert "Delden, sinds juli 2023" in screen.text
    assert re.search(r"Sinds juli 2023.?: \d+ verwijzingen, gemiddeld \d\d jaar", screen.text)


@pytest.mark.parametrize(("query", "offered"), [
    ("gemeente=Enschede&periode=2025", {"2025", "2024-H2", "2023-H2"}),
    (f"{DELDEN}&periode=vanaf-2023-07", {"vanaf-2023-07"}),
])  # fmt: skip
def test_the_periods_are_those_of_the_release(visitor, role, query, offered):
    screen = visitor.open("bereik", query)
    labels = set(screen.widgets["Periode"][1].options)
    wanted = {parse_period(code).label for code in offered}
    assert wanted <= labels
    if "kern" in query and role is not Role.COORDINATOR:
        assert labels == wanted


def test_a_button_from_before_gives_no_file_when_the_session_has_ended(sample_url, sample_var, role):
    engine = engine_of(sample_var)
    with Visitor(sample_url) as tab:
        tab.open()
        tab.sign_in(role.value, SAMPLE_PASSWORD)
        newest = max(open_sessions(engine), key=lambda session: session.created)
        assert newest.account == role.value
        tab.open("verwijzingen", f"gemeente={OWN}&periode=2025")
        assert OWN in tab.download("CSV").decode("utf-8-sig")
        end(engine, newest.id, Ending.REVOKED)
        assert tab.download("CSV").decode() == SIGN_IN
        with Visitor(sample_url) as other:  # nor to the cookie of somebody else
            other.open()
            other.sign_in(role.value, SAMPLE_PASSWORD)
            tab.cookie = other.cookie
            assert tab.download("CSV").decode("utf-8-sig") == REFUSED
        assert tab.run().shows_sign_in


def test_a_figure_that_is_not_released_is_in_the_trace_before_it_is_handed_over(sample_url, sample_var, role):
    engine = engine_of(sample_var)
    before = len(list(events(engine)))
    with Visitor(sample_url) as tab:
        tab.open()
        tab.sign_in(role.value, SAMPLE_PASSWORD)
        tab.open("verwijzingen", f"gemeente={OWN}&periode=2025")
        live = "NIET VOOR PUBLICATIE" in tab.download("CSV").decode("utf-8-sig")
    told = [e for e in list(events(engine))[before:] if e.kind == Kind.EXPORTED]
    assert live == (role is Role.COORDINATOR)
    assert [(e.account, json.loads(e.about)["area"]) for e in told] == ([(role.value, "GM1735")] if live else [])


def test_the_sample_banner_stands_on_every_page(visitor):
    for page in PAGES:
        assert "Voorbeeldgegevens" in visitor.open(page.slug, "gemeente=Enschede&periode=2025").text
