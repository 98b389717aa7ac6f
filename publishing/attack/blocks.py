"""Takes a system apart: known cells are filled in, and what no longer hangs together becomes a block of its own."""

from collections.abc import Hashable
from dataclasses import dataclass

from publishing.attack.propagate import Narrowed, propagate, reach
from publishing.attack.system import Row, System


@dataclass(frozen=True, kw_only=True, eq=False)
class Block:
    """Cells that hang together; rows number them from 0. `simple`: the bounds already are the exact answer."""

    names: tuple[Hashable, ...]
    low: tuple[int, ...]
    high: tuple[int | None, ...]
    rows: tuple[Row, ...]
    simple: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Parts:
    """`place`: for each open cell its block and its number there; `known`: the cells that have one value left."""

    blocks: tuple[Block, ...]
    place: dict[Hashable, tuple[int, int]]
    known: dict[Hashable, int]


def take_apart(system: System) -> Parts:
    """Raises ContradictionError where propagation already finds one."""
    narrowed = propagate(system)
    rows = [reduced for row in system.rows if (reduced := _reduced(row, narrowed))]
    leader = components(len(system.names), rows)
    groups: dict[int, list[int]] = {}
    for number in range(len(system.names)):
        if narrowed.low[number] != narrowed.high[number]:
            groups.setdefault(leader[number], []).append(number)
    rows_of: dict[int, list[Row]] = {}
    for row in rows:
        rows_of.setdefault(leader[row.terms[0][0]], []).append(row)
    blocks = tuple(_block(system, narrowed, group, rows_of.get(lead, [])) for lead, group in groups.items())
    place = {name: (b, n) for b, block in enumerate(blocks) for n, name in enumerate(block.names)}
    pairs = zip(system.names, narrowed.low, strict=True)
    return Parts(blocks=blocks, place=place, known={name: low for name, low in pairs if name not in place})


def _reduced(row: Row, narrowed: Narrowed) -> Row | None:
    """The row over its open cells; None where it can no longer be broken."""
    least, most = reach(row, narrowed.low, narrowed.high)
    low = None if row.low is not None and least is not None and least >= row.low else row.low
    high = None if row.high is not None and most is not None and most <= row.high else row.high
    if low is None and high is None:
        return None
    fixed = sum(c * narrowed.low[n] for n, c in row.terms if narrowed.low[n] == narrowed.high[n])
    terms = tuple((n, c) for n, c in row.terms if narrowed.low[n] != narrowed.high[n])
    return Row(terms=terms, low=None if low is None else low - fixed, high=None if high is None else high - fixed)


def components(size: int, rows: list[Row]) -> list[int]:
    """For each cell the first cell of its component."""
    parent = list(range(size))

    def find(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for row in rows:
        first = find(row.terms[0][0])
        for number, _ in row.terms[1:]:
            other = find(number)
            first, other = min(first, other), max(first, other)
            parent[other] = first
    return [find(number) for number in range(size)]


def _block(system: System, narrowed: Narrowed, group: list[int], rows: list[Row]) -> Block:
    local = {number: n for n, number in enumerate(group)}
    own = tuple(
        Row(terms=tuple((local[n], c) for n, c in row.terms), low=row.low, high=row.high) for row in dict.fromkeys(rows)
    )
    plain = not own or (len(own) == 1 and all(abs(c) == 1 for _, c in own[0].terms))
    return Block(
        names=tuple(system.names[n] for n in group),
        low=tuple(narrowed.low[n] for n in group),
        high=tuple(narrowed.high[n] for n in group),
        rows=own,
        simple=plain and narrowed.settled,
    )
