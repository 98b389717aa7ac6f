"""The HiGHS model of a system: only the leaves that can change, and only the rows that bind them."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, hstack

from publishing.programme import FREE, PATIENCE, Programme, passed

CLOSE = 1e-6
SHAKES = 3
"""Linear programmes with other prices that are tried before an integer programme: these often end in whole numbers."""


def movable(rows: csr_matrix, fixed: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which leaves can change at all, and which of the fixed rows tell so.

    A fixed row with one open leaf fixes it; so does one that adds up leaves to nobody.
    """
    held = csr_matrix(rows[fixed])
    pattern = csr_matrix((np.ones(len(held.data)), held.indices, held.indptr), shape=held.shape)
    positive = np.asarray(held.min(axis=1).todense()).ravel() >= 0 if min(held.shape) else np.zeros(0, dtype=bool)
    free, telling = np.ones(rows.shape[1], dtype=bool), np.zeros(rows.shape[0], dtype=bool)
    columns = csc_matrix(pattern)
    while True:
        openings = pattern @ free
        tells = (openings > 0) & ((openings == 1) | (positive & (held @ (truth * free) == 0)))
        if not tells.any():
            return free, telling
        telling[fixed[tells]] = True
        free[np.unique(csr_matrix(columns[tells]).indices)] = False


class Model:
    """Columns are the rise and the fall of each leaf. `watched` rows may be asked to lie elsewhere."""

    def __init__(
        self, rows: csr_matrix, truth: np.ndarray, values: np.ndarray, low: np.ndarray, high: np.ndarray,
        watched: np.ndarray,
    ) -> None:  # fmt: skip
        bounded = (low > -FREE) | (high < FREE)
        free, self.telling = movable(rows, np.flatnonzero(bounded & (low == high) & ~watched), truth)
        self.columns = np.flatnonzero(free)
        inside = csr_matrix(rows[:, self.columns])
        self.empty = np.diff(inside.indptr) == 0
        kept = np.flatnonzero(bounded & ~self.empty)
        self.truth, self.size = truth[self.columns].astype(float), len(self.columns)
        few = csr_matrix(inside[kept])
        none, ample = np.zeros(2 * self.size), np.full(self.size, float(truth.sum() + 1000))
        self.most = np.concatenate([ample, self.truth])
        self.programme = Programme(inside, kept, csr_matrix(hstack([few, -few])), none, self.most, low, high, values)
        self.model = self.programme.model
        self.every = np.arange(2 * self.size, dtype=np.int32)

    def bound(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> bool:
        """From now on. False where the model does not have these rows, or rests on them: then it must be made anew."""
        if self.telling[rows].any():
            return False
        here = rows[~self.empty[rows]]
        held = self.programme.at[here] >= 0
        # A row that is free already need not be freed.
        if ((low[here[~held]] > -FREE) | (high[here[~held]] < FREE)).any():
            return False
        self.programme.change(here[held], low, high)
        self.programme.freed += int((low[here[held]] == -FREE).sum())
        return not self.programme.worn

    def bound_leaves(self, floor: np.ndarray, roof: np.ndarray) -> None:
        rise = np.maximum(roof[self.columns] - self.truth, 0)
        fall = np.maximum(self.truth - floor[self.columns], 0)
        self.most = np.concatenate([rise, fall])
        self.model.changeColsBounds(2 * self.size, self.every, np.zeros(2 * self.size), self.most)

    def tries(
        self, price: np.ndarray, aim: np.ndarray, counted: np.ndarray, thorough: bool, random: np.random.Generator
    ) -> Iterator[np.ndarray | None]:
        """Solutions that may be whole: linear programmes, with shaken prices too, then integer ones."""
        cost = np.concatenate([price + aim, price - aim])
        found = self.solve(cost, whole=False)
        yield found
        if found is None or not thorough:
            return
        moved = np.abs(found) > CLOSE
        for _ in range(SHAKES):
            shaken = price * (1 + random.random(len(price)))
            again = self.solve(np.concatenate([shaken + aim, shaken - aim]), whole=False)
            yield again
            moved |= False if again is None else np.abs(again) > CLOSE
        yield self.solve_among(moved | ~counted, cost, counted)
        yield self.solve(cost, whole=True, kinds=counted)

    def solve_among(self, columns: np.ndarray, cost: np.ndarray, kinds: np.ndarray) -> np.ndarray | None:
        """The same in whole numbers, with no other changes than these."""
        none = np.zeros(2 * self.size)
        self.model.changeColsBounds(2 * self.size, self.every, none, np.where(np.tile(columns, 2), self.most, 0))
        found = self.solve(cost, whole=True, kinds=kinds)
        self.model.changeColsBounds(2 * self.size, self.every, none, self.most)
        return found

    def solve(self, cost: np.ndarray, *, whole: bool, kinds: np.ndarray | None = None) -> np.ndarray | None:
        """The change of every column, at this cost of its rise and fall; `kinds`: which of them are whole."""
        model = self.model
        model.changeColsCost(2 * self.size, self.every, cost)
        if whole:
            kind = np.ones(self.size, dtype=np.uint8) if kinds is None else kinds.astype(np.uint8)
            model.changeColsIntegrality(2 * self.size, self.every, np.tile(kind, 2))
        found = self.programme.run()
        if whole:
            model.changeColsIntegrality(2 * self.size, self.every, np.zeros(2 * self.size, dtype=np.uint8))
        return None if found is None else found[: self.size] - found[self.size :]


__all__ = ["CLOSE", "FREE", "PATIENCE", "Model", "movable", "passed"]
