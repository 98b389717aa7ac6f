"""Brings a database to the newest tables. The Alembic configuration is made here; there is no ini file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from data_access.engine import SQLITE, DataAwayError, take_turn, writing

TURN = 20_230_704
"""Of who migrates, beside the turns of data_access/engine.py."""
MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Changes nothing in a database that is up to date. Replicas that start together take turns in PostgreSQL; with
    SQLite the second one may find the tables half made, and has to be started again. Raises DataAwayError."""
    if engine.dialect.name == SQLITE and engine.url.database:
        _make_file(Path(engine.url.database))
    with writing(engine) as connection:
        if engine.dialect.name != SQLITE:
            take_turn(connection, TURN)
        command.upgrade(config_for(connection), "head")


def _make_file(path: Path) -> None:
    """Here alone a new SQLite file is made."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError as error:
        raise DataAwayError from error


def draft(engine: Engine, message: str, name: str) -> None:
    """Writes a revision `name`: what the tables have and a migrated database has not, for a person to check."""
    with writing(engine) as connection:
        command.revision(config_for(connection), message, autogenerate=True, rev_id=name)


def known_revisions() -> frozenset[str]:
    script = ScriptDirectory(str(MIGRATIONS))
    return frozenset(revision.revision for revision in script.walk_revisions())


def config_for(connection: Connection) -> Config:
    """What Alembic's commands ask for, to work in the transaction of this connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
