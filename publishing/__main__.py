"""`python -m publishing`: making, checking and attacking publications.

Ends with 0 when all is well, 1 when something was found or refused, 2 when called in a wrong way.
"""

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

from data_access.logs import configure
from publishing.commands import attack, export, release, verify

COMMANDS = {"release": release, "verify": verify, "export": export, "attack": attack}
"""Each has HELP, `add(parser)` and `run(arguments) -> int`."""


class DutchParser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """argparse's own sentence is English; it follows between brackets for who knows it."""
        self.print_usage(sys.stderr)
        self.exit(2, f"De opdracht is niet goed geschreven ({message}). Hulp: {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = DutchParser(prog="python -m publishing", description="Publicaties maken, nagaan en proberen te kraken.")
    parts = parser.add_subparsers(required=True, dest="command", metavar=f"{{{','.join(COMMANDS)}}}")
    for name, command in COMMANDS.items():
        command.add(parts.add_parser(name, help=command.HELP))
    chosen = parser.parse_args(arguments)
    configure(sys.stderr)  # the answer of a command goes to stdout
    return COMMANDS[chosen.command].run(chosen)


if __name__ == "__main__":
    sys.exit(main())
