"""How low and how high cells of one block can be, no further than the question needs: 0, and `smallest`."""

from dataclasses import dataclass
from random import Random

from publishing.attack.bounds import BlockBounds

SWEEPS = 12
"""Attempts at most to bring many cells to an end at once, before each is taken by itself."""


@dataclass(frozen=True, kw_only=False, eq=False)
class Ends:
    whole: BlockBounds
    smallest: int

    def done(self, number: int) -> bool:
        return self.whole.least[number] == 0 and self.whole.most[number] >= self.smallest

    def low(self, number: int) -> int:
        """0, or the exact least."""
        whole = self.whole
        if whole.least[number] > 0:
            bound, solution = whole.solver.linear(number, 1)
            whole.keep(solution)
            nobody = None
            if solution is None and bound == 0 and whole.least[number] > 0:
                whole.keep(nobody := whole.solver.within(number, 0, 0))
            if solution is None and nobody is None and whole.least[number] != bound:
                whole.keep(whole.solver.least(number, 1))
        return whole.least[number]

    def high(self, number: int) -> int:
        """The exact most, or anything from `smallest` on."""
        whole = self.whole
        if whole.most[number] < self.smallest:
            bound, solution = whole.solver.linear(number, -1)
            whole.keep(solution)
            enough = None
            if solution is None and bound is not None and bound >= self.smallest:
                whole.keep(enough := whole.solver.within(number, self.smallest, None))
            if solution is None and enough is None and whole.most[number] != bound:
                whole.keep(whole.solver.least(number, -1))
        return whole.most[number]


def open_ends(whole: BlockBounds, numbers: list[int], sign: int, smallest: int) -> list[int]:
    """The cells that were not yet seen at 0 (sign 1), or at `smallest` (-1)."""
    if sign > 0:
        return [n for n in numbers if whole.least[n] > 0]
    return [n for n in numbers if whole.most[n] < smallest]


def sweep(whole: BlockBounds, numbers: list[int], smallest: int, random: Random, worth: int = 1) -> None:
    """Solutions that bring many cells to an end at once, as long as each brings more than `worth` of them there."""
    for sign in (1, -1):
        still = open_ends(whole, numbers, sign, smallest)
        for _ in range(SWEEPS):
            weights = {n: 0.2 + random.random() for n in still}
            if len(still) <= worth:
                break
            whole.keep(whole.solver.gather(weights, sign, smallest))
            before, still = still, open_ends(whole, still, sign, smallest)
            if len(before) - len(still) <= worth:
                break
