"""The report of a draft: what a reader will see and miss, per municipality. It names no small numbers."""

import streamlit as st

from components.plain import plain
from data_access.drafts import Draft
from domain.areas import Geography
from domain.dutch import number
from domain.releases import MunicipalityReport, Report
from publishing.report_words import share_word, table_word

WIDTH = 860
"""Pixels; see components/table.py."""
TOTAL = "referrals"
NO_REPORT = "Van dit concept is geen verslag bewaard. Kies 'Niet publiceren' en maak de vrijgave opnieuw."


def show_report(draft: Draft, geography: Geography) -> None:
    report = draft.content.report
    if report is None:
        st.error(NO_REPORT)
        return
    st.markdown("\n".join(f"- {plain(line)}" for line in findings(report, draft.smallest)))
    names = {m.area: geography.by_code[m.area].name for m in report.municipalities if m.area in geography.by_code}
    _summary(report, names, draft.smallest)
    chosen = st.selectbox(
        "Verslag van", list(names), format_func=names.__getitem__, key=f"report_{draft.id}", width=360,
    )  # fmt: skip
    for municipality in report.municipalities:
        if municipality.area == chosen:
            _municipality(municipality, names[chosen], draft.smallest)


def findings(report: Report, smallest: int) -> tuple[str, ...]:
    """What the check found, in sentences. Numbers of the whole region only."""
    protected, insiders, left = (number(n) for n in (report.protected, report.insiders, report.insiders_left))
    return (
        f"Controle: {report.check}",
        f"{protected} kleine getallen en nullen zijn beschermd. Voor elk ervan is nagerekend dat alles wat is "
        f"gepubliceerd klopt bij niemand, en ook bij {smallest} of meer inwoners.",
        f"{insiders} keer is nagegaan dat ook wie één gemeente of één praktijk kent niets te weten komt."
        + (f" Bij {left} lukte dat niet." if report.insiders_left else ""),
        f"Het maken en controleren duurde {_duration(report.seconds)}.",
    )


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{number(seconds, 1)} seconden"


def _summary(report: Report, names: dict[str, str], smallest: int) -> None:
    found = [m for m in report.municipalities if m.area in names]
    totals = [next((t for t in m.tables if t.table == TOTAL), None) for m in found]
    rows = {
        "Gemeente": [plain(names[m.area]) for m in found],
        "Verwijzingen in beeld": [share_word(t, smallest) if t else "geen gegevens" for t in totals],
        "Getallen te zien": [number(sum(t.shown for t in m.tables)) for m in found],
        "Afgeschermd": [number(sum(t.hidden for t in m.tables)) for m in found],
        "Samengevoegd": [number(len(m.merged)) for m in found],
        "Op eerdere datum": [number(len(m.stays)) for m in found],
    }
    _table(rows, "Wat lezers van elke gemeente te zien krijgen.")


def _municipality(found: MunicipalityReport, name: str, smallest: int) -> None:
    rows = {
        "Tabel": [plain(table_word(t.table)) for t in found.tables],
        "Te zien": [number(t.shown) for t in found.tables],
        "Afgeschermd": [number(t.hidden) for t in found.tables],
        "Deel van de verwijzingen": [share_word(t, smallest) for t in found.tables],
    }
    _table(rows, f"Wat lezers van {name} per tabel te zien krijgen.")
    _sentences("Samengevoegd", found.merged, "Er zijn geen groepen of gebieden samengevoegd.")
    _sentences("Blijft op een eerdere datum", found.stays, "Alle getallen zijn van dezelfde peildatum.")


def _sentences(title: str, sentences: tuple[str, ...], nothing: str) -> None:
    lines = "\n".join(f"- {plain(sentence)}" for sentence in sentences)
    st.markdown(f"**{title}**\n\n{lines or nothing}")


def _table(rows: dict[str, list[str]], alt: str) -> None:
    st.table(rows, border="horizontal", width=WIDTH, hide_index=True, hide_header=False, alt=alt)
