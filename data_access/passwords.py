"""Passwords: the rules, and the hash."""

from collections.abc import Iterable

import bcrypt

from data_access.door.weak import is_weak

LEAST_CHARACTERS = 12
MOST_BYTES = 72
"""bcrypt reads no further than this."""
SAMPLE_PASSWORD = "welzijn-op-recept"  # noqa: S105  (no secret: it stands on the screen and in README)
"""Of the accounts that come with the sample data, and of no other: nobody can choose it."""
ADVICE = "Neem drie of vier gewone woorden die niets met elkaar te maken hebben: dat onthoudt u, en niemand raadt het."
RULES = (
    f"Een wachtwoord heeft {LEAST_CHARACTERS} tekens of meer. {ADVICE} Hoofdletters, cijfers en leestekens mogen, maar "
    "hoeven niet. Een bekend woord, een naam, een seizoen of een rijtje toetsen met een jaartal erachter kan niet."
)
SHORT = f"Het wachtwoord is te kort: neem ten minste {LEAST_CHARACTERS} tekens. {ADVICE}"
LONG = f"Het wachtwoord is te lang: neem ten hoogste {MOST_BYTES} tekens (letters met een accent tellen dubbel)."
UNREADABLE = "In het wachtwoord staat een teken dat we niet kunnen bewaren. Typ het opnieuw, met gewone tekens."
WEAK = f"Dit wachtwoord is makkelijk te raden: het is een bekend woord, een naam of een rijtje met iets erbij. {ADVICE}"


class PasswordError(ValueError):
    """A password that is not accepted; the text is a Dutch sentence that does not repeat it."""


def hash_password(password: str, rounds: int = 12, *, known: Iterable[str] = (), sample: bool = False) -> str:
    """The bcrypt hash; raises PasswordError. `rounds` is the cost: lower only in tests.

    `known`: words that are easily guessed here (data_access.door.weak). `sample`: for an account of the sample data,
    which alone may have SAMPLE_PASSWORD.
    """
    if not (sample and password == SAMPLE_PASSWORD):
        _check(password, known)
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds)).decode()


def _check(password: str, known: Iterable[str]) -> None:
    if not _can_be_kept(password):
        raise PasswordError(UNREADABLE)
    if len(password) < LEAST_CHARACTERS:
        raise PasswordError(SHORT)
    if len(password.encode()) > MOST_BYTES:
        raise PasswordError(LONG)
    if is_weak(password, known):
        raise PasswordError(WEAK)


def fits_hash(password: str, hashed: str) -> bool:
    """Whether it is the password of the hash; one that bcrypt cannot read whole is nobody's."""
    if not _can_be_kept(password) or len(password.encode()) > MOST_BYTES:
        return False
    return bcrypt.checkpw(password.encode(), hashed.encode())


def _can_be_kept(password: str) -> bool:
    """bcrypt reads up to a NUL; a lone half of a character has no bytes at all."""
    try:
        password.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in password
