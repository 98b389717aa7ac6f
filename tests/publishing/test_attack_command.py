"""The command line: what it prints, and 0 for nothing learnt, 1 for something learnt, 2 for wrong input."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from domain.cells import SCHEMA
from domain.releases import DATES
from publishing.__main__ import main

YEAR = "2025"
SAFE = [("referrals", "A", YEAR, "", 60), ("referrals.gender", "A", YEAR, "female", 50)]
LEAKS = [*SAFE, ("referrals.gender", "A", YEAR, "male", 8), ("referrals.gender", "A", YEAR, "other", None)]


def written(path: Path, document: Any) -> str:
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return str(path)


def cells(rows: list[tuple[Any, ...]], *, true: bool = False) -> pl.DataFrame:
    made = [
        {"table": t, "area": a, "period": p, "category": c, "count": n, "persons": n if true else None, "sum": None,
         "status": "hidden" if n is None else "shown"} for t, a, p, c, n in rows
    ]  # fmt: skip
    return pl.DataFrame(made, schema=SCHEMA)


def folder(path: Path, rows: list[tuple[Any, ...]], number: int = 1, day: str = "2026-01-31", **head: Any) -> str:
    path.mkdir()
    cells(rows).write_parquet(path / "cells.parquet")
    pl.DataFrame(schema=DATES).write_parquet(path / "dates.parquet")
    areas = [{"code": "R", "level": "region", "parent": None, "name": "R"},
             {"code": "A", "level": "municipality", "parent": "R", "name": "A"},
             {"code": "B", "level": "municipality", "parent": "R", "name": "B"}]  # fmt: skip
    known = {"number": number, "region": "R", "epoch": 1, "smallest": 5, "data_date": day, "areas": areas}
    written(path / "head.json", known | head)
    return str(path)


EXAMPLE = {"k": 5, "equations": [{"sum": ["c1", "c2"], "equals": "c3"}], "published": {"c3": 12}, "zeros": [],
           "protect": ["c1", "c2"]}  # fmt: skip


def test_the_neutral_form_prints_bounds_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attack", "--equations", written(tmp_path / "e.json", EXAMPLE), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"c1": [0, 12], "c2": [0, 12]}
    free = {"equations": [], "protect": ["c9"]}
    assert main(["attack", "--equations", written(tmp_path / "f.json", free), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"c9": [0, None]}


def test_a_file_that_begins_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "e.json").write_text(json.dumps(EXAMPLE), encoding="utf-8-sig")
    assert main(["attack", "--equations", str(tmp_path / "e.json"), "--json"]) == 0


def test_without_json_it_judges_each_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attack", "--equations", written(tmp_path / "e.json", EXAMPLE)]) == 0
    assert "Niets geleerd" in capsys.readouterr().out
    small = EXAMPLE | {"published": {"c3": 4}}
    assert main(["attack", "--equations", written(tmp_path / "f.json", small)]) == 1
    assert "zeker geen 5 of meer" in capsys.readouterr().out


@pytest.mark.parametrize("document", ["{", {"equations": [{"sum": [["x", 2]], "equals": 7}], "protect": ["x"]}])
def test_wrong_or_contradictory_equations_end_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], document: Any
) -> None:
    assert main(["attack", "--equations", written(tmp_path / "e.json", document), "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.strip().endswith(".")


def test_a_release_is_judged_by_what_it_lets_slip(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attack", folder(tmp_path / "safe", SAFE)]) == 0
    assert "Niets geleerd" in capsys.readouterr().out
    assert main(["attack", folder(tmp_path / "leaks", LEAKS)]) == 1
    assert "referrals.gender other van A in 2025: 0 tot en met 2" in capsys.readouterr().out


def test_with_the_truth_only_small_cells_have_to_be_hidden(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of `other` there are 2, and nobody may know."""
    shown = [("referrals", "A", YEAR, "", 60), ("referrals.gender", "A", YEAR, "female", 20)]
    truth = [*shown, ("referrals.gender", "A", YEAR, "male", 38), ("referrals.gender", "A", YEAR, "other", 2)]
    cells(truth, true=True).write_parquet(tmp_path / "truth.parquet")
    told = folder(tmp_path / "r", shown)
    assert main(["attack", told, "--truth", str(tmp_path / "truth.parquet")]) == 0
    capsys.readouterr()
    told = folder(tmp_path / "s", [*shown, ("referrals.gender", "A", YEAR, "male", 38)])
    assert main(["attack", told, "--truth", str(tmp_path / "truth.parquet")]) == 1
    assert "other" in capsys.readouterr().out


def test_releases_and_pages_are_taken_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = folder(tmp_path / "r", SAFE)
    page = {"facts": [{"table": "referrals.gender", "area": "A", "period": YEAR, "category": "male", "count": 9}],
            "areas": [{"code": "A", "level": "municipality", "parent": None, "name": "A"}], "k": 5}  # fmt: skip
    assert main(["attack", told, written(tmp_path / "page.json", page)]) == 1
    assert "other van A in 2025: 0 tot en met 1" in capsys.readouterr().out


def test_an_increment_between_releases_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = folder(tmp_path / "a", [("referrals", "A", YEAR, "", 12)], 1, "2025-03-31")
    second = folder(tmp_path / "b", [("referrals", "A", YEAR, "", 14)], 2, "2025-04-30")
    assert main(["attack", second, first]) == 1
    assert "de toename van referrals totaal van A in 2025: precies 2" in capsys.readouterr().out


def test_a_sample_asks_after_fewer_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attack", folder(tmp_path / "safe", SAFE), "--sample", "3", "--seed", "7"]) == 0
    assert "3 cellen" in capsys.readouterr().out


def test_what_is_missing_or_broken_is_told_in_dutch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty, broken = tmp_path / "empty", folder(tmp_path / "broken", SAFE)
    empty.mkdir()
    (Path(broken) / "cells.parquet").write_text("geen parquet")
    other = folder(tmp_path / "other", SAFE, 2, region="Q")
    pages = written(tmp_path / "p.json", {"facts": [{"table": "x"}], "areas": []})
    calls = [
        [], [str(tmp_path / "none")], [str(empty)], [broken], [folder(tmp_path / "one", SAFE), other], [pages],
        [written(tmp_path / "q.json", EXAMPLE)], ["--json", pages], ["--equations", str(tmp_path / "none")],
        [str(tmp_path / "one"), "--sample", "0"], [str(tmp_path / "one"), "--truth", str(tmp_path / "none")],
        [folder(tmp_path / "day", SAFE, day="gisteren")],
    ]  # fmt: skip
    for call in calls:
        assert main(["attack", *call]) == 2, call
        told = capsys.readouterr().err.strip()
        assert told.endswith("."), told


def test_a_command_that_is_not_there_ends_with_2() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["kraak"])
    assert stopped.value.code == 2
