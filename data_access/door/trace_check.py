"""Holds the trace against itself: a line that was changed, is missing, or was put in between breaks the chain.

What the chain cannot tell by itself, that its end was cut off or that all of it was written anew, it tells with an
anchor: the number and hash of a line that were kept elsewhere, such as in the server's log. docs/trace.md has the
same check as a few lines for somebody who trusts none of our code.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from data_access.door.trace import BEGIN, events, line_hash, record
from domain.trace import Event, Kind

MOST = 20
"""Sentences in one report."""
CHANGED = "Regel {} is veranderd nadat zij is geschreven."
NOT_NEXT = "Regel {} hoort niet na regel {}: een van de twee is ertussen gezet of vervangen."
ONE_GONE, GONE = "Regel {} ontbreekt.", "De regels {} tot en met {} ontbreken."
NO_BEGIN = "Regel {} is niet het begin: wat ervoor stond is weg zonder dat een regel dat zegt."
OTHER_BEGIN = "Regel {} sluit niet aan op de regels die volgens regel {} zijn verwijderd."
STILL = "Volgens regel {} zijn de regels tot en met {} verwijderd, maar regel {} staat er nog."
UNREADABLE = "Na regel {} staat een regel die niet te lezen is: zij is veranderd. Wat daarna komt, is niet nagekeken."
CUT_OFF = "Het einde is weg: regel {} is elders bewaard, en de laatste regel is nu {}."
REWRITTEN = "Regel {} is een andere dan elders is bewaard: zij, of een regel ervoor, is opnieuw geschreven."
TOO_OLD = "Regel {} is met de bewaartermijn verwijderd: met het bewaarde controlegetal is niets meer te vergelijken."


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """What was kept elsewhere of a line. `hash`: its first 16 signs or more."""

    number: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class Checked:
    """`first` and `last` are numbers of lines, 0 where there are none; `hash` is that of the last: the next anchor.

    `faults`: Dutch sentences, the first MOST; none where the chain is whole.
    """

    lines: int
    first: int
    last: int
    hash: str
    faults: tuple[str, ...]


class _Walk:
    """What is remembered from line to line."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        self.lines = 0
        self.first: Event | None = None
        self.last: Event | None = None
        self.removal: Event | None = None
        self.wanted = {anchor.number: "" for anchor in anchors}

    def take(self, event: Event) -> Iterator[str]:
        if self.last is not None:
            yield from _after(self.last, event)
        if line_hash(vars(event)) != event.hash:
            yield CHANGED.format(event.number)
        self.lines, self.first, self.last = self.lines + 1, self.first or event, event
        if isinstance(event.removes_to, int):
            self.removal = event
        if event.number in self.wanted:
            self.wanted[event.number] = event.hash


def verify(engine: Engine, anchors: Sequence[Anchor] = ()) -> Checked:
    """Reads every line. Raises DataAwayError."""
    walk = _Walk(anchors)
    faults: list[str] = []
    try:
        for event in events(engine):
            faults += walk.take(event)
    except (ValueError, TypeError):  # a moment or a number that is none
        faults.append(UNREADABLE.format(walk.last.number if walk.last else 0))
    faults = [*_beginning(walk), *faults, *(fault for anchor in anchors for fault in _held_against(walk, anchor))]
    first, last = walk.first, walk.last
    return Checked(
        lines=walk.lines, first=first.number if first else 0, last=last.number if last else 0,
        hash=last.hash if last else BEGIN, faults=tuple(faults[:MOST]),
    )  # fmt: skip


def check(engine: Engine, anchors: Sequence[Anchor] = (), *, account: str, address: str = "") -> Checked:
    """As `verify`; what it found is a line of the trace, so that it is known when it was last held against itself."""
    found = verify(engine, anchors)
    about = {"lines": found.lines, "last": found.last, "hash": found.hash, "faults": list(found.faults)}
    record(engine, Kind.TRACE_CHECKED, account=account, address=address, about=about)
    return found


def _after(before: Event, event: Event) -> Iterator[str]:
    if event.number != before.number + 1:
        yield _missing(before.number + 1, event.number - 1)
    elif event.previous_hash != before.hash:
        yield NOT_NEXT.format(event.number, before.number)


def _missing(first: int, last: int) -> str:
    return ONE_GONE.format(first) if first == last else GONE.format(first, last)


def _beginning(walk: _Walk) -> Iterator[str]:
    first, removal = walk.first, walk.removal
    if first is None:
        return
    removed, anchor = (removal.removes_to or 0, _anchor_in(removal)) if removal else (0, BEGIN)
    if removal and first.number <= removed:
        yield STILL.format(removal.number, removed, first.number)
    elif first.number > removed + 1:
        yield _missing(removed + 1, first.number - 1)
    elif first.previous_hash != anchor:
        yield OTHER_BEGIN.format(first.number, removal.number) if removal else NO_BEGIN.format(first.number)


def _anchor_in(removal: Event) -> str:
    try:
        return str(json.loads(removal.about)["hash"])
    except (ValueError, KeyError, TypeError):
        return BEGIN


def _held_against(walk: _Walk, anchor: Anchor) -> Iterator[str]:
    first, last = (walk.first.number, walk.last.number) if walk.first and walk.last else (1, 0)
    found = walk.wanted[anchor.number]
    if anchor.number > last:
        yield CUT_OFF.format(anchor.number, last)
    elif anchor.number < first:
        removal = walk.removal
        if not (removal and removal.removes_to == anchor.number):
            yield TOO_OLD.format(anchor.number)
        elif not _same(_anchor_in(removal), anchor):
            yield REWRITTEN.format(anchor.number)
    elif found and not _same(found, anchor):
        yield REWRITTEN.format(anchor.number)


def _same(hash_: str, anchor: Anchor) -> bool:
    return hash_.startswith(anchor.hash.lower())
