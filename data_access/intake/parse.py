"""One cell of a delivered file: from text to a typed value, or the name of the rule that it breaks."""

import re
from collections.abc import Callable
from datetime import date

from data_access.columns import Column, Kind
from data_access.intake.ages import age_of, band_code
from data_access.intake.dates import day_of, month_of, period_code
from data_access.intake.numbers import LARGEST, Style, cents_of, decimal_of
from data_access.intake.personal import is_bsn
from domain.codes import AGE_BANDS

LARGEST_WHOLE = 2**31 - 1
"""What an integer column of PostgreSQL holds."""
LONGEST_TEXT = 2_000
SHARES = frozenset({"value", "share", "wor_share", "indexation"})
"""Columns of numbers that may be written with a percent sign."""
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
FORMULA_ERRORS = frozenset(
    "#N/A #N/B #REF! #VERW! #DIV/0! #DEEL/0! #NAME? #NAAM? #VALUE! #WAARDE! #NUM! #GETAL! #NULL! #LEEG!".split()  # noqa: SIM905
)
YES = frozenset("ja j yes y x waar true 1 ✓ ✔".split())  # noqa: SIM905
NO = frozenset("nee n no onwaar false 0".split())  # noqa: SIM905
WORD = re.compile(r"[A-Za-z0-9_-]{1,40}")
PSEUDONYM = re.compile(r"[A-Za-z0-9._:-]{1,64}")
MUNICIPALITY = re.compile(r"GM[0-9]{4}")


def parse_cell(text: str, column: Column, *, header: str = "", style: Style | None = None) -> object:
    """Raises ValueError with the name of the rule (explain.py has the sentences). `text` is not empty.

    `header`: the name of the column in the file; money under a name with 'cent' in it is in cents, else in euros.
    `style`: how the column as a whole writes its numbers, where that is clear.
    """
    if CONTROL.search(text):
        raise ValueError("control")
    if text.upper() in FORMULA_ERRORS:
        raise ValueError("formula_error")
    if column.rule.codes and not column.rule.refers:
        return _code(text, column)
    if column.kind is Kind.WHOLE:
        return _in_range(_whole(text, column, header, style), column)
    if column.kind is Kind.NUMBER:
        return _in_range(_number(text, column, style), column)
    return READERS[column.kind](text)


def _code(text: str, column: Column) -> str:
    if tuple(column.rule.codes) == tuple(AGE_BANDS):
        return band_code(text)
    words = text.casefold().split() if column.rule.several else [text.casefold()]
    known = {code.casefold(): code for code in column.rule.codes}
    if not words or not set(words) <= set(known):
        raise ValueError("code")
    return " ".join(dict.fromkeys(known[word] for word in words))


def _whole(text: str, column: Column, header: str, style: Style | None) -> int:
    if column.name.endswith("_cents"):
        return _cents(text, style) if "cent" in header.casefold() else cents_of(text, style)
    if column.name == "age":
        return age_of(text)
    number = decimal_of(text, style)
    if number != number.to_integral_value():
        raise ValueError("whole")
    return int(number)


def _number(text: str, column: Column, style: Style | None) -> float:
    """`80%` is 0.8, where the column takes shares."""
    if column.name in SHARES and text.endswith("%"):
        return float(decimal_of(text[:-1].rstrip(), style) / 100)
    return float(decimal_of(text, style))


def _cents(text: str, style: Style | None) -> int:
    try:
        number = decimal_of(text, style)
    except ValueError as error:
        raise ValueError("cents" if str(error) == "number" else str(error)) from None
    if number != number.to_integral_value():
        raise ValueError("cents")
    return int(number)


def _in_range(number: float, column: Column) -> float:
    most = LARGEST_WHOLE if column.kind is Kind.WHOLE else LARGEST
    low = -most if column.rule.low is None else column.rule.low
    high = most if column.rule.high is None else column.rule.high
    if not low <= number <= high:
        raise ValueError("range")
    return number


def _text(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise ValueError("text")
    return text


def _pattern(pattern: re.Pattern[str], rule: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise ValueError(rule)
        return text

    return check


def _pseudonym(text: str) -> str:
    if is_bsn(text):
        raise ValueError("bsn")
    return _pattern(PSEUDONYM, "pseudonym")(text)


def _yes_no(text: str) -> bool:
    word = text.casefold()
    if word not in YES and word not in NO:
        raise ValueError("yes_no")
    return word in YES


READERS: dict[Kind, Callable[[str], str | bool | date]] = {
    Kind.TEXT: _text,
    Kind.WORD: _pattern(WORD, "word"),
    Kind.MUNICIPALITY: _pattern(MUNICIPALITY, "municipality"),
    Kind.PSEUDONYM: _pseudonym,
    Kind.YES_NO: _yes_no,
    Kind.DATE: day_of,
    Kind.MONTH: month_of,
    Kind.PERIOD: period_code,
}
