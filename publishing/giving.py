"""What has to be hidden for a goal: rows give way, paid by the unit, and those that moved are hidden."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack

from publishing.model import CLOSE
from publishing.programme import FREE, Programme

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
        price: np.ndarray,
    ) -> None:  # fmt: skip
        bounded = (low > -FREE) | (high < FREE)
        kept = np.flatnonzero(bounded)
        self.soft = np.flatnonzero(np.isfinite(price) & bounded)
        self.truth, self.size = truth.astype(float), len(truth)
        own, spot = csr_matrix(rows[kept]), np.searchsorted(kept, self.soft)
        ones = csr_matrix((np.ones(len(spot)), (spot, np.arange(len(spot)))), shape=(len(kept), len(spot)))
        cost = np.concatenate([np.full(2 * self.size, LITTLE), price[self.soft], price[self.soft]])
        roof = np.concatenate(
            [np.full(self.size, float(truth.sum() + 1000)), self.truth, np.full(2 * len(self.soft), FREE)]
        )
        self.programme = Programme(
            csr_matrix(rows), kept, csr_matrix(hstack([own, -own, ones, -ones])), cost, roof, low, high, values
        )
        self.model = self.programme.model

    def bound(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> bool:
        """From now on. False where the model does not have these rows, or too many of its rows are free."""
        held = self.programme.at[rows] >= 0
        if ((low[rows[~held]] > -FREE) | (high[rows[~held]] < FREE)).any():
            return False
        self.programme.change(rows[held], low, high)
        self.programme.freed += int((low[rows[held]] == -FREE).sum())
        return not self.programme.worn

    def bound_leaves(self, floor: np.ndarray, roof: np.ndarray) -> None:
        every = np.arange(2 * self.size, dtype=np.int32)
        most = np.concatenate([np.maximum(roof - self.truth, 0), np.maximum(self.truth - floor, 0)])
        self.model.changeColsBounds(2 * self.size, every, np.zeros(2 * self.size), most)

    def solve(self) -> Given | None:
        found = self.programme.run()
        if found is None:
            return None
        change, soft = found[: 2 * self.size], found[2 * self.size :]
        moved = soft[: len(self.soft)] + soft[len(self.soft) :]
        return Given(rows=self.soft[moved > CLOSE], leaves=self.truth + change[: self.size] - change[self.size :])
