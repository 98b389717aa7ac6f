"""The lines that were chosen, as CSV and XLSX: made on the click, after the right to it was looked up once more."""

import logging
from collections.abc import Callable, Iterable, Mapping

import streamlit as st

from components import traced
from components.download import AWAY, REFUSED, XLSX, refusal_csv, refusal_xlsx
from components.still_in import still_in
from components.trace_files import to_csv, to_xlsx
from data_access import cached
from data_access.door.trace_lines import Wanted, all_lines, newest
from data_access.engine import DataAwayError
from domain.permissions import TRACE, may_see
from domain.trace import Event, Kind
from domain.viewer import Viewer

LOG = logging.getLogger("wor.download")
Maker = Callable[[Iterable[Event], Mapping[str, str]], bytes]


def show_files(viewer: Viewer, wanted: Wanted, names: Mapping[str, str]) -> None:
    with st.container(horizontal=True, gap="small"):
        for label, mime, make, refuse in (
            ("CSV", "text/csv", to_csv, refusal_csv), ("XLSX", XLSX, to_xlsx, refusal_xlsx),
        ):  # fmt: skip
            st.download_button(
                label, data=_guarded(viewer, wanted, names, label.lower(), make, refuse), mime=mime,
                file_name=f"logboek.{label.lower()}", key=f"trace_{label}", on_click="ignore", type="tertiary",
                icon=":material/download:",
            )  # fmt: skip


def _guarded(
    viewer: Viewer, wanted: Wanted, names: Mapping[str, str], ending: str, make: Maker, refuse: Callable[[str], bytes]
) -> Callable[[], bytes]:
    """As components/download.py: a refusal is a file with a Dutch sentence. That the file is made is a line too."""
    chosen = {name: str(value) for name, value in vars(wanted).items() if value is not None}
    told = traced.exporting(viewer, Kind.TRACE_EXPORTED, format=ending, **chosen)

    def made() -> bytes:
        try:
            now = still_in(viewer)
            if now is None or not may_see(now, TRACE):
                return refuse(REFUSED)
            last = newest(cached.engine())
            told()
            return make(all_lines(cached.engine(), wanted, last.number if last else 0), names)
        except DataAwayError:
            LOG.exception("trace not handed over: database away, or not recorded")
            return refuse(AWAY)

    return made
