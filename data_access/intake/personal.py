"""What a text looks like when it is about a person: the patterns that the guard and every echo of a value share.

Patterns are regular expressions of both Python and Polars (Rust): no look-around.
"""

import re
from itertools import pairwise

from data_access.intake.first_names import FIRST_NAMES, SURNAMES

EMAIL = r"[^\s@;,<>()]+@[^\s@;,<>()]+\.[A-Za-z]{2,}"
DATE = r"\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b"
"""Taken out before telephone numbers are looked for: 05-11-2026 10:30 is none."""
PHONE = (
    r"(?:^|[^\d\w+-])(?:(?:\+|00)31[\s.-]*(?:\(0\))?|\(?0)(?:6[\s.-]*(?:\d[\s.-]*){7}\d"
    r"|[1-57-9]\d\)?[\s.-]*(?:\d[\s.]*){6}\d|[1-57-9]\d{2}\)?[\s.-]*(?:\d[\s.]*){5}\d)(?:$|[^\d\w-])"
)
POSTCODE = r"(?:^|[^\w])[1-9]\d{3} ?(?:[A-RT-Z][A-Z]|S[BCE-RT-Z])(?:$|[^\w])"
POSTCODE_ALONE = r"(?i)^[1-9]\d{3} ?(?:[A-RT-Z][A-Z]|S[BCE-RT-Z])(?: \d{1,5} ?[A-Z]{0,3})?$"
IBAN = r"\bNL\d{2} ?[A-Z]{4} ?\d{4} ?\d{4} ?\d{2}\b"
BORN = (
    r"(?i)\b(?:geb(?:oren|oortedatum|\.?dat)?|born|dob)\b[.:]?\s*(?:op\s*)?"
    r"\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{2,4}"
)
NINE_DIGITS = r"^\d{9}$|^\d{4}\.\d{2}\.\d{3}$|^\d{3}[ .]\d{3}[ .]\d{3}$|^\d{4}[ .]\d{2}[ .]\d{3}$"
NINE_INSIDE = r"(?:^|[^\w.,-])(\d{9})(?:$|[^\w,-])"
PARTICLE = r"(?:(?:van|de|der|den|ter|ten|te|'t|’t|in|op|el|al|bin|ben|von|la|le|du|da|dos)\s+)*"
NAME = r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ'’-]*[a-zß-öø-ÿ]"
TITLE = r"(?:[Dd]hr|[Mm]w|[Mm]evr|[Mm]evrouw|[Mm]eneer|[Dd]e heer|[Hh]r|[Mm]rs|[Mm]s)\.?"
LETTERS = r"(?:[A-Z][a-z]?\.\s?){1,5}"
NAME_SHAPES = (
    rf"(?:^|[\s,(]){TITLE}\s+(?:{LETTERS})?{PARTICLE}{NAME}",
    rf"^{LETTERS}\s?{PARTICLE}{NAME}(?:[ -]+{PARTICLE}{NAME})?$",
    rf"^(?:{PARTICLE}{NAME})(?:-{PARTICLE}{NAME})?,\s*{LETTERS}(?:\s*(?:van|de|der|den|ter|ten|te|'t))*$",
)
"""Mw. de Vries; J.P. van der Berg-Smit; Vries, J. de."""
ANYWHERE = {"guard_email": EMAIL, "guard_address": POSTCODE, "guard_account": IBAN, "guard_birth": BORN}
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
LONGEST_SHOWN = 40
LINKS = frozenset("van de der den ter ten te 't t in op el al bin ben von la le du da dos".split())  # noqa: SIM905


def is_bsn(text: str) -> bool:
    """Nine digits, however they are divided, that pass the eleven test, which every BSN does."""
    if not re.fullmatch(NINE_DIGITS, text.strip()):
        return False
    digits = [int(digit) for digit in text if digit.isdecimal()]
    return any(digits) and sum(weight * digit for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0


def has_phone(text: str) -> bool:
    return re.search(PHONE, re.sub(DATE, " ", text)) is not None


def is_name(text: str) -> bool:
    """A shape that only names have, or somewhere a first name with what looks like a surname behind it."""
    if any(re.search(shape, text) for shape in NAME_SHAPES):
        return True
    words = [word for word in re.findall(r"[^\W\d_][^\s\d_,;()]*", text) if word.casefold() not in LINKS]
    if "," in text and words and words[-1].casefold() in FIRST_NAMES:
        return True
    return any(_first_and_last(first, last) for first, last in pairwise(words))


def _first_and_last(first: str, last: str) -> bool:
    if first.casefold() not in FIRST_NAMES:
        return False
    return last.casefold() in SURNAMES or (first[0].isupper() and last[0].isupper())


def looks_personal(text: str) -> bool:
    """For one value that would be shown: rather one too many hidden than one resident shown."""
    if any(re.search(pattern, text) for pattern in ANYWHERE.values()) or re.search(POSTCODE_ALONE, text):
        return True
    inside = re.findall(NINE_INSIDE, text)
    return is_bsn(text) or any(is_bsn(number) for number in inside) or has_phone(text) or is_name(text)


def _is_one_name(text: str) -> bool:
    """One word, and a first name or a surname: too little to refuse a file for, and too much to repeat."""
    word = text.strip().casefold()
    return word in FIRST_NAMES or word in SURNAMES


def shown(text: str | None) -> str | None:
    """The value as it may stand in a message: None where it may be personal, and never a long text."""
    if text is None or len(text) > 5 * LONGEST_SHOWN or looks_personal(text) or _is_one_name(text):
        return None
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
