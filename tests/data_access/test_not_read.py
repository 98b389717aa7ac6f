"""What the command line leaves out of a file is told."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from data_access import __main__ as command
from data_access.frames import read_frame

Output = pytest.CaptureFixture[str]
ROW = "zd;c9;p9;GM0001;2025-03-03"
HEADER = "supplier;case_id;person;municipality;date_referral"


def checked(file: Path, text: str, capsys: Output) -> dict[str, Any]:
    file.write_text(text, encoding="utf-8")
    capsys.readouterr()
    command.main(["check", str(file), "--json"])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.sqlite
def test_a_column_that_is_not_known_is_a_warning_and_an_empty_one_is_not(
    filled: Engine, tmp_path: Path, capsys: Output
) -> None:
    found = checked(tmp_path / "referral.csv", f"{HEADER};Reeden;Leeg\n{ROW};stress;\n", capsys)
    assert found["errors"] == []
    assert [(w["row"], w["column"], w["rule"]) for w in found["warnings"]] == [(0, "Reeden", "not_read")]


@pytest.mark.sqlite
def test_a_file_with_a_header_alone_is_a_warning(filled: Engine, tmp_path: Path, capsys: Output) -> None:
    found = checked(tmp_path / "referral.csv", f"{HEADER}\n", capsys)
    assert (found["table"], found["rows"], found["errors"]) == ("referral", 0, [])
    assert [w["rule"] for w in found["warnings"]] == ["no_rows"]


@pytest.mark.sqlite
def test_a_file_without_a_known_column_is_no_table_of_ours(filled: Engine, tmp_path: Path, capsys: Output) -> None:
    found = checked(tmp_path / "lijst.csv", "foo;bar\n1;2\n", capsys)
    assert (found["table"], [e["rule"] for e in found["errors"]]) == (None, ["unknown_table"])


@pytest.mark.sqlite
def test_a_surname_in_the_place_of_a_number_is_not_repeated(filled: Engine, tmp_path: Path, capsys: Output) -> None:
    found = checked(tmp_path / "referral.csv", f"{HEADER};Leeftijd\n{ROW};Jansen\n", capsys)
    assert [(e["row"], e["column"], e["rule"]) for e in found["errors"]] == [(2, "Leeftijd", "whole")]
    assert "Jansen" not in json.dumps(found)


@pytest.mark.sqlite
def test_a_correction_of_one_case_leaves_the_month_as_it_was_delivered(filled: Engine, tmp_path: Path) -> None:
    with filled.connect() as connection:
        before = read_frame(connection, "delivery")
    month = before.row(0, named=True)
    cells = ("p1", month["municipality"], f"{month['month']}-10", month["supplier"])
    rows = "\n".join(";".join([f"x{place}", *cells]) for place in range(3))
    (tmp_path / "referral.csv").write_text(f"case_id;person;municipality;date_referral;supplier\n{rows}\n")
    assert command.main(["import", str(tmp_path / "referral.csv"), "--leverancier", month["supplier"]]) == 0
    with filled.connect() as connection:
        assert read_frame(connection, "delivery").equals(before)
