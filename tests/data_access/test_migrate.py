import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlmodel import SQLModel

from data_access.engine import engine_for, writing
from data_access.frames import read_frame
from data_access.imports.history import history
from data_access.imports.undo import undo
from data_access.migrate import MIGRATIONS, config_for, draft, migrate

ROOT = Path(__file__).resolve().parents[2]
OLD_ROWS = (
    "INSERT INTO importbatch (id, created, supplier, description, row_count) "
    "VALUES (1, '2025-07-01 12:00:00', 'zd', 'map', 1)",
    "INSERT INTO dataversion (number, token, data_date, sample, created, batch_id) "
    "VALUES (1, 't', '2025-06-30', '0', '2025-07-01 12:00:00', 1)",
    "INSERT INTO region (id, batch_in, layer, code, name) VALUES (1, 1, 'delivered', 'REG-A', 'A')",
)


def test_the_migrations_make_exactly_the_tables_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_a_second_migration_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    assert {"referral", "account", "dataversion"} <= set(inspect(engine).get_table_names())


def test_every_constraint_has_a_name_that_alembic_can_find_again(engine: Engine) -> None:
    made = inspect(engine)
    for table in set(SQLModel.metadata.tables):
        assert made.get_pk_constraint(table)["name"] == f"pk_{table}"
        assert all(key["name"] for key in made.get_foreign_keys(table))


def test_the_template_of_a_revision_knows_the_types_of_sqlmodel() -> None:
    assert "import sqlmodel" in (MIGRATIONS / "script.py.mako").read_text()


def test_a_drafted_revision_follows_the_newest_one(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, copied, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr("data_access.migrate.MIGRATIONS", copied)
    draft(engine, "nothing new", "r9999")
    text = (copied / "versions" / "r9999_nothing_new.py").read_text()
    assert 'revision = "r9999"' in text.replace("'", '"')
    assert "op.create_table" not in text


def test_a_filled_database_of_the_version_before_keeps_its_rows(tmp_path: Path, empty_postgresql: str) -> None:
    """Rows of before know which batch they came with, and can be undone."""
    path = tmp_path / "oud.db"
    path.touch()
    for address in (f"sqlite:///{path}", empty_postgresql):
        engine = engine_for(address)
        with writing(engine) as connection:
            if connection.dialect.name != "sqlite":
                command.downgrade(config_for(connection), "r0002")
            command.upgrade(config_for(connection), "r0002")
            for statement in OLD_ROWS:
                connection.execute(text(statement))
        migrate(engine)
        assert [(r.id, r.kind, r.data_date, r.undone_by) for r in history(engine)] == [
            (1, "import", date(2025, 6, 30), None)
        ]
        undo(engine, 1, "baas")
        with engine.connect() as connection:
            assert read_frame(connection, "region").is_empty()
        engine.dispose()


def test_replicas_that_start_together_migrate_one_after_the_other(empty_postgresql: str) -> None:
    command_line = [sys.executable, "-m", "data_access", "migrate"]
    engine = engine_for(empty_postgresql)
    with writing(engine) as connection:
        command.downgrade(config_for(connection), "base")
    environment = {**os.environ, "DATABASE_URL": empty_postgresql}
    started = [subprocess.Popen(command_line, cwd=ROOT, env=environment) for _ in range(2)]
    assert [process.wait(120) for process in started] == [0, 0]
    assert "referral" in inspect(engine).get_table_names()
    engine.dispose()
