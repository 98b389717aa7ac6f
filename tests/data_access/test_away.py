import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from small_release import put
from sqlalchemy import Engine

from data_access.accounts import accounts, add_account, credentials
from data_access.agreements import read_agreements
from data_access.consents import consent, consents, withdraw
from data_access.drafts import drop_draft, read_draft
from data_access.engine import DataAwayError, engine_for
from data_access.ledger import epoch_for
from data_access.ledger_check import verify_ledger
from data_access.migrate import migrate
from data_access.programme import read_programme
from data_access.releases import all_releases, last_release, read_content, release_heads_newest
from data_access.snapshot import snapshot_folder
from data_access.state import current_state
from domain.cells import DataState

STATE = DataState(number=1, token="t", data_date=date(2025, 1, 1), sample=False)
READERS = [
    current_state, read_agreements, read_programme, accounts, credentials, lambda e: snapshot_folder(e, STATE),
    all_releases, release_heads_newest, lambda e: last_release(e, "REG-A"), lambda e: read_content(e, 1), verify_ledger,
    lambda e: read_draft(e, "REG-A"), lambda e: consents(e, "t"), lambda e: epoch_for(e, 5), put,
    lambda e: consent(e, "GM0001", "t", "baas"), lambda e: withdraw(e, "GM0001", "t"), lambda e: drop_draft(e, "REG-A"),
]  # fmt: skip


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("place", ["not-migrated.db", "no-such-folder/wor.db"])
def test_a_database_that_is_away_or_not_migrated_gives_one_dutch_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[Engine], object], place: str
) -> None:
    monkeypatch.setenv("WOR_VAR", str(tmp_path))
    with pytest.raises(DataAwayError, match="De gegevens zijn nu niet bereikbaar"):
        read(engine_for(f"sqlite:///{tmp_path / place}"))


@pytest.mark.sqlite
def test_sqlite_lets_visitors_read_while_an_import_writes(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


@pytest.mark.sqlite
def test_a_file_that_is_moved_away_is_missed_at_once_and_found_again(engine: Engine, tmp_path: Path) -> None:
    assert current_state(engine) is None
    file, elsewhere = tmp_path / "wor.db", tmp_path / "elders.db"
    file.rename(elsewhere)
    with pytest.raises(DataAwayError):
        current_state(engine)
    assert not file.exists()
    elsewhere.rename(file)
    assert current_state(engine) is None


@pytest.mark.sqlite
def test_a_backup_that_is_put_back_is_read_at_once(engine: Engine, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    engine.dispose()
    shutil.copy(tmp_path / "wor.db", backup)
    add_account(engine, name="baas", password="een-lang-wachtwoord", role="beheerder", scope="all", rounds=4)
    assert len(accounts(engine)) == 1
    with engine.connect() as connection:  # what stands in the log of the old file must not follow
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    backup.replace(tmp_path / "wor.db")
    assert accounts(engine) == []


def test_a_file_that_is_no_database_is_a_database_that_is_away(tmp_path: Path) -> None:
    (tmp_path / "wor.db").write_text("geen database")
    with pytest.raises(DataAwayError):
        migrate(engine_for(f"sqlite:///{tmp_path / 'wor.db'}"))


def test_a_place_where_no_file_can_be_made_is_a_database_that_is_away(tmp_path: Path) -> None:
    (tmp_path / "bezet").touch()
    with pytest.raises(DataAwayError):
        migrate(engine_for(f"sqlite:///{tmp_path / 'bezet' / 'wor.db'}"))


@pytest.mark.parametrize("url", ["geheim", "mysql://jan:geheim@host/wor", "sqlite://", "postgresql://jan:geheim@host"])
def test_an_address_that_is_none_is_explained_and_never_repeated(url: str) -> None:
    with pytest.raises(DataAwayError, match="het te schrijven als sqlite:////map") as caught:
        engine_for(url)
    assert "geheim" not in str(caught.value)


def test_a_postgresql_address_uses_the_driver_that_is_installed() -> None:
    assert engine_for("postgresql://user@host/wor").dialect.driver == "psycopg"
