"""What of the ledger is PostgreSQL's own: triggers, turns, and the way back of the migrations."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from small_release import content, draft, put
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from data_access.consents import consent, consents, withdraw
from data_access.drafts import read_draft
from data_access.engine import engine_for, writing
from data_access.ledger import LedgerError
from data_access.ledger_check import verify_ledger
from data_access.migrate import config_for
from data_access.releases import all_releases, read_content, release_heads_newest


@pytest.fixture
def engine(empty_postgresql: str) -> Iterator[Engine]:
    made = engine_for(empty_postgresql)
    yield made
    made.dispose()


def test_the_migrations_make_exactly_the_tables_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_a_release_reads_back_and_the_ledger_is_sound(engine: Engine) -> None:
    heads = (put(engine), put(engine, "REG-B"), put(engine))
    assert all_releases(engine) == heads
    assert release_heads_newest(engine) == {"REG-A": heads[2], "REG-B": heads[1]}
    assert read_content(engine, 1, confidential=True).cells.equals(content().cells)
    assert verify_ledger(engine) == ()


@pytest.mark.parametrize("table", ["release", "release_file"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET {} = {}", "TRUNCATE {} CASCADE"])
def test_what_was_published_is_never_changed(engine: Engine, table: str, change: str) -> None:
    put(engine)
    column = "region" if table == "release" else "content"
    with pytest.raises(IntegrityError, match="a published release is never changed"), writing(engine) as connection:
        connection.execute(text(change.format(table, column, column)))
    assert verify_ledger(engine) == ()


def test_what_was_changed_behind_the_triggers_is_found(engine: Engine) -> None:
    put(engine)
    with writing(engine) as connection:
        connection.execute(text("ALTER TABLE release DISABLE TRIGGER USER"))
        connection.execute(text("UPDATE release SET made_by = 'x'"))
    assert len(verify_ledger(engine)) == 1


def test_releases_made_at_once_take_turns(engine: Engine) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda i: put(engine, f"REG-{i}", epoch=1, after=None), range(4)))
    assert verify_ledger(engine) == ()
    with pytest.raises(LedgerError, match="intussen"):
        put(engine, "REG-1", after=None)


def test_drafts_and_consents_are_kept(engine: Engine) -> None:
    key, newer = draft(engine), draft(engine)
    found = read_draft(engine, "REG-A")
    assert found is not None
    assert found.id == newer != key
    consent(engine, "GM0001", "t3", "coördinator")
    put(engine)
    with pytest.raises(LedgerError, match="al gebruikt"):
        withdraw(engine, "GM0001", "t3")
    assert list(consents(engine, "t3")) == ["GM0001"]


def test_the_migrations_go_back_to_nothing(engine: Engine) -> None:
    with writing(engine) as connection:
        command.downgrade(config_for(connection), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
