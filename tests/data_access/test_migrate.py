from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlmodel import SQLModel

from data_access.migrate import MIGRATIONS, migrate


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
