"""Names of municipalities, villages and practices to the codes that the database knows them by."""

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

from data_access.columns import Column
from data_access.intake.known import Known
from data_access.intake.plain import plain

Codes = frozenset[str]
Words = tuple[str, ...]
SHORT = {"hap": "huisartsenpraktijk", "huisartspraktijk": "huisartsenpraktijk", "st": "sint"}
GENERAL = {"huisartsenpraktijk", "praktijk", "gemeente", "huisartsen", "gezondheidscentrum"}
"""Words that a name may have or miss: "De Molen" is Huisartsenpraktijk De Molen, if only one is called so."""
NEAR = 0.6
MOST_WORDS = 30


def candidates(texts: Iterable[str], column: Column, known: Known, *, inside: bool = False) -> dict[str, Codes]:
    """By text the codes it can stand for: none, one, or more where places share a name.

    `inside`: a known name somewhere in the text counts as well, as in "dr. X, huisartsenpraktijk De Molen".
    """
    books = [known.codes.get(table, {}) for table in column.rule.refers]
    exact = {code for book in books for code in book} | set(column.rule.codes)
    full, core = _index(books, lambda words: words), _index(books, _core)
    found = {}
    for text in texts:
        words = _words(text)
        codes = full.get(words) or core.get(_core(words)) or (_within(words, full) if inside else frozenset())
        found[text] = frozenset({text}) if text in exact else codes or frozenset()
    return found


def nearest(text: str, column: Column, known: Known) -> str | None:
    """The known name most like the text, for "bedoelt u ...?"."""
    names = {plain(name): name for table in column.rule.refers for name in known.codes.get(table, {}).values()}
    close = get_close_matches(" ".join(_words(text)), list(names), n=1, cutoff=NEAR)
    return names[close[0]] if close else None


def _index(books: list[Mapping[str, str]], shape: Callable[[Words], Words]) -> dict[Words, Codes]:
    index: dict[Words, set[str]] = {}
    for book in books:
        for code, name in book.items():
            index.setdefault(shape(_words(name)), set()).add(code)
    index.pop((), None)
    return {words: frozenset(codes) for words, codes in index.items()}


def _words(text: str) -> Words:
    return tuple(SHORT.get(word, word) for word in plain(text).split())


def _core(words: Words) -> Words:
    return tuple(word for word in words if word not in GENERAL)


def _within(words: Words, index: Mapping[Words, Codes]) -> Codes | None:
    """The codes of the one known name that stands in the text as it is; a name within a longer one is no other."""
    few = words[:MOST_WORDS]
    most = max(map(len, index), default=0)
    spans = [(a, b) for a in range(len(few)) for b in range(a + 1, min(a + most, len(few)) + 1)]
    hits = [span for span in spans if few[slice(*span)] in index]
    longest = [(a, b) for a, b in hits if not any(c <= a and b <= d and (a, b) != (c, d) for c, d in hits)]
    names = {few[slice(*span)] for span in longest}
    return index[names.pop()] if len(names) == 1 else None
