from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from given_sheets import GOOD, KNOWN, mapped, referrals, sheet_of

from data_access.contract import CONTRACT
from data_access.intake.book import ROW
from data_access.intake.convert import Converted, convert
from data_access.intake.mapping import EMPTY, Mapping
from data_access.intake.recognise import recognise
from data_access.problems import Problem


def taken(sheet: Any, **more: str) -> Converted:
    return convert(sheet, mapped(**more), KNOWN)


def first(result: Converted) -> dict[str, Any]:
    return result.frame.row(0, named=True)


def told(result: Converted) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.rule) for problem in result.errors]


def test_a_good_row_has_every_column_of_the_contract_with_its_type() -> None:
    result = taken(referrals({"m/v": "vrouw", "Aanbod": "koken, wandelen"}), gender="m/v", offers="Aanbod")
    assert result.problems == ()
    assert result.frame.schema == {ROW: result.frame.schema[ROW], **CONTRACT["referral"].schema}
    row = first(result)
    assert (row["supplier"], row["municipality"], row["date_referral"]) == ("welzijn", "GM0001", date(2026, 11, 3))
    assert (row["gender"], row["offers"], row["declined"], row["layer"]) == (
        "female", "cooking moving", False, "delivered",
    )  # fmt: skip


def test_only_the_rows_without_errors_come_out_and_all_rows_are_counted() -> None:
    result = taken(referrals({}, {"m/v": "w"}, {"Gemeente": None}, {}), gender="m/v")
    assert result.frame[ROW].to_list() == [2, 5]
    assert result.rows == 4
    assert told(result) == [(3, "m/v", "code"), (4, "Gemeente", "empty")]


def test_problems_are_sorted_by_row_and_then_as_the_columns_stand_in_the_file() -> None:
    rows = [{"Z": "w", "A": "misschien"}, {"Z": "w", "A": "misschien", "Gemeente": "Nergens"}]
    found = told(taken(referrals(*rows), gender="Z", feedback="A"))
    assert [(row, column) for row, column, _ in found] == [(2, "Z"), (2, "A"), (3, "Gemeente"), (3, "Z"), (3, "A")]


def test_a_value_by_the_mapping_goes_before_known_words_and_may_be_nothing() -> None:
    mapping = replace(
        mapped(gender="m/v", date_contact="Contact", practice="Praktijk"),
        values={
            "gender": {"v": "other", "w": "female"},
            "date_contact": {"zie dossier": EMPTY},
            "practice": {"oud": "P2"},
        },
    )
    sheet = referrals({"m/v": "V", "Contact": "Zie dossier", "Praktijk": "Oud"}, {"m/v": "W"})
    rows = convert(sheet, mapping, KNOWN).frame.rows(named=True)
    assert [row["gender"] for row in rows] == ["other", "female"]
    assert (rows[0]["date_contact"], rows[0]["practice"]) == (None, "P2")


@pytest.mark.parametrize("text", ["n.v.t.", "-", "onbekend", "Niet ingevuld"])
def test_what_says_nothing_is_an_empty_cell_where_a_cell_may_be_empty(text: str) -> None:
    sheet = referrals({"Contact": text, "Leeftijd": text, "Kern": text, "Uitkomst": text})
    result = taken(sheet, date_contact="Contact", age="Leeftijd", village="Kern", ending_reason="Uitkomst")
    assert result.problems == ()
    row = first(result)
    assert [row[name] for name in ("date_contact", "age", "village", "ending_reason")] == [None] * 4


def test_what_says_nothing_is_an_error_where_something_has_to_stand() -> None:
    assert told(taken(referrals({"Gemeente": "onbekend"}))) == [(2, "Gemeente", "unknown_municipality")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("GM0002", "GM0002"), ("Súdwest-Fryslân", "GM0002"), ("sudwest fryslan", "GM0002"),
        ("GEMEENTE HOF VAN TWENTE", "GM0001"), ("hof  van twente", "GM0001"),
    ],
)  # fmt: skip
def test_a_place_is_known_by_its_code_or_by_its_name_without_accents_and_signs(text: str, code: str) -> None:
    assert first(taken(referrals({"Gemeente": text})))["municipality"] == code


def test_an_unknown_place_is_told_with_the_nearest_known_name() -> None:
    problem = taken(referrals({"Gemeente": "Hof van Tente"})).errors[0]
    assert problem.text.startswith(
        '"Hof van Tente": dit is niet bekend als gemeente. Meest gelijkende naam: "Hof van Twente".'
    )
    assert problem.value == "Hof van Tente"


