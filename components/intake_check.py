"""The third step: every row is checked, and what is wrong is told by row and column, with how to mend it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import polars as pl
import streamlit as st

from components import intake_state
from components.intake_errors import show_problems
from components.intake_mapping import name_of
from components.intake_progress import progress_bar
from components.intake_state import Part, Work
from components.intake_words import column_word
from components.plain import plain
from data_access.contract import CONTRACT
from data_access.intake.convert import convert
from data_access.intake.known import known_with
from data_access.intake.progress import Progress, part
from data_access.intake.unmapped import unmapped
from domain.dutch import listing

CHECK = "Controleer de rijen"
COMPLETE = "Het bestand is volledig: alles wat deze organisatie tot nu toe registreerde, staat erin"
COMPLETE_HELP = (
    "Wat we al hadden en niet in het bestand staat, laten we straks zien. Zet u dit uit, dan blijft het staan."
)
FIRST = "Kies eerst voor alle rijen: {columns}."
NOTHING = "Zet ten minste één blad aan."
TWICE = "Dezelfde sleutel staat in twee bestanden. Laat één van de twee weg, of haal de rijen uit een van beide."


def show_check(work: Work) -> bool:
    """Whether everything was checked and may be taken in."""
    lacking = [column for p in work.taken for column in unmapped(p.sheet, p.mapping).required]
    _completeness(work)
    if lacking:
        st.warning(plain(FIRST.format(columns=listing([column_word(c) for c in dict.fromkeys(lacking)]))))
    elif not work.taken:
        st.warning(NOTHING)
    elif not work.checked and st.button(CHECK, type="primary", icon=":material/fact_check:", key="intake_check"):
        _check(work)
    if not work.checked:
        return False
    for number, each in enumerate(work.taken):
        show_problems(number, each, name_of(each))
    fine = all(not each.converted.errors for each in work.taken if each.converted)
    twice = fine and stands_twice(work.taken)
    if twice:
        st.error(TWICE, icon=":material/error:")
    return fine and not twice


def _completeness(work: Work) -> None:
    """Asked of registrations alone, once for all sheets: of other tables a delivery says what it says."""
    places = [n for n, each in enumerate(work.parts) if each.taken and each.mapping.table == "referral"]
    if not places:
        return
    now = all(work.parts[n].mapping.complete for n in places)
    chosen = st.toggle(COMPLETE, value=now, key=f"intake_complete_{intake_state.round_number()}")
    st.caption(COMPLETE_HELP)
    if chosen != now:
        for n in places:
            intake_state.change(n, mapping=replace(work.parts[n].mapping, complete=chosen))
        st.rerun()


def _check(work: Work) -> None:
    intake_state.hold(checked(work, progress_bar("Controleren …")))
    st.rerun()


def checked(work: Work, progress: Progress) -> Work:
    """In the order of the contract: a practice that comes in the same delivery is known to its referrals."""
    order = list(CONTRACT)
    places = sorted(
        (n for n, p in enumerate(work.parts) if p.taken), key=lambda n: order.index(work.parts[n].mapping.table)
    )
    parts, known = list(work.parts), work.known
    for done, place in enumerate(places):
        each = parts[place]
        steps = part(progress, done / len(places), (done + 1) / len(places))
        found = convert(each.sheet, each.mapping, known, progress=steps)
        parts[place] = replace(each, converted=found)
        known = known_with(known, {found.table: found.frame})
    return replace(work, parts=tuple(parts), shown=None)


def frames_of(parts: Iterable[Part]) -> dict[str, pl.DataFrame]:
    """The checked rows by table, of all sheets together, without the row of the spreadsheet."""
    found: dict[str, list[pl.DataFrame]] = {}
    for each in parts:
        if each.converted is not None:
            found.setdefault(each.converted.table, []).append(each.converted.frame)
    return {table: pl.concat(frames).select(CONTRACT[table].schema.names()) for table, frames in found.items()}


def stands_twice(parts: Iterable[Part]) -> bool:
    """Whether two sheets of one table have a row with the same key: which of the two counts, is not for us to say."""
    each = list(parts)
    counts = Counter(p.mapping.table for p in each)
    frames = frames_of(p for p in each if counts[p.mapping.table] > 1)
    return any(bool(frame.select(CONTRACT[table].key).is_duplicated().any()) for table, frame in frames.items())
