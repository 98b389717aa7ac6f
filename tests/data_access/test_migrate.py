import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlmodel import SQLModel

from data_access.migrate import MIGRATIONS, draft, migrate


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
