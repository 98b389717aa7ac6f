"""One block in HiGHS: linear for a first answer, in integers for the last word. Only what was checked counts."""

from math import ceil

import highspy
import numpy as np

from publishing.attack.blocks import Block
from publishing.attack.errors import AttackError
from publishing.attack.gather import RINGS, Gather
from publishing.attack.solving import STATUS, highs_of, model_of

TIGHT = 1e-9
ROOM = 1e-5
"""By how much a linear optimum may be off before it is rounded; relative above 1."""
MIP_SECONDS = 120.0
TRIES = 6
LARGE = 2000


class Undecided(AttackError):
    """The solver could not tell within its time."""

    def __init__(self) -> None:
        super().__init__("Een grens kon niet op tijd exact worden bepaald. Probeer het met minder cellen tegelijk.")


class Solver:
    """`cap`: a bound for cells without one, far beyond any corner of the system. Solutions are tuples of integers."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.cap = _cap(block)
        self.high = [self.cap if high is None else high for high in block.high]
        self._linear = highs_of(model_of(block, self.high, integer=False), primal_feasibility_tolerance=TIGHT)
        self._linear.setOptionValue("dual_feasibility_tolerance", TIGHT)
        self._integer: dict[bool, highspy.Highs] = {}
        self._gather: Gather | None = None

    def linear(self, number: int, sign: int) -> tuple[int | None, tuple[int, ...] | None]:
        """A bound that no integer solution can pass (least for sign 1, most for -1), and the solution if it is whole.

        The bound is None where there is no solution at all.
        """
        found = self._run(self._linear, {number: float(sign)}, {})
        if found is None:
            return None, None
        best, values = found
        slack = ROOM * max(1.0, abs(best) * TIGHT)
        return sign * ceil(best - slack), self.checked(values)

    def least(self, number: int, sign: int) -> tuple[int, ...] | None:
        """The solution in which the cell is least (sign 1) or most (sign -1); None where there is no solution.

        Where the linear bound lies further, the solver is asked in another way whether anything is there: once it has
        called a solution best that was not.
        """
        best = self._whole({number: float(sign)}, {})
        edge = self.linear(number, sign)[0]
        while best and edge is not None and sign * best[number] > sign * edge:
            beyond = sorted((edge, best[number] - sign))
            better = self._whole({}, {number: (beyond[0], beyond[1])}, other=True)
            if better is None:
                return best
            best = better
        return best

    def within(self, number: int, low: int, high: int | None) -> tuple[int, ...] | None:
        """Any solution in which the cell lies in [low, high]; None where none was found: see `least` for certainty."""
        return self._whole({}, {number: (low, self.high[number] if high is None else high)})

    def some(self) -> tuple[int, ...] | None:
        """Any solution, from the corners of the linear programme; None where none was found so, which says nothing."""
        for turn in range(1, TRIES + 1):
            weights = {number: 1.0 + number * 7919 * turn % 97 for number in range(len(self.block.names))}
            if (found := self._gathered(weights, 1, 0)[1]) is not None:
                return found
        return None

    def gather(self, weights: dict[int, float], sign: int, enough: int) -> tuple[int, ...] | None:
        """A solution with many of these cells small (sign 1), or up to `enough` (-1). A fair one will do: not the best.

        None where none was found in time, which says nothing.
        """
        gather, found = self._gathered(weights, sign, enough)
        return self.checked(gather.repaired([], weights, sign, enough, None)) if found is None else found

    def _gathered(self, weights: dict[int, float], sign: int, enough: int) -> tuple[Gather, tuple[int, ...] | None]:
        """A corner of the linear programme, repaired where it is broken."""
        self._gather = self._gather or Gather(self.block, self.high)
        values = self._gather.linear(weights, sign, enough)
        found = self.checked(values)
        for rings in range(1, RINGS + 1) if values else ():
            if found is not None:
                break
            found = self.checked(self._gather.repaired(values, weights, sign, enough, rings))
        return self._gather, found

    def checked(self, values: list[float]) -> tuple[int, ...] | None:
        """The rounded values, if they meet every row and bound in exact arithmetic."""
        if not values:
            return None
        whole = tuple(int(v) for v in np.rint(values))
        for value, low, high in zip(whole, self.block.low, self.block.high, strict=True):
            if value < low or (high is not None and value > high):
                return None
        for row in self.block.rows:
            total = sum(c * whole[n] for n, c in row.terms)
            if (row.low is not None and total < row.low) or (row.high is not None and total > row.high):
                return None
        return whole

    def _whole(
        self, costs: dict[int, float], bounds: dict[int, tuple[int, int]], *, other: bool = False
    ) -> tuple[int, ...] | None:
        """`other`: by another road through the solver, so that one mistake is not made twice."""
        if other not in self._integer:
            self._integer[other] = highs_of(model_of(self.block, self.high, integer=True))
            if other:
                self._integer[other].setOptionValue("random_seed", 7)
                self._integer[other].setOptionValue("presolve", "off" if len(self.block.names) < LARGE else "on")
        found = self._run(self._integer[other], costs, bounds)
        if found is None:
            return None
        solution = self.checked(found[1])
        if solution is None and not other:
            return self._whole(costs, bounds, other=True)
        if solution is None:
            raise Undecided
        return solution

    def _run(
        self, highs: highspy.Highs, costs: dict[int, float], bounds: dict[int, tuple[int, int]]
    ) -> tuple[float, list[float]] | None:
        for number, cost in costs.items():
            highs.changeColCost(number, cost)
        for number, (low, high) in bounds.items():
            highs.changeColBounds(number, low, high)
        highs.setOptionValue("time_limit", highs.getRunTime() + MIP_SECONDS)  # its clock runs on from run to run
        highs.run()
        status = highs.getModelStatus()
        value, values = highs.getInfo().objective_function_value, list(highs.getSolution().col_value)
        for number in costs:
            highs.changeColCost(number, 0.0)
        for number in bounds:
            highs.changeColBounds(number, self.block.low[number], self.high[number])
        if status in (STATUS.kInfeasible, STATUS.kUnboundedOrInfeasible):
            return None
        if status != STATUS.kOptimal:
            raise Undecided
        return value, values


def _cap(block: Block) -> int:
    sides = [abs(side) for row in block.rows for side in (row.low, row.high) if side is not None]
    largest = max((abs(c) for row in block.rows for _, c in row.terms), default=1)
    bounds = [*block.low, *(high or 0 for high in block.high)]
    return min((sum(sides) + sum(bounds) + len(block.names) * largest) * (2 + largest) + 1000, 10**14)
