"""The Dutch sentence of each rule of parsing: what is wrong and what to write. It never holds the value itself."""

from data_access.columns import Column, Kind
from data_access.intake.parse import LARGEST_WHOLE, LONGEST_TEXT
from domain import codes
from domain.dutch import number

CODEWORD = "gebruik letters, cijfers, - en _, en geen vrije tekst."
SENTENCES = {
    "text": f"de tekst is te lang. Gebruik ten hoogste {number(LONGEST_TEXT)} tekens.",
    "control": "er staan onzichtbare tekens in de cel. Typ de waarde opnieuw.",
    "formula_error": "de formule in deze cel geeft een fout. Verbeter de formule, of vul de waarde in.",
    "word": f"dit is geen codewoord: {CODEWORD}",
    "pseudonym": "dit is geen pseudoniem. Gebruik een eigen code van letters, cijfers, punt, dubbelepunt, - en _, en "
    "nooit een naam, BSN of e-mailadres.",
    "bsn": "dit kan een BSN zijn. Gebruik een eigen code, en nooit een BSN.",
    "municipality": "dit is geen CBS-code van een gemeente. Schrijf GM en vier cijfers, zoals GM0153.",
    "whole": "dit is geen heel getal. Schrijf alleen cijfers.",
    "number": "dit is geen getal. Schrijf het als 1234,5.",
    "ambiguous_number": "dit kan een duizendtal zijn of een breuk. Schrijf een duizendtal zonder punt, zoals 1500, en "
    "een breuk met een of twee cijfers achter de komma, zoals 1,5.",
    "money": "dit is geen bedrag. Schrijf euro's met ten hoogste twee cijfers achter de komma, zoals 1234,50.",
    "cents": "dit is geen bedrag in hele eurocenten. Schrijf alleen cijfers, of noem de kolom 'bedrag' en schrijf "
    "euro's.",
    "yes_no": "dit is geen ja of nee. Schrijf ja of nee.",
    "date": "dit is geen bestaande datum. Schrijf dag-maand-jaar, zoals 31-03-2026.",
    "ambiguous_date": "dit kan dag/maand zijn of maand/dag. Schrijf dag-maand-jaar met streepjes, zoals 31-03-2026, "
    "of de maand als woord.",
    "two_digit_year": "het jaartal heeft twee cijfers, en dat kan meer jaren betekenen. Schrijf het jaar met vier "
    "cijfers, zoals 31-03-2026.",
    "date_range": "deze datum ligt te ver weg om te kloppen. Schrijf dag-maand-jaar, zoals 31-03-2026.",
    "month": "dit is geen maand. Schrijf jaar-maand, zoals 2026-03, of maart 2026.",
    "period": "dit is geen periode. Schrijf 2026, 2026-H1, 2026-Q3 of 2026-07.",
    "band": "deze leeftijdsgroep is niet een van de onze, en is er niet over te verdelen. Kies uit: "
    f"{', '.join(band for band in codes.AGE_BANDS if band != codes.UNKNOWN)}.",
}  # fmt: skip


def explain(rule: str, column: Column) -> str:
    """Raises KeyError for a rule that is not of parsing."""
    if rule == "code":
        several = " (meer codes: met een spatie ertussen)" if column.rule.several else ""
        return f"dit staat niet in de codelijst. Kies uit: {', '.join(column.rule.codes)}{several}."
    return _bounds(column) if rule == "range" else SENTENCES[rule]


def _bounds(column: Column) -> str:
    low, high = column.rule.low, column.rule.high
    if low is not None and high is not None:
        bounds = (f"{low:g}", f"{high:g}") if column.name == "year" else (number(low), number(high))
        return f"dit getal kan niet. Het moet van {bounds[0]} tot en met {bounds[1]} zijn."
    if low is not None:
        return f"dit getal kan niet. Het mag {number(low)} of meer zijn, en niet boven {_most(column)}."
    return f"dit getal is te groot. Het mag ten hoogste {_most(column)} zijn."


def _most(column: Column) -> str:
    cents = column.name.endswith("_cents")
    if column.kind is Kind.WHOLE:
        return f"{number(LARGEST_WHOLE // (100 if cents else 1))}{' euro' if cents else ''}"
    return "een biljard"
