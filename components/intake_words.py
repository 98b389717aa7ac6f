"""The words of Gegevens: columns, codes and rules by their Dutch names."""

from data_access.columns import Column
from data_access.contract import CONTRACT
from data_access.imports.words import table_words
from data_access.intake.headers import HEADERS
from data_access.intake.known import Known
from data_access.intake.words import LABELS
from domain import codes
from domain.dutch import MONTHS_SHORT

COLUMN_WORD = {
    "case_id": "Zaaknummer", "person": "Cliëntnummer (pseudoniem)", "practice": "Praktijk",
    "referrer": "Soort verwijzer", "age_band": "Leeftijdsgroep", "reason": "Reden van de verwijzing",
    "date_referral": "Datum verwijzing", "date_contact": "Datum eerste contact", "date_intake": "Datum kennismaking",
    "date_activity": "Datum start activiteit", "date_aftercare": "Datum nazorg", "date_closing": "Datum afronding",
    "recipient": "Wie de verwijzing ontvangt", "direction": "Waar de vraag naartoe gaat",
    "provision": "Voorliggend of maatwerk", "offers": "Aanbod", "ending_reason": "Hoe het afliep",
    "client": "Nieuw of al bekend", "code": "Code", "amount_cents": "Bedrag", "line": "Begrotingspost",
    "fund": "Geldbron", "date_from": "Vanaf", "date_to": "Tot en met", "partner": "Gekoppeld aan",
    "kind": "Soort", "value": "Waarde", "stated_by": "Vastgesteld door", "layer": "Soort gegevens",
    "position": "Volgorde", "about": "Waarover", "subject": "Onderwerp", "text": "Toelichting", "author": "Functie",
    "indicator": "Cijfer", "period": "Periode", "day": "Datum", "name": "Naam",
    "registered_patients": "Ingeschreven patiënten", "village_label": "Woord voor een kern",
    "stated_total_cents": "Totaal volgens het plan", "indexed_cents": "Bedrag na indexatie",
    "covered_cents": "Gedekt bedrag", "cost_cents": "Kosten", "planned": "Gepland op", "reached": "Gehaald op",
    "until": "Tot en met", "age_from": "Leeftijd vanaf", "age_to": "Leeftijd tot en met", "share": "Aandeel",
    "label": "Eigen woord", "instrument": "Vragenlijst", "moment": "Moment (voor of na)", "score": "Score",
    "knows": "Kent Welzijn op Recept", "mark": "Cijfer (1 tot en met 10)", "cooperation": "Samenwerking is goed",
    "obstacles": "Wat verwijzen tegenhoudt",
}  # fmt: skip
"""Where the most usual header is not the best word."""
CODE_WORD = {**LABELS, "age_band": codes.AGE_BANDS}
ENDING_WORD = {
    "not_arrived": "Niet aangekomen", "declined": "Aanbod geweigerd", "completed": "Afgerond", "moved": "Verhuisd",
    "deceased": "Overleden", "care": "Naar zorg", "other": "Anders",
}  # fmt: skip
RULE_WORD = {
    "date": "Geen datum", "two_digit_year": "Jaar in twee cijfers", "date_range": "Datum te vroeg of te laat",
    "code": "Woord zonder betekenis", "range": "Getal buiten de grenzen", "whole": "Geen heel getal",
    "number": "Geen getal", "ambiguous_number": "Getal op twee manieren te lezen", "money": "Geen bedrag",
    "cents": "Bedrag met halve centen", "yes_no": "Geen ja of nee", "month": "Geen maand",
    "period": "Geen periode", "band": "Leeftijdsgroep klopt niet", "order": "Datums in een onmogelijke volgorde",
    "future": "Datum in de toekomst", "missing": "Verplichte kolom ontbreekt", "empty": "Verplicht, maar leeg",
    "duplicate": "Dubbele regel", "unknown_practice": "Onbekende praktijk",
    "unknown_municipality": "Onbekende gemeente", "unknown_village": "Onbekende kern of wijk",
    "unknown_region": "Onbekend gebied", "unknown_welfareorganisation": "Onbekende organisatie",
    "scope": "Gemeente die niet bij uw account hoort", "pseudonym": "Geen pseudoniem", "bsn": "Lijkt op een BSN",
    "municipality": "Geen CBS-code", "word": "Geen code", "text": "Tekst te lang", "control": "Onleesbare tekens",
    "formula_error": "Fout in een formule", "more": "Nog meer", "shrinks": "Een maand wordt kleiner",
    "direction": "Richting en aanbod verschillen", "ambiguous_name": "Naam van meer dan één plaats of praktijk",
    "village": "Kern hoort bij een andere gemeente", "total": "Rij met een totaal",
    "ending": "Afloop en datums verschillen", "own_person": "Zonder nummer per inwoner",
    "own_case": "Zonder nummer per verwijzing", "jump": "Ander aantal dan in eerdere maanden",
    "ambiguous_date": "Datum op twee manieren te lezen", "share": "Aandeel boven 100%",
    "twice": "Naam van een kolom staat dubbel", "no_name": "Kolom zonder naam",
    "width": "Rij die niet onder de kop past", "merged": "Samengevoegde cellen",
}  # fmt: skip
NEVER = ("statedfigure", "contradiction", "teamhoursplan")
"""What documents print is loaded from the command line, with its source beside it."""
FOR_ALL = ("region", "municipality", "trajectorystep")
"""What belongs to no single municipality: for the administrator."""
LEAVE_EMPTY = "(leeg laten)"


def column_word(name: str) -> str:
    """The Dutch word over a column; in another table the same."""
    word = COLUMN_WORD.get(name) or next(iter(HEADERS.get(name, ())), name.replace("_", " "))
    return word[:1].upper() + word[1:]


def code_words(column: Column, known: Known) -> dict[str, str]:
    """The codes that a column may hold, with the word on screen: of a list, or of places and practices by name."""
    if column.rule.refers:
        return {code: name for table in column.rule.refers for code, name in known.codes.get(table, {}).items()}
    words = {**CODE_WORD.get(column.name, {}), **(ENDING_WORD if column.name == "ending_reason" else {})}
    listed = column.rule.codes or tuple(words)
    return {code: words.get(code, code) for code in listed}


def rule_word(rule: str) -> str:
    return RULE_WORD.get(rule, "Overig")


def month_word(code: str) -> str:
    """`2026-03` becomes `mrt 2026`."""
    return f"{MONTHS_SHORT[int(code[5:7]) - 1]}\N{NO-BREAK SPACE}{code[:4]}"


def columns_of(table: str) -> dict[str, Column]:
    """By name, without the layer: what a coordinator delivers is delivered."""
    return {column.name: column for column in CONTRACT[table].columns if column.name != "layer"}


def tables_for(*, every_municipality: bool) -> tuple[str, ...]:
    """What may come in on screen, for a coordinator or for the administrator."""
    shut = NEVER if every_municipality else (*NEVER, *FOR_ALL)
    return tuple(name for name in CONTRACT if name not in shut)


def table_title(name: str) -> str:
    """`Verwijzingen`."""
    words = table_words(name)[1]
    return words[:1].upper() + words[1:]