@pytest.mark.parametrize(
    ("text", "code"), [("De Molen", "P1"), ("HAP De Molen", "P1"), ("'t Ven", "P2"), ("p1", None), ("Molen", None)]
)
def test_a_practice_is_known_with_or_without_the_word_for_practice(text: str, code: str | None) -> None:
    result = taken(referrals({"Praktijk": text}), practice="Praktijk")
    assert (first(result)["practice"] if result.frame.height else None) == code


def test_a_village_of_a_name_that_more_places_have_is_settled_by_the_municipality_of_the_row() -> None:
    rows = [{"Kern": "Centrum"}, {"Kern": "Centrum", "Gemeente": "GM0002"}, {"Kern": "Centrum", "Gemeente": "GM0003"}]
    result = taken(referrals(*rows), village="Kern")
    assert result.frame["village"].to_list() == ["H-CEN", "S-CEN"]
    assert told(result) == [(4, "Kern", "ambiguous_name")]


def test_a_shared_name_without_a_municipality_is_settled_by_the_scope_or_asked() -> None:
    sheet = sheet_of({"Zaaknummer": "1", "Cliëntnummer": "2", "Verwijsdatum": "2026-11-01", "Kern": "Centrum"})
    columns = {"Zaaknummer": "case_id", "Cliëntnummer": "person", "Verwijsdatum": "date_referral", "Kern": "village"}
    mapping = Mapping(supplier="s", table="referral", columns=columns, constants={"supplier": "s"})
    found = convert(sheet, mapping, replace(KNOWN, scope=frozenset({"GM0002"})))
    assert (first(found)["municipality"], first(found)["village"]) == ("GM0002", "S-CEN")
    for scope in (None, frozenset({"GM0001", "GM0002"}), frozenset({"GM0003"})):
        assert [p.rule for p in convert(sheet, mapping, replace(KNOWN, scope=scope)).errors] == ["ambiguous_name"]


def test_a_village_and_a_municipality_of_one_name_are_told_apart_by_the_header() -> None:
    def area(header: str) -> tuple[list[str], list[str]]:
        row = {header: "Hellendoorn", "Jaar": "2026", "Geslacht": "v", "Leeftijdsgroep": "85+", "Inwoners": "12"}
        sheet = sheet_of(row)
        result = convert(sheet, recognise(sheet, "s", ()), KNOWN)
        return result.frame["area"].to_list(), [p.rule for p in result.errors]

    assert area("Gemeente") == (["GM0003"], [])
    assert area("Kern") == (["E-HEL"], [])
    assert area("Gebied") == ([], ["ambiguous_name"])


def test_a_required_column_that_is_not_there_is_told_once_and_nothing_comes_out() -> None:
    sheet = sheet_of({"Zaaknummer": "1", "Verwijsdatum": "01-11-2026"}, {"Zaaknummer": "2", "Verwijsdatum": "x"})
    columns = {"Zaaknummer": "case_id", "Verwijsdatum": "date_referral"}
    mapping = Mapping(supplier="s", table="referral", columns=columns)
    result = convert(sheet, mapping, KNOWN)
    assert [(p.row, p.column, p.rule) for p in result.errors if p.row == 0] == [
        (0, "supplier", "missing"), (0, "municipality", "missing"),
    ]  # fmt: skip
    assert result.frame.height == 0
    assert (3, "Verwijsdatum", "date") in told(result)


def test_a_wrong_constant_is_told_of_the_file_and_lets_no_row_through() -> None:
    mapping = Mapping(
        supplier="s", table="referral", columns={c: n for c, n in mapped().columns.items() if n != "municipality"},
        constants={"supplier": "s", "municipality": "Nergenshuizen"},
    )  # fmt: skip
    result = convert(referrals({}, {}), mapping, KNOWN)
    assert [(p.row, p.column, p.rule) for p in result.errors] == [(0, "municipality", "unknown_municipality")]
    assert result.frame.height == 0


def test_a_mapping_to_a_column_that_does_not_exist_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="shoe_size"):
        taken(referrals({"Schoenmaat": "44"}), shoe_size="Schoenmaat")


def test_a_total_below_the_rows_is_left_out_and_told() -> None:
    sheet = sheet_of(*referrals({}, {}).cells.drop(ROW).rows(named=True), {"Zaaknummer": "Totaal", "Cliëntnummer": "2"})
    result = taken(sheet)
    assert result.frame.height == result.rows == 2
    assert [(p.row, p.rule, p.warning) for p in result.problems] == [(4, "total", True)]


