"""The file's own words, and the code that each of them stands for: asked once, and remembered for this supplier."""

from collections.abc import Mapping as Dict

import streamlit as st

from components import intake_state
from components.intake_constants import in_scope
from components.intake_state import Part, Work
from components.intake_words import LEAVE_EMPTY, code_words, column_word, columns_of
from components.plain import plain
from data_access.columns import Column
from data_access.intake.mapping import EMPTY, is_hidden
from data_access.intake.meanings import texts_of
from data_access.intake.names import nearest
from domain.codes import UNKNOWN
from domain.dutch import number as in_words
from domain.dutch import plural

MOST = 40
"""Words asked at one time: the most frequent first."""
UNKNOWN_WORDS = "**{column}**: {words} kennen we niet. Kies de betekenis."
ALL_WORDS = "**{column}**: zo begrijpen we de woorden."
OTHERS = "De andere {rest} komen hierna."
REST = "Alles wat hierboven openblijft, wordt"
DROPPED = (
    "De teksten zelf bewaren we niet. Uw keuze onthouden we wel, met een geheim kenmerk waaraan we dezelfde tekst een "
    "volgende keer herkennen."
)
USE = "Gebruik deze keuzes"

Values = Dict[str, Dict[str, str]]


def show_values(work: Work, number: int, part: Part, lacking: Dict[str, Dict[str, int]], *, every: bool) -> Values:
    """The meanings with what is answered now. `every`: also of the words that have a meaning already."""
    values: Values = part.mapping.values
    for name, column in columns_of(part.mapping.table).items():
        texts = dict(lacking.get(name, {}))
        if every and name in values:
            texts = _all(part, column) | texts
        if texts:
            values = _one(work, number, part, column, texts, values, every=every)
    return values


def _all(part: Part, column: Column) -> dict[str, int]:
    header = part.mapping.header_of(column.name)
    return texts_of(part.sheet, header, column) if header in part.sheet.header else {}


def _one(
    work: Work, number: int, part: Part, column: Column, texts: Dict[str, int], values: Values, *, every: bool
) -> Values:
    """One form: a click for all words of the column, not for each."""
    head = ALL_WORDS if every else UNKNOWN_WORDS
    words_there = plural(len(texts), *(("naam", "namen") if column.rule.refers else ("woord", "woorden")))
    st.markdown(head.format(column=plain(column_word(column.name)), words=words_there))
    said = values.get(column.name, {})
    words = in_scope(column, code_words(column, work.known), work)
    words = words if column.required else {**words, EMPTY: LEAVE_EMPTY}
    place = f"intake_values_{intake_state.round_number()}_{number}_{part.mapping.table}_{column.name}_{len(texts)}"
    asked = list(texts.items())[:MOST]
    with st.form(place, border=False):
        if is_hidden(part.mapping, column.name):
            st.caption(DROPPED)
        chosen = {
            text.casefold(): _ask(
                f"{place}_{n}", text, rows, words, said.get(text.casefold()), _like(text, column, work)
            )
            for n, (text, rows) in enumerate(asked)
        }
        rest = _rest(place, words) if not every and len(asked) > 1 else None
        if len(texts) > len(asked):
            st.caption(OTHERS.format(rest=in_words(len(texts) - len(asked))))
        if not st.form_submit_button(USE):
            return values
    if rest is not None:
        chosen = {text: rest if code is None else code for text, code in chosen.items()}
    return {**values, column.name: {**said, **{text: code for text, code in chosen.items() if code is not None}}}


def _like(text: str, column: Column, work: Work) -> str:
    """The known name that a strange one looks like: shown, and never filled in by itself."""
    near = nearest(text, column, work.known) if column.rule.refers else None
    return f"Kies (lijkt op {near})" if near else "Kies"


def _ask(place: str, text: str, rows: int, words: Dict[str, str], now: str | None, hint: str) -> str | None:
    options = list(words)
    label = plain(f"{text} ({plural(rows, 'rij', 'rijen')})")
    return st.selectbox(
        label, options, index=options.index(now) if now in options else None,
        placeholder=hint, format_func=words.__getitem__, key=place, width=420,
    )  # fmt: skip


def _rest(place: str, words: Dict[str, str]) -> str | None:
    options = [code for code in (UNKNOWN, EMPTY) if code in words]
    if not options:
        return None
    return st.selectbox(REST, options, index=None, placeholder="Kies, of laat open", key=f"{place}_rest", width=420,
                        format_func=words.__getitem__)  # fmt: skip
