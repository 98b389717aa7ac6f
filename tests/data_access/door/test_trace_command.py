import json
import stat
from getpass import getuser
from pathlib import Path

import pytest
from sqlalchemy import Engine
from tampering import tamper

from data_access import __main__ as command
from data_access.door.trace import events, line_hash, record
from domain.trace import Kind

Output = pytest.CaptureFixture[str]
ME = f"{getuser()} (opdrachtregel)"


@pytest.fixture
def three(engine: Engine) -> Engine:
    for kind in (Kind.SIGNED_IN, Kind.NOT_ALLOWED, Kind.SIGNED_OUT):
        record(engine, kind, account="raadslid", address="192.0.2.1", about={"page": "data"})
    return engine


def kinds(engine: Engine) -> list[str]:
    return [event.kind for event in events(engine)]


def test_lines_are_listed_in_dutch_and_as_json(three: Engine, capsys: Output) -> None:
    assert command.main(["trace", "list", "--soort", "not_allowed"]) == 0
    out = capsys.readouterr().out
    assert "Geen toegang" in out
    assert "Opende een pagina die niet bij de rol hoort: Gegevens." in out
    assert command.main(["trace", "list", "--account", "raadslid", "--aantal", "2", "--json"]) == 0
    assert [line["number"] for line in json.loads(capsys.readouterr().out)] == [3, 2]


def test_the_export_has_the_columns_as_they_are_hashed_and_its_own_line(
    three: Engine, tmp_path: Path, capsys: Output
) -> None:
    file = tmp_path / "logboek.jsonl"
    assert command.main(["trace", "export", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["lines"] == 4
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    assert [(row["kind"], row["account"]) for row in rows][-1] == ("trace_exported", ME)
    assert [row["hash"] for row in rows] == [line_hash(vars(event)) for event in events(three)]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert command.main(["trace", "export", str(file)]) == 1
    assert "niet te maken" in capsys.readouterr().err


def test_the_check_ends_with_1_where_something_is_wrong_and_is_a_line(three: Engine, capsys: Output) -> None:
    last = list(events(three))[-1]
    assert command.main(["trace", "verify", "--anker", f"3:{last.hash}"]) == 0
    assert "De keten klopt: 3 regels. De laatste is regel 3" in capsys.readouterr().out
    assert kinds(three)[-1] == "trace_checked"
    tamper(three, "UPDATE audit_event SET account = 'ander' WHERE number = 2")
    assert command.main(["trace", "verify", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["faults"] == ["Regel 2 is veranderd nadat zij is geschreven."]


def test_an_anchor_that_is_none_is_a_wrong_call(three: Engine, capsys: Output) -> None:
    with pytest.raises(SystemExit) as wrong:
        command.main(["trace", "verify", "--anker", "3:kort"])
    assert wrong.value.code == 2
    assert "16 tekens" in capsys.readouterr().err


def test_nothing_is_removed_before_its_time(three: Engine, capsys: Output) -> None:
    assert command.main(["trace", "remove"]) == 0
    assert "0 regels ouder dan 730 dagen verwijderd." in capsys.readouterr().out
    assert len(kinds(three)) == 3


def test_what_is_taken_along_from_the_command_line_is_a_line(engine: Engine, tmp_path: Path, folder: Path) -> None:
    assert command.main(["import", str(folder)]) == 0
    assert command.main(["export", str(tmp_path / "uit")]) == 0
    assert command.main(["backup", str(tmp_path / "kopie.db")]) == 0
    before = list(events(engine))[-1]
    assert command.main(["restore", str(tmp_path / "kopie.db"), "--vervang"]) == 0
    found = list(events(engine))
    assert [event.kind for event in found] == ["imported", "exported", "backed_up", "restored"]
    assert json.loads(found[-1].about) == {"line": before.number, "hash": before.hash}
    assert {event.account for event in found} == {ME}
    assert command.main(["trace", "verify"]) == 0


def test_no_export_without_a_line_of_it(engine: Engine, tmp_path: Path, folder: Path, capsys: Output) -> None:
    assert command.main(["import", str(folder)]) == 0
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE audit_event RENAME TO elsewhere")
    assert command.main(["export", str(tmp_path / "uit")]) == 1
    assert not (tmp_path / "uit").exists()
