"""What was found in the rows of a sheet: how often, where, and how to mend it."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import streamlit as st

from components import intake_state
from components.download import XLSX
from components.intake_state import Part
from components.intake_words import rule_word
from components.plain import plain
from data_access.intake.error_list import error_list
from data_access.problems import Problem
from domain.dutch import listing, number, plural

MOST = 50
FINE, ONE_FINE = "Alle {rows} zijn in orde.", "De rij is in orde."
BLOCKED = (
    "{errors} gevonden. We lezen pas iets in als alles klopt. Verbeter het bestand en kies het opnieuw; heeft alleen "
    "een woord nog geen betekenis, kies die dan hierboven."
)
KIND = {False: "Fout", True: "Let op"}
ONLY_ERRORS = "Toon alleen fouten"
MORE = "Dit zijn de eerste {shown} van {all} soorten meldingen. De foutenlijst heeft ze allemaal."
ROWS = 6
"""Rows named with one sentence; the list to download names them all."""
DOWNLOAD, DOWNLOAD_NOTES = "Download de foutenlijst (XLSX)", "Download deze lijst (XLSX)"
AGAIN = "Kies het verbeterde bestand"


def show_problems(place: int, part: Part, name: str) -> None:
    found = part.converted
    if found is None:
        return
    with st.container(border=True, key=f"intake_found_{place}"):
        st.header(plain(f"Controle van {name}"), anchor=False)
        if found.errors:
            st.error(plain(BLOCKED.format(errors=plural(len(found.errors), "fout", "fouten").capitalize())),
                     icon=":material/error:")  # fmt: skip
        else:
            fine = ONE_FINE if found.rows == 1 else FINE.format(rows=plural(found.rows, "rij", "rijen"))
            st.success(fine, icon=":material/check_circle:")
        if found.problems:
            _list(place, part, found.problems)


def _list(place: int, part: Part, problems: Sequence[Problem]) -> None:
    warnings = [problem for problem in problems if problem.warning]
    only = bool(warnings) and len(warnings) < len(problems) and st.toggle(ONLY_ERRORS, key=f"intake_only_{place}")
    shown = sorted((p for p in problems if not (only and p.warning)), key=lambda p: (p.warning, p.row))
    if len(shown) > 1:
        _counts(shown)
    told = grouped(shown)
    st.markdown("\n".join(f"- {line(group)}" for group in told[:MOST]))
    if len(told) > MOST:
        st.caption(MORE.format(shown=number(MOST), all=number(len(told))))
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            DOWNLOAD if any(not p.warning for p in problems) else DOWNLOAD_NOTES,
            data=partial(error_list, part.sheet, tuple(problems)), mime=XLSX, on_click="ignore",
            file_name=f"foutenlijst-{place + 1}.xlsx", key=f"intake_list_{place}", icon=":material/download:",
        )  # fmt: skip
        if part.converted and part.converted.errors:
            st.button(
                AGAIN, on_click=intake_state.start_again, key=f"intake_again_{place}", icon=":material/upload_file:"
            )


def _counts(problems: Sequence[Problem]) -> None:
    """How often each kind of fault was found: one wrong column then reads as one thing to mend."""
    counts = Counter((problem.warning, problem.rule) for problem in problems)
    ordered = sorted(counts, key=lambda kind: (kind[0], -counts[kind]))
    st.table({
        "Wat": [plain(f"{KIND[warning]}: {rule_word(rule).lower()}") for warning, rule in ordered],
        "Aantal": [number(counts[kind]) for kind in ordered],
        "In kolom": [plain(_columns(problems, kind)) for kind in ordered],
    }, border="horizontal", hide_index=True, hide_header=False, alt="Aantallen per soort.")  # fmt: skip


def _columns(problems: Sequence[Problem], kind: tuple[bool, str]) -> str:
    return listing(sorted({p.column for p in problems if (p.warning, p.rule) == kind and p.column}))


def grouped(problems: Sequence[Problem]) -> list[list[Problem]]:
    """Those that say the same of the same column, together: one word without a meaning is one thing to mend."""
    found: dict[tuple[bool, str, str], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.warning, problem.column, problem.text), []).append(problem)
    return list(found.values())


def line(group: Sequence[Problem]) -> str:
    """`**Fout, rij 9, kolom Praktijk:** ...`: no table, for the sentences are long and a telephone is narrow."""
    first = group[0]
    place = ", ".join(part for part in (KIND[first.warning], where(group), _of_column(first)) if part)
    return f"**{plain(place)}:** {plain(first.text[:1].upper() + first.text[1:])}"


def _of_column(problem: Problem) -> str:
    return f"kolom {problem.column}" if problem.column else ""


def where(group: Sequence[Problem]) -> str:
    """`rij 9`, `rijen 9, 12 en 14`, `rijen 9, 12, 14, 15, 16, 18 en nog 20`."""
    rows = [str(problem.row) for problem in group if problem.row]
    if not rows:
        return "hele bestand"
    if len(rows) == 1:
        return f"rij {rows[0]}"
    more = [f"nog {number(len(rows) - ROWS)}"] if len(rows) > ROWS else []
    return f"rijen {listing([*rows[:ROWS], *more])}"