def test_a_file_without_persons_makes_each_case_a_person_of_its_own_and_says_so() -> None:
    def people(supplier: str) -> list[str]:
        sheet = sheet_of(*({k: v for k, v in GOOD.items() if k != "Cliëntnummer"} | {"Zaaknummer": c} for c in "ab"))
        columns = {header: name for header, name in mapped().columns.items() if name != "person"}
        mapping = Mapping(supplier=supplier, table="referral", columns=columns, constants={"supplier": supplier})
        result = convert(sheet, mapping, KNOWN)
        assert [(p.row, p.rule, p.warning) for p in result.problems] == [(0, "own_person", True)]
        return result.frame["person"].to_list()

    ours = people("Welzijn Één")
    assert len({*ours, *people("Welzijn Twee")}) == 4
    assert people("Welzijn Één") == ours
    assert all(name.replace("-", "").replace(":", "").isalnum() and len(name) <= 64 for name in ours)


def test_a_file_without_case_numbers_knows_a_case_by_its_person_and_day() -> None:
    sheet = sheet_of({k: v for k, v in GOOD.items() if k != "Zaaknummer"})
    columns = {header: name for header, name in mapped().columns.items() if name != "case_id"}
    result = convert(sheet, replace(mapped(), columns=columns), KNOWN)
    assert first(result)["case_id"] == "p1:20261103"
    assert [p.rule for p in result.warnings] == ["own_case"]


def test_slashes_in_a_case_number_become_dashes() -> None:
    assert first(taken(referrals({"Zaaknummer": "2026/014"})))["case_id"] == "2026-014"


@pytest.mark.parametrize(
    ("text", "not_arrived", "declined", "reason"),
    [
        ("Niet verschenen", True, False, "not_arrived"), ("geweigerd", False, True, "declined"),
        ("verhuisd", False, False, "moved"), ("loopt nog", False, False, None),
    ],
)  # fmt: skip
def test_how_it_ended_may_stand_in_one_column(text: str, not_arrived: bool, declined: bool, reason: str | None) -> None:
    row = first(taken(referrals({"Uitkomst": text}), ending_reason="Uitkomst"))
    assert (row["not_arrived"], row["declined"], row["ending_reason"]) == (not_arrived, declined, reason)


def test_what_is_wrong_with_the_sheet_itself_is_among_the_problems() -> None:
    twice = Problem(file="f", row=1, column="A", text="dubbel", rule="twice")
    assert twice in taken(replace(referrals({}), problems=(twice,))).errors


def test_a_sheet_without_rows_is_no_failure() -> None:
    sheet = referrals({})
    empty = replace(sheet, cells=sheet.cells.clear())
    result = taken(empty)
    assert (result.rows, result.frame.height, result.problems) == (0, 0, ())


def test_ever_more_problems_are_cut_but_no_wrong_row_gets_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("data_access.intake.findings.MOST_TOLD", 3)
    result = taken(referrals(*({"Gemeente": "Nergens"} for _ in range(9)), {}))
    assert [p.rule for p in result.errors] == ["unknown_municipality"] * 3 + ["more"]
    assert result.frame.height == 1


def test_the_progress_only_goes_forward_and_ends_at_one() -> None:
    shares: list[float] = []
    convert(referrals({}), mapped(), KNOWN, progress=lambda share, _words: shares.append(share))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize(
    ("column", "value", "rule", "says"),
    [
        ("gender", "w", "code", "Kies bij de waarden wat het betekent, of schrijf: Vrouw, Man, Anders"),
        ("age", "eenenzeventig", "whole", "geen heel getal"),
        ("age", "171", "range", "van 0 tot en met 120"),
        ("age", "7.5", "whole", "geen heel getal"),
        ("age", "-1", "range", "van 0 tot en met 120"),
        ("age_band", "75 plus", "band", "Kies uit: 0-17, 18-29"),
        ("hours", "-1", "range", "0 of meer"),
        ("offers", "music jazz", "code", "met een komma ertussen"),
        ("not_arrived", "misschien", "yes_no", "Schrijf ja of nee"),
        ("ending_reason", "is verhuisd naar zus", "word", "geen vrije tekst"),
        ("date_contact", "31-11-2026", "date", "geen bestaande datum"),
        ("date_contact", "03/04/2026", "ambiguous_date", "dag/maand zijn of maand/dag"),
        ("date_contact", "03-11-26", "two_digit_year", "vier cijfers"),
        ("village", "Nergens", "unknown_village", "niet bekend als kern of wijk"),
    ],
)
def test_a_bad_cell_is_told_with_row_column_value_and_what_to_do(column: str, value: str, rule: str, says: str) -> None:
    (problem,) = taken(referrals({}, {"Kop": value}), **{column: "Kop"}).problems
    assert (problem.file, problem.row, problem.column, problem.rule) == ("levering.xlsx", 3, "Kop", rule)
    assert problem.value == value
    assert problem.text.startswith(f'"{value}": ')
    assert says in problem.text


