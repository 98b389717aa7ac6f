"""A system of linear equations and inequalities over non-negative integer cells, in exact integers."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from publishing.attack.errors import ContradictionError

Terms = Iterable[tuple[Hashable, int]]


@dataclass(frozen=True, kw_only=True)
class Row:
    """`low` <= sum of coefficient times cell <= `high`; `terms` are (number of the cell, coefficient), each cell once.

    A side that is None does not bind.
    """

    terms: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None


class System:
    """Cells are made when they are first named. `low` and `high` hold the bounds of each cell by its number."""

    def __init__(self) -> None:
        self.number: dict[Hashable, int] = {}
        self.names: list[Hashable] = []
        self.low: list[int] = []
        self.high: list[int | None] = []
        self.rows: list[Row] = []

    def cell(self, name: Hashable) -> int:
        """The number of a cell."""
        number = self.number.setdefault(name, len(self.names))
        if number == len(self.names):
            self.names.append(name)
            self.low.append(0)
            self.high.append(None)
        return number

    def narrow(self, name: Hashable, low: int | None, high: int | None) -> None:
        """Keeps the cell within [low, high]; raises ContradictionError where nothing is left."""
        number = self.cell(name)
        self.low[number] = max(self.low[number], 0 if low is None else low)
        known = self.high[number]
        if high is not None:
            known = high if known is None else min(known, high)
        self.high[number] = known
        if known is not None and known < self.low[number]:
            raise ContradictionError(str(name))

    def fix(self, name: Hashable, value: int) -> None:
        self.narrow(name, value, value)

    def add(self, terms: Terms, low: int | None, high: int | None) -> None:
        """A row; cells that are named twice are taken together."""
        summed: dict[int, int] = {}
        for name, coefficient in terms:
            number = self.cell(name)
            summed[number] = summed.get(number, 0) + coefficient
        kept = tuple((number, c) for number, c in summed.items() if c)
        if not kept:
            if (low is not None and low > 0) or (high is not None and high < 0):
                raise ContradictionError()
            return
        self.rows.append(Row(terms=kept, low=low, high=high))

    def sums(self, parts: Iterable[Hashable], whole: Hashable) -> None:
        """The parts add up to the whole."""
        self.add([*((part, 1) for part in parts), (whole, -1)], 0, 0)

    def at_most(self, smaller: Iterable[Hashable], larger: Iterable[Hashable]) -> None:
        """The sum of the first is at most the sum of the second."""
        self.add([*((name, -1) for name in smaller), *((name, 1) for name in larger)], 0, None)
