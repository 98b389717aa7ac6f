"""The exact least and most that each cell can be, over all tables of non-negative integers that fit the system."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from publishing.attack.blocks import Block, take_apart
from publishing.attack.errors import ContradictionError
from publishing.attack.lattice import steps
from publishing.attack.solver import Solver
from publishing.attack.system import System
from publishing.attack.unbounded import unbounded

MANY = 100
"""Cells from which any solution is sought by the linear programme before one is sought in whole numbers."""


@dataclass(frozen=True, kw_only=True)
class Interval:
    """From `low` to `high`; `high` None: there is no upper bound. `exact`: both are reached by some table."""

    low: int
    high: int | None
    exact: bool = True

    def hides(self, smallest: int) -> bool:
        """Whether neither "nobody" nor "`smallest` or more" can be ruled out."""
        return self.low == 0 and (self.high is None or self.high >= smallest)


def bounds(system: System, targets: Iterable[Hashable]) -> dict[Hashable, Interval]:
    """Raises ContradictionError where nothing fits the system, in whatever part, and AttackError where time is up."""
    wanted = list(dict.fromkeys(targets))
    for name in wanted:
        system.cell(name)
    parts = take_apart(system)
    of_block: dict[int, list[int]] = {}
    for name in wanted:
        if name in parts.place:
            place, number = parts.place[name]
            of_block.setdefault(place, []).append(number)
    found = {name: Interval(low=value, high=value) for name, value in parts.known.items()}
    for place, block in enumerate(parts.blocks):
        found |= _of_block(block, of_block.get(place, []))
    return {name: found[name] for name in wanted}


def _of_block(block: Block, numbers: list[int]) -> dict[Hashable, Interval]:
    if block.simple:
        return {block.names[n]: Interval(low=block.low[n], high=block.high[n]) for n in numbers}
    whole = BlockBounds(block)
    return {block.names[n]: whole.interval(n) for n in numbers}


class BlockBounds:
    """The bounds of one block. Each solution that is found narrows the search for all its cells, so it is kept.

    `growth` False: leaves out which cells have no upper bound, for who does not ask how far a cell can go.
    `first`: a solution that is known already.
    """

    def __init__(self, block: Block, *, growth: bool = True, first: tuple[int, ...] | None = None) -> None:
        self.solver = Solver(block)
        self.endless = unbounded(block) if growth else frozenset()
        self._steps = steps(block)
        first = first or self._first()
        if first is None:
            raise ContradictionError(", ".join(str(name) for name in block.names[:6]))
        self.latest, self.least, self.most = first, list(first), list(first)

    def _first(self) -> tuple[int, ...] | None:
        bound, solution = self.solver.linear(0, 1)
        if bound is None:
            return None
        return (
            solution or (self.solver.some() if len(self.solver.block.names) > MANY else None) or self.solver.least(0, 1)
        )

    def interval(self, number: int) -> Interval:
        high = None if number in self.endless else self._end(number, -1)
        return Interval(low=self._end(number, 1), high=high)

    def keep(self, solution: tuple[int, ...] | None) -> None:
        if solution is not None:
            self.latest = solution
            self.least = list(map(min, self.least, solution))
            self.most = list(map(max, self.most, solution))

    def _end(self, number: int, sign: int) -> int:
        """The least (sign 1) or most (sign -1): the best that was seen, once nothing can lie beyond it."""
        block = self.solver.block
        edge = self._stepped(number, block.low[number] if sign > 0 else block.high[number], sign)
        if self._seen(number, sign) == edge:
            return self._seen(number, sign)
        bound, solution = self.solver.linear(number, sign)
        self.keep(solution)
        if solution is None and self._seen(number, sign) != self._stepped(number, bound, sign):
            self.keep(self.solver.least(number, sign))
        return self._seen(number, sign)

    def _seen(self, number: int, sign: int) -> int:
        return (self.least if sign > 0 else self.most)[number]

    def _stepped(self, number: int, edge: int | None, sign: int) -> int | None:
        """The first value from the edge inwards that the equations leave in whole numbers."""
        if edge is None or self._steps is None:
            return edge
        offset, step = self._steps.offset[number], self._steps.step[number]
        return offset if step == 0 else edge + sign * ((sign * (offset - edge)) % step)
