"""What a visitor is busy with on Gegevens, kept in the session and nowhere else: rows of a file that was read, how they
are to be understood, what was found. It goes when the file is refused, taken in, or left.

The only file of the intake that knows the session; sign-out empties the whole session.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from time import time
from typing import TYPE_CHECKING, Any

import polars as pl
import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data_access.settings import var_dir

if TYPE_CHECKING:  # every page runs this file, and needs none of these
    from data_access.imports.preview import Preview
    from data_access.intake.convert import Converted
    from data_access.intake.known import Known
    from data_access.intake.mapping import Mapping as Meaning
    from data_access.intake.sheet import Sheet
    from publishing.effect import Effect

HELD, ROUND, TOLD, KEPT, LAST = "intake_held", "intake_round", "intake_told", "intake_kept", "intake_last"
LOOKED = "intake_looked"
STALE = 3600
"""Seconds. Reading takes less: what is older was left by a process that was killed."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Part:
    """One sheet, and what its columns and words mean. `taken`: it is to be taken in. `converted`: by this mapping."""

    sheet: "Sheet"
    mapping: "Meaning"
    taken: bool = True
    converted: "Converted | None" = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Shown:
    """What taking in would do to rows, and to the figures of own municipalities by name. For the answers `asked`."""

    asked: tuple[object, ...]
    preview: "Preview"
    effects: Mapping[str, tuple["Effect", ...]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Work:
    """A delivery under way. `digests` are those of its files; `known` is what the database knew when it was read.

    `shown` is what the preview found, made once for what was checked.
    """

    supplier: str
    files: tuple[str, ...]
    digests: tuple[str, ...]
    parts: tuple[Part, ...]
    known: "Known"
    shown: Shown | None = None

    @property
    def taken(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.taken)

    @property
    def checked(self) -> bool:
        return bool(self.taken) and all(part.converted is not None for part in self.taken)

    @property
    def fine(self) -> bool:
        return self.checked and not any(part.converted and part.converted.errors for part in self.taken)


def held() -> Work | None:
    work: Work | None = st.session_state.get(HELD)
    return work


def hold(work: Work) -> None:
    st.session_state[HELD] = work
    st.session_state[LAST] = work.supplier
    st.session_state.pop(TOLD, None)


def change(number: int, **values: Any) -> None:
    """Another mapping or choice for one part. A changed meaning has to be checked again, for all: they may refer to
    each other."""
    work = held()
    if work is None:
        return
    parts = [replace(p, **({"converted": None} | (values if n == number else {}))) for n, p in enumerate(work.parts)]
    hold(replace(work, parts=tuple(parts), shown=None))


def hold_shown(shown: Shown) -> None:
    work = held()
    if work is not None:
        hold(replace(work, shown=shown))


def answer(key: str) -> bool:
    """What a toggle says that is drawn further down the page than where it matters."""
    return bool(st.session_state.get(key, False))


def drop() -> None:
    """Forgets the delivery."""
    st.session_state.pop(HELD, None)


def start_again() -> None:
    """Forgets the delivery and what was said of it; the next one starts with an empty place for files."""
    drop()
    for key in (TOLD, KEPT, LOOKED):
        st.session_state.pop(key, None)
    next_round()


def leave() -> None:
    """On every run of another page: what was under way on this one goes."""
    if any(key in st.session_state for key in (HELD, TOLD, KEPT)):
        start_again()


def kept(name: str, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
    """A table as it was when its editor was opened: an edit is held against that, whoever else saves meanwhile."""
    frames: dict[str, pl.DataFrame] = st.session_state.setdefault(KEPT, {})
    if name not in frames:
        frames[name] = make()
    return frames[name]


def look_at(name: str, rows: list[dict[str, Any]]) -> None:
    """The rows of an editor as they are when someone asks what they would change."""
    st.session_state[LOOKED] = (name, rows)


def looked_at(name: str) -> list[dict[str, Any]] | None:
    """What was looked at in this editor last: only that is saved."""
    held, rows = st.session_state.get(LOOKED, (None, None))
    return rows if held == name else None


def next_round() -> None:
    st.session_state[ROUND] = round_number() + 1


def last_supplier() -> str | None:
    """Whose file was looked at last: a file that was mended is of the same organisation."""
    name: str | None = st.session_state.get(LAST)
    return name


def round_number() -> int:
    """Goes into the keys of widgets that must be empty for the next delivery."""
    number: int = st.session_state.get(ROUND, 0)
    return number


def tell(*sentences: str, done: bool = False) -> None:
    """What the next run shows of what became of a delivery, once it is no longer held."""
    st.session_state[TOLD] = (done, sentences)


def hush() -> None:
    """What was said of one part of the page does not belong above another."""
    st.session_state.pop(TOLD, None)


def told() -> tuple[bool, tuple[str, ...]]:
    """Whether it went well, and the sentences."""
    said: tuple[bool, tuple[str, ...]] = st.session_state.get(TOLD, (True, ()))
    return said


def private_folder() -> Path:
    """For the moment of reading: mode 0700. Folders that a killed process left behind are removed first."""
    parent = var_dir() / "uploads"
    parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in parent.iterdir():
        with suppress(FileNotFoundError):  # another process is doing the same
            if time() - old.stat().st_mtime > STALE:
                rmtree(old, ignore_errors=True)
    return Path(mkdtemp(dir=parent))


def forget_upload(files: list[UploadedFile]) -> None:
    """Streamlit keeps an uploaded file in memory as long as the visitor's page is open: not these."""
    context = get_script_run_ctx()
    manager = context.uploaded_file_mgr if context else None
    if context and isinstance(manager, MemoryUploadedFileManager):
        for file in files:
            manager.remove_file(context.session_id, file.file_id)
