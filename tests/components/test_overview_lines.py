"""The lines of the overview: what is hidden takes one sentence, never a line."""

from streamlit.testing.v1 import AppTest

from components.plain import plain
from domain.cells import Status
from domain.protection import MARK, explanation
from domain.results import Judgement
from indicators.overview import Line
from tests.indicators.worlds import live, registration


def line(indicator: str, title: str, now: str, *, aim: bool = False) -> Line:
    return Line(
        indicator=indicator, title=title, aim=aim, agreed="35", now=now, expected="–", judgement=Judgement.NONE,
        status=Status.HIDDEN if now == MARK else Status.SHOWN, trend=(), trend_words="",
        money="–", money_label="geld", layers=(),
    )  # fmt: skip


def page(lines, view):
    from components.overview import show_lines

    show_lines(lines, {}, view)


def text_of(lines):
    app = AppTest.from_function(page, args=(lines, live([registration()])), default_timeout=60).run()
    assert not app.exception
    return [element.value for element in (*app.markdown, *app.caption)]


def test_hidden_figures_are_named_in_one_sentence_with_its_explanation():
    said = text_of(
        [line("a", "Praktijken", "4"), line("b", "Aandeel vrouwen", MARK), line("c", "Terugkoppeling", MARK)]
    )
    assert "**Praktijken**" in said
    assert "**Aandeel vrouwen**" not in said
    assert plain("Afgeschermd: Aandeel vrouwen en Terugkoppeling.") in said
    assert plain(explanation(5)) in said


def test_without_anything_hidden_there_is_no_such_sentence():
    assert not any("Afgeschermd" in words for words in text_of([line("a", "Praktijken", "4", aim=True)]))
