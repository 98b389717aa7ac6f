"""Every delivery and edit, who did it and what it did; and taking one back, with a look at what that does first."""

from collections.abc import Sequence

import streamlit as st

from components import intake_state
from components.intake_actions import take_back
from components.intake_effects import UNDONE, show_effects
from components.intake_rights import own_municipalities, scope_of
from components.intake_words import table_title
from components.plain import plain
from data_access import cached
from data_access.engine import DataAwayError
from data_access.imports.history import BatchRecord, history
from data_access.imports.outcome import TablePreview
from data_access.imports.preview import Preview
from data_access.imports.refused import ImportRefused
from data_access.imports.undo import preview_undo
from domain.dutch import day_short, local_day, moment, number
from domain.viewer import Viewer
from publishing.effect import Effects, effects

MOST = 100
NONE = "Er is nog niets ingelezen voor uw gemeenten."
KIND = {"import": "Levering", "undo": "Teruggedraaid", "edit": "Aangepast op het scherm"}
CHOOSE = "Welke levering wilt u bekijken of terugdraaien?"
BY_COMMAND = "opdrachtregel"
OUT = "Deze levering is teruggedraaid door levering {number}. Draai die terug om haar weer mee te laten tellen."
WHAT = "Wat terugdraaien doet"
LATER = "Latere leveringen blijven gelden: we doen alsof alleen deze levering er niet was."
NOTHING = "Terugdraaien verandert niets: latere leveringen hebben alles al vervangen."
UNDO = "Draai levering {number} terug"


def show_history(viewer: Viewer) -> None:
    scope = scope_of(viewer)
    found = [batch for batch in history(cached.engine()) if concerns(batch, scope)][:MOST]
    if not found:
        st.info(NONE)
        return
    _table(found)
    chosen = st.selectbox(CHOOSE, found, index=None, format_func=_name, placeholder="Kies een levering", width=620,
                          key=f"intake_batch_{len(found)}")  # fmt: skip
    if chosen is not None:
        with st.container(border=True, key=f"intake_batch_{chosen.id}"):
            _one(viewer, chosen, scope)


def concerns(batch: BatchRecord, scope: frozenset[str] | None) -> bool:
    """A coordinator sees what touched the own municipalities and no others."""
    return scope is None or bool(batch.areas and batch.areas <= scope)


def _table(batches: Sequence[BatchRecord]) -> None:
    st.table({
        "Nummer": [number(b.id) for b in batches],
        "Wanneer": [day_short(local_day(b.created)) for b in batches],
        "Wat": [plain(KIND.get(b.kind, b.kind)) for b in batches],
        "Van": [plain(b.supplier) for b in batches],
        "Bestand": [plain(b.file or b.description) for b in batches],
        "Door": [plain(b.account or BY_COMMAND) for b in batches],
        "Nieuw": [number(_sum(b, "new")) for b in batches],
        "Gewijzigd": [number(_sum(b, "changed")) for b in batches],
        "Weg": [number(_sum(b, "gone")) for b in batches],
        "Telt mee": ["nee" if b.undone_by else "ja" for b in batches],
    }, border="horizontal", hide_index=True, hide_header=False,
        alt="Alles wat is ingelezen, de nieuwste eerst.")  # fmt: skip


def _sum(batch: BatchRecord, name: str) -> int:
    return sum(getattr(table, name) for table in batch.counts.values())


def _name(batch: BatchRecord) -> str:
    return f"{batch.id}: {batch.supplier}, {batch.file or batch.description}, {day_short(local_day(batch.created))}"


def _one(viewer: Viewer, batch: BatchRecord, scope: frozenset[str] | None) -> None:
    st.header(plain(f"Levering {batch.id}"), anchor=False)
    facts = {
        "Wanneer": moment(batch.created), "Door": batch.account or BY_COMMAND, "Van": batch.supplier,
        "Bestand": batch.file, "Controlegetal (SHA-256)": batch.digest, "Wat": batch.description,
        "Waarschuwingen": number(batch.warnings),
    }  # fmt: skip
    st.markdown("\n".join(f"- **{name}:** {plain(text)}" for name, text in facts.items() if text))
    if batch.counts:
        st.table(_rows(tuple(batch.counts.values())), border="horizontal", hide_index=True,
                 hide_header=False, alt=f"Wat levering {batch.id} deed.")  # fmt: skip
    if batch.undone_by:
        st.info(OUT.format(number=batch.undone_by))
    else:
        _undo(viewer, batch, scope)


def _undo(viewer: Viewer, batch: BatchRecord, scope: frozenset[str] | None) -> None:
    if not st.toggle(WHAT, key=f"intake_undo_look_{batch.id}_{intake_state.round_number()}"):
        return
    try:
        found, figures = _looked_at(viewer, batch, scope)
    except (ImportRefused, DataAwayError) as refused:
        st.error(plain(str(refused)), icon=":material/error:")
        return
    st.caption(LATER)
    if found.tables:
        st.table(_rows(found.tables), border="horizontal", hide_index=True, hide_header=False,
                 alt=f"Wat terugdraaien van levering {batch.id} doet.")  # fmt: skip
    else:
        st.info(NOTHING)
    show_effects(figures, UNDONE)
    st.button(UNDO.format(number=batch.id), icon=":material/undo:", key=f"intake_undo_{batch.id}",
              on_click=take_back, args=(viewer, batch.id, found.base_version))  # fmt: skip


def _looked_at(viewer: Viewer, batch: BatchRecord, scope: frozenset[str] | None) -> tuple[Preview, Effects]:
    """Raises ImportRefused, DataAwayError."""
    state = cached.state()
    if state is None:
        return preview_undo(cached.engine(), batch.id, scope=scope), {}
    own = own_municipalities(viewer, cached.agreements(state.token).geography)
    touched = [area for area in own if area.code in batch.areas]
    return effects(
        cached.engine(), state, viewer, touched,
        lambda look: preview_undo(cached.engine(), batch.id, scope=scope, look=look),
        year=(batch.data_date or state.data_date).year,
    )  # fmt: skip


def _rows(tables: tuple[TablePreview, ...]) -> dict[str, list[str]]:
    return {
        "Wat": [plain(table_title(table.table)) for table in tables],
        "Komt erbij": [number(table.new) for table in tables],
        "Verandert": [number(table.changed) for table in tables],
        "Gaat weg": [number(table.gone) for table in tables],
    }
