"""What the last buttons of Gegevens do. Each looks up again for whom the person may deliver, in the database."""

import json
import logging
from datetime import date

import polars as pl
import streamlit as st

from components import intake_state, traced, visitor
from components.intake_progress import progress_bar
from components.intake_rights import NotAllowedError, scope_now
from components.intake_state import Work
from components.intake_words import table_title
from components.plain import plain
from data_access import cached
from data_access.engine import DataAwayError
from data_access.imports.refused import ImportRefused
from data_access.imports.rows import save_rows
from data_access.imports.take_in import Batch, take_in
from data_access.imports.undo import undo
from data_access.intake.mapping import as_json
from data_access.intake.mappings import remember
from data_access.intake.progress import part
from data_access.snapshot_after import snapshot_after
from domain.cells import DataState
from domain.dutch import day, listing
from domain.trace import Kind
from domain.viewer import Viewer

LOG = logging.getLogger("wor.intake")
TOLD = (ImportRefused, DataAwayError, NotAllowedError)
"""Errors whose text is a Dutch sentence with what to do."""
TAKEN = "{what} van {supplier} is ingelezen. De cijfers op Overzicht zijn bijgewerkt, met peildatum {day}."
STORED = 0.9
"""Of the time until the figures are there."""
UNDONE = "Levering {number} is teruggedraaid. De cijfers zijn weer zoals zonder deze levering."


def take(
    viewer: Viewer, work: Work, frames: dict[str, pl.DataFrame], *, data_date: date, remove_gone: bool, seen: int
) -> None:
    """`seen`: the number of the version that the preview was made of. In the script: only there the bar moves."""
    bar = progress_bar("Inlezen …")
    try:
        scope = scope_now(viewer)
        state = take_in(
            cached.engine(), frames, batch_of(viewer, work), data_date=max(data_date, _now()), remove_gone=remove_gone,
            base_version=seen, scope=scope, progress=part(bar, 0, STORED), address=visitor.address(),
        )  # fmt: skip
    except TOLD as refused:
        traced.note(viewer, Kind.IMPORT_REFUSED, files=len(work.files), why="rows")
        st.error(plain(str(refused)), icon=":material/error:")
        return
    LOG.info("import by %s: version %s", viewer.name, state.number)
    bar(STORED, "Klaarzetten voor de cijfers")
    _make_ready(state, frames, remove_gone=remove_gone)
    _remember(viewer, work)
    intake_state.start_again()
    intake_state.tell(_done(work, frames, state), done=True)
    st.rerun()


def _make_ready(state: DataState, frames: dict[str, pl.DataFrame], *, remove_gone: bool) -> None:
    """The snapshot, so that the first figure does not wait for it. The rows are in: who needs it makes it again."""
    try:
        snapshot_after(cached.engine(), state, frames, remove_gone=remove_gone)
    except DataAwayError:
        LOG.warning("snapshot not made", exc_info=True)


def _remember(viewer: Viewer, work: Work) -> None:
    """The rows are in: that the answers could not be kept for a next time is no reason to say otherwise."""
    try:
        for each in work.taken:
            remember(cached.engine(), each.mapping, each.sheet.header, viewer.name)
    except DataAwayError:
        LOG.warning("mapping not remembered", exc_info=True)


def _now() -> date:
    state = cached.state()
    return state.data_date if state else date.min


def batch_of(viewer: Viewer, work: Work) -> Batch:
    warnings = sum(len(part.converted.warnings) for part in work.taken if part.converted)
    tables = listing([table_title(t).lower() for t in dict.fromkeys(part.mapping.table for part in work.taken)])
    return Batch(
        supplier=work.supplier, description=tables, account=viewer.name, file=", ".join(work.files),
        digest=" ".join(work.digests), warnings=warnings,
        mapping=json.dumps([json.loads(as_json(part.mapping)) for part in work.taken], ensure_ascii=False),
    )  # fmt: skip


def _done(work: Work, frames: dict[str, pl.DataFrame], state: DataState) -> str:
    what = listing(list(work.files))
    return TAKEN.format(what=what, supplier=work.supplier, day=day(state.data_date))


def take_back(viewer: Viewer, number: int, seen: int) -> None:
    """As a callback, with the version of the data that the look at it was made of: nobody undoes what they have not
    seen."""
    try:
        state = undo(
            cached.engine(), number, viewer.name, base_version=seen, scope=scope_now(viewer), address=visitor.address()
        )
    except TOLD as refused:
        intake_state.tell(str(refused))
        return
    LOG.info("undo of %s by %s: version %s", number, viewer.name, state.number)
    intake_state.tell(UNDONE.format(number=number), done=True)


def save(viewer: Viewer, table: str, before: pl.DataFrame, after: pl.DataFrame) -> bool:
    """Whether the rows were stored; a row that someone else changed meanwhile is told, and then nothing is."""
    try:
        state = save_rows(
            cached.engine(), table, before, after, viewer.name, scope=scope_now(viewer), address=visitor.address()
        )
    except TOLD as refused:
        st.error(plain(str(refused)), icon=":material/error:")
        return False
    LOG.info("edit of %s by %s: version %s", table, viewer.name, state.number)
    return True
