"""The fourth step: what taking in would do, to the rows and to the figures; and then it is done, or not."""

from datetime import date
from functools import partial
from itertools import accumulate, pairwise

import polars as pl
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import intake_state
from components.intake_actions import take
from components.intake_check import frames_of
from components.intake_effects import show_effects
from components.intake_months import months_said, show_months
from components.intake_progress import progress_bar
from components.intake_rights import own_municipalities
from components.intake_state import Shown, Work
from components.intake_words import table_title
from components.plain import plain
from data_access import cached
from data_access.engine import DataAwayError
from data_access.imports.outcome import TablePreview
from data_access.imports.preview import preview
from data_access.imports.refused import ImportRefused
from data_access.intake.progress import Progress, part
from domain.agreements import Agreements
from domain.areas import Area
from domain.cells import DataState
from domain.dutch import day, number, plural
from domain.viewer import Viewer
from publishing.effect import effects

TITLE = "Wat er verandert"
NOT_YET = "Er is nog niets ingelezen. Klopt dit, lees het dan in."
GONE = "Van {supplier} hebben we {rows} die niet in dit bestand staan. Ze blijven, tenzij u ze hier laat verwijderen."
REMOVE = "Verwijder wat niet meer in het bestand staat"
TAKE = "Lees in"
STOP = "Niet inlezen"
NOTHING = "In dit bestand staat niets nieuws: alles is al zo ingelezen."
LOOKING = "Nagaan wat er verandert …"
PER_ROW, PER_AREA = 3e-5, 2.0
"""Seconds of processor: storing a row, or reading it back, and the figures of a municipality before and after."""
RENEWED = "Er is intussen iets veranderd. Bekijk hierboven nog eens wat dit doet, en lees het dan in."
DATA_DATE = "De peildatum van de cijfers wordt {now} (nu {before})."
FIRST_DATE = "De peildatum van de cijfers wordt {now}."
SAME_DATE = "De peildatum van de cijfers blijft {before}."


def show_preview(
    viewer: Viewer, work: Work, state: DataState, agreements: Agreements, waiting: DeltaGenerator
) -> None:  # fmt: skip
    """`waiting`: where the bar goes while this is made: at the top, for what was found in the check may be long."""
    with st.container(border=True, key="intake_preview"):
        st.header(TITLE, anchor=False)
        frames = frames_of(work.taken)
        said = show_months(work, frames, state) if "referral" in frames else months_said(frames, state)
        if said is None:
            return
        frames, data_date = said
        remove = _remove(work)
        shown = _shown(viewer, work, frames, data_date, state, agreements, waiting, remove=remove)
        if shown is not None:
            _draw(viewer, work, frames, data_date, state, shown, remove=remove)


def _remove(work: Work) -> bool:
    """Read before it is drawn further down: the figures follow the answer."""
    return intake_state.answer(_remove_key())


def _remove_key() -> str:
    return f"intake_remove_{intake_state.round_number()}"


def _shown(
    viewer: Viewer, work: Work, frames: dict[str, pl.DataFrame], data_date: date, state: DataState,
    agreements: Agreements, waiting: DeltaGenerator, *, remove: bool,
) -> Shown | None:  # fmt: skip
    """Made once for the same answers: it is the import itself, taken back, and two counts of the figures."""
    months = frames["delivery"].height if "delivery" in frames else 0
    asked = (state.number, data_date, months, remove)
    if work.shown is not None and work.shown.asked == asked:
        return work.shown
    areas, later = _concerned(viewer, frames, agreements), max(data_date, state.data_date)
    change = partial(preview, cached.engine(), frames, supplier=work.supplier, scope=work.known.scope)
    twice = not remove and any(each.mapping.complete for each in work.taken)
    try:
        with waiting:
            stored, counted, again = _steps(progress_bar(LOOKING), frames, len(areas), twice=twice)
        found, figures = effects(
            cached.engine(), state, viewer, areas, lambda look: change(complete=remove, look=look, progress=stored),
            year=newest_year(frames, data_date), data_date=later, progress=counted,
        )  # fmt: skip
        if twice:  # what is gone is told, and stays
            found = change(complete=True, progress=again)
    except (ImportRefused, DataAwayError) as refused:
        st.error(plain(str(refused)), icon=":material/error:")
        st.button(STOP, on_click=intake_state.start_again, key="intake_stop_refused", icon=":material/close:")
        return None
    finally:
        waiting.empty()
    shown = Shown(asked=asked, preview=found, effects=figures)
    intake_state.hold_shown(shown)
    return shown


