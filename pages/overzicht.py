"""Overzicht: aim, path, result and euro of an area on one screen, and what to ask about."""

import streamlit as st

from components.areas import show_parts, show_regions
from components.figures import Desk, desk_for, figure, show_rows, show_rule, subtitle, view_of
from components.overview import show_line
from components.plain import plain
from components.statements import phases_of, show_phases, show_statements, statements_of
from domain.areas import Level
from domain.viewer import Selection, Viewer
from indicators.attention import attention
from indicators.catalogue import CATALOGUE
from indicators.overview import overview_lines, summary

WATCHED = (
    "referrals_potential", "practices_participating", "practices_referring", "budget_burn", "contact_in_time",
    "feedback", "reach_ratio",
)  # fmt: skip
NO_CONTRADICTIONS = "Voor dit gebied zijn er geen tegenspraken bekend."
REACH = (("reach_ratio",),)


def show(viewer: Viewer, selection: Selection) -> None:
    desk = desk_for(viewer, selection)
    if desk is None:
        st.title("Welzijn op Recept", anchor=False)
        show_regions(viewer)
        return
    st.title(f"Welzijn op Recept in {plain(desk.area.name)}", anchor=False)
    subtitle(desk)
    results = {key: figure(desk, key) for key in WATCHED if desk.area.level in CATALOGUE[key].levels}
    view = view_of(desk.state, desk.area.code, selection.period, desk.origin)
    st.markdown(plain(summary(view, results)))
    _lines(desk)
    if desk.area.level is Level.REGION:
        show_parts(desk)
    st.header("Wie bereiken we, en wie niet", anchor=False)
    show_rows(desk, REACH)
    _points("Wat vraagt aandacht", attention(view, results), "Er valt in deze cijfers niets bijzonders op.")
    _documents(desk)
    _points("Waar de bronnen elkaar tegenspreken", _contradictions(desk), NO_CONTRADICTIONS)
    show_rule(desk)


def _lines(desk: Desk) -> None:
    view = view_of(desk.state, desk.area.code, desk.selection.period, desk.origin)
    lines = overview_lines(view, lambda key, period: figure(desk, key, period))
    agreed = [line for line in lines if line.aim]
    st.header("Afspraken", anchor=False)
    if not agreed:
        st.markdown(
            plain(f"{desk.area.name} heeft voor {view.period.year} geen eigen afspraken met een getal geleverd.")
        )
    for line in agreed:
        show_line(line, view.period.year)
    st.header("Zonder afspraak, wel gevolgd", anchor=False)
    for line in lines:
        if not line.aim:
            show_line(line, view.period.year)


def _contradictions(desk: Desk) -> tuple[str, ...]:
    found = desk.agreements.contradictions_of(desk.area.code)
    return tuple(f"{c.topic}: {c.says_a}; en ook: {c.says_b}. {c.shown_as} (bron: {c.source})" for c in found)


def _documents(desk: Desk) -> None:
    found = statements_of(desk.agreements, desk.area)
    if found:
        st.header("Wat de documenten zelf noemen", anchor=False)
        show_statements(found, f"Gepubliceerde cijfers over {desk.area.name}, met hun bron.")
    phases = phases_of(desk.agreements, desk.area)
    if phases:
        st.header("Fasen van het programma", anchor=False)
        show_phases(phases, f"Fasen van het programma rond {desk.area.name}, zoals gepland.")


def _points(title: str, points: tuple[str, ...], nothing: str) -> None:
    st.header(title, anchor=False)
    st.markdown("\n".join(f"- {plain(point)}" for point in points) if points else nothing)
