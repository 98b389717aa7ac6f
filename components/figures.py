"""Figures on a page: its heading with the date they stand at, cards in rows, how they are protected."""

from dataclasses import dataclass

import streamlit as st

from components import beside, card, failure
from components.desk import Desk, desk_for, figure, permission, view_at
from components.plain import plain
from domain.areas import Level
from domain.cells import Origin
from domain.dutch import day, listing, local_day
from domain.viewer import Selection, Viewer
from indicators.catalogue import CATALOGUE

CHOOSE = (
    "Kies een regio of gemeente. De cijfers van regio's tellen we niet bij elkaar op: "
    "elke regio telt op een eigen manier."
)
LEVEL_WORD = {Level.REGION: "een regio", Level.MUNICIPALITY: "een gemeente", Level.VILLAGE: "een kern of wijk"}


@dataclass(frozen=True, kw_only=True)
class Screen:
    """A page as a table of contents: a title, two sentences, and rows of indicator keys (one or two side by side)."""

    title: str
    intro: str
    rows: tuple[tuple[str, ...], ...]


def show_screen(viewer: Viewer, selection: Selection, screen: Screen) -> None:
    """A whole page: heading, intro, cards."""
    desk = desk_for(viewer, selection)
    st.title(screen.title, anchor=False)
    if desk is None:
        show_nothing(viewer, selection)
        return
    subtitle(desk)
    st.markdown(screen.intro)
    show_rows(desk, screen.rows, beside.council_desk(desk))
    show_rule(desk)


def show_nothing(viewer: Viewer, selection: Selection) -> None:
    """Why there are no figures, and what to do."""
    if selection.area is None:
        st.info(CHOOSE)
    else:
        failure.no_release(viewer)


def subtitle(desk: Desk) -> None:
    """Area and period, and of which day the figures are."""
    # Of a village that was released there is one period, whatever was chosen.
    period = view_at(desk).period.label_until(desk.state.data_date)
    st.caption(plain(f"{desk.area.name}, {period} · {dated(desk)}"))


def dated(desk: Desk) -> str:
    """`Vrijgegeven op 22 november 2026, stand van 31 oktober 2026`; of live figures `peildatum 31 oktober 2026`."""
    stands, head = day(desk.state.data_date), desk.basis.release
    if desk.origin is Origin.LIVE or head is None:
        return f"peildatum {stands}"
    return f"Vrijgegeven op {day(local_day(head.made_at))}, stand van {stands}"


def show_rule(desk: Desk) -> None:
    """How the figures of this page are protected, in the words of the gate."""
    st.markdown(f":small[:gray[{plain(view_at(desk).cells.rule)}]]")


def show_rows(desk: Desk, rows: tuple[tuple[str, ...], ...], council: Desk | None = None) -> None:
    """Cards, one or two to a row. What does not exist at this level of area is named at the end, with the reason.

    `council`: each card stands beside what the council sees of it.
    """
    level = desk.area.level
    for row in rows:
        _show_row(desk, tuple(key for key in row if level in CATALOGUE[key].levels), council)
    left_out = [CATALOGUE[key].title for row in rows for key in row if level not in CATALOGUE[key].levels]
    if left_out:
        st.caption(f"Deze cijfers bestaan niet voor {LEVEL_WORD[level]}: {listing(left_out)}.")


def _show_row(desk: Desk, keys: tuple[str, ...], council: Desk | None) -> None:
    if council:
        for key in keys:
            _show_beside(desk, council, key)
        return
    for column, key in zip(st.columns(len(keys)) if keys else (), keys, strict=True):
        with column:
            show_card(desk, key)


def _show_beside(desk: Desk, council: Desk, key: str) -> None:
    mine, theirs = st.columns(2)
    with mine:
        st.caption(f"**{beside.LIVE}**")
        show_card(desk, key)
    with theirs:
        st.caption(f"**{beside.COUNCIL}**")
        show_card(council, key, name="council")


def show_card(desk: Desk, key: str, name: str = "card") -> None:
    """`name` tells two cards of one figure apart."""
    before = figure(desk, key, desk.selection.period.previous) if desk.selection.compare else None
    card.show(figure(desk, key), CATALOGUE[key], key=f"{name}_{key}", before=before, allowed=permission(desk, key))
