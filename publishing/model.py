"""The HiGHS model of a system: only the leaves that can change, and only the rows that bind them."""

from collections.abc import Iterator

import highspy
import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, hstack

FREE = highspy.kHighsInf
PATIENCE = 1.0
"""Seconds for one integer programme; what is not found by then counts as not found."""
CLOSE = 1e-6
SHAKES = 2
"""Linear programmes with other prices that are tried before an integer programme: these often end in whole numbers."""
ANY = 1e3
"""Relative gap: any whole solution will do."""


def passed(
    rows: csr_matrix, cost: np.ndarray, floor: np.ndarray, roof: np.ndarray, low: np.ndarray, high: np.ndarray
) -> highspy.Highs:
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = len(cost), rows.shape[0]
    programme.col_cost_, programme.col_lower_, programme.col_upper_ = cost, floor, roof
    programme.row_lower_, programme.row_upper_ = low, high
    programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    programme.a_matrix_.start_ = rows.indptr.astype(np.int32)
    programme.a_matrix_.index_ = rows.indices.astype(np.int32)
    programme.a_matrix_.value_ = rows.data.astype(float)
    model = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("time_limit", PATIENCE), ("random_seed", 1)):
        model.setOptionValue(option, value)
    model.setOptionValue("mip_rel_gap", ANY)
    model.passModel(programme)
    return model


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
    """Columns are the rise and the fall of each leaf against the truth. `watched` rows are kept although free."""

    def __init__(
        self, rows: csr_matrix, truth: np.ndarray, values: np.ndarray, low: np.ndarray, high: np.ndarray,
        watched: np.ndarray,
    ) -> None:  # fmt: skip
        bounded = (low > -FREE) | (high < FREE)
        free, self.telling = movable(rows, np.flatnonzero(bounded & (low == high) & ~watched), truth)
        self.columns = np.flatnonzero(free)
        inside = csr_matrix(rows[:, self.columns])
        self.rows = np.flatnonzero((bounded | watched) & (np.diff(inside.indptr) > 0))
        self.at = np.full(len(low), -1)
        self.at[self.rows] = np.arange(len(self.rows))
        self.empty = np.diff(inside.indptr) == 0
        self.truth, self.values, self.size = truth[self.columns].astype(float), values, len(self.columns)
        few = csr_matrix(inside[self.rows])
        none, ample = np.zeros(2 * self.size), np.full(self.size, float(truth.sum() + 1000))
        self.most = np.concatenate([ample, self.truth])
        self.model = passed(
            csr_matrix(hstack([few, -few])), none, none, self.most,
            (low - values)[self.rows], (high - values)[self.rows],
        )  # fmt: skip
        self.every = np.arange(2 * self.size, dtype=np.int32)

    def bound(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> bool:
        """False where the model does not have these rows, or rests on them: then it must be made anew."""
        if self.telling[rows].any():
            return False
        here = rows[~self.empty[rows]]
        index = self.at[here]
        if (index < 0).any():
            # A row that is free already need not be freed.
            missing = here[index < 0]
            if ((low[missing] > -FREE) | (high[missing] < FREE)).any():
                return False
            here, index = here[index >= 0], index[index >= 0]
        value = self.values[here]
        self.model.changeRowsBounds(len(index), index.astype(np.int32), low[here] - value, high[here] - value)  # type: ignore[attr-defined]
        return True

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
        model.setOptionValue("time_limit", model.getRunTime() + PATIENCE)  # its clock runs on
        model.run()
        optimal = model.getModelStatus() == highspy.HighsModelStatus.kOptimal
        found = np.asarray(model.getSolution().col_value) if optimal else None
        if whole:
            model.changeColsIntegrality(2 * self.size, self.every, np.zeros(2 * self.size, dtype=np.uint8))
        return None if found is None else found[: self.size] - found[self.size :]
