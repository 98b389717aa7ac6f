"""The commands answer wrong input with a Dutch sentence and code 2; an interruption leaves nothing behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from components.sign_in_form import SAMPLE_PASSWORD
from data_access.agreements import read_geography
from data_access.drafts import read_draft
from data_access.engine import engine_for
from domain.releases import MunicipalityReport, Report, TableReport
from publishing.__main__ import main
from publishing.commands.release import INTERRUPTED, told
from publishing.report_words import TABLE_WORD
from tests.app.world import fill
from tests.data_access.small_release import content, draft


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


def test_the_report_is_in_dutch_and_names_no_small_number(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'wor.db'}")
    state = fill(engine, SAMPLE_PASSWORD)
    tables = tuple(
        TableReport(table=name, shown=8, hidden=1, referrals_shown=60, referrals_hidden=3) for name in TABLE_WORD
    )
    towns = (MunicipalityReport(area="GM0153", tables=tables, merged=("2023: afgeschermd.",), stays=("2024",)),)
    report = Report(municipalities=towns, protected=4, witnesses=2, insiders=3, insiders_left=1, check="In orde.",
                    seconds=1.5)  # fmt: skip
    draft(engine, "REG-TWENTE", state=state, content=content(report=report))
    held = read_draft(engine, "REG-TWENTE")
    assert held is not None
    text = "\n".join(told(held, read_geography(engine)))
    assert all(
        word in text for word in (*TABLE_WORD.values(), "Enschede", "ten minste 80%", "In orde.", "1,5 seconden")
    )
    assert not {"60", "3", "63"} & {word for line in text.splitlines()[6:] for word in line.split()}
    engine.dispose()