def _steps(bar: Progress, frames: dict[str, pl.DataFrame], areas: int, *, twice: bool) -> list[Progress]:
    """Of the bar: storing, counting the figures and, where it is `twice`, storing once more; by what they take. All of
    it is taken back, so no words of storing are told."""

    def looking(share: float, _words: str) -> None:
        bar(share, LOOKING)

    store = PER_ROW * sum(frame.height for frame in frames.values())
    read = store if areas else 0.0
    ends = list(accumulate([store, read, PER_AREA * areas, store if twice else 0.0], initial=0.0))
    whole = ends[-1] or 1
    stored, _, counted, again = ((low / whole, high / whole) for low, high in pairwise(ends))
    return [part(looking, *stored), part(bar, *counted), part(looking, *again)]


def _concerned(viewer: Viewer, frames: dict[str, pl.DataFrame], agreements: Agreements) -> list[Area]:
    """The own municipalities that the delivery is about."""
    named = set(frames["referral"]["municipality"]) if "referral" in frames else None
    own = own_municipalities(viewer, agreements.geography)
    return [area for area in own if named is None or area.code in named]


def newest_year(frames: dict[str, pl.DataFrame], data_date: date) -> int:
    days = frames["referral"]["date_referral"] if "referral" in frames else pl.Series(dtype=pl.Date)
    newest = days.max()
    return newest.year if isinstance(newest, date) else data_date.year


def _draw(
    viewer: Viewer, work: Work, frames: dict[str, pl.DataFrame], data_date: date, state: DataState, shown: Shown, *,
    remove: bool,
) -> None:  # fmt: skip
    tables = shown.preview.tables
    st.table(_rows(tables, remove=remove), border="horizontal", hide_index=True, hide_header=False,
             alt="Wat er per tabel nieuw, gewijzigd en gelijk is.")  # fmt: skip
    gone = sum(table.gone for table in tables)
    if gone:
        st.warning(
            plain(GONE.format(supplier=work.supplier, rows=plural(gone, "rij", "rijen"))), icon=":material/help:"
        )
        st.toggle(REMOVE, key=_remove_key())
    later = max(data_date, state.data_date) if state.number else data_date
    told = FIRST_DATE if state.number == 0 else SAME_DATE if later == state.data_date else DATA_DATE
    st.markdown(plain(told.format(now=day(later), before=day(state.data_date))))
    show_effects(shown.effects)
    new = changes(tables, remove=remove)
    if not new:
        st.info(NOTHING, icon=":material/info:")
    else:
        st.markdown(f"**{NOT_YET}**")
    with st.container(horizontal=True, gap="small"):
        pressed = new and st.button(TAKE, type="primary", icon=":material/download_done:", key="intake_take")
        st.button(STOP, on_click=intake_state.start_again, key="intake_stop", icon=":material/close:")
    if pressed and work.shown is not shown:
        st.warning(RENEWED, icon=":material/refresh:")
    elif pressed:
        take(viewer, work, frames, data_date=data_date, remove_gone=remove, seen=shown.preview.base_version)


def changes(tables: tuple[TablePreview, ...], *, remove: bool) -> bool:
    return any(table.new or table.changed or (remove and table.gone) for table in tables)


def _rows(tables: tuple[TablePreview, ...], *, remove: bool) -> dict[str, list[str]]:
    gone = {"Verdwijnt" if remove else "Niet in het bestand": [number(table.gone) for table in tables]}
    return {
        "Wat": [plain(table_title(table.table)) for table in tables],
        "Nieuw": [number(table.new) for table in tables],
        "Gewijzigd": [number(table.changed) for table in tables],
        "Gelijk": [number(table.unchanged) for table in tables],
        **(gone if any(table.gone for table in tables) else {}),
    }
