"""What is wrong with a delivered file, in Dutch sentences that say where, what and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from data_access.columns import Column, Kind

MOST = 20
"""Sentences in one report: enough to repair by, short enough to read."""
LONGEST_ECHO = 40


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    """`row` is the row of the spreadsheet, as the file numbers it, 0 for the file as a whole; `column` its own header.

    `text` says in Dutch what is wrong and how to mend it. `rule` is a short name for machines. `value` is the cell as
    delivered: None where it may be personal, or where there is none. A warning does not block.
    """

    file: str
    row: int = 0
    column: str = ""
    text: str
    rule: str = ""
    value: str | None = field(default=None, compare=False)
    warning: bool = False

    def __str__(self) -> str:
        row = f", rij {self.row}" if self.row else ""
        column = f", kolom {self.column.removeprefix('kolom ')}" if self.column else ""
        return f"{self.file}{row}{column}: {self.text}"


class LoadError(Exception):
    """The delivery is refused and nothing is stored. `problems` holds the first MOST, in order of file and row."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = sorted(problems)
        self.problems = tuple(found[:MOST])
        more = [f"Er zijn meer fouten; dit zijn de eerste {MOST}."] if len(found) > MOST else []
        super().__init__("\n".join([*map(str, self.problems), *more, "Er is niets opgeslagen."]))


def echo(column: Column, value: str) -> str:
    """The value between quotes; never that of a pseudonym, which may turn out to be a name or a number of a person."""
    if column.kind is Kind.PSEUDONYM:
        return "de waarde (hier niet getoond)"
    return f'"{value[:LONGEST_ECHO]}{"..." if len(value) > LONGEST_ECHO else ""}"'
