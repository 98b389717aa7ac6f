"""What the intake gives back: a template that is recognised again, and a list of errors that runs no formula."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import sheet_of

from data_access.contract import CONTRACT
from data_access.intake import error_list as lists
from data_access.intake.book import Sheet
from data_access.intake.error_list import error_list
from data_access.intake.escape import escape, escaped, unescape
from data_access.intake.guard import guard
from data_access.intake.mapping import safe_headers
from data_access.intake.recognise import recognise
from data_access.intake.sheet import read_file
from data_access.intake.templates import LISTS, NOT_ASKED, choices_of, template
from data_access.intake.words import code_of
from data_access.problems import Problem

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


def again(folder: Path, content: bytes) -> dict[str, Sheet]:
    path = folder / "gegeven.xlsx"
    path.write_bytes(content)
    return {sheet.name: sheet for sheet in read_file(path, path.name).sheets}


@pytest.mark.parametrize("table", CONTRACT)
def test_a_template_opens_with_every_column_recognised_and_nothing_suspicious(table: str, tmp_path: Path) -> None:
    sheets = again(tmp_path, template(table))
    assert list(sheets) == ["Invullen"]
    sheet = sheets["Invullen"]
    mapping = recognise(sheet, "salut", (), table=table)
    asked = [column.name for column in CONTRACT[table].columns if column.name not in NOT_ASKED]
    assert [mapping.columns.get(header) for header in sheet.header] == asked
    assert recognise(sheet, "salut", ()).table == table
    assert guard(sheet, safe_headers(mapping)) == []
    assert not sheet.problems


def test_every_word_of_a_list_to_choose_from_means_a_code() -> None:
    for contract in CONTRACT.values():
        for column in contract.columns:
            if column.rule.codes and not column.rule.refers:
                assert {code_of(word, column) for word in choices_of(column)} == set(column.rule.codes), column.name


def test_a_template_has_its_lists_on_a_hidden_sheet_and_explains_each_column() -> None:
    with zipfile.ZipFile(io.BytesIO(template("referral"))) as packed:
        book, page, words = (packed.read(f"xl/{name}").decode() for name in (
            "workbook.xml", "worksheets/sheet1.xml", "sharedStrings.xml"))  # fmt: skip
    assert f'name="{LISTS}" sheetId="3" state="hidden"' in book
    assert f"<formula1>'{LISTS}'!" in page
    assert "Vrouw" in words
    assert "Nooit een naam, BSN of e-mailadres" in words


def told(**more: object) -> Problem:
    return replace(
        Problem(file="levering.csv", row=3, column="kern", text="dit dorp kennen we niet.", rule="code"), **more
    )  # type: ignore[arg-type]


def test_the_error_list_has_the_rows_with_the_sentence_beside_the_bad_cell(tmp_path: Path) -> None:
    sheet = sheet_of({"dossier": ["A1", "A2"], "kern": ["Goor", "Gor"]})
    whole = told(row=0, column="", text="er ontbreekt een kolom.")
    sheets = again(
        tmp_path, error_list(sheet, [told(), whole, told(column="dossier", warning=True, text="let op dit.")])
    )
    rows = sheets["Rijen"]
    assert rows.header == ("Rij", "Wat er is en hoe u het verbetert", "dossier", "kern")
    assert rows.cells.drop("#").rows() == [
        ("2", None, "A1", "Goor"),
        ("3", "Fout, kern: dit dorp kennen we niet.\nLet op, dossier: let op dit.", "A2", "Gor"),
    ]
    assert sheets["Hele bestand"].header == ("Fout: er ontbreekt een kolom.",)


def test_the_bad_cell_is_marked_also_when_it_is_empty() -> None:
    content = error_list(sheet_of({"dossier": ["A1", "A2"], "kern": ["Goor", None]}), [told()])
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        page, styles = packed.read("xl/worksheets/sheet1.xml").decode(), packed.read("xl/styles.xml").decode()
    assert lists.COLOURS[False].removeprefix("#") in styles
    assert '<c r="D3" s="' in page
    assert '<c r="D2" s="' not in page


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+31", "@SUM(A1)", "-2+3", "\t=1"])
def test_no_cell_of_an_error_list_is_a_formula(text: str) -> None:
    sheet = sheet_of({text.strip(): [text], "kern": ["Goor"]})
    with zipfile.ZipFile(io.BytesIO(error_list(sheet, [told(row=2, column=text.strip(), text=text)]))) as packed:
        pages = [packed.read(name).decode() for name in packed.namelist() if "worksheets" in name]
    assert not any("<f>" in page for page in pages)
    assert f"<t>&#x27;{text.strip()[:1]}" in pages[0] or f"<t>'{text.strip()[:1]}" in pages[0]


def test_a_large_sheet_comes_back_with_the_bad_rows_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "ALL_ROWS", 1)
    sheets = again(tmp_path, error_list(sheet_of({"dossier": ["A1", "A2"], "kern": ["Goor", "Gor"]}), [told()]))
    assert sheets["Rijen"].cells["Rij"].to_list() == ["3"]


def test_a_number_below_zero_is_no_formula() -> None:
    assert [escape(text) for text in ("-5", "-1.234,50", "-5+3", "=1", "ok", "'ok")] == [
        "-5", "-1.234,50", "'-5+3", "'=1", "ok", "'ok",
    ]  # fmt: skip


@given(st.lists(st.text("'=+-@a1, \t", max_size=6) | TEXTS, max_size=8))
def test_what_is_escaped_comes_back_and_one_way_of_escaping_is_the_other(texts: list[str]) -> None:
    frame = pl.DataFrame({"tekst": texts}, schema={"tekst": pl.String})
    assert escaped(frame)["tekst"].to_list() == [escape(text) for text in texts]
    assert escaped(frame).select(unescape(pl.col("tekst")))["tekst"].to_list() == texts
