"""What the guard refuses, what it lets pass, and that it never tells a value."""

import string

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import sheet_of

from data_access.contract import CONTRACT
from data_access.intake import personal
from data_access.intake.guard import guard
from data_access.intake.mapping import named_headers
from data_access.intake.personal import is_bsn, looks_personal, shown
from data_access.intake.personal_headers import rule_of_header
from data_access.intake.recognise import recognise

BSN = "123456782"
PERSONAL = {
    "guard_bsn": [BSN, "1234.56.782", "123 456 782", f"belt met {BSN} morgen"],
    "guard_email": ["truus@voorbeeld.nl", "mail naar j.de-boer+wor@sub.voorbeeld.nl."],
    "guard_phone": ["06-12345678", "0612345678", "+31 6 12345678", "+31(0)612345678", "06-12 34 56 78", "0547 123456",
                    "053-1234567", "(0547) 12 34 56", "bel 0031612345678"],
    "guard_address": ["7471 AB", "7471ab 12", "Dorpsstraat 12, 7471 AB Goor"],
    "guard_account": ["NL91ABNA0417164300"],
    "guard_birth": ["12-03-1941", "1941-03-12", "12 maart 1941", "vrouw, geb. 12-03-41"],
    "guard_name": ["J. de Vries", "Mw. Jansen", "Jansen, P.", "dhr. P. van der Berg", "A.B. Bakker-Smit"],
}  # fmt: skip
FINE = {
    "zaak": ["A1", "A2", "2026-0001"], "kern": ["Goor", "Delden", "Hof van Twente", "Bentelo"], "postcode": ["7471",
    "7478"],
    "datum": ["22-11-2026", "05-11-2026 10:30", "2026-01-12 09:30:00", "06-12-2025"], "bedrag": ["€ 1.234,50",
    "1234567,89"],
    "reden": ["Eenzaamheid", "Verlies of rouw"], "aanbod": ["Koken en samen eten", "Bewegen met plezier"],
    "praktijk": ["Huisartsenpraktijk Delden", "Praktijk De Vries", "HAP Markelo"], "maand": ["mei 2026",
    "januari 2026"],
    "geslacht": ["man", "vrouw", "V"], "organisatie": ["Salut", "Wijkracht", "Stichting Welzijn"],
    "periode": ["2026-Q3"],
    "code": ["0000000012", "123456789", "12345678"], "leeftijd": ["75 t/m 84", "85+"], "fonds": ["SPUK GALA"],
}  # fmt: skip


@pytest.mark.parametrize(("rule", "value"), [(rule, value) for rule, values in PERSONAL.items() for value in values])
def test_a_personal_value_is_refused_by_column_and_never_told(rule: str, value: str) -> None:
    problems = guard(
        sheet_of({"kern": ["Goor"] * 3, "opmerking": [None, value, "-"] if rule != "guard_birth" else [value] * 3})
    )
    assert [(problem.rule, problem.column) for problem in problems] == [(rule, "opmerking")]
    assert value not in repr(problems)
    assert "bewaard" in problems[0].text


@pytest.mark.parametrize("header", FINE)
def test_what_real_registrations_hold_passes(header: str) -> None:
    assert guard(sheet_of({header: FINE[header]})) == []


@pytest.mark.parametrize(
    "names", [["Jan Jansen", "Truus de Boer"], ["jan", "truus", "fatima"], ["Jansen", "Bakker", "x"]]
)
def test_a_column_of_names_is_refused_under_any_header(names: list[str]) -> None:
    assert [problem.rule for problem in guard(sheet_of({"kolom": names}))] == ["guard_name"]


@pytest.mark.parametrize(
    ("header", "rule"),
    [("BSN", "guard_bsn"), ("Burgerservicenummer", "guard_bsn"), ("Geboortedatum", "guard_birth"), ("geb. datum",
    "guard_birth"),
     ("E-mail", "guard_email"), ("Telefoonnummer", "guard_phone"), ("Adres", "guard_address"), ("Naam cliënt",
     "guard_name"),
     ("cliëntnaam", "guard_name"), ("Voornaam", "guard_name"), ("naam", "guard_name"), ("GebDatum", "guard_birth"),
     ("Naam praktijk", None), ("gemeentenaam", None), ("Postcode", None), ("cliëntnummer", None), ("eerste contact",
     None),
     ("telefonisch contact", None), ("aantal patiënten", None), ("mailing", None)],
)  # fmt: skip
def test_a_header_alone_can_be_enough(header: str, rule: str | None) -> None:
    assert rule_of_header(header) == rule
    assert [problem.rule for problem in guard(sheet_of({header: [None, "1"]}))] == ([rule] if rule else [])


