"""What a card puts on the page, for each status, role of origin and judgement."""

from dataclasses import replace
from unittest.mock import patch

import pytest
from streamlit.testing.v1 import AppTest

from components import card
from components.card import before_line, value_text
from components.plain import plain
from components.provenance import provenance
from domain.cells import Origin, Status
from domain.results import Judgement, Layer
from tests.charts import made
from tests.components.test_card_download import INDICATOR


def page(result, indicator, allowed):
    from components import card

    card.show(result, indicator, key="card", allowed=allowed)


def drawn(result, *, allowed=None):
    """The card as a page of its own."""
    return AppTest.from_function(page, args=(result, INDICATOR, allowed), default_timeout=60).run()


def text_of(app):
    return "\n".join(element.value for element in app.markdown)


def test_it_shows_title_value_margin_sentence_and_provenance():
    app = drawn(made.BARS)
    assert not app.exception
    assert [header.value for header in app.header] == ["Reden van verwijzing"]
    assert app.metric[0].value == "31%"
    assert app.metric[0].label == "Enschede, 2025"
    for words in ("95%-marge 27% tot 37%", "Eenzaamheid is de vaakst genoemde reden.", "n = 329 verwijzingen"):
        assert words in text_of(app)


@pytest.mark.parametrize(
    ("judgement", "words"),
    [
        (Judgement.ON_COURSE, ":blue-badge[:material/check_circle: op koers]"),
        (Judgement.BEHIND, ":orange-badge[:material/flag: blijft achter]"),
        (Judgement.NONE, ":gray-badge[:material/remove: geen oordeel]"),
    ],
)
def test_a_judgement_is_icon_word_and_colour_and_only_where_there_is_an_aim(judgement, words):
    judged = replace(made.BARS, judgement=judgement, target=0.5, target_label="afspraak")
    assert words in text_of(drawn(judged))
    assert words not in text_of(drawn(replace(made.BARS, judgement=Judgement.NONE, target=None)))


@pytest.mark.parametrize(
    ("status", "word"),
    [(Status.HIDDEN, "afgeschermd"), (Status.NO_DATA, "geen gegevens"), (Status.NOT_YET_KNOWN, "nog niet bekend")],
)
def test_without_a_figure_there_is_a_mark_and_its_own_sentence_and_no_number(status, word):
    silent = replace(
        made.BARS, status=status, value=None, low=None, high=None, n=None, rows=made.rows(), sentence="Zo is het."
    )
    app = drawn(silent)
    assert not app.metric
    assert word in text_of(app)
    assert "Zo is het." in text_of(app)
    assert not any(sign.isdigit() for sign in text_of(app).split("Zo is het.")[0].replace("gray-badge", ""))


def test_the_table_is_sent_only_after_it_is_asked_for():
    app = drawn(made.BARS)
    assert not app.table
    app.toggle[0].set_value(True).run()
    assert app.table[0].value["Aandeel"].tolist()[:3] == ["31%", "21%", "afgeschermd"]


def test_without_a_way_to_check_the_right_nothing_can_be_downloaded():
    with patch("components.card.download") as offered:
        drawn(made.BARS)
        assert not offered.called
        drawn(made.BARS, allowed=lambda: True)
        assert offered.called


def test_the_target_is_named_with_its_value():
    assert plain("Afgesproken voor eind 2026: 35") in text_of(drawn(made.PATH))


def test_layers_and_origin_are_always_told():
    both = replace(made.BARS, layers=(Layer.PUBLISHED, Layer.SYNTHETIC), origin=Origin.LIVE)
    assert provenance(both) == (
        "n = 329 verwijzingen · 2025 · Enschede · bron: Meerjarenplan Enschede 2023-2026 · "
        "gepubliceerd en voorbeeldgegevens · peildatum 31 oktober 2026 · actuele cijfers, niet voor publicatie"
    )


def test_a_count_carries_its_word():
    assert value_text(made.PATH) == "30 praktijken"


def test_a_figure_since_the_start_has_no_period_before_it():
    since = replace(made.BARS, period_label="sinds juli 2023")
    assert "Vorige periode" not in card.words(since, since)
    assert "Vorige periode" in card.words(since, made.BARS)


def test_the_period_before_says_its_value_or_why_there_is_none():
    assert before_line(made.BARS) == "Vorige periode (2025): 31%"
    hidden = replace(made.BARS, status=Status.HIDDEN, value=None)
    assert before_line(hidden) == "Vorige periode (2025): afgeschermd"
