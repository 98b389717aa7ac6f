"""What a referrer's name or a description was said to mean, remembered without the text.

Of the text a seal is kept: a keyed hash (HMAC-SHA-256) with a secret of the installation that is not in the database.
The same text gives the same seal, so its meaning is found again; from the seal nobody finds the text, nor tries out
names without the secret. Where the secret is lost every text is asked once more.
"""

import hmac
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import replace
from functools import partial

from data_access.intake.book import Sheet
from data_access.intake.mapping import IN_A_SAFE_WAY, Mapping, Seal, is_sealed
from data_access.intake.plain import plain
from data_access.kept_key import kept_key

MARK = "hmac:"
DIGITS = 32
"""128 bits of the hash: no two texts will share them."""
MOST = 10_000
"""Distinct texts of one column; a column with more of them is refused as one of words."""


def sealing(supplier: str) -> Seal:
    """How the texts of a supplier are sealed: with the secret of WOR_TEXT_KEY, or of the var folder."""
    return partial(_seal, kept_key("WOR_TEXT_KEY", "text_key").encode(), supplier)


def _seal(key: bytes, supplier: str, column: str, text: str) -> str:
    """Capitals, accents and punctuation make no other text. Each supplier and column has seals of its own."""
    told = "\n".join((supplier, column, plain(text) or text.casefold()))
    return MARK + hmac.digest(key, told.encode(), "sha256").hex()[:DIGITS]


def opened(sheet: Sheet, mapping: Mapping, past: Iterable[Mapping], seal: Seal) -> Mapping:
    """The mapping, with the meaning of each text of the sheet whose seal is remembered from earlier files."""
    if mapping.table != "referral":
        return mapping
    files = [before for before in past if (before.supplier, before.table) == (mapping.supplier, mapping.table)]
    values = {column: dict(words) for column, words in mapping.values.items()}
    for column in IN_A_SAFE_WAY:
        header = mapping.header_of(column)
        meant = _sealed(files, column)
        if header in sheet.header and meant:
            texts = sheet.distinct(header).head(MOST).to_list()
            known = {text.casefold(): meant[mark] for text in texts if (mark := seal(column, text)) in meant}
            values[column] = known | values.get(column, {})
    return replace(mapping, values=values)


def _sealed(newest_first: list[Mapping], column: str) -> Dict[str, str]:
    """Seal -> code; of two answers the newest counts."""
    found: dict[str, str] = {}
    for before in newest_first:
        found = {k: code for k, code in before.values.get(column, {}).items() if is_sealed(k)} | found
    return found
