"""What a delivery does to the results: each figure before it and after it, for the coordinator of the municipality."""

from collections.abc import Mapping

import streamlit as st

from components.card import SILENT, target_line, value_text
from components.plain import plain
from domain.cells import Status
from domain.results import Result
from publishing.effect import Effect

TITLE = "Wat dit doet met de cijfers"
CAPTION = "{name}, {period}. Deze cijfers ziet u meteen daarna; de raad pas na een volgende vrijgave."
NONE = "Wat dit doet met de cijfers, ziet alleen de coördinator van de gemeente."
TAKEN, UNDONE = "Na inlezen", "Na terugdraaien"


def show_effects(effects: Mapping[str, tuple[Effect, ...]], after: str = TAKEN) -> None:
    """`after`: the word over the figures as they will be."""
    st.subheader(TITLE, anchor=False)
    if not effects:
        st.caption(NONE)
    for name, figures in effects.items():
        st.caption(plain(CAPTION.format(name=name, period=figures[0].after.period_label)))
        st.table(rows(figures, after), border="horizontal", hide_index=True, hide_header=False,
                 alt=f"De cijfers van {name} voor en na deze verandering.")  # fmt: skip


def rows(figures: tuple[Effect, ...], word: str = TAKEN) -> dict[str, list[str]]:
    before, after = ([_word(getattr(effect, side)) for effect in figures] for side in ("before", "after"))
    return {
        "Cijfer": [plain(effect.after.title) for effect in figures],
        "Nu": [plain(word) for word in before],
        word: [f"**{plain(b)}**" if a != b else plain(b) for a, b in zip(before, after, strict=True)],
    }


def _word(result: Result) -> str:
    """With what was agreed, where there is any: a delivery may change that too."""
    if result.status is not Status.SHOWN:
        return SILENT[result.status][0]
    value = "geen gegevens" if result.value is None else value_text(result)
    agreed = target_line(result)
    return f"{value} ({agreed[:1].lower()}{agreed[1:]})" if agreed else value
