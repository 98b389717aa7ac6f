"""The secret that signs the sign-in cookie: from WOR_COOKIE_KEY, or made once and kept in the var folder."""

from data_access.kept_key import kept_key


def cookie_key() -> str:
    return kept_key("WOR_COOKIE_KEY", "cookie_key")
