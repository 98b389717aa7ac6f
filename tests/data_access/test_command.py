import csv
import io
import json
import os
import stat
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from small_delivery import FRAMES
from sqlalchemy import Engine

from data_access import __main__ as command
from data_access.accounts import accounts
from data_access.commands import asking, deliveries, take
from data_access.contract import CONTRACT
from data_access.door.trace import events
from data_access.engine import engine_for
from data_access.frames import read_frame
from data_access.imports.history import history
from data_access.intake.mappings import remember
from data_access.intake.recognise import recognise
from data_access.intake.sheet import read_file
from data_access.state import current_state
from domain.trace import Kind

Output = pytest.CaptureFixture[str]
REFERRAL = {"supplier": "zd", "case_id": "c9", "person": "p9", "municipality": "GM0001", "date_referral": "2025-03-03"}


def written(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        made = csv.DictWriter(file, list(REFERRAL | rows[0]))
        made.writeheader()
        made.writerows(REFERRAL | row for row in rows)
    return path


def test_a_folder_is_taken_into_a_database_that_did_not_exist(folder: Path, tmp_path: Path, capsys: Output,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nieuw' / 'wor.db'}")
    monkeypatch.setenv("WOR_VAR", str(tmp_path / "var"))
    assert command.main(["import", str(folder), "--peildatum", "2025-09-30"]) == 0
    assert "Levering 1 is opgenomen. De peildatum is 30 september 2025.\n" in capsys.readouterr().out
    state = current_state(engine_for())
    assert state is not None
    assert (tmp_path / "var" / "snapshots" / state.token / "referrals.parquet").exists()


def test_every_table_that_is_imported_reads_back_equal(filled: Engine) -> None:
    with filled.connect() as connection:
        for name, frame in FRAMES.items():
            assert read_frame(connection, name).equals(frame), name


def test_an_import_tells_what_it_did_and_keeps_how_the_file_was_read(
    filled: Engine, tmp_path: Path, capsys: Output
) -> None:
    file = written(tmp_path / "referral.csv", {"case_id": "c1"}, {"case_id": "c8"})
    capsys.readouterr()
    assert command.main(["import", str(file), "--leverancier", "zd"]) == 0
    assert "2 verwijzingen: 1 nieuw, 1 veranderd, 0 gelijk gebleven, 0 verdwenen." in capsys.readouterr().out
    record = history(filled)[0]
    assert (record.file, record.supplier, len(record.digest)) == ("referral.csv", "zd", 64)
    assert json.loads(record.mapping)[0]["table"] == "referral"


def test_a_folder_that_did_not_change_is_not_taken_in_every_night(filled: Engine, folder: Path, capsys: Output) -> None:
    assert command.main(["import", str(folder)]) == 0
    assert "al opgenomen, als levering 1" in capsys.readouterr().out
    assert len(history(filled)) == 1
    assert command.main(["import", str(folder), "--opnieuw"]) == 0
    assert len(history(filled)) == 2


def test_what_a_complete_file_no_longer_has_goes(filled: Engine, tmp_path: Path) -> None:
    assert command.main(["import", str(written(tmp_path / "referral.csv", {"case_id": "c8"})), "--compleet"]) == 0
    with filled.connect() as connection:
        assert sorted(read_frame(connection, "referral")["case_id"]) == ["c2", "c8"]  # c2 is of GM0002


def test_a_refused_folder_ends_with_one_says_why_and_stores_nothing(
    engine: Engine, folder: Path, capsys: Output
) -> None:
    (folder / "region.csv").write_text("code,name\nREG-A,\n")
    assert command.main(["import", str(folder)]) == 1
    assert "region.csv, rij 2, kolom name" in capsys.readouterr().err
    assert current_state(engine) is None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "{}/weg.csv"], "dit bestand of deze map is er niet"),
        (["check", "{}/weg.csv", "--json"], "dit bestand of deze map is er niet"),
        (["check", "{}/leeg"], "hier staan geen bestanden die we kennen"),
        (["import", "{}/weg.csv"], "dit bestand of deze map is er niet"),
        (["import", "{}/notitie.md/weg.csv"], "dit bestand of deze map is er niet"),
        (["import", "{}/leeg"], "hier staan geen bestanden die we kennen"),
        (["import", "{}/notitie.md"], "hier staan geen bestanden die we kennen"),
        (["undo", "999"], "Levering 999 bestaat niet"),
        (["undo", "999", "--bekijk"], "Levering 999 bestaat niet"),
        (["restore", "{}/weg.db", "--vervang"], "weg.db is er niet, of is niet te lezen"),
        (["restore", "{}/leeg", "--vervang"], "leeg is er niet, of is niet te lezen"),
        (["export", "{}/notitie.md/map"], "map is niet te schrijven"),
        (["backup", "{}/weg/kopie.db"], "kopie.db is niet te schrijven"),
        (["copy-to", "wor.db"], "Dit is geen adres van een database"),
        (["copy-to", "mysql://wie:geheim@daar/wor"], "Dit is geen adres van een database"),
        (["trace", "export", "{}/weg/regels"], "regels is niet te maken"),
    ],
)
def test_what_is_not_there_ends_with_two_and_is_told(
    filled: Engine, tmp_path: Path, capsys: Output, arguments: list[str], told: str
) -> None:
    (tmp_path / "leeg").mkdir()
    (tmp_path / "notitie.md").touch()
    capsys.readouterr()
    before = current_state(filled)
    assert command.main([argument.format(tmp_path) for argument in arguments]) == 2
    shown = capsys.readouterr()
    assert told in shown.out + shown.err
    assert "geheim" not in shown.out + shown.err
    assert current_state(filled) == before
    assert Kind.IMPORT_REFUSED not in [event.kind for event in events(filled)]
    if "--json" in arguments:
        assert json.loads(shown.out)["errors"][0]["rule"] == "missing"


