"""The address of a view, over the websocket: deep links, page switches, filters, refusals."""

from urllib.parse import parse_qs

import pytest
from conftest import serve
from websocket import Visitor

from components.failure import WRONG_ADDRESS
from components.sign_in_form import SAMPLE_PASSWORD
from domain.permissions import PAGES

pytestmark = pytest.mark.server
START = "Begin opnieuw bij mijn eigen gebied"


def view(visitor: Visitor) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(visitor.query).items()}


@pytest.fixture
def visitor(server_url):
    with Visitor(server_url) as someone:
        yield someone


def enter(visitor: Visitor, page: str, query: str, name: str = "stuurgroep"):
    visitor.open(page, query)
    return visitor.sign_in(name, SAMPLE_PASSWORD)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_a_deep_link_lands_on_its_page_and_view_after_signing_in(visitor, page):
    screen = enter(visitor, page.slug, "gemeente=Enschede&periode=2024&vergelijk=ja", "raadslid")
    assert screen.page == page.slug
    assert view(visitor) == {"regio": "Twente", "gemeente": "Enschede", "periode": "2024", "vergelijk": "ja"}


def test_a_deep_link_works_on_a_fresh_server(world_var):
    with serve(world_var) as url, Visitor(url) as visitor:
        assert enter(visitor, "begroting", "gemeente=Enschede&periode=2024").page == "begroting"
        assert view(visitor)["periode"] == "2024"


def test_the_first_landing_shows_the_home_area_in_the_year_of_the_data_date(visitor):
    enter(visitor, "", "", "coordinator")
    assert view(visitor) == {"regio": "Twente", "gemeente": "Hof van Twente", "periode": "2026", "vergelijk": "nee"}


def test_switching_pages_keeps_the_view_in_the_address(visitor):
    enter(visitor, "", "regio=DWO&periode=2025-H1")
    before = view(visitor)
    for slug in ("bereik", "begroting", ""):
        assert visitor.go(slug).page == slug
        assert view(visitor) == before


def test_a_page_without_figures_asks_for_no_area_and_keeps_the_view(visitor):
    screen = enter(visitor, "", "gemeente=Enschede&periode=2024", "raadslid")
    before = view(visitor)
    assert "Periode" in screen.widgets
    assert "Periode" not in visitor.go("account").widgets
    assert "Periode" in visitor.go("bereik").widgets
    assert view(visitor) == before


def test_the_whole_scope_is_a_choice_that_stays_in_the_address(visitor):
    enter(visitor, "", "regio=alle&periode=2025")
    visitor.go("bereik")
    assert view(visitor) == {"regio": "alle", "periode": "2025", "vergelijk": "nee"}


def test_filters_write_the_address_and_another_region_drops_the_municipality(visitor):
    enter(visitor, "bereik", "gemeente=Hof van Twente&kern=Delden&periode=2025")
    visitor.use({"Periode": "2024", "Vergelijk met vorige periode": True})
    assert view(visitor) == {
        "regio": "Twente", "gemeente": "Hof van Twente", "kern": "Delden", "periode": "2024", "vergelijk": "ja"
    }  # fmt: skip
    visitor.use({"Gemeente": "Enschede"})
    assert view(visitor)["gemeente"] == "Enschede"
    assert "kern" not in view(visitor)
    visitor.use({"Stadsdeel": "Centrum"})
    assert view(visitor)["kern"] == "Centrum"
    visitor.use({"Regio": "DWO"})
    assert view(visitor) == {"regio": "DWO", "periode": "2024", "vergelijk": "ja"}


def test_the_link_to_copy_is_the_whole_address_of_this_page(visitor, server_url):
    enter(visitor, "", "gemeente=Enschede&periode=2024")
    screen = visitor.go("praktijken")
    assert f"{server_url}/praktijken?regio=Twente&gemeente=Enschede&periode=2024&vergelijk=nee" in screen.words


@pytest.mark.parametrize(("query", "sentence"), [
    ("gemeente=Atlantis", "De gemeente “Atlantis” kennen we niet. U kunt kiezen uit Enschede."),
    ("gemeente=Hengelo", "De gemeente Hengelo hoort niet bij uw account. U kunt kiezen uit Enschede."),
    ("regio=DWO", "De regio DWO hoort niet bij uw account. U kunt kiezen uit Twente."),
    ("periode=2022", "Over 2022 zijn er geen gegevens"),
    ("gemeente=Enschede&gemeente=Hengelo", "In het adres staat gemeente meer dan één keer."),
])  # fmt: skip
def test_what_is_unknown_or_forbidden_gives_a_sentence_and_nothing_else(visitor, query, sentence):
    screen = enter(visitor, "praktijken", query, "raadslid")
    assert WRONG_ADDRESS in screen.words
    assert any(word.startswith(sentence) for word in screen.words)
    assert set(screen.widgets) == {START, "Afmelden"}
    assert screen.query is None


def test_the_way_out_of_a_wrong_address_leads_home(visitor):
    enter(visitor, "bereik", "gemeente=Atlantis", "raadslid")
    visitor.use(press=START)
    assert view(visitor)["gemeente"] == "Enschede"
    assert visitor.screen.page == "bereik"


def test_what_stands_in_the_address_is_never_read_as_markdown(visitor):
    screen = enter(visitor, "", "gemeente=[klik](http://elders.example)")
    assert {kind for kind, text in screen.said if "elders" in text} == {"text"}


def test_a_coordinator_reads_why_another_municipality_shows_released_figures(visitor):
    sentence = "Enschede hoort niet bij uw gemeenten: u ziet de vrijgegeven cijfers."
    assert sentence in enter(visitor, "", "gemeente=Enschede", "coordinator").words
    assert sentence not in visitor.use({"Gemeente": "Hof van Twente"}).words


def test_a_change_by_another_visitor_leaves_this_view_alone(server_url, visitor):
    enter(visitor, "", "gemeente=Enschede&periode=2024")
    with Visitor(server_url) as other:
        enter(other, "", "regio=DWO&periode=2025")
    visitor.run()
    assert view(visitor)["gemeente"] == "Enschede"
