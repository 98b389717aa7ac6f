"""Overzicht: aim, path, result and euro of an area on one screen, and what to ask about."""

import streamlit as st

from components.areas import show_parts, show_regions
from components.beside import council_desk
from components.desk import Desk, desk_for, figure, view_at
from components.figures import show_nothing, show_rows, show_rule, subtitle
from components.overview import show_lines
from components.plain import plain
from components.quality_card import show_quality_card
from components.statements import phases_of, show_phases, show_statements, statements_of
from domain.areas import Level
from domain.cells import Status
from domain.viewer import Selection, Viewer
from indicators.attention import attention
from indicators.catalogue import CATALOGUE
from indicators.overview import few, overview_lines
from indicators.summary import summary

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
        _without_figures(viewer, selection)
        return
    st.title(f"Welzijn op Recept in {plain(desk.area.name)}", anchor=False)
    desk = council_desk(desk) or desk
    subtitle(desk)
    results = {key: figure(desk, key) for key in WATCHED if desk.area.level in CATALOGUE[key].levels}
    view = view_at(desk)
    st.markdown(plain(summary(view, results)))
    small = few(results)
    if small:
        _phases(desk)
    show_lines(overview_lines(view, lambda key, period: figure(desk, key, period)), results, view)
    if desk.area.level is Level.REGION:
        show_parts(desk)
    if results["reach_ratio"].status is not Status.HIDDEN:
        st.header("Wie bereiken we, en wie niet", anchor=False)
        show_rows(desk, REACH)
    _points("Wat vraagt aandacht", attention(view, results), "Er valt in deze cijfers niets bijzonders op.")
    show_quality_card(desk)
    _documents(desk)
    if not small:
        _phases(desk)
    _points("Waar de bronnen elkaar tegenspreken", _contradictions(desk), NO_CONTRADICTIONS)
    show_rule(desk)


def _without_figures(viewer: Viewer, selection: Selection) -> None:
    if selection.area is None:
        show_regions(viewer)
    else:
        show_nothing(viewer, selection)


def _contradictions(desk: Desk) -> tuple[str, ...]:
    found = desk.agreements.contradictions_of(desk.area.code)
    return tuple(f"{c.topic}: {c.says_a}; en ook: {c.says_b}. {c.shown_as} (bron: {c.source})" for c in found)


def _documents(desk: Desk) -> None:
    found = statements_of(desk.agreements, desk.area)
    if found:
        st.header("Wat de documenten zelf noemen", anchor=False)
        show_statements(found, f"Gepubliceerde cijfers over {desk.area.name}, met hun bron.")


def _phases(desk: Desk) -> None:
    phases = phases_of(desk.agreements, desk.area)
    if phases:
        st.header("Fasen van het programma", anchor=False)
        show_phases(phases, f"Fasen van het programma rond {desk.area.name}, zoals gepland.")


def _points(title: str, points: tuple[str, ...], nothing: str) -> None:
    st.header(title, anchor=False)
    st.markdown("\n".join(f"- {plain(point)}" for point in points) if points else nothing)
