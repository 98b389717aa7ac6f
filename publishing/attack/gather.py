"""Solutions of one block with many cells small, or as large as is asked: linear first, repaired where it is broken."""

import highspy
import numpy as np

from publishing.attack.blocks import Block
from publishing.attack.solving import STATUS, highs_of, model_of

FAIR, FAIR_SECONDS = 0.3, 10.0
WHOLE = 1e-6
RINGS = 3
LONG = 60
"""Cells in a row from which it is not followed to what stands around a broken cell."""
NO_INDEX, NO_VALUE = np.array([], dtype=np.int32), np.array([])


class Gather:
    """`high`: the upper bound of each cell. One linear model, solved again and again from where it was left."""

    def __init__(self, block: Block, high: list[int]) -> None:
        self.block, self.high, self.size = block, high, len(block.names)
        self._rows_of: list[list[int]] = [[] for _ in block.names]
        for place, row in enumerate(block.rows):
            for number, _ in row.terms:
                self._rows_of[number].append(place)
        self._linear = highs_of(model_of(block, high, integer=False))
        for number in range(self.size):  # beside each cell what counts of it: the cell, or as much as is asked
            _count(self._linear, number, self.size + number, 0.0, 0)

    def linear(self, weights: dict[int, float], sign: int, enough: int) -> list[float]:
        """Many of these cells small (sign 1), or up to `enough` (-1); not always in whole numbers."""
        cost, most = np.zeros(2 * self.size), np.zeros(self.size)
        for number, weight in weights.items():
            cost[number if sign > 0 else self.size + number] = sign * weight
            most[number] = enough
        every = np.arange(2 * self.size, dtype=np.int32)
        self._linear.changeColsCost(2 * self.size, every, cost)
        self._linear.changeColsBounds(self.size, every[self.size :], np.zeros(self.size), most)
        self._linear.run()
        return list(self._linear.getSolution().col_value)[: self.size]

    def repaired(
        self, values: list[float], weights: dict[int, float], sign: int, enough: int, rings: int | None
    ) -> list[float]:
        """The same in whole numbers: the cells that are broken and so many rings around them are sought anew, the rest
        stays. `rings` None: all of it is sought anew. Empty where nothing was found in time."""
        loose = set(range(self.size)) if rings is None else self._around(values, rings)
        highs = highs_of(model_of(self.block, self.high, integer=True), mip_rel_gap=FAIR, time_limit=FAIR_SECONDS)
        fast = np.array([n for n in range(self.size) if n not in loose], dtype=np.int32)
        held = np.array([round(values[n]) for n in fast], dtype=float)
        highs.changeColsBounds(len(fast), fast, held, held)
        for place, (number, weight) in enumerate((n, w) for n, w in weights.items() if n in loose):
            if sign > 0:
                highs.changeColCost(number, weight)
            else:
                _count(highs, number, self.size + place, -weight, enough)
        highs.run()
        found = list(highs.getSolution().col_value)[: self.size]
        return found if highs.getModelStatus() != STATUS.kInfeasible and len(found) == self.size else []

    def _around(self, values: list[float], rings: int) -> set[int]:
        loose = {n for n, value in enumerate(values) if abs(value - round(value)) > WHOLE}
        for _ in range(rings):
            rows = (self.block.rows[place] for number in tuple(loose) for place in self._rows_of[number])
            loose |= {n for row in rows if len(row.terms) < LONG for n, _ in row.terms}
        return loose


def _count(highs: highspy.Highs, number: int, beside: int, cost: float, most: int) -> None:
    highs.addCol(cost, 0.0, most, 0, NO_INDEX, NO_VALUE)
    columns = np.array([number, beside], dtype=np.int32)
    highs.addRow(0.0, highspy.kHighsInf, 2, columns, np.array([1.0, -1.0]))
