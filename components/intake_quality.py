"""How well the registrations are filled in, by supplier and practice; a month that was not delivered says so."""

import polars as pl
import streamlit as st

import charts
from components import intake_state
from components.figure import show_figure
from components.intake_actions import save
from components.intake_months import today
from components.intake_rights import own_municipalities
from components.intake_words import month_word
from components.plain import plain
from data_access import cached
from data_access.contract import CONTRACT
from data_access.engine import reading
from data_access.frames import read_frame
from domain.agreements import Agreements
from domain.areas import Area
from domain.cells import DataState
from domain.dutch import listing, number, percent, plural
from domain.permissions import QUALITY, may_see
from domain.viewer import Selection, Viewer
from indicators.quality import NOTICEABLE, Month, Source, empty_share, total
from publishing.quality import registration_quality

MEANS = (
    "Leeg: een veld dat de cijfers nodig hebben en dat niet is ingevuld. Over tijd: de zaak loopt nog, en een stap is "
    "later dan gewoon nog niet geregistreerd. Tegenspraak: gegevens die niet samen waar kunnen zijn."
)
NOT_DELIVERED = "niet geleverd"
NOBODY = "geen verwijzingen"
WHOLE = "Alle maanden sinds {first} zijn geleverd."
GAPS = "Niet geleverd: {months}. Cijfers over deze maanden zijn er niet; dat is iets anders dan nul."
NONE = "Van deze gemeente is nog niets geleverd."
NOTE, NOTE_OF = "Toelichting bij een maand die ontbreekt", "Maand"
KEEP = "Bewaar de toelichting"
KEPT = "De toelichting is bewaard."
SUBJECT_ABOUT = "gap"


def show_quality(viewer: Viewer, selection: Selection, state: DataState, agreements: Agreements) -> None:
    own = [a for a in own_municipalities(viewer, agreements.geography) if may_see(viewer, QUALITY, a.code)]
    area = selection.area if selection.area in own else own[0]
    if len(own) > 1:
        area = st.selectbox("Gemeente", own, index=own.index(area), format_func=lambda a: a.name, width=360,
                            key=f"intake_quality_{area.code}")  # fmt: skip
    found = registration_quality(cached.engine(), state, agreements, viewer, area)
    if found is None or not found.suppliers:
        st.info(NONE)
        return
    st.caption(MEANS)
    for place, source in enumerate(found.suppliers):
        with st.container(border=True, key=f"quality_{place}"):
            _supplier(viewer, area, place, source)
    with st.container(border=True, key="quality_practices"):
        st.header("Per praktijk", anchor=False)
        st.caption("De laatste twaalf maanden.")
        st.table(practice_rows(found.practices, agreements), border="horizontal", hide_index=True,
                 hide_header=False, alt=f"Kwaliteit van de registratie per praktijk in {area.name}.")  # fmt: skip


def _supplier(viewer: Viewer, area: Area, place: int, source: Source) -> None:
    st.header(plain(source.name), anchor=False)
    first = month_word(source.months[0].code)
    gaps = listing([month_word(code) for code in source.missing])
    st.markdown(plain(GAPS.format(months=gaps) if gaps else WHOLE.format(first=first)))
    st.markdown(plain(summary(source)))
    _trend(place, source)
    st.table(month_rows(source.last), border="horizontal", hide_index=True, hide_header=False,
             alt=f"De laatste maanden van {source.name}.")  # fmt: skip
    if source.missing:
        _notes(viewer, area, place, source)


def summary(source: Source) -> str:
    """`In de laatste 12 maanden: 122 verwijzingen, 1% van de velden leeg, ...`"""
    share, months = empty_share(source.last), len(source.last)
    if share is None:
        return "In de laatste maanden zijn er geen verwijzingen geleverd."
    late, wrong = total(source.last, "late") or 0, total(source.last, "contradictory") or 0
    said = [f"bij {number(n)} {what}" for n, what in ((late, "een stap over tijd"), (wrong, "tegenspraak")) if n]
    referrals = plural(total(source.last, "referrals") or 0, "verwijzing", "verwijzingen")
    return (
        f"In de laatste {months} maanden: {listing([referrals, f'{percent(share, 1)} van de velden leeg', *said])}. "
        f"{trend_word(source.trend)}"
    )