@pytest.mark.parametrize("value", ["111222333", "jan@voorbeeld.nl", "Jan de Vries"])
@pytest.mark.parametrize("header", ["Zaaknummer", "Cliëntnummer"])
def test_what_may_be_a_person_in_a_number_is_refused_and_never_repeated(header: str, value: str) -> None:
    (problem,) = taken(referrals({header: value})).problems
    assert problem.rule in ("bsn", "pseudonym")
    assert problem.value is None
    assert value not in problem.text


def test_an_amount_is_in_euros_unless_its_header_says_cents() -> None:
    def cents(header: str, text: str) -> list[int]:
        row = {"Datum uitgave": "01-11-2026", "Post": "Coach", "Geldbron": "POK", "Gemeente": "GM0001", header: text}
        sheet = sheet_of(row)
        result = convert(sheet, recognise(sheet, "s", ()), KNOWN)
        return result.frame["amount_cents"].to_list() if not result.problems else []

    assert cents("Bedrag", "1.234,50") == cents("Bedrag", "€ 1234,50") == cents("amount_cents", "123450") == [123450]
    assert cents("amount_cents", "1234,50") == []


@pytest.mark.parametrize("column", ["practice", "gender"])
def test_a_column_with_thousands_of_words_is_no_list_and_refused_as_a_whole(
    column: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_access.intake.cells.MOST_TEXTS", 3)
    few = taken(referrals(*({"Kop": f"woord {n}"} for n in range(3))), **{column: "Kop"})
    assert [problem.row for problem in few.errors] == [2, 3, 4]
    many = taken(referrals(*({"Kop": f"woord {n}"} for n in range(4))), **{column: "Kop"})
    assert [(p.row, p.column, p.rule) for p in many.errors] == [(0, "Kop", "not_a_list")]
    assert many.frame.height == 0


def test_a_case_of_a_person_with_a_very_long_number_still_has_a_number_of_its_own() -> None:
    people = ["p" * 63 + end for end in "ab"]
    sheet = sheet_of(*({k: v for k, v in GOOD.items() if k != "Zaaknummer"} | {"Cliëntnummer": p} for p in people))
    columns = {header: name for header, name in mapped().columns.items() if name != "case_id"}
    cases = convert(sheet, replace(mapped(), columns=columns), KNOWN).frame["case_id"]
    assert cases.n_unique() == 2
    assert cases.str.len_chars().max() <= 64
    assert cases.str.ends_with(":20261103").all()


def test_the_village_of_a_practice_tells_its_municipality() -> None:
    sheet = sheet_of({"Praktijkcode": "P9", "Naam praktijk": "Nieuw", "Kern": "Delden"})
    result = convert(sheet, recognise(sheet, "s", (), table="practice"), KNOWN)
    assert result.problems == ()
    assert result.frame.select("municipality", "village").rows() == [("GM0001", "H-DEL")]
    empty = sheet_of({"Praktijkcode": "P9", "Naam praktijk": "Nieuw", "Kern": None})
    assert told(convert(empty, recognise(empty, "s", (), table="practice"), KNOWN)) == [(2, "Kern", "empty")]


def test_two_places_of_one_name_in_one_municipality_are_not_guessed() -> None:
    villages = {**KNOWN.codes["village"], "H-CE2": "Centrum"}
    known = replace(
        KNOWN, codes={**KNOWN.codes, "village": villages}, village_of={**KNOWN.village_of, "H-CE2": "GM0001"}
    )
    result = convert(referrals({"Kern": "Centrum"}, {"Kern": "H-CE2"}), mapped(village="Kern"), known)
    assert [(p.row, p.rule) for p in result.errors] == [(2, "ambiguous_name")]


def test_a_row_that_only_starts_like_a_total_is_a_row() -> None:
    header = dict.fromkeys(("Gemeente", "Jaar", "Geslacht", "Leeftijdsgroep", "Inwoners"))
    full = {"Opmerking": "Totaal goed", "Gemeente": "GM0001", "Jaar": "2026", "Geslacht": "v", "Leeftijdsgroep": "85+"}
    sheet = sheet_of({"Opmerking": None, **header}, {**full, "Inwoners": "12"})
    result = convert(sheet, recognise(sheet, "s", (), table="population"), KNOWN)
    assert result.frame[ROW].to_list() == [3]
    assert result.warnings == ()
