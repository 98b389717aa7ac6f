"""CSV as spreadsheets and registration systems write it."""

import hashlib
from pathlib import Path

import pytest
from made_files import csv_file, rules

from data_access.intake import limits
from data_access.intake.sheet import ROW, Sheet, read_file
from data_access.problems import LoadError


def read(folder: Path, text: str | bytes) -> Sheet:
    return read_file(csv_file(folder, text), "levering.csv").sheets[0]


def refused(folder: Path, text: str | bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        read(folder, text)
    assert all(problem.text[-1] in ".)" and problem.file == "levering.csv" for problem in caught.value.problems)
    return caught.value


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_each_separator_and_encoding_gives_the_same_cells(tmp_path: Path, mark: str, encoding: str) -> None:
    text = f"dossier{mark}kern{mark}reden\r\nA1{mark}Café Zoë{mark}\r\n"
    sheet = read(tmp_path, text.encode(encoding))
    assert sheet.header == ("dossier", "kern", "reden")
    assert sheet.cells.rows() == [(2, "A1", "Café Zoë", None)]


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = csv_file(tmp_path, "a;b\n1;2\n")
    assert read_file(path, "x.csv").digest == hashlib.sha256(path.read_bytes()).hexdigest()


def test_rows_keep_the_number_that_the_spreadsheet_gives_them(tmp_path: Path) -> None:
    sheet = read(tmp_path, 'Overzicht 2026;;\n;;\ndossier;kern;reden\n;;\nA1;Goor;"twee\nregels"\nA2;Delden;x\n')
    assert sheet.header_row == 3
    assert sheet.cells[ROW].to_list() == [5, 6]


def test_titles_above_the_header_are_skipped_in_csv_too(tmp_path: Path) -> None:
    sheet = read(tmp_path, "Registratie WOR\nPeriode: 2026\n\ndossier;kern;reden\nA1;Goor;x\n")
    assert sheet.header == ("dossier", "kern", "reden")
    assert not sheet.problems


def test_the_separator_that_excel_names_itself_is_no_row(tmp_path: Path) -> None:
    sheet = read(tmp_path, "sep=;\r\ndossier;kern\r\nA1;Goor, oud\r\n")
    assert (sheet.header, sheet.cells.rows()) == (("dossier", "kern"), [(3, "A1", "Goor, oud")])


def test_a_comma_inside_the_text_does_not_win_from_the_semicolon(tmp_path: Path) -> None:
    sheet = read(tmp_path, "dossier;reden\nA1;een, twee, drie\nA2;een, twee, drie\n")
    assert sheet.header == ("dossier", "reden")


def test_cells_are_stripped_and_empty_ones_are_null(tmp_path: Path) -> None:
    sheet = read(tmp_path, "dossier; kern  naam ;reden\n A1 ;\u00a0;x\n")
    assert sheet.header == ("dossier", "kern naam", "reden")
    assert sheet.cells.rows() == [(2, "A1", None, "x")]


def test_two_columns_of_one_name_are_told_and_kept_apart(tmp_path: Path) -> None:
    sheet = read(tmp_path, "dossier;kern;kern\nA1;Goor;Delden\n")
    assert sheet.header == ("dossier", "kern", "kern (C)")
    assert [(p.rule, p.row, p.column) for p in sheet.problems] == [("twice", 1, "kern (C)")]


def test_a_name_that_stands_twice_is_told_by_its_letter_where_it_may_be_a_resident(tmp_path: Path) -> None:
    sheet = read(tmp_path, "dossier;kern 123456782;kern 123456782\nA1;Goor;Delden\n")
    assert [(p.rule, p.row, p.column) for p in sheet.problems] == [("twice", 1, "kolom C")]
    assert "rij 1, kolom C: deze naam" in str(sheet.problems[0])


def test_a_column_called_as_our_own_row_column_does_not_collide(tmp_path: Path) -> None:
    sheet = read(tmp_path, "#;kern\n7;Goor\n")
    assert (sheet.header, sheet.cells.rows(), sheet.problems) == (("# (A)", "kern"), [(2, "7", "Goor")], ())


def test_a_column_without_a_name_is_told_only_when_something_stands_in_it(tmp_path: Path) -> None:
    assert read(tmp_path, "dossier;;kern\nA1;;Goor\n").problems == ()
    sheet = read(tmp_path, "dossier;;kern\nA1;x;Goor\n")
    assert [p.rule for p in sheet.problems] == ["no_name"]
    assert "kolom B" in sheet.problems[0].text


def test_a_row_of_another_length_is_told_with_its_number(tmp_path: Path) -> None:
    sheet = read(tmp_path, "dossier;kern;reden\nA1;Goor;x\nA2;Goor;x;te veel\nA3;Goor\nA4;Goor;x;;\n")
    assert [(p.rule, p.row) for p in sheet.problems] == [("width", 3), ("width", 4)]


def test_many_rows_keep_their_numbers_over_the_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FEW_ROWS", 7)
    monkeypatch.setattr(limits, "CHUNK", 20)
    lines = "".join(f"A{n};{n}\n" if n % 10 else ";\n" for n in range(2, 300))
    cells = read(tmp_path, f"dossier;rij\n{lines}").cells
    assert cells[ROW].to_list() == [n for n in range(2, 300) if n % 10]
    assert cells[ROW].cast(str).to_list() == cells["rij"].to_list()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty"), (b"\n\n;;\n", "empty"), (b"a;b\n1;\x00\n", "nul"), ("a;b\n1;2\n".encode("utf-16-le"), "nul"),
        (b"a;b\n\x81;2\n", "encoding"), (b'a;b\n"x;2\n3;4\n', "csv"), (b'a;b\n"x" y;2\n', "csv"),
        (b"%PDF-1.7 ...", "no_table"), (b"<html><table><tr>", "no_table"), (b"\xd0\xcf\x11\xe0" + bytes(600),
        "old_or_locked"),
        (b"a;b\n" + b"x" * 200_000 + b";2\n", "csv"), (b"a;" * 5000 + b"a\n", "too_large"),
        (b"PK\x03\x04 no zip", "no_workbook"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_a_sentence(tmp_path: Path, content: bytes, rule: str) -> None:
    assert rules(refused(tmp_path, content)) == [rule]


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LINE_BYTES", 1000)
    assert rules(refused(tmp_path, "a;b\n" + "x;" * 600)) == ["too_large"]


def test_a_file_beyond_the_bounds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", 50)
    assert rules(refused(tmp_path, "a;b\n" + "1;2\n" * 26)) == ["too_large"]
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    assert rules(refused(tmp_path, "dossier;kern\nA1;Goor\n")) == ["too_large"]


def test_a_file_that_is_away_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(LoadError) as caught:
        read_file(tmp_path / "weg.csv", "levering.csv")
    assert rules(caught.value) == ["unreadable"]


def test_the_progress_goes_up_to_one(tmp_path: Path) -> None:
    told: list[float] = []
    read_file(csv_file(tmp_path, "a;b\n" + "1;2\n" * 5000), "x.csv", progress=lambda share, _: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0
