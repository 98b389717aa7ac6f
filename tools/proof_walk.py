"""The walk itself: a council member asks two servers for every view, and everything that is sent is kept as facts."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from indicators.catalogue import CATALOGUE
from sample_data.install import PASSWORD
from tools.proof_facts import Fact, Reader, facts_of
from tools.proof_pages import in_page
from tools.proof_registered import Registered
from tools.proof_sheets import sheets
from tools.proof_tab import Seen, Tab
from tools.proof_views import View

Figure = tuple[str, str, str]
NUMBER = re.compile(r"\d")
KEPT = 12
"""Differences that are told in full; of the others only how many there are."""
Progress = Callable[[int, Seen], None]


@dataclass
class Walked:
    """`values`: of each cell every value it was shown with; `days`: the data date of a figure; `prints`: what a view
    looked like. `problems`: sentences."""

    values: dict[tuple[str, str, str, str], set[tuple[str, float]]] = field(default_factory=dict)
    days: dict[Figure, date] = field(default_factory=dict)
    prints: dict[str, bytes] = field(default_factory=dict)
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


def walk(
    tab: Tab, beside: Tab | None, wanted: Iterable[View], reader: Reader, secret: Registered, progress: Progress
) -> Walked:
    """`beside`: the same visitor at a server that cannot read registrations; each view must be the same there."""
    walked = Walked()
    for number, view in enumerate(wanted, start=1):
        for seen in looks(tab, view):
            take(walked, seen, view, reader, secret)
            if beside is not None:
                walked.problems += differences(seen, again(beside, seen), "zonder registraties")
            progress(number, seen)
    walked.problems += conflicts(walked)
    return walked


def looks(tab: Tab, view: View) -> Iterator[Seen]:
    """A view, and once more for each choice on a page that draws one part at a time."""
    yield tab.see(view.page, view.query)
    for family in tab.families()[1:]:
        yield tab.see(view.page, view.query, family)


def again(tab: Tab, seen: Seen) -> Seen:
    query, _, family = seen.query.partition("#")
    return tab.see(seen.page, query, family or None)


def take(walked: Walked, seen: Seen, view: View, reader: Reader, secret: Registered) -> None:
    walked.prints[seen.where] = print_of(seen)
    walked.files += len(seen.files)
    walked.lines += len(seen.said)
    walked.problems += [f"{seen.where}: fout op de pagina: {error}" for error in seen.exceptions]
    walked.problems += [f"{seen.where}: {found}" for found in dict.fromkeys(secret.found_in(seen.raw))]
    for sheet in sheets(seen.files, reader.names, view.area):
        for fact in facts_of(sheet, reader):
            walked.note(fact)
        for table in CATALOGUE[sheet.indicator].tables[:1]:
            walked.days[table, sheet.area, sheet.period] = sheet.day
    for fact in in_page(seen, view.area, reader):
        walked.note(fact)


def print_of(seen: Seen) -> bytes:
    print_ = blake2b(digest_size=16)
    for line in numbered(seen):
        print_.update(line.encode() + b"\n")
    return print_.digest()


def numbered(seen: Seen) -> list[str]:
    """The lines with a number in them, of the page and of its files."""
    lines = [*seen.said, *(line for file in seen.files for line in file.said)]
    return sorted({line for line in lines if NUMBER.search(line)})


def differences(seen: Seen, other: Seen, words: str) -> list[str]:
    """Every number that one of the two shows and the other does not: it is explained by nothing that both have."""
    one, two = set(numbered(seen)), set(numbered(other))
    found = [f"{seen.where}: alleen op de gewone server: {line[:300]}" for line in sorted(one - two)]
    found += [f"{seen.where}: alleen {words}: {line[:300]}" for line in sorted(two - one)]
    found += [f"{seen.where} {words}: fout op de pagina: {error}" for error in other.exceptions]
    return found[:KEPT]


def conflicts(walked: Walked) -> Iterator[str]:
    """One cell with two values: then one of the two is of another release."""
    for cell, found in walked.values.items():
        for kind in {kind for kind, _ in found}:
            values = sorted(value for k, value in found if k == kind)
            if len(values) > 1:
                yield f"{' '.join(cell)}: getoond als {values}"
