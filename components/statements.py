"""Figures as the documents print them: published, never counted by us, and therefore in a table of their own."""

from collections.abc import Iterable

import streamlit as st

from components.plain import plain
from domain.agreements import Agreements, Phase, Statement
from domain.areas import Area, Level
from domain.dutch import day_short, number, percent

NONE = "niet genoemd"


def statements_of(agreements: Agreements, area: Area) -> tuple[Statement, ...]:
    """Those about the area itself or one of its villages."""
    codes = {area.code, *(v.code for v in agreements.geography.children(area.code) if v.level is Level.VILLAGE)}
    return tuple(s for s in agreements.statements if s.area in codes)


def show_statements(statements: Iterable[Statement], alt: str) -> None:
    """A real table, with where each figure stands."""
    found = tuple(statements)
    rows = {
        "Wat er staat": [plain(s.note or s.kind) for s in found],
        "Cijfer": [plain(value_text(s)) for s in found],
        "Over": [plain(s.scope) for s in found],
        "Periode": [plain(s.period or NONE) for s in found],
        "Bron": [plain(s.source) for s in found],
    }
    st.table(rows, alt=alt)


def phases_of(agreements: Agreements, area: Area) -> tuple[Phase, ...]:
    """Of the area itself, else of the region it lies in."""
    return agreements.phases_of(area.code)


def show_phases(phases: Iterable[Phase], alt: str) -> None:
    """What was planned, and for when."""
    found = tuple(phases)
    rows = {
        "Fase": [plain(p.name) for p in found],
        "Van": [_unbroken(day_short(p.date_from)) for p in found],
        "Tot en met": [_unbroken(day_short(p.date_to)) if p.date_to else NONE for p in found],
        "Toelichting": [plain(p.note or "") for p in found],
        "Bron": [plain(p.source) for p in found],
    }
    st.table(rows, alt=alt)


def _unbroken(day: str) -> str:
    """A date stays on one line of a narrow table."""
    return day.replace("-", "\u2060-\u2060")


def value_text(statement: Statement) -> str:
    """`0.333` of a growth as `33,3%`, `29249` euro as `29.249 euro`; a date stands in the period; words as they are."""
    value, unit = statement.value, statement.unit or ""
    if unit == "datum":
        return statement.period or NONE
    try:
        amount = float(value or "")
    except ValueError:
        return f"{value} {unit}".strip() if value else "nog niet ingevuld"
    if unit.startswith(("deel", "groei")):
        return f"{percent(amount, 0 if round(amount * 100, 6).is_integer() else 1)} ({unit})"
    return f"{number(amount, 0 if amount.is_integer() else 2)} {unit}"
