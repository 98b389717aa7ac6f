"""The trace in Dutch: a word for each kind of line, and a sentence for what it was about."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from domain.dutch import day_short, listing, plural
from domain.permissions import PAGES
from domain.trace import Event, Kind

WORD: Mapping[Kind, str] = MappingProxyType({
    Kind.SIGNED_IN: "Aangemeld",
    Kind.SIGNED_OUT: "Afgemeld",
    Kind.SESSION_ENDED: "Aanmelding beëindigd",
    Kind.SIGN_IN_REFUSED: "Aanmelden geweigerd",
    Kind.SIGN_IN_LOCKED: "Aanmelden op slot",
    Kind.LOCK_LIFTED: "Slot eraf gehaald",
    Kind.NOT_ALLOWED: "Geen toegang",
    Kind.ACCOUNT_ADDED: "Account gemaakt",
    Kind.ACCOUNT_CHANGED: "Account gewijzigd",
    Kind.ACCOUNT_BLOCKED: "Account geblokkeerd",
    Kind.ACCOUNT_UNBLOCKED: "Blokkade opgeheven",
    Kind.ACCOUNT_DELETED: "Account verwijderd",
    Kind.PASSWORD_CHANGED: "Wachtwoord gewijzigd",
    Kind.IMPORTED: "Levering ingelezen",
    Kind.IMPORT_REFUSED: "Levering geweigerd",
    Kind.UNDONE: "Levering teruggedraaid",
    Kind.EDITED: "Tabel bewerkt",
    Kind.CONSENT_GIVEN: "Akkoord gegeven",
    Kind.CONSENT_WITHDRAWN: "Akkoord ingetrokken",
    Kind.RELEASE_MADE: "Vrijgave gemaakt",
    Kind.RELEASE_DROPPED: "Vrijgave niet gepubliceerd",
    Kind.RELEASED: "Gepubliceerd",
    Kind.EXPORTED: "Bestand gemaakt",
    Kind.TRACE_EXPORTED: "Logboek uitgevoerd",
    Kind.TRACE_REMOVED: "Oude regels verwijderd",
    Kind.TRACE_CHECKED: "Logboek nagekeken",
    Kind.BACKED_UP: "Reservekopie gemaakt",
    Kind.RESTORED: "Reservekopie teruggezet",
    Kind.COPIED: "Database gekopieerd",
})  # fmt: skip
"""As the filter has them."""
SENTENCE: Mapping[Kind, str] = MappingProxyType({
    Kind.SIGNED_IN: "Heeft zich aangemeld.",
    Kind.SIGNED_OUT: "Heeft zich afgemeld.",
    Kind.SESSION_ENDED: "De aanmelding is beëindigd: {why}.",
    Kind.SIGN_IN_REFUSED: "Probeerde zich aan te melden; dat is geweigerd.",
    Kind.SIGN_IN_LOCKED: "Te veel pogingen: {locked} is voor een tijd op slot.",
    Kind.LOCK_LIFTED: "Heeft een slot op het aanmelden weggehaald.",
    Kind.NOT_ALLOWED: "Opende een pagina die niet bij de rol hoort: {page}.",
    Kind.ACCOUNT_ADDED: "Heeft het account {name} gemaakt.",
    Kind.ACCOUNT_CHANGED: "Heeft het account {name} gewijzigd.",
    Kind.ACCOUNT_BLOCKED: "Heeft het account {name} geblokkeerd.",
    Kind.ACCOUNT_UNBLOCKED: "Heeft de blokkade van het account {name} opgeheven.",
    Kind.ACCOUNT_DELETED: "Heeft het account {name} verwijderd.",
    Kind.PASSWORD_CHANGED: "Heeft het wachtwoord van {name} gewijzigd.",
    Kind.IMPORTED: "Heeft levering {batch} ingelezen.",
    Kind.IMPORT_REFUSED: "Wilde een bestand inlezen; het is geweigerd: {why}.",
    Kind.UNDONE: "Heeft levering {undoes} teruggedraaid.",
    Kind.EDITED: "Heeft een tabel op het scherm bewerkt, als levering {batch}.",
    Kind.CONSENT_GIVEN: "Gaf akkoord met vrijgeven van {municipality}.",
    Kind.CONSENT_WITHDRAWN: "Trok het akkoord van {municipality} in.",
    Kind.RELEASE_MADE: "Heeft een vrijgave gemaakt van {region}, met peildatum {data_date}.",
    Kind.RELEASE_DROPPED: "Heeft besloten de vrijgave van {region} niet te publiceren.",
    Kind.RELEASED: "Heeft publicatie {release} van {region} gepubliceerd, met peildatum {data_date}.",
    Kind.EXPORTED: "Heeft een bestand gemaakt dat niet voor publicatie is: {what}.",
    Kind.TRACE_EXPORTED: "Heeft regels van dit logboek als bestand meegenomen.",
    Kind.TRACE_REMOVED: "{lines} regels waren ouder dan de bewaartermijn en zijn verwijderd: {from} tot en met {to}.",
    Kind.TRACE_CHECKED: "Heeft {lines} regels nagekeken: {faults}.",
    Kind.BACKED_UP: "Heeft een reservekopie van alles gemaakt.",
    Kind.RESTORED: "Heeft een reservekopie teruggezet; dit logboek is vanaf hier dat van de kopie.",
    Kind.COPIED: "Heeft alles naar een andere database gekopieerd.",
})  # fmt: skip
"""The account that did it stands beside it. What the sentence does not name follows between brackets."""
LABEL: Mapping[str, str] = MappingProxyType({
    "account": "account", "name": "account", "why": "reden",
    "role": "rol", "scope": "gebieden", "home": "eerste gebied",
    "version": "gegevens versie", "areas": "gebieden", "new": "nieuw", "changed": "veranderd", "gone": "verdwenen",
    "table": "tabel", "batch": "als levering", "files": "bestanden", "columns": "kolommen", "data": "gegevens",
    "draft": "concept", "smallest": "kleinste groep", "hash": "controlegetal", "figure": "cijfer", "area": "gebied",
    "period": "periode", "kind": "soort", "first": "van", "last": "tot en met", "before": "was", "by": "via",
    "older_than": "ouder dan", "must_change": "moet zelf een ander kiezen",
    "line": "het vorige logboek eindigde met regel", "to": "naar", "from": "van", "format": "vorm", "locked": "slot op",
    "address": "adres", "sessions": "aanmeldingen", "lines": "regels", "way": "manier", "session": "aanmelding",
})  # fmt: skip
VALUE: Mapping[str, str] = MappingProxyType({
    "why:idle": "te lang niets gedaan", "why:expired": "de langste tijd was om",
    "why:changed": "het account is gewijzigd",
    "why:no_access": "het account is geblokkeerd of verwijderd", "why:revoked": "door de beheerder",
    "why:signed_out": "afgemeld", "why:replaced": "opnieuw aangemeld in dezelfde browser",
    "why:no_rule": "geen regel geeft toegang", "why:blocked": "het account is geblokkeerd",
    "why:used": "deze aanmelding is al gebruikt",
    "why:guard": "er leken gegevens van inwoners in te staan", "why:rows": "er klopte iets niet",
    "why:unreadable": "het was niet te lezen", "locked:name": "deze naam", "locked:address": "dit adres",
    "what:figure": "een cijfer dat nog niet is vrijgegeven", "what:tables": "alle gegevens als CSV",
    "what:error_list": "een foutenlijst", "what:all": "alles",
})  # fmt: skip
CODES = ("area", "areas", "scope", "home", "municipality", "region", "figure")
"""Of which a screen that knows the names may show those."""
DAYS = ("data_date", "older_than", "first", "last")
HASHES = ("hash", "draft", "data")
SHORT = 16
NO_NAMES: Mapping[str, str] = MappingProxyType({})


def kind_word(kind: str) -> str:
    """Of a kind that a later version of the dashboard wrote, its own name."""
    return WORD[Kind(kind)] if kind in set(Kind) else kind


def sentence(event: Event, names: Mapping[str, str] = NO_NAMES) -> str:
    """`Heeft levering 12 ingelezen. (gegevens versie 5; nieuw 3)`. Also of a line that somebody tampered with.

    `names`: of areas and figures, by code."""
    about = _about(event)
    pattern = SENTENCE[Kind(event.kind)] if event.kind in set(Kind) else ""
    told = _Told({key: _value(key, value, names) for key, value in about.items()})
    text = pattern.format_map(told)
    rest = "; ".join(_rest(told))
    return f"{text} ({rest})".strip() if rest else text


class _Told(dict[str, str]):
    """Remembers which values the sentence has."""

    def __init__(self, values: Mapping[str, str]) -> None:
        super().__init__(values)
        self.named: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.named.add(key)
        return super().__getitem__(key)

    def __missing__(self, key: str) -> str:
        return "onbekend"


def _rest(told: _Told) -> Iterator[str]:
    for key, value in told.items():
        if key not in told.named and value:
            yield f"{LABEL.get(key, key)} {value}"


def _about(event: Event) -> dict[str, Any]:
    try:
        found = json.loads(event.about)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _day(value: str) -> str:
    try:
        return day_short(date.fromisoformat(value[:10]))
    except ValueError:
        return value


def _value(key: str, value: Any, names: Mapping[str, str]) -> str:
    if key == "faults":
        return plural(len(value), "fout", "fouten") if value else "de keten klopt"
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dict):
        return ", ".join(f"{LABEL.get(k, k)} {_value(k, v, names)}" for k, v in value.items() if v is not None)
    if key == "kind":
        return kind_word(str(value))
    if key in DAYS and "-" in str(value):
        return _day(str(value))
    if isinstance(value, list):
        return listing([str(part) for part in value])
    if key in CODES:
        return listing([names.get(code, code) for code in str(value).split()])
    if key == "page":
        return next((page.title for page in PAGES if page.key == value), str(value))
    if key in HASHES:
        return str(value)[:SHORT]
    return VALUE.get(f"{key}:{value}", str(value))
