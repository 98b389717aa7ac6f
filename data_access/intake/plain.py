"""Words as they are compared: without capitals, accents, punctuation and double spaces."""

import re
import unicodedata


def plain(text: str) -> str:
    """ "Huisartsen-praktijk  ’t Hof " and "huisartsen praktijk t hof" are the same."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", bare.replace("'", "").replace("’", "").replace("‘", "")))
