"""Passwords that a guesser tries first: a known word or two, a name, a row of keys, with a year and signs around it.

Length says little: "Welkom2026!!" has twelve characters and is in every list of leaked passwords. So a password is laid
out in weak words, rows of keys and decoration. Where two weak words or fewer explain it, it is refused.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path
from unicodedata import combining, normalize

COMMON = Path(__file__).with_name("words") / "common.txt"
MOST_WORDS = 2
"""Three words that have nothing to do with each other are a password."""
MOST_STRAY = 2
"""Letters that no word explains, such as "op" between two names."""
SHORTEST, LONGEST = 3, 40
"""Of a weak word, and of a row of keys (a shorter one is in many words)."""
ROWS = (
    "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm",
    "wxcvbn", "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "qazwsxedcrfvtgbyhnujm",
    "zaqxswcdevfrbgtnhymju",
)  # fmt: skip
LEET = {"0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "€": "e", "|": "l"}
EITHER = ("il", "i")
"""What a 1 and a ! may stand for."""
UNIT = re.compile(r"(.+?)\1+")
DECORATED = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def is_weak(password: str, known: Iterable[str] = ()) -> bool:
    """`known`: further words that are easily guessed here, such as the name of the account and of municipalities."""
    words = _common() | {letters(word) for text in known for word in (text, *re.split(r"[\W\d_]+", text))}
    return any(_explained(text, words) for text in _readings(password))


def letters(text: str) -> str:
    """In small letters, without accents, digits and signs."""
    return "".join(sign for sign in _plain(text) if sign.isalpha())


@cache
def _common() -> frozenset[str]:
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _plain(text: str) -> str:
    return "".join(sign for sign in normalize("NFKD", text.lower()) if not combining(sign))


def _readings(password: str) -> Iterator[str]:
    """As it stands; and with what is around it taken off and signs read as the letters that they stand for. What is
    the same over and over counts once."""
    text = _plain(password)
    core = DECORATED.sub("", text)
    readings = [text]
    for one, mark in product(*EITHER):
        letter = LEET | {"1": one, "!": mark}
        undone = (letter.get(sign, sign) for sign in core)
        readings.append("".join(sign for sign in undone if sign.isalpha()))
    for reading in (*readings, letters(text)):
        whole = UNIT.fullmatch(reading)
        yield whole.group(1) if whole else reading


def _explained(text: str, words: frozenset[str] | set[str]) -> bool:
    """Whether few enough weak words, rows of keys, digits, signs and stray letters make up the text."""
    reached: list[set[tuple[int, int]]] = [set() for _ in range(len(text) + 1)]
    reached[0].add((0, 0))
    for place, ways in enumerate(reached[:-1]):
        for used, stray in ways:
            for length, is_word in _steps(text, place, words):
                if used + is_word <= MOST_WORDS:
                    reached[place + length].add((used + is_word, stray))
            if text[place].isalpha() and stray < MOST_STRAY:
                reached[place + 1].add((used, stray + 1))
    return bool(reached[-1])


def _steps(text: str, place: int, words: frozenset[str] | set[str]) -> Iterator[tuple[int, bool]]:
    """How far one goes on from a place, and whether that takes a weak word."""
    if not text[place].isalpha():
        yield 1, False
    for length in range(SHORTEST, min(LONGEST, len(text) - place) + 1):
        part = text[place : place + length]
        if part in words:
            yield length, True
        if len(set(part)) == 1 or any(part in row or part[::-1] in row for row in ROWS):
            yield length, False
