"""Small tables, edited on screen: the same checks as a file, a look at what changes, and a line in the history."""

from dataclasses import replace
from typing import Any

import polars as pl
import streamlit as st

from components import intake_state
from components.intake_actions import save
from components.intake_cells import sheet_of, texts, with_layers, words_of
from components.intake_months import today
from components.intake_rights import own_municipalities, scope_of
from components.intake_words import column_word, columns_of, table_title
from components.plain import plain
from data_access import cached
from data_access.columns import Column, Kind
from data_access.engine import DataAwayError, reading
from data_access.frames import read_frame
from data_access.imports.refused import ImportRefused
from data_access.imports.rows import preview_rows
from data_access.intake.convert import Converted, convert
from data_access.intake.known import Known, known_for
from data_access.problems import Problem
from domain.agreements import Agreements
from domain.areas import Area, Level
from domain.dutch import day_short, plural
from domain.viewer import Selection, Viewer

TABLES = (
    "target", "budgetline", "funding", "expense", "commitment", "participation", "phase", "milestone", "explanation",
)  # fmt: skip
REMOVE = "Weg"
QUIET = "<style>[data-testid=stElementToolbar] { display: none }</style>"
"""The bar above the table has English words that cannot be set."""
HOW = (
    "Klik op een vak en typ. Onder de laatste rij komt een nieuwe. Zet een vinkje bij **Weg** om een rij te "
    "verwijderen. Datums schrijft u als 31-12-2026, bedragen in euro's. Klaar? Bekijk de wijzigingen, en bewaar ze dan."
)
LOOK = "Bekijk de wijzigingen"
SINCE = "U hebt daarna nog iets veranderd. Bekijk de wijzigingen opnieuw. Er is nog niets bewaard."
UNCHANGED = "U hebt nog niets veranderd."
SAVE, UNDO = "Bewaar de wijzigingen", "Begin opnieuw"
SAVED = "{table} van {area}: bewaard. Op Geschiedenis kunt u dit terugdraaien."
WRONG = "Verbeter eerst deze cellen. Er is nog niets bewaard."


def show_editor(viewer: Viewer, selection: Selection, agreements: Agreements) -> None:
    """Nothing runs while someone types: what is typed during a run is lost on the way. A button sends all of it."""
    areas = _areas(viewer, agreements)
    table = st.selectbox("Tabel", TABLES, format_func=table_title, key="intake_edit_table", width=360)
    chosen = selection.area if selection.area in areas else areas[0]
    area = st.selectbox("Gebied", areas, index=areas.index(chosen), format_func=lambda a: a.name, width=360,
                        key=f"intake_edit_area_{chosen.code}")  # fmt: skip
    known = _known(viewer, area)
    columns = {n: c for n, c in columns_of(table).items() if n != "area"}
    name = f"{table}_{area.code}_{intake_state.round_number()}"
    before = intake_state.kept(name, lambda: rows_of(table, area, known))
    st.caption(HOW)
    st.html(QUIET)
    edited = st.data_editor(
        _editable(before, columns, known), num_rows="add", hide_index=True, key=f"intake_edit_{name}", width="stretch",
        column_config=_config(columns, known), alt=f"{table_title(table)} van {area.name}", placeholder="",
        on_change="ignore",
    )  # fmt: skip
    typed = edited.to_dicts()
    if st.button(LOOK, key="intake_edit_look", icon=":material/fact_check:"):
        intake_state.look_at(name, typed)
    looked = intake_state.looked_at(name)
    if looked is None:
        return
    if looked != typed:
        st.info(SINCE, icon=":material/info:")
        return
    kept = _kept(typed, viewer, table)
    fixed = {"area": area.code} if "area" in columns_of(table) else {}
    sheet, mapping = sheet_of(kept, table, columns, known, fixed)
    _judge(viewer, table, area, before, convert(sheet, mapping, known))


def _areas(viewer: Viewer, agreements: Agreements) -> list[Area]:
    """The own municipalities; for the administrator the regions too."""
    regions = agreements.geography.of_level(Level.REGION) if scope_of(viewer) is None else ()
    return [*own_municipalities(viewer, agreements.geography), *regions]


