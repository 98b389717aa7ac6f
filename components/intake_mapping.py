"""The second step: what each sheet holds, which column is which, and what its own words mean."""

from collections.abc import Mapping as Dict
from dataclasses import replace

import streamlit as st

from components import intake_state
from components.intake_constants import show_constants
from components.intake_known import known_along
from components.intake_state import Part, Work
from components.intake_values import show_values
from components.intake_words import column_word, columns_of, table_title, tables_for
from components.plain import plain
from data_access.intake.mapping import LEFT_OUT, Mapping
from data_access.intake.meanings import values_for
from data_access.intake.recognise import recognise
from data_access.intake.unmapped import Unmapped, unmapped
from domain.dutch import plural

NOT_TAKEN = "(niet inlezen)"
ADJUST = "Zelf kiezen wat de kolommen en woorden betekenen"
RECOGNISED = "We herkennen {columns}."
SAME = "Dezelfde kolommen als {name}. Wat u daar kiest, geldt hier ook."
LEFT = "{columns} kennen we niet. Kies wat ze betekenen; anders lezen we ze niet in."
ONE_LEFT = "Eén kolom kennen we niet. Kies wat die betekent; anders lezen we die niet in."


def show_mappings(work: Work) -> None:
    work = replace(work, known=known_along(work))
    for number, part in enumerate(work.parts):
        with st.container(border=True, key=f"intake_part_{number}"):
            _part(work, number, part)


def name_of(part: Part) -> str:
    """`verwijzingen.xlsx`, with the sheet where there are more."""
    return f"{part.sheet.file}, blad {part.sheet.name}" if part.sheet.name else part.sheet.file


def _part(work: Work, number: int, part: Part) -> None:
    rows, columns = part.sheet.cells.height, len(part.sheet.header)
    st.header(plain(name_of(part)), anchor=False)
    st.caption(f"{plural(rows, 'rij', 'rijen')} en {plural(columns, 'kolom', 'kolommen')}")
    if len(work.parts) > 1:
        taken = st.toggle("Dit blad inlezen", value=part.taken, key=key("taken", number))
        if taken != part.taken:
            change(number, part, taken=taken)
        if not taken:
            return
    lacking = unmapped(part.sheet, part.mapping, work.known)
    first = next(n for n, other in enumerate(work.parts) if n == number or (other.taken and twins(part, other)))
    if first < number:
        st.caption(plain(SAME.format(name=name_of(work.parts[first]))))
        every = False
    else:
        _table(work, number, part)
        every = _columns(number, part, lacking)
        constants = show_constants(work, number, part, lacking.required)
        if constants != part.mapping.constants:
            change(number, part, mapping=replace(part.mapping, constants=constants))
    values = show_values(work, number, part, lacking.values, every=every)
    if values != part.mapping.values:
        change(number, part, mapping=replace(part.mapping, values=values))


def key(what: str, number: int, *more: object) -> str:
    """Of a widget: another file starts with fresh ones."""
    return "_".join(map(str, ("intake", what, intake_state.round_number(), number, *more)))


def change(number: int, part: Part, **values: object) -> None:
    """Keeps the answer and draws the page anew: what was drawn above it still rests on the former one."""
    mapping = values.get("mapping")
    if isinstance(mapping, Mapping):
        whole = replace(mapping, values=values_for(part.sheet, mapping))
        intake_state.change(number, mapping=whole)
        _the_same_elsewhere(number, part, whole)
    else:
        intake_state.change(number, **values)
    st.rerun()


def _the_same_elsewhere(number: int, part: Part, mapping: Mapping) -> None:
    """A sheet for each year is answered once: the others with the same columns follow."""
    work = intake_state.held()
    for place, other in enumerate(work.parts if work else ()):
        if place != number and twins(part, other):
            same = replace(mapping, values=_merged(mapping.values, other.mapping.values))
            intake_state.change(place, mapping=replace(same, values=values_for(other.sheet, same)))


def _merged(chosen: Dict[str, Dict[str, str]], other: Dict[str, Dict[str, str]]) -> dict[str, dict[str, str]]:
    return {column: {**other.get(column, {}), **chosen.get(column, {})} for column in {**other, **chosen}}


def twins(one: Part, other: Part) -> bool:
    """Two sheets of one file, or of two, with the same columns that hold the same."""
    return one.sheet.header == other.sheet.header and one.mapping.table == other.mapping.table


def _table(work: Work, number: int, part: Part) -> None:
    names = sorted({*tables_for(every_municipality=work.known.scope is None), part.mapping.table}, key=table_title)
    chosen = st.selectbox(
        "Wat staat erin?", names, format_func=table_title, key=key("table", number), width=420,
        index=names.index(part.mapping.table),
    )  # fmt: skip
    if chosen != part.mapping.table:
        guess = recognise(part.sheet, work.supplier, (), scope=work.known.scope, table=chosen)
        change(number, part, mapping=guess)


def _columns(number: int, part: Part, lacking: Unmapped) -> bool:
    """What is recognised as a table, what is not with a choice. Gives whether the visitor wants to choose all."""
    recognised = {h: part.mapping.columns[h] for h in part.sheet.header if h in part.mapping.columns}
    if recognised:
        st.markdown(RECOGNISED.format(columns=plural(len(recognised), "kolom", "kolommen")))
    every = st.toggle(ADJUST, key=key("adjust", number))
    if recognised and not every:
        rows = {
            "Kolom in uw bestand": [plain(header) for header in recognised],
            "Wordt": [plain(column_word(column)) for column in recognised.values()],
        }
        st.table(rows, border="horizontal", hide_index=True, hide_header=False,
                 alt=f"Herkende kolommen van {name_of(part)}.")  # fmt: skip
    left = lacking.headers
    if left:
        st.markdown(ONE_LEFT if len(left) == 1 else LEFT.format(columns=plural(len(left), "kolom", "kolommen")))
    _choices(number, part, part.sheet.header if every else left)
    return every


def _choices(number: int, part: Part, headers: tuple[str, ...]) -> None:
    known = list(columns_of(part.mapping.table))
    for place, header in enumerate(part.sheet.header):
        if header not in headers:
            continue
        now = part.mapping.columns.get(header, LEFT_OUT)
        options = [LEFT_OUT, *(name for name in known if name == now or name not in part.mapping.columns.values())]
        chosen = st.selectbox(
            header, options, index=options.index(now), key=key("column", number, part.mapping.table, place), width=420,
            format_func=lambda name: column_word(name) if name else NOT_TAKEN,
        )  # fmt: skip
        if chosen != now:
            columns = _with(part.mapping.columns, header, chosen)
            change(number, part, mapping=replace(part.mapping, columns=columns, values=_without(part, {now, chosen})))


def _without(part: Part, columns: set[str]) -> Dict[str, Dict[str, str]]:
    """The meanings of words, but for those of columns that another header fills from now on."""
    return {column: words for column, words in part.mapping.values.items() if column not in columns}


def _with(columns: Dict[str, str], header: str, column: str) -> dict[str, str]:
    rest = {h: c for h, c in columns.items() if h != header}
    return {**rest, header: column} if column else rest
