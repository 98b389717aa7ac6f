"""`python -m data_access`: check, take in and take back deliveries, look after the database and the accounts.

Ends with 0 when done, 1 when refused (a Dutch sentence on stderr says why), 2 when called in a wrong
way, or for what is not there.
"""

import argparse
import sys
from collections.abc import Callable, Sequence

from data_access.accounts import AccountError
from data_access.backup import BackupError
from data_access.commands import accounts, backups, check, export, history, sessions, tables, take, trace, undo
from data_access.copying import CopyError
from data_access.engine import DataAwayError
from data_access.imports.refused import ImportRefused
from data_access.logs import configure
from data_access.problems import LoadError
from data_access.wrong_use import WrongUse

COMMANDS = (check, take, undo, history, export, backups, tables, accounts, sessions, trace)
REFUSED = (
    LoadError, ImportRefused, AccountError, BackupError, CopyError, export.ExportError, trace.TraceError, DataAwayError,
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    chosen = parser().parse_args(arguments)
    configure(sys.stderr)  # the answer of a command goes to stdout
    run: Callable[[argparse.Namespace], tuple[int, str]] = chosen.run
    try:
        code, text = run(chosen)
    except REFUSED as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, WrongUse) else 1
    print(text)
    return code


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m data_access", description="Gegevens en accounts van WOR-monitor.")
    parts = made.add_subparsers(required=True, metavar="OPDRACHT")
    for command in COMMANDS:
        command.add(parts)
    return made


if __name__ == "__main__":
    sys.exit(main())
