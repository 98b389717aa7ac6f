"""Streamlit's own words in the place for files and in the table to edit: in its scripts, without a setting.

They are changed in the script as it is sent. Each word stands there once or more as a label and as nothing else; a test
looks in the Streamlit that is installed whether all of them are still found.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

SCRIPT = re.compile(r"/static/js/(?P<name>DataFrame|FileUploader)\.[^/]+\.js")
UPLOADER: Mapping[str, str] = MappingProxyType({
    "label:l?`Upload directories`:`Upload`": "label:l?`Kies mappen`:`Kies bestanden, of sleep ze hierheen`",
    '"aria-label":`Add files`': '"aria-label":`Bestanden toevoegen`',
    "`Drag and drop directories here`": "`Sleep mappen hierheen`",
    "`Drag and drop files here`": "`Sleep bestanden hierheen`",
    "`Drag and drop a file here`": "`Sleep een bestand hierheen`",
})  # fmt: skip
LABELS = {
    "25th percentile": "25e percentiel", "75th percentile": "75e percentiel", "Accounting": "Boekhouding",
    "Add row": "Rij toevoegen", "Automatic": "Automatisch", "Average length": "Gemiddelde lengte",
    "Average": "Gemiddelde", "Calendar": "Kalender", "Cancel (Escape)": "Annuleren (Escape)",
    "Clear selection": "Selectie wissen", "Compact": "Kort", "Delete row(s)": "Rijen verwijderen",
    "Distance": "Afstand in tijd", "Distinct": "Verschillende", "Download as CSV": "Downloaden als CSV",
    "Duration": "Duur", "Edit": "Bewerken", "Empty": "Leeg", "Localized": "Volgens de browser",
    "Maximum length": "Grootste lengte", "Maximum": "Grootste", "Median": "Mediaan",
    "Minimum length": "Kleinste lengte", "Minimum": "Kleinste", "Percent": "Procent", "Plain": "Zonder opmaak",
    "Range": "Bereik", "Scientific": "Wetenschappelijk", "Search": "Zoeken", "Select all": "Alles kiezen",
    "Show/hide columns": "Kolommen tonen of verbergen", "Standard deviation": "Standaardafwijking", "Sum": "Som",
    "Values": "Waarden",
}  # fmt: skip
MENU = {
    "}),`Sort ascending`": "}),`Oplopend sorteren`", "}),`Sort descending`": "}),`Aflopend sorteren`",
    "}),`Autosize`": "}),`Breedte aanpassen`", "}),`Format`": "}),`Weergave`", "}),`Statistics`": "}),`Samenvatting`",
    "}),`Pin column`": "}),`Kolom vastzetten`", "}),`Unpin column`": "}),`Kolom losmaken`",
    "}),`Hide column`": "}),`Kolom verbergen`", "`Copy column name`": "`Naam van de kolom kopiëren`",
    "`Dataframe column menu`": "`Menu van de kolom`", "children:`Based on sample`": "children:`Op een deel berekend`",
    "children:`No content`": "children:`Geen inhoud`", "children:`No data`": "children:`Geen gegevens`",
}  # fmt: skip
TABLE: Mapping[str, str] = MappingProxyType(
    {f"label:`{english}`": f"label:`{dutch}`" for english, dutch in LABELS.items()} | MENU
)
WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({"FileUploader": UPLOADER, "DataFrame": TABLE})


def is_script(path: str) -> bool:
    return SCRIPT.fullmatch(path) is not None


def in_dutch(path: str, script: str) -> str:
    """The script of this address with Dutch words in it."""
    found = SCRIPT.fullmatch(path)
    for english, dutch in WORDS[found["name"]].items() if found else ():
        script = script.replace(english, dutch)
    return script
