"""What has to be hidden for a goal: rows give way, paid by the unit, and those that moved are hidden."""

from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csr_matrix, hstack

from publishing.model import CLOSE, FREE, PATIENCE, passed

LITTLE = 0.01


@dataclass(frozen=True, kw_only=True, eq=False)
class Given:
    """`rows` that gave way, and the leaves as they then are (fractions, maybe)."""

    rows: np.ndarray
    leaves: np.ndarray


class Giving:
    """One model for all goals of a system, without its sums; rows that are hidden later are freed in it."""

    def __init__(
        self, rows: csr_matrix, truth: np.ndarray, values: np.ndarray, low: np.ndarray, high: np.ndarray,
        price: np.ndarray, watched: np.ndarray,
    ) -> None:  # fmt: skip
        bounded = (low > -FREE) | (high < FREE)
        self.rows = np.flatnonzero(bounded | watched)
        self.at = np.full(len(low), -1)
        self.at[self.rows] = np.arange(len(self.rows))
        self.soft = np.flatnonzero(np.isfinite(price) & bounded)
        self.truth, self.values, self.size = truth.astype(float), values, len(truth)
        own = csr_matrix(rows[self.rows])
        spots = (np.ones(len(self.soft)), (self.at[self.soft], np.arange(len(self.soft))))
        ones = csr_matrix(spots, shape=(len(self.rows), len(self.soft)))
        cost = np.concatenate([np.full(2 * self.size, LITTLE), price[self.soft], price[self.soft]])
        roof = np.concatenate(
            [np.full(self.size, float(truth.sum() + 1000)), self.truth, np.full(2 * len(self.soft), FREE)]
        )
        self.model = passed(
            csr_matrix(hstack([own, -own, ones, -ones])), cost, np.zeros(len(cost)), roof,
            (low - values)[self.rows], (high - values)[self.rows],
        )  # fmt: skip

    def bound(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> bool:
        """False where the model does not have these rows."""
        index = self.at[rows]
        if (index < 0).any():
            return False
        value = self.values[rows]
        self.model.changeRowsBounds(len(index), index.astype(np.int32), low[rows] - value, high[rows] - value)  # type: ignore[attr-defined]
        return True

    def bound_leaves(self, floor: np.ndarray, roof: np.ndarray) -> None:
        every = np.arange(2 * self.size, dtype=np.int32)
        most = np.concatenate([np.maximum(roof - self.truth, 0), np.maximum(self.truth - floor, 0)])
        self.model.changeColsBounds(2 * self.size, every, np.zeros(2 * self.size), most)

    def solve(self) -> Given | None:
        model = self.model
        model.setOptionValue("time_limit", model.getRunTime() + PATIENCE)
        model.run()
        if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = np.asarray(model.getSolution().col_value)
        change, soft = found[: 2 * self.size], found[2 * self.size :]
        moved = soft[: len(self.soft)] + soft[len(self.soft) :]
        return Given(rows=self.soft[moved > CLOSE], leaves=self.truth + change[: self.size] - change[self.size :])
