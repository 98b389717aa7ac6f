"""The name of a referrer and the description of a reason: used to find a code, and kept nowhere."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from given_sheets import GOOD, KNOWN, referrals, sheet_of
from sqlalchemy import Engine, select
from sqlmodel import SQLModel

from data_access.engine import reading
from data_access.intake.book import Sheet
from data_access.intake.convert import Converted, convert
from data_access.intake.guard import guard
from data_access.intake.mapping import Mapping, as_json, from_json, safe_headers
from data_access.intake.mappings import remember, remembered, suppliers
from data_access.intake.recognise import recognise, unmapped
from data_access.intake.seals import opened, sealing

NAME, STORY = "dr. Fictiefsma", "voelt zich alleen sinds Pietje Verzonnen vertrok"
SHEET = referrals(
    {
        "Naam verwijzer": f"{NAME}, Huisartsenpraktijk De Molen",
        "Omschrijving reden": STORY,
        "Functie verwijzer": "Huisarts",
    },
    {"Naam verwijzer": NAME, "Omschrijving reden": "eenzaam", "Functie verwijzer": "POH"},
)


def mapping(**values: dict[str, str]) -> Mapping:
    found = recognise(SHEET, "welzijn", ())
    return Mapping(**{**vars(found), "values": {**found.values, **values}})


def everything(result: Converted) -> str:
    return f"{result.problems}{result.frame.rows()}"


def test_the_name_of_a_referrer_becomes_the_practice_in_it() -> None:
    result = convert(SHEET, mapping(reason={STORY.casefold(): "loneliness"}, referrer={"poh": "poh_ggz"}), KNOWN)
    assert result.frame.select("practice", "referrer", "reason").rows() == [("P1", "gp", "loneliness")]
    assert [(p.row, p.column, p.rule, p.value) for p in result.errors] == [
        (3, "Naam verwijzer", "unknown_practice", None)
    ]


def test_a_description_and_a_name_are_asked_per_distinct_text_and_chosen_by_the_mapping() -> None:
    asked = unmapped(SHEET, mapping(), KNOWN).values
    assert asked == {"practice": {NAME: 1}, "reason": {STORY: 1}, "referrer": {"POH": 1}}
    chosen = mapping(
        practice={NAME.casefold(): "P2"}, reason={STORY.casefold(): "meaning"}, referrer={"poh": "poh_elderly"}
    )
    result = convert(SHEET, chosen, KNOWN)
    assert result.problems == ()
    assert result.frame["practice"].to_list() == ["P1", "P2"]
    assert not unmapped(SHEET, chosen, KNOWN)


def test_a_name_that_holds_the_names_of_two_practices_is_not_guessed() -> None:
    sheet = referrals({"Naam verwijzer": "praktijk 't Ven / huisartsenpraktijk De Molen"})
    result = convert(sheet, recognise(sheet, "s", ()), KNOWN)
    assert [p.rule for p in result.errors] == ["unknown_practice"]


def test_no_message_log_or_row_holds_the_name_or_the_description(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for chosen in (mapping(), mapping(reason={STORY.casefold(): "meaning"}, practice={NAME.casefold(): "P2"})):
        text = everything(convert(SHEET, chosen, KNOWN)) + caplog.text
        for secret in ("Fictiefsma", "fictiefsma", "Pietje", "pietje", "alleen sinds"):
            assert secret not in text


def test_the_database_never_holds_the_name_or_the_description(engine: Engine, tmp_path: Path) -> None:
    chosen = mapping(
        practice={NAME.casefold(): "P2"}, reason={STORY.casefold(): "meaning"}, referrer={"poh": "poh_elderly"}
    )
    remember(engine, chosen, SHEET.header, "coordinator")
    with reading(engine) as connection:
        tables = [connection.execute(select(table)).all() for table in SQLModel.metadata.sorted_tables]
    engine.dispose()
    files = [path.read_bytes() for path in tmp_path.glob("wor.db*")]  # of SQLite
    stored = f"{tables}{b''.join(files).decode('latin-1')}".casefold()
    assert "functie verwijzer" in stored
    assert not [secret for secret in ("fictiefsma", "pietje", "alleen sinds") if secret in stored]


def test_what_is_remembered_holds_columns_words_and_headers_that_were_left_out(engine: Engine) -> None:
    chosen = mapping(referrer={"poh": "poh_elderly"}, practice={NAME.casefold(): "P2"})
    remember(engine, chosen, [*SHEET.header, "Kern"], "coordinator")
    remember(engine, chosen, [*SHEET.header, "Kern"], "another")
    with reading(engine) as connection:
        (past,) = remembered(connection, "welzijn")
        assert remembered(connection, "iemand anders") == ()
    assert suppliers(engine) == ("welzijn",)
    found = recognise(referrals({**dict.fromkeys(SHEET.header, "x"), "Kern": "Delden"}), "welzijn", [past])
    assert found.columns == chosen.columns
    assert found.values["referrer"]["poh"] == "poh_elderly"
    assert NAME.casefold() not in found.values["practice"]


ANSWERS = {"practice": {NAME.casefold(): "P2"}, "reason": {STORY.casefold(): "meaning"},
           "referrer": {"poh": "poh_elderly"}}  # fmt: skip


def again(engine: Engine, sheet: Sheet, supplier: str = "welzijn") -> Mapping:
    """How a later file of the supplier is understood."""
    with reading(engine) as connection:
        past = remembered(connection, supplier)
    return opened(sheet, recognise(sheet, supplier, past), past, sealing(supplier))


def test_a_text_is_asked_once_for_each_supplier_also_in_other_capitals(engine: Engine) -> None:
    remember(engine, mapping(**ANSWERS), SHEET.header, "coordinator")
    assert not unmapped(SHEET, again(engine, SHEET), KNOWN)
    shouted = referrals({"Naam verwijzer": f"{NAME.upper()} ", "Omschrijving reden": STORY, "Kern": "Delden"})
    result = convert(shouted, again(engine, shouted), KNOWN)
    assert result.frame.select("practice", "reason").rows() == [("P2", "meaning")]
    assert set(unmapped(SHEET, again(engine, SHEET, "een ander"), KNOWN).values) == {"practice", "reason", "referrer"}


def test_what_is_answered_later_is_the_last_word_and_what_is_not_in_that_file_stays(engine: Engine) -> None:
    remember(engine, mapping(**ANSWERS), SHEET.header, "coordinator")
    later = mapping(practice={NAME.casefold(): "P1"}, referrer=ANSWERS["referrer"])
    remember(engine, later, SHEET.header, "coordinator")
    result = convert(SHEET, again(engine, SHEET), KNOWN)
    assert result.frame.select("practice", "reason").rows() == [("P1", "meaning"), ("P1", "loneliness")]


def test_without_the_secret_every_text_is_asked_again(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(engine, mapping(**ANSWERS), SHEET.header, "coordinator")
    monkeypatch.setenv("WOR_TEXT_KEY", "another secret")
    assert set(unmapped(SHEET, again(engine, SHEET), KNOWN).values) == {"practice", "reason"}


def test_answers_for_a_header_that_is_not_taken_in_any_more_are_not_kept_either() -> None:
    columns = {header: column for header, column in mapping().columns.items() if column != "practice"}
    left = replace(mapping(practice={NAME.casefold(): "P2"}), columns=columns)
    assert "fictiefsma" not in as_json(left)


def test_a_mapping_survives_its_json() -> None:
    plain = Mapping(
        supplier="s", table="referral", columns={"Praktijk": "practice", "m/v": "gender"},
        values={"practice": {"oud": "P1"}, "gender": {"w": "female"}}, constants={"municipality": "GM0001"},
        complete=True,
    )  # fmt: skip
    assert from_json(as_json(plain)) == plain


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"supplier": 1, "strange": 2}'])
def test_json_that_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        from_json(text)


def test_the_guard_lets_pass_what_becomes_a_code_and_what_is_about_a_referrer() -> None:
    headers = [*SHEET.header, "Huisarts", "Naam cliënt"]
    assert safe_headers(mapping(), headers) == {"Naam verwijzer", "Functie verwijzer", "Omschrijving reden", "Huisarts"}
    columns = {"Naam": "name", "AGB": "code", "Gemeente": "municipality"}
    assert safe_headers(Mapping(supplier="s", table="practice", columns=columns)) == {"Naam"}
    assert safe_headers(Mapping(supplier="s", table="referral", columns=dict.fromkeys(GOOD, "person"))) == frozenset()


def test_a_list_of_residents_is_not_taken_for_a_list_of_practices() -> None:
    sheet = sheet_of({"Naam": "J. de Verzonnen", "Gemeente": "Hof van Twente", "Woonplaats": "Delden"})
    found = recognise(sheet, "s", ())
    assert safe_headers(found, sheet.header) == frozenset()
    assert guard(sheet, safe_headers(found, sheet.header))


def test_no_known_name_like_the_name_of_a_referrer_is_told_either() -> None:
    def told(header: str) -> str:
        sheet = referrals({header: "Huisartsenpraktijk De Moolen"})
        return convert(sheet, recognise(sheet, "s", ()), KNOWN).errors[0].text

    assert "De Molen" in told("Praktijk")
    assert "De Molen" not in told("Naam verwijzer")
