"""`backup FILE`, `restore FILE` and `copy-to ADDRESS`."""

import argparse

from data_access.backup import backup, copy_to, restore
from data_access.commands.shared import Parsers, add_file, told
from data_access.copying import Fingerprint
from data_access.engine import engine_for
from domain.dutch import plural


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
    found = backup(engine_for(), chosen.file, told)
    return 0, f"{_rows(found)} bewaard in {chosen.file}. Er staan gegevens van losse personen in: bewaar het veilig."


def _restore(chosen: argparse.Namespace) -> tuple[int, str]:
    found = restore(engine_for(), chosen.file, replace=chosen.vervang, progress=told)
    return 0, f"{_rows(found)} teruggezet."


def _copy(chosen: argparse.Namespace) -> tuple[int, str]:
    found = copy_to(engine_for(), engine_for(chosen.address), told)
    lines = [f"{name}: {count}, {total[:16]}" for name, (count, total) in found.items() if count]
    done = f"{_rows(found)} overgebracht; aantallen en controlegetallen zijn gelijk."
    return 0, "\n".join([*lines, done, "Zet nu DATABASE_URL op het nieuwe adres."])


def _rows(found: Fingerprint) -> str:
    return plural(sum(count for count, _ in found.values()), "rij is", "rijen zijn")
