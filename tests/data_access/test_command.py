import io
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_access import __main__ as command
from data_access.accounts import accounts
from data_access.engine import engine_for
from data_access.state import current_state

Output = pytest.CaptureFixture[str]


def test_a_folder_is_loaded_into_a_database_that_did_not_exist(folder: Path, tmp_path: Path, capsys: Output,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nieuw' / 'wor.db'}")
    monkeypatch.setenv("WOR_VAR", str(tmp_path / "var"))
    assert command.main(["load", str(folder), "--peildatum", "2025-09-30"]) == 0
    assert capsys.readouterr().out == "Geladen: versie 1 van de gegevens, peildatum 30 september 2025.\n"
    state = current_state(engine_for())
    assert state is not None
    assert (tmp_path / "var" / "snapshots" / state.token / "referrals.parquet").exists()


def test_a_refused_folder_ends_with_one_and_says_why(engine: Engine, folder: Path, capsys: Output) -> None:
    (folder / "region.csv").write_text("code,name\nREG-A,\n")
    assert command.main(["load", str(folder)]) == 1
    assert "region.csv, rij 2, kolom name" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["load"], ["load", "x", "--peildatum", "gisteren"], ["account", "add", "x"]])
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
    monkeypatch.setattr(command, "getpass", lambda _question: next(answers))
    assert command.main(["account", "add", "baas", "--role", "beheerder", "--scope", "all"]) == code
    assert len(accounts(engine)) == 1 - code


def test_an_empty_list_says_how_to_make_the_first_account(engine: Engine, capsys: Output) -> None:
    assert command.main(["account", "list"]) == 0
    assert "python -m data_access account add" in capsys.readouterr().out


def test_a_data_date_in_another_form_is_explained(engine: Engine, folder: Path, capsys: Output) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(["load", str(folder), "--peildatum", "31-10-2026"])
    assert ended.value.code == 2
    assert '"31-10-2026" is geen datum. Schrijf jaar-maand-dag' in capsys.readouterr().err
    assert current_state(engine) is None


def test_a_database_that_is_away_gives_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Output
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'weg.db'}")
    assert command.main(["account", "list"]) == 1
    assert "De gegevens zijn nu niet bereikbaar" in capsys.readouterr().err


def test_the_contract_is_printed_as_markdown(capsys: Output) -> None:
    assert command.main(["contract"]) == 0
    assert "### referral.csv" in capsys.readouterr().out


def test_the_tables_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'leeg.db'}")
    assert command.main(["migrate"]) == 0
    assert current_state(engine_for()) is None
