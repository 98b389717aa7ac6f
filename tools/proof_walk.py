"""The walk itself: a council member asks two servers for every view, and everything that is sent is kept as facts."""

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
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
CHOICES = ".selectbox.options: "
"""The names of periods and areas to choose from."""
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
    with ThreadPoolExecutor(1) as other:
        for number, view in enumerate(wanted, start=1):
            waiting = other.submit(lambda v=view: list(looks(beside, v))) if beside is not None else None  # type: ignore[misc]
            found = list(looks(tab, view))
            for seen in found:
                take(walked, seen, view, reader, secret)
                progress(number, seen)
            if waiting is not None:
                for seen, same in zip(found, waiting.result(), strict=True):
                    walked.problems += differences(seen, same, "zonder registraties", choices=True)
    walked.problems += conflicts(walked)
    return walked


def looks(tab: Tab, view: View) -> Iterator[Seen]:
    """A view, and once more for each choice on a page that draws one part at a time."""
    yield tab.see(view.page, view.query)
    for family in tab.families()[1:]:
        yield tab.see(view.page, view.query, family)


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
    for line in sorted(numbered(seen)):
        print_.update(line.encode() + b"\n")
    return print_.digest()


def numbered(seen: Seen, *, choices: bool = False) -> set[str]:
    """The lines with a number in them, of the page and of its files. `choices`: also the periods to choose from."""
    lines = [*seen.said, *(line for file in seen.files for line in file.said)]
    return {line for line in lines if NUMBER.search(line) and (choices or CHOICES not in line)}


def differences(seen: Seen, other: Seen, words: str, *, choices: bool = False) -> list[str]:
    """Every number that one of the two shows and the other does not: it is explained by nothing that both have."""
    one, two = numbered(seen, choices=choices), numbered(other, choices=choices)
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
