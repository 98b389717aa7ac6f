import sqlite3
import stat
from pathlib import Path

import pytest
from alembic import command
from small_delivery import FRAMES
from small_release import put as publish
from sqlalchemy import Engine, inspect, text, update

from data_access.accounts import accounts, add_account
from data_access.backup import BackupError, backup, copy_to, restore
from data_access.contract import CONTRACT
from data_access.copying import CopyError, fingerprint, refuse_difference
from data_access.engine import engine_for, reading, writing
from data_access.frames import read_frame
from data_access.imports.history import history
from data_access.imports.take_in import Batch, take_in
from data_access.imports.undo import undo
from data_access.ledger_check import verify_ledger
from data_access.migrate import config_for, migrate
from data_access.state import current_state
from domain.cells import DataState

BATCH = Batch(supplier="zd", description="d", account="a")


@pytest.fixture
def state(engine: Engine) -> DataState:
    """An installation with all there can be: deliveries, an undo, accounts, a release."""
    take_in(engine, FRAMES, BATCH, data_date=None, remove_gone=True)
    take_in(engine, {"phase": FRAMES["phase"]}, BATCH, data_date=None, remove_gone=False)
    add_account(engine, name="baas", password="een-lang-wachtwoord", role="beheerder", scope="all", rounds=4)
    publish(engine)
    return undo(engine, 2, "baas")


def marks(engine: Engine) -> dict[str, tuple[int, str]]:
    with reading(engine) as connection:
        return fingerprint(connection)


def test_a_backup_is_put_back_after_everything_changed(engine: Engine, state: DataState, tmp_path: Path) -> None:
    before = marks(engine)
    assert backup(engine, tmp_path / "kopie.db") == before
    undo(engine, 1, "baas")
    assert marks(engine) != before
    restore(engine, tmp_path / "kopie.db", replace=True)
    assert marks(engine) == before
    assert current_state(engine) == state
    assert verify_ledger(engine) == ()


def test_a_backup_goes_into_the_other_engine_too(
    engine: Engine, state: DataState, tmp_path: Path, empty_postgresql: str
) -> None:
    backup(engine, tmp_path / "kopie.db")
    for address in (empty_postgresql, f"sqlite:///{tmp_path / 'nieuw' / 'wor.db'}"):
        other = engine_for(address)
        if address != str(engine.url):
            restore(other, tmp_path / "kopie.db", replace=other.dialect.name == engine.dialect.name)
            assert marks(other) == marks(engine)
        other.dispose()


def test_a_process_that_was_running_sees_what_was_put_back(
    engine: Engine, state: DataState, tmp_path: Path, address: str
) -> None:
    running = engine_for(address)
    backup(engine, tmp_path / "kopie.db")
    undo(engine, 1, "baas")
    assert current_state(running) != state
    restore(engine, tmp_path / "kopie.db", replace=True)
    assert current_state(running) == state
    running.dispose()


def test_after_a_restore_new_rows_get_numbers_of_their_own(engine: Engine, state: DataState, tmp_path: Path) -> None:
    backup(engine, tmp_path / "kopie.db")
    restore(engine, tmp_path / "kopie.db", replace=True)
    take_in(engine, FRAMES, BATCH, data_date=None, remove_gone=False)
    with engine.connect() as connection:
        assert read_frame(connection, "referral").height == FRAMES["referral"].height


def test_a_backup_is_one_file_for_the_owner_alone_and_never_overwrites(
    engine: Engine, state: DataState, tmp_path: Path
) -> None:
    path = tmp_path / "kopie" / "wor.db"
    with pytest.raises(BackupError, match="is niet te schrijven"):
        backup(engine, path)
    path.parent.mkdir()
    backup(engine, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]
    with pytest.raises(BackupError, match="bestaat al"):
        backup(engine, path)


def test_a_restore_over_data_has_to_be_asked_for(engine: Engine, state: DataState, tmp_path: Path) -> None:
    backup(engine, tmp_path / "kopie.db")
    with pytest.raises(BackupError, match="voeg dan --vervang toe"):
        restore(engine, tmp_path / "kopie.db")
    assert current_state(engine) == state


def test_what_is_no_backup_is_told_and_nothing_is_changed(engine: Engine, state: DataState, tmp_path: Path) -> None:
    (tmp_path / "tekst").write_text("geen database " * 100)
    with sqlite3.connect(tmp_path / "ander.db") as other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")
        other.execute("INSERT INTO alembic_version VALUES ('r9999')")
    for name, says in (("tekst", "geen reservekopie"), ("weg", "weg is er niet"), ("ander.db", "nieuwere versie")):
        with pytest.raises(BackupError, match=says):
            restore(engine, tmp_path / name, replace=True)
    assert current_state(engine) == state


def test_a_backup_of_an_older_version_is_brought_up_to_date_and_stays_as_it_was(engine: Engine, tmp_path: Path) -> None:
    old = tmp_path / "oud.db"
    old.touch()
    made = engine_for(f"sqlite:///{old}")
    with writing(made) as connection:
        command.upgrade(config_for(connection), "r0002")
        connection.execute(text(
            "INSERT INTO account (name, password_hash, role, scope, sample, created) "
            "VALUES ('baas', 'x', 'beheerder', 'all', 0, '2025-07-01 12:00:00')"
        ))  # fmt: skip
    made.dispose()
    restore(engine, old, replace=True)
    assert [account.name for account in accounts(engine)] == ["baas"]
    assert history(engine) == ()
    with sqlite3.connect(old) as plain:
        assert plain.execute("SELECT version_num FROM alembic_version").fetchone() == ("r0002",)


def test_an_installation_moves_to_another_database_with_equal_counts_and_hashes(
    engine: Engine, state: DataState, server: object, tmp_path: Path, empty_postgresql: str
) -> None:
    target = engine_for(f"sqlite:///{tmp_path / 'ander.db'}" if "postgresql" in str(engine.url) else empty_postgresql)
    found = copy_to(engine, target)
    assert found == marks(engine) == marks(target)
    assert current_state(target) == state
    assert verify_ledger(target) == ()
    take_in(target, FRAMES, BATCH, data_date=None, remove_gone=False)  # and goes on there
    with pytest.raises(BackupError, match="Kies een lege database"):
        copy_to(engine, target)
    target.dispose()


def test_one_cell_that_arrives_otherwise_is_found(engine: Engine, state: DataState) -> None:
    before = marks(engine)
    table = CONTRACT["referral"].table
    with writing(engine) as connection:
        connection.execute(update(table).where(table.c.case_id == "c1").values(hours=2.25))
    after = marks(engine)
    assert {name for name in before if before[name] != after[name]} == {"referral"}
    with pytest.raises(CopyError, match="referral"):
        refuse_difference(before, after)


def test_every_table_of_the_database_is_copied(engine: Engine) -> None:
    migrate(engine)
    assert set(inspect(engine).get_table_names()) == {*marks(engine), "alembic_version"}
