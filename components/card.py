"""The card: one figure with its judgement, its sentence, its chart, where it comes from, its table and its files."""

from collections.abc import Callable
from functools import lru_cache

import plotly.graph_objects as go
import streamlit as st

import charts
from charts.words import amount, margin_text
from components.download import download
from components.figure import show_figure
from components.plain import plain
from components.provenance import provenance
from components.table import show_table
from domain.cells import Status
from domain.dutch import counted
from domain.protection import MARK
from domain.results import Judgement, Result, Unit
from indicators.indicator import Indicator

DRAWN = 4000
PARAGRAPH = "\n\n"
VERDICT = {
    Judgement.ON_COURSE: ("op koers", ":material/check_circle:", "blue"),
    Judgement.BEHIND: ("blijft achter", ":material/flag:", "orange"),
    Judgement.NONE: ("geen oordeel", ":material/remove:", "gray"),
}
SILENT = {
    Status.HIDDEN: (MARK, ":material/visibility_off:"),
    Status.NO_DATA: ("geen gegevens", ":material/block:"),
    Status.NOT_YET_KNOWN: ("nog niet bekend", ":material/schedule:"),
}


def show(
    result: Result,
    indicator: Indicator,
    *,
    key: str,
    before: Result | None = None,
    allowed: Callable[[], bool] | None = None,
) -> None:
    """`before` is the same figure of the period before. `allowed` looks up, on a click, whether this viewer may still
    have the figure (`components/download.py`); without it there is nothing to download."""
    with st.container(border=True, key=key, gap="xsmall"):
        st.header(plain(result.title), anchor=False)
        headline(result)
        st.markdown(words(result, before))
        draw(result, key)
        footer(result, indicator, key, allowed)


def headline(result: Result) -> None:
    """The figure with its verdict, or the mark of why there is none."""
    if result.status is not Status.SHOWN:
        word, icon = SILENT[result.status]
        st.badge(word, icon=icon, color="gray")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if result.value is not None:
            st.metric(plain(f"{result.area_name}, {result.period_label}"), plain(value_text(result)), width="content")
        if result.target is not None or result.judgement is not Judgement.NONE:
            word, icon, colour = VERDICT[result.judgement]
            st.markdown(f":{colour}-badge[{icon} {word}]")


def words(result: Result, before: Result | None) -> str:
    """Margin and aim, the sentence, the period before: one element, for each costs every visitor a message."""
    line = " · ".join(part for part in (margin_line(result), target_line(result)) if part)
    earlier = before is not None and before.period_label != result.period_label
    lines = [plain(line), plain(result.sentence), f":gray[{plain(before_line(before))}]" if before and earlier else ""]
    return PARAGRAPH.join(part for part in lines if part)


def value_text(result: Result) -> str:
    """`402 verwijzingen`, `68%`, `€ 76.888`."""
    if result.unit is Unit.COUNT and result.value is not None:
        return counted(result.value, result.n_label, result.decimals)
    return amount(result.value, result.unit, result.decimals)


def margin_line(result: Result) -> str | None:
    margin = margin_text(result.low, result.high, result.unit, result.decimals)
    return f"{result.margin_label} {margin}" if margin else None


def target_line(result: Result) -> str | None:
    """`Afgesproken voor eind Q3 2026: 32`."""
    if result.target is None or not result.target_label:
        return None
    label = result.target_label[:1].upper() + result.target_label[1:]
    return f"{label}: {amount(result.target, result.unit, result.decimals)}"


def before_line(before: Result) -> str:
    if before.status is not Status.SHOWN or before.value is None:
        word = SILENT[before.status][0] if before.status in SILENT else "niet te bepalen"
        return f"Vorige periode ({before.period_label}): {word}"
    return f"Vorige periode ({before.period_label}): {value_text(before)}"


def draw(result: Result, key: str) -> None:
    figure, alt = drawn(result)
    if figure is not None:
        show_figure(figure, alt=alt, key=f"{key}-chart")


@lru_cache(maxsize=DRAWN)
def drawn(result: Result) -> tuple[go.Figure | None, str]:
    """Figure and alt text: results are shared by all visitors, and so are these. Streamlit copies before it colours."""
    return charts.draw(result), charts.alt_text(result)


def footer(result: Result, indicator: Indicator, key: str, allowed: Callable[[], bool] | None) -> None:
    """Notes, provenance, the table on demand (not sent to the browser before), the files."""
    notes = [f":small[{plain(note)}]" for note in result.notes]
    st.markdown(PARAGRAPH.join([*notes, f":small[:gray[{plain(provenance(result))}]]"]))
    if result.status is not Status.SHOWN:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        as_table = st.toggle("Toon als tabel", key=f"{key}-table")
        if allowed is not None:
            download(result, indicator, key=key, allowed=allowed)
    if as_table:
        show_table(result)