def test_a_file_that_may_not_be_read_ends_with_two(
    filled: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr(deliveries, "os", SimpleNamespace(access=lambda _path, _mode: False, R_OK=os.R_OK))
    assert command.main(["check", str(folder)]) == 2
    assert "niet te openen" in capsys.readouterr().out


def test_one_bar_goes_over_reading_and_storing_and_never_back(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares: list[float] = []
    monkeypatch.setattr(take, "told", lambda share, _words: shares.append(share))
    assert command.main(["import", str(folder)]) == 0
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len(set(shares)) > 20


def test_a_check_stores_nothing_and_ends_with_one_where_the_file_would_be_refused(
    filled: Engine, tmp_path: Path, capsys: Output
) -> None:
    good, bad = written(tmp_path / "goed.csv", {}), written(tmp_path / "fout.csv", {"date_referral": "31-02-2025"})
    assert command.main(["check", str(good)]) == 0
    assert command.main(["check", str(bad)]) == 1
    assert "fout.csv, rij 2, kolom date_referral" in capsys.readouterr().out
    assert len(history(filled)) == 1


def test_the_outcome_of_a_check_is_json_for_scripts(filled: Engine, tmp_path: Path, capsys: Output) -> None:
    bad = written(tmp_path / "referral.csv", {"date_referral": "31-02-2025"}, {"case_id": "c8", "person": "123456782"})
    capsys.readouterr()
    assert command.main(["check", str(bad), "--json"]) == 1
    shown = capsys.readouterr().out
    found = json.loads(shown)
    assert set(found) == {"table", "rows", "errors", "warnings"}
    assert "123456782" not in shown
    if found["table"]:  # else the guard saw the number first
        assert (found["table"], found["rows"]) == ("referral", 2)
    assert all({"row", "column", "rule", "message"} <= set(error) for error in found["errors"])


def test_a_wrong_cell_is_told_with_its_value_row_header_and_rule(
    filled: Engine, tmp_path: Path, capsys: Output
) -> None:
    bad = written(tmp_path / "referral.csv", {}, {"case_id": "c8", "date_referral": "31-02-2025"})
    capsys.readouterr()
    assert command.main(["check", str(bad), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    (error,) = found["errors"]
    assert {name: error[name] for name in ("row", "column", "value", "rule")} == {
        "row": 3, "column": "date_referral", "value": "31-02-2025", "rule": "date",
    }  # fmt: skip
    assert error["message"]


def test_a_file_with_residents_is_refused_and_nothing_of_it_is_told(
    filled: Engine, tmp_path: Path, capsys: Output
) -> None:
    file = written(tmp_path / "referral.csv", {"e-mail": "jan.jansen@voorbeeld.nl"})
    capsys.readouterr()
    assert command.main(["check", str(file), "--json"]) == 1
    assert command.main(["import", str(file)]) == 1
    shown = capsys.readouterr()
    assert "jansen" not in shown.out + shown.err
    assert len(history(filled)) == 1


def test_a_delivery_is_undone_after_a_look_at_what_that_does(filled: Engine, tmp_path: Path, capsys: Output) -> None:
    command.main(["import", str(written(tmp_path / "referral.csv", {"case_id": "c8"}))])
    capsys.readouterr()
    assert command.main(["undo", "2", "--bekijk"]) == 0
    assert "1 verdwenen" in capsys.readouterr().out
    assert len(history(filled)) == 2
    assert command.main(["undo", "2"]) == 0
    assert "Levering 2 is teruggedraaid." in capsys.readouterr().out
    assert command.main(["undo", "2"]) == 1
    assert "al teruggedraaid" in capsys.readouterr().err
    assert command.main(["history"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["nummer", "3", "2", "1"]
    assert lines[2].endswith("teruggedraaid door 3")


def test_what_is_exported_comes_in_again_and_is_the_same(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    phase = FRAMES["phase"].with_columns(name=pl.lit('=cmd|"/c calc"!A1'))
    phase.write_csv(tmp_path / "phase.csv")
    assert command.main(["import", str(tmp_path / "phase.csv")]) == 0
    assert command.main(["export", str(tmp_path / "uit")]) == 0
    assert stat.S_IMODE((tmp_path / "uit").stat().st_mode) == 0o700
    assert ",=cmd" not in (tmp_path / "uit" / "phase.csv").read_text()
    assert command.main(["export", str(tmp_path / "uit")]) == 1
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'ander.db'}")
    assert command.main(["import", str(tmp_path / "uit")]) == 0
    with engine_for().connect() as there, filled.connect() as here:
        for name in CONTRACT:
            assert read_frame(there, name).equals(read_frame(here, name)), name


def test_a_backup_is_made_and_put_back(filled: Engine, tmp_path: Path, capsys: Output) -> None:
    before = current_state(filled)
    assert command.main(["backup", str(tmp_path / "kopie.db")]) == 0
    command.main(["undo", "1"])
    assert command.main(["restore", str(tmp_path / "kopie.db")]) == 1
    assert "--vervang" in capsys.readouterr().err
    assert command.main(["restore", str(tmp_path / "kopie.db"), "--vervang"]) == 0
    assert current_state(filled) == before


def test_an_installation_is_copied_to_another_database(filled: Engine, tmp_path: Path, capsys: Output) -> None:
    there = f"sqlite:///{tmp_path / 'daar.db'}"
    assert command.main(["copy-to", there]) == 0
    assert "aantallen en controlegetallen zijn gelijk" in capsys.readouterr().out
    assert current_state(engine_for(there)) == current_state(filled)
    assert command.main(["copy-to", there]) == 1


@pytest.mark.parametrize(
    "arguments",
    [[], ["import"], ["import", "x", "--peildatum", "gisteren"], ["undo"], ["undo", "x"], ["load", "x"],
     ["account", "add", "x"], ["check"], ["backup"], ["copy-to"]],
)  # fmt: skip
def test_wrong_use_ends_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)
    assert ended.value.code == 2


def test_an_account_is_made_with_the_password_from_the_input(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("een-lang-wachtwoord\n"))
    assert command.main(["account", "add", "Baas", "--role", "beheerder", "--scope", "all", "--password-stdin"]) == 0
    assert command.main(["account", "list"]) == 0
    assert capsys.readouterr().out.splitlines()[1].split() == ["baas", "beheerder", "all"]


@pytest.mark.parametrize(("second", "code"), [("een-lang-wachtwoord", 0), ("een-ander-wachtwoord", 1)])
def test_the_password_is_asked_twice(engine: Engine, monkeypatch: pytest.MonkeyPatch, second: str, code: int) -> None:
    answers = iter(["een-lang-wachtwoord", second])
    monkeypatch.setattr(asking, "getpass", lambda _question: next(answers))
    assert command.main(["account", "add", "baas", "--role", "beheerder", "--scope", "all"]) == code
    assert len(accounts(engine)) == 1 - code


def test_an_empty_list_says_how_to_make_the_first_account(engine: Engine, capsys: Output) -> None:
    assert command.main(["account", "list"]) == 0
    assert "python -m data_access account add" in capsys.readouterr().out


def test_a_data_date_in_another_form_is_explained(engine: Engine, folder: Path, capsys: Output) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(["import", str(folder), "--peildatum", "31-10-2026"])
    assert ended.value.code == 2
    assert '"31-10-2026" is geen datum. Schrijf jaar-maand-dag' in capsys.readouterr().err
    assert current_state(engine) is None


@pytest.mark.parametrize("arguments", [["account", "list"], ["history"], ["export", "uit"], ["backup", "kopie.db"]])
def test_a_database_that_is_away_gives_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Output, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'weg.db'}")
    assert command.main(arguments) == 1
    assert "De gegevens zijn nu niet bereikbaar" in capsys.readouterr().err


def test_the_contract_is_printed_as_markdown(capsys: Output) -> None:
    assert command.main(["contract"]) == 0
    assert "### referral.csv" in capsys.readouterr().out


def test_the_tables_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'leeg.db'}")
    assert command.main(["migrate"]) == 0
    assert current_state(engine_for()) is None


def test_names_of_referrers_come_in_from_a_file_once_someone_has_said_on_screen_whose_they_are(
    filled: Engine, tmp_path: Path, capsys: Output
) -> None:
    file = written(tmp_path / "nacht.csv", {"Naam verwijzer": "dr. Fictiefsma"}, {"case_id": "c8"})
    capsys.readouterr()
    assert command.main(["import", str(file), "--leverancier", "zd"]) == 1
    out, err = capsys.readouterr()
    assert '1 tekst heeft nog geen betekenis. Lever het bestand één keer aan op de pagina Gegevens, met "zd" als' in err
    assert "fictiefsma" not in (out + err).casefold()
    (sheet,) = read_file(file, file.name).sheets
    answered = replace(recognise(sheet, "zd", ()), values={"practice": {"dr. fictiefsma": "P1"}})
    remember(filled, answered, sheet.header, "coordinator")
    assert command.main(["import", str(file), "--leverancier", "zd"]) == 0
    with filled.connect() as connection:
        rows = read_frame(connection, "referral").filter(pl.col("case_id") == "c9")
    assert rows["practice"].to_list() == ["P1"]
    assert "fictiefsma" not in "".join(record.mapping for record in history(filled)).casefold()
