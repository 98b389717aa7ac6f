"""One cell to a value: what is certain is read, what may mean two things is an error."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.columns import Column, Kind
from data_access.contract import CONTRACT
from data_access.intake.explain import explain
from data_access.intake.parse import parse_cell
from data_access.intake.parse_column import parse_column
from domain.codes import AGE_BANDS, BAND_STARTS, UNKNOWN


def column(table: str, name: str) -> Column:
    return next(c for c in CONTRACT[table].columns if c.name == name)


DAY, HOURS, AGE = column("referral", "date_referral"), column("referral", "hours"), column("referral", "age")
BAND, SAID, PERSON = column("referral", "age_band"), column("referral", "not_arrived"), column("referral", "person")
MONEY, MONTH, PERIOD = column("expense", "amount_cents"), column("delivery", "month"), column("target", "period")
PATIENTS, OFFERS = column("practiceyear", "registered_patients"), column("referral", "offers")
NOV = date(2026, 11, 22)
READ = [
    *((DAY, text, NOV) for text in (
        "22-11-2026", "22/11/2026", "22.11.2026", "22 11 2026", "2026-11-22", "2026/11/22", "20261122", "22 nov 2026",
        "22 nov. 2026", "22-nov-2026", "22 november 2026", "zo 22 november 2026", "46348", "46348,75",
        "2026-11-22 14:05", "22-11-2026 14:05:00", "2026-11-21T23:30:00Z")),
    (DAY, "1e mei 2026", date(2026, 5, 1)), (DAY, "29-2-2024", date(2024, 2, 29)),
    (HOURS, "1.234,5", 1234.5), (HOURS, "1,234.5", 1234.5), (HOURS, "1 234,5", 1234.5), (HOURS, "1,5", 1.5),
    (HOURS, "1.5", 1.5), (HOURS, "0.125", 0.125), (HOURS, "1,2340", 1.234), (HOURS, "1.234.567", 1234567.0),
    (PATIENTS, "2095", 2095), (PATIENTS, "12,0", 12), (AGE, "78 jaar", 78), (AGE, "0", 0),
    (MONEY, "€ 1.234,50", 123450), (MONEY, "1234", 123400), (MONEY, "1234,5", 123450), (MONEY, "€ 1.234,-", 123400),
    (MONEY, "-12,00", -1200), (MONEY, "€ -12", -1200), (MONEY, "EUR 12,34", 1234), (MONEY, "−3", -300),
    *((SAID, text, True) for text in ("ja", "J", "x", "WAAR", "true", "1")),
    *((SAID, text, False) for text in ("nee", "N", "onwaar", "False", "0")),
    *((BAND, text, "75-84") for text in (
        "75-84", "75 t/m 84", "75 tot en met 84", "75 tot 85", "75 – 84 jaar", "78", "van 75 t/m 84")),
    *((BAND, text, "85+") for text in ("85+", "85 jaar en ouder", "85 en ouder", "≥85", "85 plus", "vanaf 85")),
    *((BAND, text, "0-17") for text in ("0-17", "<18", "17 en jonger", "jonger dan 18", "t/m 17")),
    *((MONTH, text, "2026-11") for text in (
        "2026-11", "11-2026", "11/2026", "nov 2026", "november 2026", "2026 nov", "202611", "01-11-2026", "46327")),
    *((PERIOD, text, "2026-Q3") for text in ("2026-Q3", "Q3 2026", "3e kwartaal 2026", "derde kwartaal van 2026",
    "kw 3 2026")),
    (PERIOD, "2026", "2026"), (PERIOD, "2e halfjaar 2026", "2026-H2"), (PERIOD, "eerste helft 2026", "2026-H1"),
    (PERIOD, "juli 2026", "2026-07"), (PERSON, "P-12:3", "P-12:3"), (OFFERS, "Cooking music", "cooking music"),
]  # fmt: skip
WRONG = [
    *((DAY, text, "two_digit_year") for text in ("03-04-26", "3/4/26", "22 nov 26", "1-1-'26")),
    *((DAY, text, "date") for text in (
        "31-02-2026", "11/22/2026", "29-02-2025", "gisteren", "0-0-0000", "22-11", "2026", "2026-W47",
        "22-xxx-2026", "½")),
    *((DAY, text, "date_range") for text in ("31-12-9999", "9999-12-31", "1-1-1800", "99999", "12345")),
    *((HOURS, text, "ambiguous_number") for text in ("1.234", "1,234", "12.345")), (PATIENTS, "2.095",
    "ambiguous_number"),
    *((HOURS, text, "number") for text in ("abc", "--3", "1,2,3", "12.", "1.23.456", "NaN", "inf", "²", "1_000",
    "0x1F")),
    *((HOURS, text, "range") for text in ("-1", "1e999")), (PATIENTS, "99999999999", "range"), (AGE, "121", "range"),
    (AGE, "78,5", "whole"), (PATIENTS, "1,5", "whole"), (MONEY, "1234,567", "money"), (MONEY, "€", "money"),
    (MONEY, "1.234", "ambiguous_number"), (MONEY, "-€ -3", "money"), (SAID, "misschien", "yes_no"), (BAND, "65+",
    "band"),
    (BAND, "70-80", "band"), (BAND, "130", "band"), (MONTH, "2026-13", "month"), (MONTH, "nov-26", "two_digit_year"),
    (MONTH, "02-11-2026", "month"), (PERIOD, "5e kwartaal 2026", "period"), (PERIOD, "3e halfjaar 2026", "period"),
    (PERSON, "123456782", "bsn"), (PERSON, "Jan Jansen", "pseudonym"), (OFFERS, "koken", "code"),
    (DAY, "22-11-2026\x00", "control"), (HOURS, "#N/B", "formula_error"), (DAY, "#REF!", "formula_error"),
]  # fmt: skip


@pytest.mark.parametrize(("of", "text", "value"), READ)
def test_what_is_certain_is_read(of: Column, text: str, value: object) -> None:
    assert parse_cell(text, of, header="bedrag") == value


@pytest.mark.parametrize(("of", "text", "rule"), WRONG)
def test_what_is_impossible_or_ambiguous_is_an_error_with_a_sentence(of: Column, text: str, rule: str) -> None:
    with pytest.raises(ValueError, match=rf"^{rule}$"):
        parse_cell(text, of, header="bedrag")
    assert explain(rule, of).endswith(".")
    assert text not in explain(rule, of) or len(text) < 5


def test_a_clear_number_in_the_column_settles_the_others() -> None:
    assert parse_column(pl.Series(["1.234", "12,5", None]), HOURS).values.to_list() == [1234.0, 12.5, None]
    assert parse_column(pl.Series(["1.234", "12.5"]), HOURS).values.to_list() == [1.234, 12.5]
    assert parse_column(pl.Series(["2.095", "1.234.567"]), PATIENTS).values.to_list() == [2095, 1234567]


def test_numbers_that_contradict_each_other_settle_nothing() -> None:
    found = parse_column(pl.Series(["1.234", "12,5", "12.5", "7"]), HOURS)
    assert found.values.to_list() == [None, 12.5, 12.5, 7.0]
    assert found.wrong == {"1.234": "ambiguous_number"}


def test_money_under_a_name_with_cents_is_in_cents() -> None:
    assert parse_cell("1234", MONEY, header="amount_cents") == 1234
    assert parse_column(pl.Series(["1234"]), MONEY).values.to_list() == [1234]
    assert parse_column(pl.Series(["1234"]), MONEY, header="Bedrag").values.to_list() == [123400]
    with pytest.raises(ValueError, match=r"^cents$"):
        parse_cell("12,50", MONEY, header="amount_cents")


def test_a_column_has_its_type_also_when_all_is_wrong_or_empty() -> None:
    for of in (DAY, HOURS, SAID, BAND, PERSON, PATIENTS):
        found = parse_column(pl.Series(["¿?", None], dtype=pl.String), of)
        assert (found.values.dtype, found.values.to_list(), len(found.wrong)) == (of.dtype, [None, None], 1)
        assert parse_column(pl.Series([], dtype=pl.String), of).values.len() == 0


def test_pseudonyms_are_kept_as_they_are_but_for_a_bsn() -> None:
    found = parse_column(pl.Series(["P1", "111222333", "123456789", "a b", None]), PERSON)
    assert found.values.to_list() == ["P1", None, "123456789", None, None]
    assert found.wrong == {"111222333": "bsn", "a b": "pseudonym"}


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_in_each_notation(day: date) -> None:
    for text in (day.isoformat(), f"{day:%d-%m-%Y}", f"{day.day}/{day.month}/{day.year}"):
        assert parse_cell(text, DAY) == day
    if date(2000, 1, 1) <= day <= date(2100, 12, 31):
        assert parse_cell(str((day - date(1899, 12, 30)) // timedelta(days=1)), DAY) == day


@given(st.integers(-(10**8), 10**8))
def test_every_amount_is_read_back_to_the_cent(cents: int) -> None:
    euros, rest = divmod(abs(cents), 100)
    grouped = f"{euros:,}".replace(",", ".")
    assert parse_cell(f"{'-' if cents < 0 else ''}{grouped},{rest:02d}", MONEY, header="bedrag") == cents


@given(st.integers(0, 120))
def test_an_age_falls_in_the_band_that_holds_it(age: int) -> None:
    band = str(parse_cell(str(age), BAND))
    later = [start for start in BAND_STARTS.values() if start > BAND_STARTS[band]]
    assert BAND_STARTS[band] <= age < min(later, default=121)


def test_the_words_of_our_own_bands_are_read() -> None:
    for band, words in AGE_BANDS.items():
        assert band == UNKNOWN or parse_cell(words, BAND) == band


@given(st.text(min_size=1, max_size=30))
def test_any_text_gives_a_value_or_a_rule_that_has_a_sentence(text: str) -> None:
    for of in {c.kind: c for t in CONTRACT.values() for c in t.columns}.values():
        for rule in parse_column(pl.Series([text]), of).wrong.values():
            assert explain(rule, of)


def test_every_kind_of_column_can_be_read() -> None:
    assert {c.kind for t in CONTRACT.values() for c in t.columns} == set(Kind)
