"""What a table is called on screen: one of it, and more."""

from collections.abc import Mapping
from types import MappingProxyType

TABLES: Mapping[str, tuple[str, str]] = MappingProxyType({
    "region": ("regio", "regio's"), "municipality": ("gemeente", "gemeenten"),
    "village": ("kern of wijk", "kernen en wijken"), "population": ("inwonertal", "inwonertallen"),
    "need": ("cijfer over behoefte", "cijfers over behoefte"),
    "practice": ("praktijk", "praktijken"), "practiceyear": ("patiëntenaantal", "patiëntenaantallen"),
    "welfareorganisation": ("welzijnsorganisatie", "welzijnsorganisaties"),
    "trajectorystep": ("stap van het traject", "stappen van het traject"),
    "participation": ("deelname", "deelnames"), "target": ("doel", "doelen"),
    "statedfigure": ("cijfer uit een document", "cijfers uit documenten"),
    "contradiction": ("tegenspraak", "tegenspraken"), "budgetline": ("begrotingsregel", "begrotingsregels"),
    "funding": ("financiering", "financieringen"), "commitment": ("verplichting", "verplichtingen"),
    "expense": ("uitgave", "uitgaven"), "teamhoursplan": ("urenplan", "urenplannen"), "phase": ("fase", "fasen"),
    "milestone": ("mijlpaal", "mijlpalen"), "explanation": ("toelichting", "toelichtingen"),
    "referral": ("verwijzing", "verwijzingen"), "delivery": ("aangeleverde maand", "aangeleverde maanden"),
    "wellbeing": ("welzijnsmeting", "welzijnsmetingen"),
    "practicesurvey": ("antwoord van een praktijk", "antwoorden van praktijken"),
})  # fmt: skip


def table_words(name: str) -> tuple[str, str]:
    """Singular and plural."""
    return TABLES[name]
