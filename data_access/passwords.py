"""Passwords: the rule, and the hash."""

import bcrypt

LEAST_CHARACTERS = 12
MOST_BYTES = 72
"""bcrypt reads no further than this."""


class PasswordError(ValueError):
    """A password that is not accepted; the text is a Dutch sentence that does not repeat it."""


def hash_password(password: str, rounds: int = 12) -> str:
    """The bcrypt hash; raises PasswordError. `rounds` is the cost: lower only in tests."""
    if len(password) < LEAST_CHARACTERS:
        raise PasswordError(f"Het wachtwoord is te kort: neem ten minste {LEAST_CHARACTERS} tekens.")
    if len(password.encode()) > MOST_BYTES:
        raise PasswordError(
            f"Het wachtwoord is te lang: neem ten hoogste {MOST_BYTES} tekens (letters met een accent tellen dubbel)."
        )
    return bcrypt.hashpw(password.encode(), bcrypt.gensalt(rounds)).decode()
