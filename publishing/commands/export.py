"""`python -m publishing export`: a release as a folder of files, for an auditor or for the attacker."""

import argparse
import sys
from pathlib import Path

from data_access.agreements import read_geography
from data_access.engine import DataAwayError, engine_for
from data_access.release_folder import export

HELP = "een vrijgave als map met bestanden wegschrijven"
DONE = "Vrijgave {} staat in {}."
CONFIDENTIAL = "Let op: het bewijs in deze map is vertrouwelijk. Het zegt welke getallen klein zijn."
NO_NUMBER = "Er is geen vrijgave met nummer {}."
NO_ROOM = "In {} kan niet worden geschreven. Kies een andere map."


def add(parser: argparse.ArgumentParser) -> None:
    parser.description = "Schrijft een vrijgave naar een map. Zonder --confidential alleen wat iedereen mag zien."
    parser.add_argument("number", type=int, metavar="NUMMER")
    parser.add_argument("folder", type=Path, metavar="MAP")
    parser.add_argument("--confidential", action="store_true", help="ook het vertrouwelijke bewijs")


def run(arguments: argparse.Namespace) -> int:
    try:
        engine = engine_for()
        geography = read_geography(engine)
        export(engine, arguments.number, arguments.folder, geography=geography, confidential=arguments.confidential)
    except DataAwayError as error:
        return _refused(str(error))
    except LookupError:
        return _refused(NO_NUMBER.format(arguments.number))
    except OSError:
        return _refused(NO_ROOM.format(arguments.folder))
    print(DONE.format(arguments.number, arguments.folder))
    if arguments.confidential:
        print(CONFIDENTIAL)
    return 0


def _refused(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2
