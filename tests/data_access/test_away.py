from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data_access.accounts import accounts, credentials
from data_access.agreements import read_agreements
from data_access.engine import DataAwayError, engine_for
from data_access.programme import read_programme
from data_access.snapshot import snapshot_folder
from data_access.state import current_state
from domain.cells import DataState

STATE = DataState(number=1, token="t", data_date=date(2025, 1, 1), sample=False)
READERS = [current_state, read_agreements, read_programme, accounts, credentials, lambda e: snapshot_folder(e, STATE)]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("place", ["not-migrated.db", "no-such-folder/wor.db"])
def test_a_database_that_is_away_or_not_migrated_gives_one_dutch_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[Engine], object], place: str
) -> None:
    monkeypatch.setenv("WOR_VAR", str(tmp_path))
    with pytest.raises(DataAwayError, match="De gegevens zijn nu niet bereikbaar"):
        read(engine_for(f"sqlite:///{tmp_path / place}"))


def test_sqlite_lets_visitors_read_while_an_import_writes(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_postgresql_address_uses_the_driver_that_is_installed() -> None:
    assert engine_for("postgresql://user@host/wor").dialect.driver == "psycopg"
