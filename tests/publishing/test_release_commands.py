"""The commands answer wrong input with a Dutch sentence and code 2; an interruption leaves nothing behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from components.sign_in_form import SAMPLE_PASSWORD
from data_access.drafts import read_draft
from data_access.engine import engine_for
from publishing.__main__ import main
from publishing.commands.release import INTERRUPTED
from tests.app.world import fill


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


@pytest.mark.parametrize("which", [("--region", "Twente"), ("--all",)])
def test_an_interrupted_release_ends_with_a_sentence_and_without_a_draft(
    tmp_path: Path, which: tuple[str, ...]
) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'wor.db'}")
    fill(engine, SAMPLE_PASSWORD)
    settings = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'wor.db'}", "WOR_VAR": str(tmp_path)}
    call = [sys.executable, "-m", "publishing", "release", *which, "--agreed", "wethouder, per brief", "--draft"]
    with subprocess.Popen(call, env=settings, stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        running.stderr.read(1)  # the first it tells is how far it is
        running.send_signal(signal.SIGINT)
        told = running.stderr.read().decode()  # to its end: nobody who could write there is left
    assert running.returncode == 130
    assert INTERRUPTED in told
    assert [read_draft(engine, region) for region in ("REG-TWENTE", "REG-DWO")] == [None, None]
    engine.dispose()
