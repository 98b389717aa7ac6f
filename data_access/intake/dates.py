"""Days, months and periods as people and spreadsheets write them. Dutch order: day, month, year."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from domain.dutch import MONTHS, MONTHS_SHORT, local_day
from domain.periods import Grain, Period, parse_period

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
SERIAL_DAY_0 = date(1899, 12, 30)
SERIALS = range(36526, 73416)
"""Excel's numbers of the days from 2000 up to 2100: a number outside them is a mistake, not a day."""
ENGLISH = {"january": 1, "february": 2, "march": 3, "mar": 3, "may": 5, "june": 6, "july": 7, "august": 8,
           "october": 10, "oct": 10}  # fmt: skip
MONTH_WORDS = {
    **{word: n for n, word in enumerate(MONTHS, start=1)}, **{word: n for n, word in enumerate(MONTHS_SHORT, start=1)},
    "maa": 3, "mrt": 3, "sept": 9, "september": 9, **ENGLISH,
}  # fmt: skip
WEEKDAY = re.compile(r"^(ma|di|wo|do|vr|za|zo|maan|dins|woens|donder|vrij|zater|zon)(dag)?\.?,?\s+", re.IGNORECASE)
CLOCK = r"(?:[ T]+(?P<clock>\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
YEAR_FIRST = re.compile(rf"(?P<y>\d{{4}})(?P<s>[-/.])(?P<m>\d{{1,2}})(?P=s)(?P<d>\d{{1,2}}){CLOCK}")
DAY_FIRST = re.compile(rf"(?P<d>\d{{1,2}})(?P<s>[-/.]| )(?P<m>\d{{1,2}})(?P=s)(?P<y>\d{{4}}){CLOCK}")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}(?:[ T].*)?")
COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)")
IN_WORDS = re.compile(rf"(?P<d>\d{{1,2}})e?[-/. ]*(?P<word>[a-zA-Z]{{3,9}})\.?[-/., ]*(?P<y>\d{{4}}){CLOCK}")
TWO_DIGITS = re.compile(r"'?\d{1,2}([-/. ])(\d{1,2}|[a-zA-Z]{3,9}\.?)\1'?\d{2}")
MONTH_TWO_DIGITS = re.compile(r"([a-zA-Z]{3,9}\.?|\d{1,2})[-/ ]'?\d{2}")
NUMBER = r"(?P<n>[1-4]|eerste|tweede|derde|vierde)"
QUARTER = re.compile(
    rf"(?:q|k|kw|kwartaal)\s*{NUMBER}|{NUMBER.replace('<n>', '<n2>')}(?:e|ste|de)?\s*(?:kwartaal|kw|k|q)"
)
HALF = re.compile(
    rf"(?:h|halfjaar|helft)\s*{NUMBER}|"
    rf"{NUMBER.replace('<n>', '<n2>')}(?:e|ste|de)?\s*(?:halfjaar|half jaar|helft|h)"
)
ORDER = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}


def day_of(text: str) -> date:
    """Raises ValueError with the rule: date, two_digit_year or date_range."""
    bare = WEEKDAY.sub("", " ".join(text.split()))
    if re.fullmatch(r"\d{5}([.,]\d+)?", bare):
        return _serial(int(re.split(r"[.,]", bare)[0]))
    for pattern in (YEAR_FIRST, DAY_FIRST, COMPACT, IN_WORDS):
        if found := pattern.fullmatch(bare):
            return _within(found)
    raise ValueError("two_digit_year" if TWO_DIGITS.fullmatch(bare) else "date")


def either_way(texts: Iterable[str]) -> frozenset[str]:
    """The days with slashes that may have the month in front: 03/04/2026 is March to an American programme. None where
    another day of the column, such as 22/04/2026, tells that the day stands in front."""
    found = {text: (int(parts[1]), int(parts[2])) for text in texts if (parts := SLASHED.fullmatch(text.strip()))}
    day_in_front = any(first > 12 for first, _ in found.values()) and not any(last > 12 for _, last in found.values())
    return frozenset(text for text, (first, last) in found.items() if not day_in_front and first != last <= 12 >= first)


def _serial(number: int) -> date:
    if number not in SERIALS:
        raise ValueError("date_range")
    return SERIAL_DAY_0 + timedelta(days=number)


def _within(found: re.Match[str]) -> date:
    parts = found.groupdict()
    month = _month_number(parts["word"]) if parts.get("word") else int(parts["m"])
    try:
        day = date(int(parts["y"]), month, int(parts["d"]))
        if parts.get("zone"):
            day = local_day(datetime.fromisoformat(f"{day.isoformat()}T{parts['clock']:0>5}{parts['zone']}"))
    except (ValueError, OverflowError):
        raise ValueError("date") from None
    if not EARLIEST <= day <= LATEST:
        raise ValueError("date_range")
    return day


def _month_number(word: str) -> int:
    number = MONTH_WORDS.get(word.casefold().rstrip("."))
    if number is None:
        raise ValueError("date")
    return number


def month_of(text: str) -> str:
    """`2026-11`. A first day of a month counts: that is what a spreadsheet makes of `nov 2026`.

    Raises ValueError with the rule: month or two_digit_year.
    """
    bare = " ".join(text.casefold().split())
    for pattern in (r"(?P<y>20\d\d)[-/. ]?(?P<m>\d{1,2})", r"(?P<m>\d{1,2})[-/. ](?P<y>20\d\d)",
                    r"(?P<m>[a-z]{3,9})\.?[-/. ]*(?P<y>20\d\d)",
                    r"(?P<y>20\d\d)[-/. ]+(?P<m>[a-z]{3,9})\.?"):  # fmt: skip
        if found := re.fullmatch(pattern, bare):
            return _month_code(int(found["y"]), found["m"])
    if MONTH_TWO_DIGITS.fullmatch(bare):
        raise ValueError("two_digit_year")
    try:
        day = day_of(text)
    except ValueError:
        raise ValueError("month") from None
    if day.day != 1 or day.year < 2000:
        raise ValueError("month")
    return _month_code(day.year, str(day.month))


def _month_code(year: int, word: str) -> str:
    number = int(word) if word.isdecimal() else MONTH_WORDS.get(word, 0)
    if not 1 <= number <= 12:
        raise ValueError("month")
    return Period(year=year, grain=Grain.MONTH, number=number).code


def period_code(text: str) -> str:
    """`2026`, `2026-H1`, `2026-Q3`, `2026-07` or `vanaf-2023-07`. Raises ValueError with the rule: period."""
    bare = " ".join(text.split())
    try:
        return parse_period(bare.upper() if bare[:2] == "20" else bare.casefold()).code
    except ValueError:
        pass
    year = re.search(r"(?<!\d)20\d\d(?!\d)", bare)
    rest = re.sub(r"[-/,.]|\bvan\b", " ", bare.replace(year[0], " ").casefold()).strip() if year else ""
    for pattern, mark, most in ((QUARTER, "Q", 4), (HALF, "H", 2)):
        if year and (found := pattern.fullmatch(rest)):
            word = found["n"] or found["n2"]
            number = ORDER.get(word) or int(word)
            if number <= most:
                return f"{year[0]}-{mark}{number}"
    try:
        return month_of(bare)
    except ValueError:
        raise ValueError("period") from None
