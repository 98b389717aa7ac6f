"""What the equations alone say of whole numbers: parity and the like, by integer elimination without any rounding."""

from dataclasses import dataclass
from math import gcd

from publishing.attack.blocks import Block
from publishing.attack.errors import ContradictionError

LARGEST = 60
"""Cells and equations of a block up to which this is done: numbers grow in elimination; large blocks do without."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Steps:
    """Each cell is `offset` plus a multiple of `step`; step 0 leaves one value."""

    offset: tuple[int, ...]
    step: tuple[int, ...]


def steps(block: Block) -> Steps | None:
    """None for a large block. Raises ContradictionError where the equations have no solution in whole numbers."""
    equations = [row for row in block.rows if row.low is not None and row.low == row.high]
    size = len(block.names)
    if size > LARGEST or not 0 < len(equations) <= LARGEST:
        return None
    # A column is what a vector adds to each equation, and below it the vector; together they span all integer vectors.
    columns = [
        [dict(row.terms).get(j, 0) for row in equations] + [int(i == j) for i in range(size)] for j in range(size)
    ]
    left = [row.low or 0 for row in equations] + [0] * size
    for place in range(len(equations)):
        pivot = _pivot(columns, place)
        times, rest = divmod(left[place], pivot[place]) if pivot else (0, left[place])
        if rest:
            raise ContradictionError(", ".join(str(name) for name in block.names[:6]))
        if pivot:
            columns.remove(pivot)
            left = _minus(left, times, pivot)
    free = [column[len(equations) :] for column in columns]
    step = tuple(gcd(*(vector[n] for vector in free)) for n in range(size))
    return Steps(offset=tuple(-x for x in left[len(equations) :]), step=step)


def _pivot(columns: list[list[int]], place: int) -> list[int] | None:
    """Euclid over the columns, in place, until at most one has anything left in this equation: that one."""
    while True:
        nonzero = [j for j, column in enumerate(columns) if column[place]]
        if len(nonzero) <= 1:
            return columns[nonzero[0]] if nonzero else None
        least = min(nonzero, key=lambda j: abs(columns[j][place]))
        for j in nonzero:
            if j != least:
                columns[j] = _minus(columns[j], columns[j][place] // columns[least][place], columns[least])


def _minus(column: list[int], times: int, other: list[int]) -> list[int]:
    return [a - times * b for a, b in zip(column, other, strict=True)] if times else column
