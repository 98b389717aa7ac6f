"""What the file does not say and every row needs: one answer for all rows."""

from collections.abc import Mapping as Dict

import streamlit as st

from components import intake_state
from components.intake_state import Part, Work
from components.intake_words import code_words, column_word, columns_of
from components.plain import plain
from data_access.columns import Column, Kind
from data_access.intake.parse import parse_cell

ASK = "Dit staat niet in het bestand. Kies het hier voor alle rijen, of wijs hierboven een kolom aan."
FORMS = {
    Kind.DATE: "Schrijf een datum, zoals 31-12-2026.", Kind.MONTH: "Schrijf een maand, zoals nov 2026.",
    Kind.PERIOD: "Schrijf een periode, zoals 2026 of 2026-Q3.", Kind.WHOLE: "Schrijf een heel getal.",
    Kind.NUMBER: "Schrijf een getal.", Kind.YES_NO: "Schrijf ja of nee.",
}  # fmt: skip


def show_constants(work: Work, number: int, part: Part, required: tuple[str, ...]) -> Dict[str, str]:
    """The constants with what is answered now; those that the delivery itself fills are not asked."""
    columns = columns_of(part.mapping.table)
    asked = [name for name in columns if name in required or (name in part.mapping.constants and _shown(name))]
    if required:
        st.markdown(ASK)
    constants = dict(part.mapping.constants)
    for name in asked:
        answer = _ask(work, number, part, columns[name])
        if answer:
            constants[name] = answer
        elif name in constants and name not in required:
            constants.pop(name)
    return constants


def _shown(name: str) -> bool:
    return name not in ("supplier", "source")


def _ask(work: Work, number: int, part: Part, column: Column) -> str | None:
    place = f"intake_constant_{intake_state.round_number()}_{number}_{part.mapping.table}_{column.name}"
    now = part.mapping.constants.get(column.name)
    words = in_scope(column, code_words(column, work.known), work)
    if words:
        options = list(words)
        return st.selectbox(
            column_word(column.name), options, index=options.index(now) if now in options else None,
            placeholder="Kies", format_func=words.__getitem__, key=place, width=420,
        )  # fmt: skip
    text = st.text_input(column_word(column.name), value=now or "", key=place, width=420, max_chars=200) or ""
    if text and not _fits(text, column):
        st.caption(plain(FORMS.get(column.kind, "Dit past niet in deze kolom.")))
        return None
    return text.strip() or None


def _fits(text: str, column: Column) -> bool:
    try:
        parse_cell(text, column)
    except ValueError:
        return False
    return True


def in_scope(column: Column, words: Dict[str, str], work: Work) -> dict[str, str]:
    """Places and practices of the own municipalities only."""
    scope, known = work.known.scope, work.known
    if scope is None or not column.rule.refers:
        return dict(words)
    inside = {code: code for code in known.codes.get("municipality", {})} | {**known.village_of, **known.practice_of}
    return {code: word for code, word in words.items() if inside.get(code) in scope}
