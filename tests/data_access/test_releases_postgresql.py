"""The ledger on a PostgreSQL server of the test's own; skipped where PostgreSQL is not installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from small_release import content, draft, put
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from data_access.consents import consent, consents, withdraw
from data_access.drafts import read_draft
from data_access.engine import engine_for, writing
from data_access.ledger import LedgerError
from data_access.ledger_check import verify_ledger
from data_access.migrate import _config, migrate
from data_access.releases import all_releases, read_content, release_heads_newest

PLACES = [*(str(p.parent) for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")), os.environ.get("PATH", "")]
INITDB = shutil.which("initdb", path=os.pathsep.join(PLACES))
pytestmark = pytest.mark.skipif(INITDB is None, reason="PostgreSQL is not installed")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The folder of its socket: it listens nowhere else. PostgreSQL does not run as root."""
    folder = tempfile.mkdtemp(prefix="wor-pg-")
    other: dict[str, Any] = {"user": "nobody"} if os.geteuid() == 0 else {}
    if other:
        shutil.chown(folder, "nobody")

    def run(program: str, *arguments: str) -> None:
        path = Path(str(INITDB)).with_name(program)
        subprocess.run(
            [path, "-D", f"{folder}/data", *arguments], check=True, cwd=folder, stdout=subprocess.DEVNULL, **other
        )

    run("initdb", "-U", "wor", "-A", "trust", "--no-sync", "-E", "UTF8")
    run("pg_ctl", "start", "-w", "-l", f"{folder}/log", "-o", f"-F -c listen_addresses='' -k {folder}")
    try:
        yield folder
    finally:
        run("pg_ctl", "stop", "-m", "immediate")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def engine(server: str) -> Iterator[Engine]:
    made = engine_for(f"postgresql://wor@/postgres?host={server}")
    migrate(made)
    yield made
    with writing(made) as connection:
        command.downgrade(_config(connection), "base")
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
