"""Secrets for the browser: 256 bits that nobody can guess, of which the database keeps the SHA-256 alone."""

from hashlib import sha256
from secrets import token_urlsafe


def new_secret() -> str:
    return token_urlsafe(32)


def digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