def test_the_name_of_a_referrer_passes_where_it_becomes_a_code_and_an_address_there_does_not() -> None:
    sheet = sheet_of({"huisarts": ["J. de Vries", "P. Bakker"]})
    assert guard(sheet)
    assert guard(sheet, frozenset({"huisarts"})) == []
    assert guard(sheet_of({"huisarts": ["dokter@voorbeeld.nl"]}), frozenset({"huisarts"}))


def test_a_file_without_a_header_has_a_resident_in_its_place_and_tells_the_letter() -> None:
    problems = guard(sheet_of({"A1": ["A2"], "Truus Jansen": ["x"], BSN: ["1"]}))
    assert [problem.column for problem in problems] == ["kolom B", "kolom C"]


def test_a_column_name_of_our_own_is_no_resident_but_its_contents_may_be() -> None:
    assert guard(sheet_of({"mark": ["7", "8"], "village_label": ["kern", "wijk"]})) == []
    assert [p.column for p in guard(sheet_of({"mark": ["Jan Jansen", "Truus de Boer"]}))] == ["mark"]


def test_a_bsn_that_lost_its_leading_zero_is_found_in_a_column_of_them() -> None:
    assert is_bsn("012345672")
    assert [p.rule for p in guard(sheet_of({"nummer": [BSN, "12345672", None]}))] == ["guard_bsn"]
    assert guard(sheet_of({"dag": ["20261122", "20261123", "12345672"]})) == []


@given(st.text(string.digits, min_size=9, max_size=9))
def test_the_eleven_test_of_a_column_is_that_of_one_value(digits: str) -> None:
    total = sum(int(digit) * weight for digit, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
    bsn = total % 11 == 0 and digits != "000000000"
    assert is_bsn(digits) is bsn
    found = [p.rule for p in guard(sheet_of({"nummer": [digits]}))]
    assert ("guard_bsn" in found) is bsn


def test_each_pattern_means_the_same_to_python_and_to_polars() -> None:
    texts = [text for texts in (*PERSONAL.values(), *FINE.values()) for text in texts]
    cells = pl.Series(texts)
    for pattern in (*personal.ANYWHERE.values(), *personal.NAME_SHAPES, personal.POSTCODE_ALONE, personal.PHONE):
        import re

        assert cells.str.contains(pattern).to_list() == [re.search(pattern, text) is not None for text in texts]


def test_a_value_is_shown_only_where_it_cannot_be_personal() -> None:
    personal_ones = [v for rule, values in PERSONAL.items() for v in values if rule != "guard_birth"]
    assert [
        v for v in [*personal_ones, "belt met Truus Jansen", "vrouw, geb. 12-03-1941"] if shown(v) is not None
    ] == []
    assert shown("geen idee") == "geen idee"
    assert shown("x" * 60) == "x" * 40 + "..."
    assert shown("x" * 500) is None
    assert shown(None) is None


def test_no_word_of_our_own_code_lists_or_columns_is_taken_for_a_resident() -> None:
    words = {
        word
        for contract in CONTRACT.values()
        for column in contract.columns
        for word in (*column.rule.codes, column.name)
    }
    assert [word for word in words if looks_personal(word)] == []


def test_who_says_that_it_is_a_list_of_practices_may_call_its_column_naam_but_not_fill_it_with_people() -> None:
    practices = sheet_of({"Naam": ["Praktijk 't Ven", "De Molen"], "Nr": ["1", "2"]})
    assert [problem.rule for problem in guard(practices)] == ["guard_name"]
    named = named_headers(recognise(practices, "s", (), table="practice"))
    assert named == {"Naam"}
    assert guard(practices, named=named) == []
    people = sheet_of({"Naam": ["Jan Jansen", "Truus de Boer"], "Nr": ["1", "2"]})
    assert [problem.rule for problem in guard(people, named=named)] == ["guard_name"]
    assert named_headers(recognise(people, "s", (), table="referral")) == frozenset()