def _known(viewer: Viewer, area: Area) -> Known:
    """Of practices and villages those of the area alone: these are the ones to choose from."""
    with reading(cached.engine()) as connection:
        known = known_for(connection, scope_of(viewer))
    own = {code for code, town in {**known.practice_of, **known.village_of}.items() if town == area.code}
    codes = {t: {c: n for c, n in names.items() if c in own or t not in ("practice", "village")}
             for t, names in known.codes.items()}  # fmt: skip
    return known if area.level is Level.REGION else replace(known, codes=codes)


def rows_of(table: str, area: Area, known: Known) -> pl.DataFrame:
    """The current rows of the area."""
    with reading(cached.engine()) as connection:
        frame = read_frame(connection, table)
    if "area" in frame.columns:
        return frame.filter(pl.col("area") == area.code)
    return frame.filter(pl.col("practice").is_in(list(known.codes["practice"])))


def _editable(before: pl.DataFrame, columns: dict[str, Column], known: Known) -> pl.DataFrame:
    """Ticks as ticks and the rest as text, also of a table without rows."""
    ticks = [REMOVE, *(column_word(name) for name, column in columns.items() if column.kind is Kind.YES_NO)]
    shown = {**texts(before, columns, known), REMOVE: [False] * before.height}
    return pl.DataFrame(shown, schema={name: pl.Boolean if name in ticks else pl.String for name in shown})


def _config(columns: dict[str, Column], known: Known) -> dict[str, Any]:
    config: dict[str, Any] = {REMOVE: st.column_config.CheckboxColumn(REMOVE, default=False)}
    for name, column in columns.items():
        label = column_word(name) + ("" if not column.name.endswith("_cents") else " (€)")
        words = words_of(column, known)
        if column.kind is Kind.YES_NO:
            config[column_word(name)] = st.column_config.CheckboxColumn(label, default=bool(column.default))
        elif words and not column.rule.several:
            config[column_word(name)] = st.column_config.SelectboxColumn(label, options=list(words.values()))
        else:
            config[column_word(name)] = st.column_config.TextColumn(label)
    return config


def _kept(rows: list[dict[str, Any]], viewer: Viewer, table: str) -> list[dict[str, Any]]:
    """The rows that stay and hold something. Of an explanation the day and the account are filled in."""
    stays = [row for row in rows if not row.get(REMOVE) and any(_filled(v) for k, v in row.items() if k != REMOVE)]
    if table != "explanation":
        return stays
    own = {column_word("day"): day_short(today()), column_word("author"): viewer.name}
    return [{**row, **{k: v for k, v in own.items() if not _filled(row.get(k))}} for row in stays]


def _filled(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _judge(viewer: Viewer, table: str, area: Area, before: pl.DataFrame, found: Converted) -> None:
    if found.errors:
        st.error(WRONG, icon=":material/error:")
        _faults(found.errors)
        return
    after = with_layers(found.frame.select(before.columns), before)
    try:
        outcome = preview_rows(cached.engine(), table, before, after, scope=scope_of(viewer))
    except (ImportRefused, DataAwayError) as refused:
        st.error(plain(str(refused)), icon=":material/error:")
        st.button(UNDO, on_click=intake_state.start_again, key="intake_edit_again", icon=":material/refresh:")
        return
    counts = next(iter(outcome.tables), None)
    if counts is None:
        st.caption(UNCHANGED)
        return
    said = [f"{plural(n, 'rij', 'rijen')} {word}" for n, word in
            ((counts.new, "nieuw"), (counts.changed, "gewijzigd"), (counts.gone, "weg")) if n]  # fmt: skip
    st.info(f"Dit verandert: {', '.join(said)}.", icon=":material/info:")
    if st.button(SAVE, type="primary", key="intake_edit_save", icon=":material/save:") and save(
        viewer, table, before, after
    ):
        intake_state.start_again()
        intake_state.tell(SAVED.format(table=table_title(table), area=area.name), done=True)
        st.rerun()


def _faults(problems: tuple[Problem, ...]) -> None:
    st.table({
        "Rij": [str(problem.row) for problem in problems],
        "Kolom": [plain(problem.column) for problem in problems],
        "Wat er is, en wat u kunt doen": [plain(problem.text[:1].upper() + problem.text[1:]) for problem in problems],
    }, border="horizontal", width=860, hide_index=True, hide_header=False, alt="Wat er niet klopt.")  # fmt: skip
