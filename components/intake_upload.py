"""The first step: whose file it is, the file itself, and the look at it before anything of it is drawn or kept."""

import logging
from collections.abc import Iterable
from pathlib import Path
from shutil import rmtree

import streamlit as st
from sqlalchemy import Engine
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components import intake_state, traced
from components.intake_progress import progress_bar
from components.intake_rights import NotAllowedError, scope_now, scope_of
from components.intake_state import Part, Work
from components.intake_suppliers import suppliers_for
from components.intake_words import table_title, tables_for
from data_access import cached
from data_access.engine import DataAwayError, reading
from data_access.intake.guard import guard
from data_access.intake.known import known_for
from data_access.intake.mapping import Mapping, named_headers, safe_headers
from data_access.intake.mappings import remembered
from data_access.intake.progress import Progress, part
from data_access.intake.recognise import is_titled, recognise
from data_access.intake.seals import opened, sealing
from data_access.intake.sheet import Book, Sheet, read_file
from data_access.problems import LoadError, Problem
from data_access.settings_web import upload_mb
from domain.areas import Geography
from domain.trace import Kind
from domain.viewer import Viewer

LOG = logging.getLogger("wor.intake")
KINDS = ["csv", "txt", "xlsx", "xlsm", "ods"]
WHOSE = "Van welke organisatie komt het bestand?"
WHOSE_HELP = "Een nieuwe naam typt u zelf. Gebruik steeds dezelfde naam: zo werkt een volgend bestand het vorige bij."
FILES = "Bestanden (CSV, XLSX, XLSM of ODS, tot {mb} MB)"
LOOK = "Bekijk het bestand"
QUIET = "<style>[data-testid=stFileUploaderDropzoneInstructions] { display: none }</style>"
"""Its size in Streamlit's words; ours stands above it."""
ONLY_HERE = (
    "Wat u hier kiest, wordt nog niet ingelezen. Namen, BSN's en adressen van inwoners horen er niet in: zo'n bestand "
    "weigeren we, en we bewaren er niets van."
)
GUARDED = "Er is niets ingelezen of bewaard. Haal deze kolommen uit het bestand, en kies het opnieuw."
NO_RESIDENTS = (
    "Staan er geen inwoners in, maar bijvoorbeeld praktijken of organisaties? Kies dan hieronder eerst wat er in het "
    "bestand staat."
)
WHAT = "Wat staat er in het bestand?"
GUESS = "Dat zoeken we zelf uit"


def show_upload(viewer: Viewer, geography: Geography) -> None:
    supplier = _supplier(viewer, geography)
    number = intake_state.round_number()
    st.html(QUIET)
    files = st.file_uploader(
        FILES.format(mb=upload_mb()), type=KINDS, accept_multiple_files=True, key=f"intake_files_{number}"
    )
    st.caption(ONLY_HERE)
    table = _table(viewer)
    ready = bool(supplier and files)
    if not ready and files:
        st.caption("Kies ook de organisatie.")
    if st.button(LOOK, type="primary", icon=":material/search:", key="intake_look", disabled=not ready):
        _look(viewer, supplier or "", files or [], table)


def _table(viewer: Viewer) -> str | None:
    """Asked before the file is looked at: the guard takes a list of names for one of residents, unless it is told."""
    names = sorted(tables_for(every_municipality=scope_of(viewer) is None), key=table_title)
    return st.selectbox(WHAT, names, index=None, placeholder=GUESS, format_func=table_title, width=520,
                        key=f"intake_what_{intake_state.round_number()}")  # fmt: skip


def _supplier(viewer: Viewer, geography: Geography) -> str | None:
    last = intake_state.last_supplier()
    names = sorted({*suppliers_for(viewer, geography), *([last] if last else [])})
    index = names.index(last) if last else 0 if len(names) == 1 else None
    chosen = st.selectbox(
        WHOSE, names, index=index, placeholder="Kies of typ een naam",
        accept_new_options=True, key="intake_supplier", width=520,
    )  # fmt: skip
    st.caption(WHOSE_HELP)
    return " ".join(chosen.split())[:80] if chosen else None


def _look(viewer: Viewer, supplier: str, files: list[UploadedFile], table: str | None) -> None:
    """In the script and not in a callback: only there the bar moves. Anew from the top when the file has been read."""
    progress = progress_bar("Lezen …")
    try:
        scope = scope_now(viewer)
        books = _read(files, progress)
        work = _understood(cached.engine(), supplier, books, scope, table)
    except (LoadError, DataAwayError, NotAllowedError) as refused:
        intake_state.drop()
        traced.note(viewer, Kind.IMPORT_REFUSED, files=len(files), why="unreadable")
        intake_state.tell(*_sentences(refused))
    else:
        refused_columns = _personal(work, said=table is not None)
        intake_state.tell(*refused_columns)
        if refused_columns:
            LOG.warning("file refused by the guard, by %s", viewer.name)
            traced.note(viewer, Kind.IMPORT_REFUSED, files=len(files), why="guard", columns=len(refused_columns) - 1)
        else:
            intake_state.hold(work)
    intake_state.next_round()
    st.rerun()


def _sentences(refused: Exception) -> tuple[str, ...]:
    if isinstance(refused, LoadError):
        return tuple(str(problem) for problem in refused.problems)
    return (str(refused),)


def _read(files: list[UploadedFile], progress: Progress) -> list[Book]:
    """By way of a private folder that is gone again before the answer is given. Raises LoadError."""
    folder = intake_state.private_folder()
    try:
        books = []
        for number, file in enumerate(files):
            place = folder / f"{number}{Path(file.name).suffix.lower()}"
            place.write_bytes(file.getbuffer())
            share = (number / len(files), (number + 1) / len(files))
            books.append(read_file(place, file.name, progress=part(progress, *share)))
            place.unlink()
        return books
    finally:
        rmtree(folder, ignore_errors=True)
        intake_state.forget_upload(files)


def _understood(
    engine: Engine, supplier: str, books: Iterable[Book], scope: frozenset[str] | None, table: str | None
) -> Work:
    """Raises DataAwayError."""
    with reading(engine) as connection:
        known, before = known_for(connection, scope), remembered(connection, supplier)
    seal = sealing(supplier)
    sheets = [sheet for book in books for sheet in book.sheets]
    parts = tuple(
        _part(sheet, opened(sheet, recognise(sheet, supplier, before, scope=scope, table=table), before, seal))
        for sheet in sheets
    )
    return Work(
        supplier=supplier, files=tuple(book.file for book in books), digests=tuple(book.digest for book in books),
        parts=parts, known=known,
    )  # fmt: skip


def _part(sheet: Sheet, mapping: Mapping) -> Part:
    """A sheet of which hardly a header is known (a cover, a list of words) is left out until someone asks for it."""
    return Part(sheet=sheet, mapping=mapping, taken=len(mapping.columns) > 1 or len(sheet.header) <= 2)


def _personal(work: Work, *, said: bool) -> tuple[str, ...]:
    """What looks like residents' own data, by column; of every sheet, whether it is to be taken in or not. `said`: the
    visitor has said what the file holds; the name of a sheet may say so as well."""
    problems: list[Problem] = []
    for each in work.parts:
        named = named_headers(each.mapping) if said or is_titled(each.sheet, each.mapping.table) else frozenset()
        problems += guard(each.sheet, safe_headers(each.mapping, each.sheet.header), named)
    if not problems:
        return ()
    only_names = not said and {problem.rule for problem in problems} == {"guard_name"}
    return (*map(str, problems), GUARDED, *([NO_RESIDENTS] if only_names else []))
