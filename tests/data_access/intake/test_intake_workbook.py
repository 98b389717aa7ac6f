"""Workbooks: XLSX by xlsxwriter, ODS by hand, and workbooks that were made to hurt."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from made_files import ods_file, rules, xlsx_file

from data_access.intake import limits, workbook_child
from data_access.intake.sheet import Book, read_file
from data_access.problems import LoadError


def read(path: Path) -> Book:
    return read_file(path, path.name)


def refused(path: Path) -> list[str]:
    with pytest.raises(LoadError) as caught:
        read(path)
    return rules(caught.value)


def test_cells_become_text_that_no_reading_can_mistake(tmp_path: Path) -> None:
    rows = [
        ["dag", "moment", "getal", "duizend", "ja", "tekst"],
        [date(2026, 11, 22), datetime(2026, 11, 22, 14, 5), 1.5, 1234, True, " x "],  # noqa: DTZ001
        [None, None, 1.234, 1e-7, False, "1.234"],
    ]
    cells = read(xlsx_file(tmp_path, {"Blad1": rows})).sheets[0].cells
    assert cells.rows() == [
        (2, "2026-11-22", "2026-11-22 14:05:00", "1,5", "1234", "WAAR", "x"),
        (3, None, None, "1,2340", "0,0000001", "ONWAAR", "1.234"),
    ]


def test_the_result_of_a_formula_is_read_and_the_formula_is_not(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["dossier", "aantal"])
        sheet.write_formula(1, 0, '=HYPERLINK("http://kwaad")', None, "A1")
        sheet.write_formula(1, 1, "=1+1", None, 2)
    assert read(path).sheets[0].cells.rows() == [(2, "A1", "2")]


def test_rows_and_columns_that_start_further_on_keep_their_place(tmp_path: Path) -> None:
    path = tmp_path / "ver.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Registratie")
        sheet.write_row(3, 2, ["Registratie 2026"])
        sheet.write_row(5, 2, ["dossier", "kern"])
        sheet.write_row(8, 2, ["A1", "Goor"])
        sheet.write(8, 6, "los")
    found = read(path).sheets[0]
    assert (found.name, found.header, found.header_row) == ("Registratie", ("dossier", "kern"), 6)
    assert found.cells.rows() == [(9, "A1", "Goor")]


def test_each_sheet_with_a_header_is_read_also_a_hidden_one(tmp_path: Path) -> None:
    path = tmp_path / "meer.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("een").write_row(0, 0, ["a", "b"])
        book.add_worksheet("leeg")
        book.add_worksheet("Uitleg bij dit sjabloon").write_row(0, 0, ["a", "b"])
        hidden = book.add_worksheet("verborgen")
        hidden.write_row(0, 0, ["c", "d"])
        hidden.hide()
        book.add_chartsheet("plaatje")
    assert [sheet.name for sheet in read(path).sheets] == ["een", "verborgen"]


def test_cells_merged_over_rows_are_told_and_a_merged_title_is_not(tmp_path: Path) -> None:
    path = tmp_path / "samen.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 1, 1, "Registratie")
        sheet.write_row(2, 0, ["dossier", "kern"])
        sheet.write_row(3, 0, ["A1"])
        sheet.write_row(4, 0, ["A2"])
        sheet.merge_range(3, 1, 4, 1, "Goor")
    problems = read(path).sheets[0].problems
    assert [(p.rule, p.row) for p in problems] == [("merged", 4)]
    assert "B4" in problems[0].text


def test_the_progress_goes_up_over_the_sheets(tmp_path: Path) -> None:
    rows = [["dossier", "kern"], *([f"A{n}", "Goor"] for n in range(9_000))]
    told: list[float] = []
    path = xlsx_file(tmp_path, {"een": rows, "twee": rows})
    read_file(path, path.name, progress=lambda share, _: told.append(share))
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len({share for share in told if share < 0.5}) > 1


def test_an_ods_is_read(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row>{}</table:table-row>"
    rows = row.format(cell.format("dossier") + cell.format("kern")) + row.format(
        cell.format("A1") + '<table:table-cell office:value-type="date" office:date-value="2026-11-22"/>'
    )
    assert read(ods_file(tmp_path, rows)).sheets[0].cells.rows() == [(2, "A1", "2026-11-22")]


def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, {"Blad1": [["a", "b"], ["1", "2"]]}, name="toch.csv")
    assert read(path).sheets[0].cells.rows() == [(2, "1", "2")]


def far_cell(folder: Path) -> Path:
    path = folder / "ver.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "b")
    return path


def repeated_ods(folder: Path) -> Path:
    row = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    return ods_file(folder, row)


def zip_bomb(folder: Path) -> Path:
    path = xlsx_file(folder, {"Blad1": [["a", "b"], ["1", "2"]]}, name="bom.xlsx")
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/media.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(64):
            part.write(bytes(2**26))
    return path


def long_texts(folder: Path) -> Path:
    """One long shared text, pointed at by thousands of cells: a hundred kilobytes that unpack to a gigabyte."""
    path = folder / "lang.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row in range(40_000):
            sheet.write_string(row, 0, "x" * 30_000)
    return path


@pytest.mark.parametrize("bomb", [far_cell, repeated_ods, zip_bomb, long_texts])
def test_a_bomb_is_refused_and_the_dashboard_stays(tmp_path: Path, bomb: object) -> None:
    assert refused(bomb(tmp_path))[0] in ("bomb", "no_workbook")  # type: ignore[operator]


def test_a_child_that_dies_halfway_gives_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "child.py"
    told = r'{"sheet":"b","rows":9,"merged":[],"from":0,"to":1}\n[["a","b"],["1","2"]]\n[["3"'
    script.write_text(f"import os\nos.write(1, b{told!r})\nos.kill(os.getpid(), 9)\n".replace("\\\\n", "\\n"))
    monkeypatch.setattr(workbook_child, "__file__", str(script))
    assert refused(xlsx_file(tmp_path, {"b": [["a", "b"], ["1", "2"], ["3", "4"]]})) == ["bomb"]


def test_too_many_sheets_and_columns_are_refused(tmp_path: Path) -> None:
    assert refused(xlsx_file(tmp_path, {f"b{n}": [["a", "b"]] for n in range(limits.SHEETS + 1)})) == ["too_large"]
    assert refused(xlsx_file(tmp_path, {"b": [[f"k{n}" for n in range(10_000)]]}, name="breed.xlsx")) == ["too_large"]


def test_a_zip_that_is_no_workbook_and_a_broken_one_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "plat.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("foto.txt", "x")
    assert refused(path) == ["no_workbook"]
    whole = xlsx_file(tmp_path, {"Blad1": [["a", "b"], ["1", "2"]]})
    with zipfile.ZipFile(whole) as packed:
        parts = {part.filename: packed.read(part) for part in packed.infolist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)
    assert refused(path) == ["no_workbook"]


def test_an_ods_whose_tags_do_not_close_or_that_repeats_without_end_is_refused_at_once(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    broken = f"<table:table-row>{cell}</table:table-row></office:spreadsheet></office:body>"
    assert refused(ods_file(tmp_path, broken)) == ["no_workbook"]
    endless = f'<table:table-row table:number-rows-repeated="99999999">{cell}</table:table-row>'
    assert refused(ods_file(tmp_path, endless)) == ["bomb"]


def test_a_formula_that_cannot_be_worked_out_is_not_an_empty_cell(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Toelichting").write(0, 0, "niets")
        sheet = book.add_worksheet("A & B")
        sheet.write_row(2, 1, ["a", "b", "c"])
        sheet.write_row(3, 1, [1, None, 3])
        sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!")
        sheet.write_row(4, 1, [1, 2])
        sheet.write_formula(4, 3, '=IF(A1>0,"<","#")', None, "#N/A")
    cells = next(sheet for sheet in read(path).sheets if sheet.name == "A & B").cells
    assert cells.rows() == [(4, "1", "#DIV/0!", "3"), (5, "1", "2", "#N/A")]
