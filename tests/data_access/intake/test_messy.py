"""Three spreadsheets as three organisations would make them, from file to checked rows."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data_access.intake.convert import Converted, convert
from data_access.intake.guard import guard
from data_access.intake.known import Known, known_with
from data_access.intake.mapping import Mapping, safe_headers
from data_access.intake.recognise import recognise, unmapped
from data_access.intake.sheet import Sheet, read_file
from sample_data.frames import sample_frames
from sample_data.make_messy import FOLDER, NEIGHBOURS, VILLAGES, WELFARE, write_all

HVT = "GM1735"


@pytest.fixture(scope="module")
def known() -> Known:
    """What a coordinator of Hof van Twente meets in an installation with the sample data."""
    nothing = Known(codes={}, village_of={}, practice_of={}, data_date=date(2026, 11, 16), scope=frozenset({HVT}))
    return known_with(nothing, sample_frames())


def read(file: str) -> tuple[Sheet, ...]:
    return read_file(FOLDER / file, file).sheets


def guess(sheet: Sheet, known: Known) -> Mapping:
    """What is on screen after the file was dropped. The guard lets it pass."""
    mapping = recognise(sheet, "een organisatie", (), scope=known.scope)
    assert guard(sheet, safe_headers(mapping, sheet.header)) == []
    return mapping


def answered(mapping: Mapping, columns: dict[str, str] | None = None, **values: dict[str, str]) -> Mapping:
    """The mapping after the coordinator chose columns and words."""
    words = {column: {**mapping.values.get(column, {}), **chosen} for column, chosen in values.items()}
    return replace(mapping, columns={**mapping.columns, **(columns or {})}, values={**mapping.values, **words})


def told(result: Converted) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.rule) for problem in result.errors]


def codes(rows: pl.DataFrame, column: str) -> set[str]:
    return set(rows[column].drop_nulls())


def test_a_welfare_organisation_with_titles_dates_of_all_kinds_and_a_total(known: Known) -> None:
    (sheet,) = read(WELFARE)
    mapping = guess(sheet, known)
    asked = unmapped(sheet, mapping, known)
    assert (asked.headers, asked.required) == ((), ())
    assert asked.values == {"practice": {"Huisartsenpraktijk Dieppenheim 6": 1}}
    result = convert(sheet, mapping, known)
    assert told(result) == [
        (9, "Huisartsenpraktijk", "unknown_practice"), (12, "Datum verwijzing", "date"), (14, "1e contact", "order"),
        (16, "Leeftijd", "range"), (18, "Volgnr", "duplicate"),
    ]  # fmt: skip
    assert [(p.row, p.rule) for p in result.warnings] == [(26, "total")]
    assert (result.rows, result.frame.height) == (21, 16)
    assert codes(result.frame, "municipality") == {HVT}
    assert codes(result.frame, "referrer") == {"gp", "poh_ggz", "poh_elderly"}
    assert codes(result.frame, "gender") <= {"female", "male", "unknown"}
    assert result.frame["practice"].null_count() == result.frame["village"].null_count() == 0
    mended = convert(sheet, answered(mapping, practice={"huisartsenpraktijk dieppenheim 6": "HAP-HVT-06"}), known)
    assert mended.frame.height == 17


def test_an_export_with_names_of_referrers_and_descriptions(known: Known) -> None:
    (sheet,) = read(NEIGHBOURS)
    mapping = guess(sheet, known)
    asked = unmapped(sheet, mapping, known)
    assert (asked.headers, asked.required) == ((), ())
    assert {column: len(texts) for column, texts in asked.values.items()} == {
        "practice": 1, "age_band": 1, "reason": 4,
    }  # fmt: skip
    reasons = dict.fromkeys((text.casefold() for text in asked.values["reason"]), "loneliness")
    result = convert(sheet, answered(mapping, reason=reasons, practice={"dr. van elders": ""}), known)
    assert [row for row in told(result) if row[2] != "order"] == [
        (8, "Leeftijdscategorie", "band"), (10, "Verwijsdatum", "future"), (12, "Uren", "number"),
    ]  # fmt: skip
    assert (result.rows, result.frame.height, result.warnings) == (18, 15, ())
    assert codes(result.frame, "practice") <= {f"HAP-HVT-0{number}" for number in range(1, 6)}
    assert result.frame["practice"].null_count() == 1
    assert codes(result.frame, "reason") == {"loneliness"}
    assert result.frame["not_arrived"].any()
    unanswered = convert(sheet, mapping, known)
    for text in (*asked.values["reason"], "Voorbeeld", "Verzonnen", "Bedacht", "Van Elders"):
        assert text.casefold() not in f"{result.frame.rows()}{result.problems}{unanswered.problems}".casefold()


def test_two_villages_with_a_tab_a_year_and_headers_of_their_own(known: Known) -> None:
    sheets = read(VILLAGES)
    assert [sheet.name for sheet in sheets] == ["2025", "2026"]
    by_hand = {"Wie verwees?": "practice", "Gebeld op": "date_contact"}
    results = []
    for sheet in sheets:
        mapping = guess(sheet, known)
        assert unmapped(sheet, mapping, known).headers == tuple(by_hand)
        chosen = answered(mapping, by_hand, offers={"ontspannen en zingeving": "discover"})
        results.append(convert(sheet, chosen, known))
    assert [told(result) for result in results] == [
        [], [(7, "Datum", "two_digit_year"), (10, "Wie verwees?", "unknown_practice")],
    ]  # fmt: skip
    assert [[p.rule for p in result.warnings] for result in results] == [["own_person"], ["own_person"]]
    assert [(result.rows, result.frame.height) for result in results] == [(17, 17), (55, 53)]
    cases = pl.concat(result.frame for result in results)
    assert cases["case_id"].n_unique() == cases["person"].n_unique() == cases.height
    assert codes(cases, "village") == {"HVT-MARKELO", "HVT-DIEPENHEIM"}
    assert codes(cases, "age_band") == {"30-44", "55-64", "65-74", "75-84", "85+"}


def test_the_files_are_what_the_script_makes(tmp_path: Path) -> None:
    write_all(tmp_path)

    def texts(folder: Path) -> Iterable[tuple[str, str, str]]:
        for path in sorted(folder.iterdir()):
            for sheet in read_file(path, path.name).sheets:
                yield path.name, sheet.name, hashlib.sha256(sheet.cells.write_csv().encode()).hexdigest()

    assert list(texts(tmp_path)) == list(texts(FOLDER))
