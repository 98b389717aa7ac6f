"""What the commands tell a script."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from data_access import __main__ as command

Output = pytest.CaptureFixture[str]


def told(capsys: Output, *arguments: str) -> Any:
    capsys.readouterr()
    assert command.main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.sqlite
def test_a_script_reads_what_an_import_and_its_undo_did(filled: Engine, tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "referral.csv"
    file.write_text(
        "supplier,case_id,person,municipality,date_referral\nzd,c9,p9,GM0001,2025-03-03\n", encoding="utf-8"
    )
    new = {"table": "referral", "new": 1, "changed": 0, "unchanged": 0, "gone": 0}
    taken = told(capsys, "import", str(file))
    assert (taken["id"], taken["kind"], taken["undone_by"]) == (2, "import", None)
    assert new in taken["tables"]
    assert told(capsys, "import", str(file))["id"] == 2, "the same file again is the delivery that it was"
    assert new | {"new": 0, "gone": 1} in told(capsys, "undo", "2", "--bekijk")["tables"]
    undone = told(capsys, "undo", "2")
    assert (undone["id"], undone["kind"], undone["undoes"]) == (3, "undo", 2)
    assert [(one["id"], one["undone_by"]) for one in told(capsys, "history")] == [(3, None), (2, 3), (1, None)]