def trend_word(trend: float | None) -> str:
    if trend is None:
        return "Voor een verloop is er nog te weinig."
    if abs(trend) < NOTICEABLE:
        return "Dat is ongeveer als in de maanden daarvoor."
    return f"Er blijft {'meer' if trend > 0 else 'minder'} leeg dan in de maanden daarvoor."


def _trend(place: int, source: Source) -> None:
    """The share of empty fields by month; a gap in the line where nothing was delivered."""
    shares = [month.empty_share for month in source.last]
    known = [share for share in shares if share is not None]
    if len(known) > 1:
        alt = f"Deel van de velden dat leeg is: van {percent(known[0], 1)} naar {percent(known[-1], 1)}."
        with st.container(width=320):
            st.caption("Leeg, per maand")
            show_figure(charts.sparkline(shares), alt=alt, key=f"quality_trend_{place}")


def month_rows(months: tuple[Month, ...]) -> dict[str, list[str]]:
    return {
        "Maand": [month_word(month.code) for month in months],
        "Verwijzingen": [_count(month, month.referrals) for month in months],
        "Leeg": [_share(month) for month in months],
        "Over tijd": [_count(month, month.late) for month in months],
        "Tegenspraak": [_count(month, month.contradictory) for month in months],
    }


def _count(month: Month, count: int | None) -> str:
    return number(count) if month.delivered else NOT_DELIVERED


def _share(month: Month) -> str:
    if not month.delivered:
        return NOT_DELIVERED
    return NOBODY if month.empty_share is None else percent(month.empty_share, 1)


def practice_rows(practices: tuple[Source, ...], agreements: Agreements) -> dict[str, list[str]]:
    names = agreements.practice_names
    return {
        "Praktijk": [plain(names.get(p.name, p.name)) for p in practices],
        "Maanden geleverd": [f"{sum(m.delivered for m in p.last)} van {len(p.last)}" for p in practices],
        "Verwijzingen": [_total(p, "referrals") for p in practices],
        "Leeg": [NOBODY if empty_share(p.last) is None else percent(empty_share(p.last), 1) for p in practices],
        "Over tijd": [_total(p, "late") for p in practices],
        "Tegenspraak": [_total(p, "contradictory") for p in practices],
    }


def _total(source: Source, name: str) -> str:
    found = total(source.last, name)
    return NOT_DELIVERED if found is None else number(found)


def _notes(viewer: Viewer, area: Area, place: int, source: Source) -> None:
    """The area's own words beside each gap; written here, and editable among the small tables."""
    with reading(cached.engine()) as connection:
        every = read_frame(connection, "explanation")
    ours = every.filter(area=area.code, about=SUBJECT_ABOUT, subject=source.name)
    for month, text in ours.select("period", "text").iter_rows():
        st.markdown(plain(f"{month_word(month)}: {text}"))
    with st.form(f"quality_note_{place}_{intake_state.round_number()}", border=False):
        month = st.selectbox(NOTE_OF, source.missing, format_func=month_word, width=240)
        text = st.text_input(NOTE, max_chars=500, width=620) or ""
        pressed = st.form_submit_button(KEEP)
    if pressed and text.strip() and save(viewer, "explanation", ours, _with(ours, area, source, month, text, viewer)):
        intake_state.start_again()
        intake_state.tell(KEPT, done=True)
        st.rerun()


def _with(ours: pl.DataFrame, area: Area, source: Source, month: str, text: str, viewer: Viewer) -> pl.DataFrame:
    """The notes with this one in the place of what was said of the month before."""
    note = {"area": area.code, "about": SUBJECT_ABOUT, "subject": source.name, "period": month, "text": text.strip(),
            "day": today(), "author": viewer.name, "layer": "delivered"}  # fmt: skip
    row = pl.DataFrame([note], schema=CONTRACT["explanation"].schema)
    return pl.concat([ours.filter(pl.col("period") != month), row])
