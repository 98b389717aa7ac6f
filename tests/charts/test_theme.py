"""Colours: the same in charts and pages, and with contrast enough to read."""

import tomllib
from pathlib import Path

import pytest

from charts.theme import DARK, LIGHT, READER

THEME = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text())["theme"]
BOTH = [("light", LIGHT), ("dark", DARK)]
ONES = ("text", "quiet", "accent", "population", "potential", "not_yet", "behind", "grid", "track", "paper")


def brightness(colour):
    """Relative luminance, as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("name", "colours"), BOTH)
def test_the_colours_of_charts_are_those_that_streamlit_fills_in(name, colours):
    assert THEME[name]["chartCategoricalColors"] == [getattr(colours, field) for field in ONES]
    assert THEME[name]["chartSequentialColors"][: len(colours.series)] == list(colours.series)
    assert len(THEME[name]["chartSequentialColors"]) == 10
    assert THEME[name]["backgroundColor"] == colours.paper
    assert THEME[name]["textColor"] == colours.text


def test_the_readers_palette_has_streamlits_places_in_that_order():
    assert [getattr(READER, field) for field in ONES] == [f"#{n:06d}" for n in range(1, 11)]
    assert list(READER.series) == [f"#{n:06d}" for n in range(11, 17)]


@pytest.mark.parametrize(("name", "colours"), BOTH)
def test_text_can_be_read(name, colours):
    for text in (colours.text, colours.quiet, colours.accent, colours.behind):
        assert contrast(text, colours.paper) >= 4.5


@pytest.mark.parametrize(("name", "colours"), BOTH)
def test_marks_stand_out(name, colours):
    for mark in (colours.population, colours.potential, colours.not_yet, *colours.series):
        assert contrast(mark, colours.paper) >= 3


@pytest.mark.parametrize(("name", "colours"), BOTH)
def test_a_number_inside_a_column_can_be_read(name, colours):
    assert contrast(colours.paper, colours.reached) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
def test_words_of_judgement_can_be_read_on_page_and_badge(name):
    theme = THEME[name]
    for colour in ("blue", "orange", "gray"):
        words = theme[f"{colour}TextColor"]
        assert contrast(words, theme[f"{colour}BackgroundColor"]) >= 4.5
        assert contrast(words, theme["backgroundColor"]) >= 4.5


def test_every_font_file_of_the_theme_is_served_from_static_with_its_licence():
    static = Path(__file__).parents[2] / "static"
    for face in THEME["fontFaces"]:
        assert (static / face["url"].removeprefix("app/static/")).is_file()
    assert "SIL Open Font License" in (static / "LICENSE-source-sans-3.txt").read_text()
