"""`python -m publishing verify`: does a release agree with its confidential certificate? No solver is needed for it.

Ends with 0 where it does, 1 with the faults where it does not, 2 where there is nothing to check.
"""

import argparse
import sys
import zipfile
from pathlib import Path

from polars.exceptions import PolarsError

from data_access.engine import DataAwayError, engine_for
from data_access.ledger import LedgerError
from data_access.release_folder import read_folder
from data_access.releases import all_releases, read_content
from domain.releases import ReleaseContent
from publishing.verify import faults

HELP = "een vrijgave nagaan met haar vertrouwelijke bewijs"
FINE = "in orde"
NO_NUMBER = "Er is geen vrijgave met nummer {}. Geef een nummer uit het register of een map."
NO_PROOF = "Het vertrouwelijke bewijs van {} ontbreekt of is niet te lezen. Exporteer met --confidential."
WRONG = (zipfile.BadZipFile, LookupError, OSError, ValueError, TypeError, PolarsError)


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = "Controleert zonder rekenhulp of alles wat te zien is klopt en wat klein is verborgen blijft."
    parser.add_argument("release", metavar="VRIJGAVE", help="nummer van een vrijgave, of een map met een export")


def run(arguments: argparse.Namespace) -> int:
    try:
        content, smallest = _read(arguments.release)
    except (LedgerError, DataAwayError) as error:
        print(error, file=sys.stderr)
        return 2
    try:
        found = list(faults(content, smallest))
    except WRONG:
        print(NO_PROOF.format(arguments.release), file=sys.stderr)
        return 2
    print("\n".join(found) or FINE)
    return 1 if found else 0


def _read(release: str) -> tuple[ReleaseContent, int]:
    """Raises LedgerError and DataAwayError."""
    if not release.isdecimal() or Path(release).is_dir():
        head, content = read_folder(Path(release))
        return content, head.smallest
    engine = engine_for()
    head_of = {head.number: head for head in all_releases(engine)}
    if int(release) not in head_of:
        raise LedgerError(NO_NUMBER.format(release))
    return read_content(engine, int(release), confidential=True), head_of[int(release)].smallest
