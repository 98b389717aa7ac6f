"""A backup is one SQLite file, whatever the database is: it can be looked into, and put back into either of them."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from alembic import command
from sqlalchemy import Engine

from data_access.copying import Fingerprint, copy_rows, filled, fingerprint, refuse_difference
from data_access.engine import engine_for, reading, reading_at_once, writing, writing_alone
from data_access.intake.progress import Progress, quiet
from data_access.migrate import config_for, known_revisions, migrate
from data_access.wrong_use import WrongUse

THERE = "{} bestaat al. Kies een andere naam, zodat een oude reservekopie nooit verdwijnt."
MISSING = "{} is er niet, of is niet te lezen. Kijk de naam na, of geef het hele pad."
NO_ROOM = "{} is niet te schrijven. Kijk of de map bestaat, of u er mag schrijven en of er ruimte is."
NO_BACKUP = "{} is geen reservekopie van dit dashboard. Kies een bestand dat met 'backup' is gemaakt."
NEWER = "{} is gemaakt met een nieuwere versie van dit dashboard. Werk eerst het dashboard bij."
NOT_EMPTY = (
    "In deze database staan al gegevens; een reservekopie komt daarvoor in de plaats. Maak er eerst een reservekopie "
    "van, en voeg dan --vervang toe."
)
NOT_EMPTY_THERE = "In de nieuwe database staan al gegevens. Kies een lege database."


class BackupError(Exception):
    """A Dutch sentence with a next step. Nothing was changed."""


class NoFileError(BackupError, WrongUse):
    """There is no such backup, or none can be written there."""


def backup(engine: Engine, path: Path, progress: Progress = quiet) -> Fingerprint:
    """Written beside and renamed: a file with that name is always whole. Readable by the owner alone. Raises
    BackupError, CopyError and DataAwayError."""
    refuse_existing(path)
    beside = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        _begin(beside, path)
        found = _to_new_file(engine, beside, progress)
        beside.replace(path)
    except OSError as error:
        raise BackupError(NO_ROOM.format(path)) from error
    finally:
        for left in beside.parent.glob(f"{beside.name}*"):
            left.unlink()
    return found


def refuse_existing(path: Path) -> None:
    if path.exists():
        raise BackupError(THERE.format(path))


def _begin(beside: Path, path: Path) -> None:
    try:
        beside.touch(mode=0o600)
    except OSError as error:
        raise NoFileError(NO_ROOM.format(path)) from error


def refuse_missing(path: Path) -> None:
    """Raises NoFileError."""
    if not os.access(path, os.R_OK) or not path.is_file():
        raise NoFileError(MISSING.format(path))


def _to_new_file(engine: Engine, path: Path, progress: Progress) -> Fingerprint:
    made = engine_for(f"sqlite:///{path}")
    migrate(made)
    with reading_at_once(engine) as source, writing(made) as target:
        found = copy_rows(source, target, progress)
    made.dispose()
    with closing(sqlite3.connect(path)) as plain:  # one file, without a log beside it
        plain.execute("PRAGMA journal_mode=DELETE")
    return found


def restore(engine: Engine, path: Path, *, replace: bool = False, progress: Progress = quiet) -> Fingerprint:
    """The database becomes what the backup holds, in one transaction; the backup itself stays as it is. `replace`: also
    where the database has rows. Raises BackupError, CopyError and DataAwayError."""
    refuse_missing(path)
    migrate(engine)
    with reading(engine) as connection:
        if filled(connection) and not replace:
            raise BackupError(NOT_EMPTY)
    with TemporaryDirectory(prefix="wor-restore-") as folder:
        copy = Path(folder) / "copy.db"
        _copy_of(path, copy)
        source = engine_for(f"sqlite:///{copy}")
        migrate(source)  # a backup of an older version of the dashboard
        found = (_over_file if engine.dialect.name == "sqlite" else _over_rows)(source, engine, progress)
        source.dispose()
    return found


def _copy_of(path: Path, copy: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as plain:
            revisions = plain.execute("SELECT version_num FROM alembic_version").fetchall()
            if not revisions or revisions[0][0] not in known_revisions():
                raise BackupError(NEWER.format(path))
            with closing(sqlite3.connect(copy)) as made:
                plain.backup(made)
    except sqlite3.Error as error:
        raise BackupError(NO_BACKUP.format(path)) from error


def _over_file(source: Engine, target: Engine, progress: Progress) -> Fingerprint:
    """Page by page into the file itself: running processes keep it open, and see what was put back at once."""
    with reading(source) as connection:
        sent = fingerprint(connection, progress)
    with reading(source) as left, reading(target) as right:
        left.connection.driver_connection.backup(right.connection.driver_connection)  # type: ignore[union-attr]
    with reading(target) as connection:
        refuse_difference(sent, fingerprint(connection))
    return sent


def _over_rows(source: Engine, target: Engine, progress: Progress) -> Fingerprint:
    """Releases refuse to be deleted, so the tables themselves are made anew."""
    with reading_at_once(source) as left, writing_alone(target) as right:
        command.downgrade(config_for(right), "base")
        command.upgrade(config_for(right), "head")
        return copy_rows(left, right, progress)


def copy_to(source: Engine, target: Engine, progress: Progress = quiet) -> Fingerprint:
    """Moves an installation to another database, which has to be empty. Imports into the old one wait meanwhile. Raises
    BackupError, CopyError and DataAwayError; the new one then has no rows."""
    migrate(source)
    migrate(target)
    with writing_alone(source) as left, writing_alone(target) as right:
        if filled(right):
            raise BackupError(NOT_EMPTY_THERE)
        return copy_rows(left, right, progress)
