"""`backup FILE`, `restore FILE` and `copy-to ADDRESS`."""

import argparse

from sqlalchemy import Engine

from data_access.backup import backup, copy_to, refuse_existing, restore
from data_access.commands.shared import Parsers, account, add_file, migrated, told
from data_access.copying import Fingerprint
from data_access.door.sessions import end_everything
from data_access.door.trace import record
from data_access.door.trace_lines import newest
from data_access.engine import AddressError, BusyError, DiskFullError, engine_for
from domain.dutch import plural
from domain.sign_ins import Ending
from domain.trace import Kind

NOT_TRACED = "Let op: dat deze reservekopie is gemaakt, kon niet in het logboek worden vastgelegd."

NO_ADDRESS = (
    "Dit is geen adres van een database. Schrijf het als postgresql+psycopg://naam:wachtwoord@server/wor of "
    "sqlite:////map/wor.db."
)


def add(parsers: Parsers) -> None:
    saving = parsers.add_parser("backup", help="een reservekopie van alles maken, in een bestand")
    add_file(saving, "file", "een bestand dat nog niet bestaat")
    saving.set_defaults(run=_backup)
    putting = parsers.add_parser("restore", help="een reservekopie terugzetten")
    add_file(putting, "file", "een bestand dat met backup is gemaakt")
    putting.add_argument("--vervang", action="store_true", help="ook als er al gegevens zijn: die verdwijnen dan")
    putting.set_defaults(run=_restore)
    moving = parsers.add_parser("copy-to", help="alles naar een andere, lege database brengen")
    moving.add_argument("address", help="postgresql+psycopg://naam:wachtwoord@server/wor")
    moving.set_defaults(run=_copy)


def _backup(chosen: argparse.Namespace) -> tuple[int, str]:
    engine = engine_for()
    refuse_existing(chosen.file)
    lines = [] if _traced(engine) else [NOT_TRACED]
    found = backup(engine, chosen.file, told)
    done = f"{_rows(found)} bewaard in {chosen.file}. Er staan gegevens van losse personen in: bewaar het veilig."
    return 0, "\n".join([*lines, done])


def _traced(engine: Engine) -> bool:
    """A full disk, or an import that takes long, is no reason to go without a backup."""
    try:
        record(engine, Kind.BACKED_UP, account=account())
    except (BusyError, DiskFullError):
        return False
    return True


def _restore(chosen: argparse.Namespace) -> tuple[int, str]:
    """Nobody is signed in after it. The trace becomes that of the backup: the line on it tells where the one ended that
    it took the place of."""
    engine = migrated()
    before = newest(engine)
    found = restore(engine, chosen.file, replace=chosen.vervang, progress=told)
    end_everything(engine, Ending.REVOKED)
    about = {"line": before.number, "hash": before.hash} if before else {}
    record(engine, Kind.RESTORED, account=account(), about=about)
    return 0, f"{_rows(found)} teruggezet."


def _copy(chosen: argparse.Namespace) -> tuple[int, str]:
    source, target = migrated(), _target(chosen.address)
    found = copy_to(source, target, told)
    record(source, Kind.COPIED, account=account(), about={"to": target.dialect.name})
    record(target, Kind.COPIED, account=account(), about={"from": source.dialect.name})
    lines = [f"{name}: {count}, {total[:16]}" for name, (count, total) in found.items() if count]
    done = f"{_rows(found)} overgebracht; aantallen en controlegetallen zijn gelijk."
    return 0, "\n".join([*lines, done, "Zet nu DATABASE_URL op het nieuwe adres."])


def _target(address: str) -> Engine:
    try:
        return engine_for(address)
    except AddressError:
        raise AddressError(NO_ADDRESS) from None  # it may hold a password


def _rows(found: Fingerprint) -> str:
    return plural(sum(count for count, _ in found.values()), "rij is", "rijen zijn")
