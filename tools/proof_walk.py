"""The walk itself: a council member asks for every view, and everything that is sent is kept as facts."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from queue import SimpleQueue
from urllib.parse import parse_qs

from domain.periods import parse_period
from indicators.catalogue import CATALOGUE
from sample_data.install import PASSWORD
from tools.proof_facts import Fact, Reader, facts_of
from tools.proof_pages import in_page
from tools.proof_registered import Registered
from tools.proof_sheets import sheets
from tools.proof_tab import Seen, Tab
from tools.proof_views import View

Figure = tuple[str, str, str]
LOOKS = re.compile(
    r"\.selectbox\.options: |height_config|width_config|\.(?:marker|line|font|textfont|legend|margin)\b"
    r"|\.layout\.(?!annotations)"
    r"|\.(?:width|size|height|weight|cliponaxis|hoverinfo|constraintext|textposition|mode|type) "
)
SENTENCES = re.compile(r"\.\s|\n+| · |; ")
NUMBER = re.compile(r"\d")
MOMENT = re.compile(r" om \d\d\.\d\d uur")
AHEAD = 3
"""Views that each visitor may be ahead of the one that reads them: they are held in memory."""
KEPT = 12
"""Differences that are told in full; of the others only how many there are."""
Progress = Callable[[int, Seen], None]


@dataclass
class Walked:
    """`values`: of each cell every value it was shown with; `days`: the data date of a figure; `prints`: what a view
    looked like, to the letter and without its looks. `problems`: sentences."""

    values: dict[tuple[str, str, str, str], set[tuple[str, float]]] = field(default_factory=dict)
    days: dict[Figure, date] = field(default_factory=dict)
    prints: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    files: int = 0
    lines: int = 0

    def note(self, fact: Fact) -> None:
        self.values.setdefault(fact.cell, set()).add((fact.kind, fact.value))

    @property
    def facts(self) -> Iterator[Fact]:
        for cell, found in sorted(self.values.items()):
            yield from (Fact(*cell, kind, value) for kind, value in sorted(found))


def signed_in(tab: Tab, name: str = "raadslid") -> Tab:
    tab.open()
    tab.sign_in(name, PASSWORD)
    return tab


def walk(tabs: Sequence[Tab], wanted: Iterable[View], reader: Reader, secret: Registered, progress: Progress) -> Walked:
    walked = Walked()
    for number, (view, found) in enumerate(asked(tabs, wanted), start=1):
        for seen in found:
            take(walked, seen, view, reader, secret)
            progress(number, seen)
    walked.problems += conflicts(walked)
    return walked


def asked(tabs: Sequence[Tab], wanted: Iterable[View]) -> Iterator[tuple[View, list[Seen]]]:
    """The views in their order, each asked by the first visitor that is free."""
    free: SimpleQueue[Tab] = SimpleQueue()
    for tab in tabs:
        free.put(tab)

    def ask(view: View) -> tuple[View, list[Seen]]:
        tab = free.get()
        try:
            return view, list(looks(tab, view))
        finally:
            free.put(tab)

    with ThreadPoolExecutor(len(tabs)) as pool:
        waiting: deque[Future[tuple[View, list[Seen]]]] = deque()
        for view in wanted:
            waiting.append(pool.submit(ask, view))
            if len(waiting) > AHEAD * len(tabs):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def lands(tab: Tab) -> Callable[[View], str]:
    """Where the dashboard leads an address: it writes the period that it shows back into the address."""

    def period(view: View) -> str:
        tab.open(view.page, view.query)
        return parse_qs(tab.query).get("periode", [view.period])[0]

    return period


def looks(tab: Tab, view: View) -> Iterator[Seen]:
    """A view, and once more for each choice on a page that draws one part at a time."""
    yield tab.see(view.page, view.query)
    for family in tab.families()[1:]:
        yield tab.see(view.page, view.query, family)


def take(walked: Walked, seen: Seen, view: View, reader: Reader, secret: Registered) -> None:
    walked.prints[seen.where] = prints_of(seen)
    walked.files += len(seen.files)
    walked.lines += len(seen.said)
    walked.problems += [f"{seen.where}: fout op de pagina: {error}" for error in seen.exceptions]
    own = f"dag {parse_period(view.period).end}"  # a page says what stands at the end of its period
    found = [words for words in dict.fromkeys(secret.found_in(seen.raw)) if words != own]
    walked.problems += [f"{seen.where}: {words}" for words in found]
    for sheet in sheets(seen.files, reader.names, view.area):
        for fact in facts_of(sheet, reader):
            walked.note(fact)
        for table in CATALOGUE[sheet.indicator].tables[:1]:
            walked.days[table, sheet.area, sheet.period] = sheet.day
    for fact in in_page(seen, view.area, reader):
        walked.note(fact)


def prints_of(seen: Seen) -> tuple[bytes, bytes]:
    """Of every line with a number in it, and of all numbers with the words around them."""
    return _print(numbered(seen)), _print(pieces(seen))


def _print(lines: set[str]) -> bytes:
    made = blake2b(digest_size=16)
    for line in sorted(lines):
        made.update(line.encode() + b"\n")
    return made.digest()


def numbered(seen: Seen) -> set[str]:
    """The lines with a number in them, of the page and of its files; not when this visitor signed in."""
    lines = (*seen.said, *(line for file in seen.files for line in file.said))
    return {line for line in lines if NUMBER.search(line) and not (seen.page == "account" and MOMENT.search(line))}


def pieces(seen: Seen) -> set[str]:
    """The sentences, values and lists of values with a number in them; how a thing looks and what to choose from is
    none of these."""
    lines = [line for line in numbered(seen) if not LOOKS.search(line)]
    return {piece for line in lines for piece in SENTENCES.split(line) if NUMBER.search(piece)}


def differences(seen: Seen, other: Seen, words: str) -> list[str]:
    """Every line with a number that one of the two shows and the other does not."""
    one, two = numbered(seen), numbered(other)
    found = [f"{seen.where}: alleen op de gewone server: {line[:300]}" for line in sorted(one - two)]
    found += [f"{seen.where}: alleen {words}: {line[:300]}" for line in sorted(two - one)]
    return [*found[:KEPT], *(f"{seen.where} {words}: fout op de pagina: {error}" for error in other.exceptions)]


def missing(seen: Seen, other: Seen) -> list[str]:
    """Every number that is shown and does not follow from what the other was given."""
    found = [f"{seen.where}: niet te verklaren: {piece[:300]}" for piece in sorted(pieces(seen) - pieces(other))]
    return [*found[:KEPT], *(f"{seen.where}: fout op de herbouwde pagina: {error}" for error in other.exceptions)]


def conflicts(walked: Walked) -> Iterator[str]:
    """One cell with two values: then one of the two is of another release."""
    for cell, found in walked.values.items():
        for kind in {kind for kind, _ in found}:
            values = sorted(value for k, value in found if k == kind)
            if len(values) > 1:
                yield f"{' '.join(cell)}: getoond als {values}"
