"""A first password that the machine thinks up: five plain words, of some 600. Good against who tries it at the door,
and to be replaced at the first sign-in."""

from functools import cache
from pathlib import Path
from secrets import choice

WORDS = Path(__file__).with_name("words") / "simple.txt"
HOW_MANY = 5


def proposed_password() -> str:
    return "-".join(choice(_words()) for _ in range(HOW_MANY))


@cache
def _words() -> tuple[str, ...]:
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())
