"""A workbook to fill in for each table: the names that are recognised, lists to choose from, and an explanation."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from data_access.columns import Column, Kind, TableContract
from data_access.contract import CONTRACT
from data_access.intake.headers import HEADERS, columns_for
from data_access.intake.words import LABELS, code_of
from data_access.intake.workbook import OWN_SHEETS
from domain import codes
from domain.dutch import listing, number

EXPLANATION, LISTS = OWN_SHEETS
NOT_ASKED = ("layer", "supplier")
"""What the delivery itself fills in."""
FILLED_IN = 5_000
"""Rows that have the lists and formats ready."""
BY_KIND = {
    Kind.TEXT: "Tekst.",
    Kind.WORD: "Een codewoord: letters, cijfers, - en _.",
    Kind.MUNICIPALITY: "De CBS-code van de gemeente, zoals GM0153.",
    Kind.PSEUDONYM: "Een eigen code. Nooit een naam, BSN of e-mailadres.",
    Kind.WHOLE: "Een heel getal.",
    Kind.NUMBER: "Een getal, zoals 1234,5.",
    Kind.YES_NO: "Ja of nee.",
    Kind.DATE: "Een datum: dag-maand-jaar, zoals 31-03-2026.",
    Kind.MONTH: "Een maand, zoals maart 2026 of 2026-03.",
    Kind.PERIOD: "Een periode: 2026, 2026-H1, 2026-Q3 of 2026-07.",
}
IN_EUROS, IN_CENTS = "Een bedrag in euro's, zoals 1234,50.", "Een bedrag in hele eurocenten, zoals 123450."
REFERS = {"region": "regio", "municipality": "gemeente", "village": "kern of wijk", "practice": "praktijk",
          "welfareorganisation": "welzijnsorganisatie"}  # fmt: skip
INTRODUCTION = (
    "Vul het eerste tabblad in en lever het op de pagina Gegevens. Verander de namen van de kolommen niet; een kolom "
    "die u niet gebruikt mag weg als zij niet verplicht is. Een lege cel betekent: niet geregistreerd."
)
NEVER = (
    "Zet er nooit een naam, BSN, adres, geboortedatum, e-mailadres of telefoonnummer van een inwoner in, en geen "
    "verhaal over een inwoner. Zo'n bestand wordt geweigerd."
)


def template(table: str) -> bytes:
    """XLSX. Raises KeyError for a table that the contract does not have."""
    contract = CONTRACT[table]
    asked = [column for column in contract.columns if column.name not in NOT_ASKED]
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        formats = {"bold": book.add_format({"bold": True}), "text": book.add_format({"num_format": "@"}),
                   "day": book.add_format({"num_format": "dd-mm-yyyy"}),
                   "wrap": book.add_format({"text_wrap": True, "valign": "top"})}  # fmt: skip
        page, told, lists = (book.add_worksheet(name) for name in ("Invullen", EXPLANATION, LISTS))
        _lists(lists, asked)
        for place, column in enumerate(asked):
            page.write_string(0, place, header_of(column, contract), formats["bold"])
            page.set_column(place, place, 20, _format(column, formats))
            _choices(page, place, column)
        page.freeze_panes(1, 0)
        _explain(told, contract, asked, formats)
    return out.getvalue()


def header_of(column: Column, contract: TableContract) -> str:
    """The first Dutch name that means this column and no other of the table; else the name of the contract."""
    for name in HEADERS.get(column.name, ()):
        meant = columns_for(name, contract)
        if min(meant, key=lambda found: meant[found], default="") == column.name and list(meant.values()).count(0) <= 1:
            return name[:1].upper() + name[1:]
    return column.name


def choices_of(column: Column) -> list[str]:
    """The words of the list, each of which is recognised as its code."""
    if column.kind is Kind.YES_NO:
        return ["ja", "nee"]
    if not column.rule.codes or column.rule.refers:
        return []
    labels = LABELS.get(column.name, codes.AGE_BANDS if column.name == "age_band" else {})
    words = [labels[code] if code_of(labels.get(code, ""), column) == code else code for code in column.rule.codes]
    return list(dict.fromkeys(words))


def _lists(page: Worksheet, asked: Sequence[Column]) -> None:
    for place, column in enumerate(asked):
        page.write_column(0, place, choices_of(column))
    page.hide()


def _choices(page: Worksheet, place: int, column: Column) -> None:
    """A list to choose from; where more answers may stand in a cell it only advises."""
    words = choices_of(column)
    if not words:
        return
    rule: dict[str, Any] = {
        "validate": "list", "source": _range(place, len(words)),
        "error_title": "Kies uit de lijst", "error_message": "Kies een woord uit de lijst, of laat de cel leeg.",
        "error_type": "information" if column.rule.several else "stop",
    }  # fmt: skip
    page.data_validation(1, place, FILLED_IN, place, rule)


def _range(place: int, count: int) -> str:
    first, last = (xl_rowcol_to_cell(row, place, row_abs=True, col_abs=True) for row in (0, count - 1))
    return f"='{LISTS}'!{first}:{last}"


def _format(column: Column, formats: dict[str, Format]) -> Format | None:
    if column.kind is Kind.DATE:
        return formats["day"]
    return None if column.kind in (Kind.WHOLE, Kind.NUMBER) else formats["text"]


def _explain(page: Worksheet, contract: TableContract, asked: Sequence[Column], formats: dict[str, Format]) -> None:
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 12)
    page.set_column(2, 2, 100, formats["wrap"])
    page.merge_range(0, 0, 0, 2, INTRODUCTION, formats["wrap"])
    page.merge_range(1, 0, 1, 2, NEVER, formats["wrap"])
    page.set_row(0, 32)
    page.set_row(1, 32)
    for place, name in enumerate(("Kolom", "Verplicht", "Wat u invult")):
        page.write_string(3, place, name, formats["bold"])
    for line, column in enumerate(asked, start=4):
        page.write_string(line, 0, header_of(column, contract))
        page.write_string(line, 1, "ja" if column.required else "nee")
        page.write_string(line, 2, what(column, header_of(column, contract)), formats["wrap"])


def what(column: Column, header: str) -> str:
    """What to fill in, in a sentence or two."""
    rule = column.rule
    if rule.refers:
        known = listing([REFERS[table] for table in rule.refers]).replace(" en ", " of ")
        return f"De naam of de code van een bekende {known}."
    if column.kind is not Kind.YES_NO and (words := choices_of(column)):
        more = " Meer antwoorden mogen, met een puntkomma ertussen." if rule.several else ""
        return f"Kies uit: {'; '.join(words)}.{more}"
    money = BY_KIND[column.kind]
    if column.name.endswith("_cents"):
        money = IN_CENTS if "cent" in header else IN_EUROS
    if rule.low is not None and rule.high is not None:
        return f"{money} Van {_plain(rule.low)} tot en met {_plain(rule.high)}."
    return f"{money} Niet in de toekomst." if rule.not_after_data_date else money


def _plain(value: float) -> str:
    """Without a point in a year."""
    return f"{value:.0f}" if value >= 1000 else number(value)
