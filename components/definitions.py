"""The catalogue as text: every field of a definition, and the badge when its review is overdue."""

from datetime import date

import streamlit as st

from components.plain import plain
from data_access import cached
from domain.agreements import Agreements
from domain.areas import Level
from domain.dutch import day, listing
from domain.results import Unit
from indicators.catalogue import FAMILIES
from indicators.indicator import Direction, Indicator

UNIT = {
    Unit.COUNT: "aantal", Unit.SHARE: "aandeel (procent)", Unit.YEARS: "jaren", Unit.DAYS: "dagen", Unit.CENTS: "euro",
    Unit.RATE: "per 1.000", Unit.RATIO: "verhouding",
}  # fmt: skip
DIRECTION = {Direction.HIGHER: "meer is beter", Direction.LOWER: "minder is beter", Direction.NONE: "geen oordeel"}
LEVEL = {Level.REGION: "regio", Level.MUNICIPALITY: "gemeente", Level.VILLAGE: "kern, wijk of stadsdeel"}
RESULT = {
    "reach": "Bereik", "referrals": "Verwijzingen", "trajectory": "Van verwijzing tot activiteit",
    "practices": "Praktijken", "budget": "Begroting",
    "quality": "Kwaliteit van de registratie",
}  # fmt: skip


def show_definitions() -> None:
    """One family at a time: a segmented control draws only what is chosen."""
    chosen = st.segmented_control(
        "Onderdeel", list(FAMILIES), format_func=RESULT.__getitem__, default=next(iter(FAMILIES)), required=True,
        key="definitions_family",
    )  # fmt: skip
    state = cached.state()
    agreements, today = cached.agreements(), state.data_date if state else date.max
    for indicator in FAMILIES[chosen]:
        _definition(indicator, agreements, today)


def _definition(indicator: Indicator, agreements: Agreements, today: date) -> None:
    with st.container(border=True, key=f"definition_{indicator.key}"):
        st.subheader(plain(indicator.title), anchor=False)
        if indicator.next_review < today:
            st.badge("herziening over tijd", icon=":material/history:", color="orange")
        st.markdown(plain(indicator.definition))
        facts = {
            "Hoe we het berekenen": indicator.formula,
            "Eenheid": UNIT[indicator.unit],
            "Richting": DIRECTION[indicator.direction],
            "Geldt voor": listing([LEVEL[level] for level in indicator.levels]),
            "Afspraken": _aims(indicator, agreements),
            "Bron": listing(indicator.sources),
            "Bescherming": indicator.protection,
            "Eigenaar": indicator.owner,
            "Herzien": f"{day(indicator.reviewed)}; volgende keer uiterlijk {day(indicator.next_review)}",
        }
        st.markdown("\n".join(f"- **{name}:** {plain(text)}" for name, text in facts.items()))


def _aims(indicator: Indicator, agreements: Agreements) -> str:
    """Which areas have agreed something; the figures themselves stand on their pages."""
    if not indicator.has_aim:
        return "geen; hierover oordelen we niet"
    areas = {t.area for t in agreements.targets if t.indicator == indicator.key and t.kind in ("aim", "path")}
    names = sorted(agreements.geography.by_code[code].name for code in areas if code in agreements.geography.by_code)
    return f"alleen van {listing(names)}" if names else "nog van geen enkel gebied"


def show_contradictions() -> None:
    """All of them, whatever area is chosen: the list belongs to the documents, not to a place."""
    st.header("Waar de bronnen elkaar tegenspreken", anchor=False)
    st.markdown("We kiezen niet stilletjes een van de twee. We laten ze allebei zien, met de plaats waar het staat.")
    found = cached.agreements().contradictions
    if not found:
        st.markdown("Er zijn geen tegenspraken geladen.")
        return
    rows = {
        "Onderwerp": [plain(c.topic) for c in found],
        "De ene bron zegt": [plain(c.says_a) for c in found],
        "De andere zegt": [plain(c.says_b) for c in found],
        "Wat we tonen": [plain(c.shown_as) for c in found],
        "Bron": [plain(c.source) for c in found],
    }
    st.table(rows, alt="Tegenspraken in de bronnen: twee uitspraken naast elkaar, met hun bron.")
