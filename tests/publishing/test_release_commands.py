"""The commands answer wrong input with a Dutch sentence and code 2."""

from pathlib import Path

import pytest

from publishing.__main__ import main


def test_verify_of_a_folder_that_is_no_release(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path)]) == 2
    assert "geen publicatie" in capsys.readouterr().err


def test_commands_without_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    assert main(["verify", "1"]) == 2
    assert main(["export", "1", str(tmp_path / "out")]) == 2
    assert main(["release", "--region", "Twente", "--draft"]) == 1
    assert capsys.readouterr().err.count("niet bereikbaar") == 3
