"""The lines of the overview: aim, path, result and euro side by side, and under each other on a telephone."""

from collections.abc import Iterable, Mapping

import streamlit as st

import charts
from components.card import SILENT, VERDICT
from components.figure import show_figure
from components.plain import plain
from components.provenance import LAYER_WORD
from domain.cells import Status
from domain.dutch import listing
from domain.periods import Grain
from domain.protection import MARK, explanation
from domain.results import Result
from indicators.overview import NONE, Line, folded
from indicators.view import View

NO_AIMS = "{name} heeft{when} geen eigen afspraken met een getal geleverd."
WIDTHS = {"title": 150, "agreed": 76, "now": 76, "word": 128, "expected": 112, "course": 118, "trend": 92, "money": 112}
"""Pixels: together they fit beside each other at 1280 and wrap below it."""


def show_lines(lines: Iterable[Line], results: Mapping[str, Result], view: View) -> None:
    """Each figure that is there has its line; those that are hidden share one sentence with its explanation."""
    every = tuple(lines)
    st.header("Afspraken", anchor=False)
    if not any(line.aim for line in every):
        when = "" if view.period.grain is Grain.START else f" voor {view.period.year}"
        st.markdown(plain(NO_AIMS.format(name=view.area.name, when=when)))
    _those_shown((line for line in every if line.aim), view.period.year)
    st.header("Zonder afspraak, wel gevolgd", anchor=False)
    _those_shown((line for line in every if not line.aim), view.period.year)
    hidden = folded(every, results.values())
    if hidden:
        st.markdown(plain(hidden))
        st.caption(plain(explanation(view.cells.smallest)))


def _those_shown(lines: Iterable[Line], year: int) -> None:
    for line in lines:
        if line.now != MARK:
            show_line(line, year)


def show_line(line: Line, year: int) -> None:
    with (
        st.container(border=True, key=f"line_{line.indicator}", gap="small"),
        st.container(horizontal=True, vertical_alignment="top", gap="xsmall"),
    ):
        with st.container(width=WIDTHS["title"], gap=None):
            st.markdown(f"**{plain(line.title)}**")
            st.caption(plain(listing([LAYER_WORD[layer] for layer in line.layers])))
        if line.aim:
            _fact(f"eind {year}", line.agreed, "agreed")
        _fact("nu", line.now, "now" if line.status is Status.SHOWN else "word", strong=True)
        if line.aim or line.expected != NONE:
            _fact("verwacht", line.expected, "expected")
        if line.aim:
            _course(line)
        _trend(line)
        if line.aim or line.money != NONE:
            _fact(line.money_label, line.money, "money")


def _fact(label: str, text: str, width: str, *, strong: bool = False) -> None:
    """A caption with its text: each fact explains itself, so that the line may wrap on a telephone."""
    with st.container(width=WIDTHS[width], gap=None):
        st.caption(label)
        st.markdown(f"**{plain(text)}**" if strong else plain(text))


def _course(line: Line) -> None:
    with st.container(width=WIDTHS["course"], gap=None):
        st.caption("koers")
        if line.status is not Status.SHOWN:
            word, icon = SILENT[line.status]
            st.markdown(f":gray-badge[{icon} {word}]")
            return
        word, icon, colour = VERDICT[line.judgement]
        st.markdown(f":{colour}-badge[{icon} {word}]")


def _trend(line: Line) -> None:
    with st.container(width=WIDTHS["trend"], gap=None):
        st.caption("verloop")
        if not line.trend_words:
            st.markdown(NONE)
            return
        figure = charts.sparkline(list(line.trend), width=WIDTHS["trend"])
        alt = f"Verloop van {line.title.lower()}: {line.trend_words}."
        show_figure(figure, alt=alt, key=f"trend_{line.indicator}")
