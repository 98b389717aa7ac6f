"""What the columns and the words of a supplier's spreadsheet mean in the contract."""

import json
import re
from collections import abc
from dataclasses import dataclass, field

from data_access.contract import CONTRACT
from data_access.intake.headers import may_be_personal, of_a_referrer

IN_A_SAFE_WAY = ("practice", "referrer", "reason")
"""Columns of a referral that a file may fill with a referrer's name or a description: only the code is kept of them."""
OF_ORGANISATIONS = ("name", "partner")
"""Columns of other tables that hold the name of a practice, a place or an organisation, and never of a resident."""
Seal = abc.Callable[[str, str], str]
"""From a column and a text to what is kept in the place of the text (seals.py)."""
SEALED = re.compile(r"hmac:[0-9a-f]{32}")
LEFT_OUT = ""
"""In a remembered mapping: the column of a header that the supplier's files have and that is not taken in."""
EMPTY = ""
"""The code of a word that says nothing, such as "onbekend" where a cell may be empty."""


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """`columns`: header of the file -> column of the contract; a header that is not in it is not taken in.

    `values`: column -> text as delivered (casefolded) -> code, or EMPTY. `constants`: column -> value for all rows.
    `complete`: the delivery is all there is, so what is missing in it has vanished.
    """

    supplier: str
    table: str
    columns: abc.Mapping[str, str]
    values: abc.Mapping[str, abc.Mapping[str, str]] = field(default_factory=dict)
    constants: abc.Mapping[str, str] = field(default_factory=dict)
    complete: bool = False

    def header_of(self, column: str) -> str | None:
        """The header of the file that fills the column."""
        return next((header for header, name in self.columns.items() if name == column), None)


def safe_headers(mapping: Mapping, headers: abc.Iterable[str] = ()) -> frozenset[str]:
    """What `guard` lets pass: headers whose texts become a code and are then dropped, and names of organisations.

    With the headers of the sheet also those over a referrer's name or a description that are not taken in at all. A
    name of an organisation passes only where the rest of its table is there too: a list of residents has a "Naam" and
    a "Gemeente" as well.
    """
    filled = {*mapping.columns.values(), *mapping.constants}
    organisations = OF_ORGANISATIONS if CONTRACT[mapping.table].required <= filled else ()
    names = IN_A_SAFE_WAY if mapping.table == "referral" else organisations
    taken = {header for header, column in mapping.columns.items() if column in names}
    return frozenset(taken | {header for header in headers if of_a_referrer(header)})


def named_headers(mapping: Mapping) -> frozenset[str]:
    """Headers over the names of what the table is of, where someone has said which table it is: then "Naam" above a
    list of practices announces no residents."""
    names = () if mapping.table == "referral" else OF_ORGANISATIONS
    return frozenset(header for header, column in mapping.columns.items() if column in names)


def is_sealed(text: str) -> bool:
    """Whether it is what is kept in the place of a text, and no text itself."""
    return SEALED.fullmatch(text) is not None


def is_hidden(mapping: Mapping, column: str) -> bool:
    """Whether the texts of the column may be of a person: never to be told, logged or kept. Without a header too: the
    answers are then of a header that it had before."""
    if mapping.table != "referral" or column not in IN_A_SAFE_WAY:
        return False
    header = mapping.header_of(column)
    return header is None or may_be_personal(header, column)


def as_json(mapping: Mapping, seal: Seal | None = None) -> str:
    """For the database: of columns that may hold a name or a description of a person no text, but its seal, or
    nothing."""
    values = {column: _kept(mapping, column, words, seal) for column, words in mapping.values.items()}
    plain = {
        **vars(mapping), "columns": dict(mapping.columns), "constants": dict(mapping.constants),
        "values": {column: words for column, words in values.items() if words},
    }  # fmt: skip
    return json.dumps(plain, sort_keys=True, ensure_ascii=False)


def _kept(mapping: Mapping, column: str, words: abc.Mapping[str, str], seal: Seal | None) -> dict[str, str]:
    if not is_hidden(mapping, column):
        return dict(words)
    return {k if is_sealed(k) else seal(column, k): code for k, code in words.items()} if seal else {}


def from_json(text: str) -> Mapping:
    """Raises ValueError or TypeError where the text is not of `as_json`."""
    return Mapping(**json.loads(text))
