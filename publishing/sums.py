"""Sums (of ages) that go with given counts: a small network programme of their own."""

from copy import copy

import highspy
import numpy as np
from scipy.sparse import csr_matrix, hstack

from publishing.model import CLOSE, FREE, passed


def largest(rows: csr_matrix) -> np.ndarray:
    """The largest size of a coefficient in each row."""
    return np.asarray(abs(rows).max(axis=1).todense()).ravel() if min(rows.shape) else np.zeros(rows.shape[0])


class Sums:
    """`tied`: the rows that hold sums. Their bounds are taken to whole sums, so that vertices are whole."""

    def __init__(self, rows: csr_matrix, truth: np.ndarray, sums: np.ndarray, owner: np.ndarray) -> None:
        self.tied = np.flatnonzero(np.asarray(abs(rows) @ sums.astype(float)) > 0)
        self.where, self.truth, self.owner = np.flatnonzero(sums), truth, owner
        # So few that plain tables are quicker than sparse ones.
        self.counts = rows[self.tied][:, np.flatnonzero(~sums)].toarray()
        self.others = np.flatnonzero(~sums)
        own = csr_matrix(rows[self.tied][:, self.where])
        self.scale = largest(own)
        self.own = csr_matrix(own.multiply(1 / self.scale[:, None])) if len(self.tied) else own
        self.table = self.own.toarray()
        self.model: highspy.Highs | None = None

    def again(self) -> "Sums":
        """The same, as if nothing had been asked of it yet."""
        other = copy(self)
        other.model = None
        return other

    def fit(self, counts: np.ndarray, low: np.ndarray, high: np.ndarray, loose: bool) -> np.ndarray | None:
        """`counts`, with sums that keep to the tied rows. Sums change where counts do, or (`loose`) anywhere."""
        if not len(self.tied):
            return counts
        leaves = counts.copy()
        leaves[self.where] = self.truth[self.where]
        rest = self.counts @ leaves[self.others]
        least = np.ceil((low[self.tied] - rest) / self.scale - CLOSE)
        most = np.floor((high[self.tied] - rest) / self.scale + CLOSE)
        here = self.table @ leaves[self.where]
        if (here >= least).all() and (here <= most).all():
            return leaves
        if (least > most).any():
            return None
        changed = np.zeros(int(self.owner.max()) + 1, dtype=bool)
        changed[self.owner[self.others[leaves[self.others] != self.truth[self.others]]]] = True
        found = self._solve(least - here, most - here, changed[self.owner[self.where]] | loose)
        if found is None:
            return None
        leaves[self.where] += found
        return leaves

    def _solve(self, low: np.ndarray, high: np.ndarray, may: np.ndarray) -> np.ndarray | None:
        size = len(self.where)
        if self.model is None:
            zero = np.zeros(2 * size)
            both = csr_matrix(hstack([self.own, -self.own]))
            self.model = passed(both, zero + 1, zero, zero + FREE, low, high)
        index, every = np.arange(len(low), dtype=np.int32), np.arange(2 * size, dtype=np.int32)
        self.model.changeRowsBounds(len(low), index, low, high)  # type: ignore[attr-defined]
        roof = np.concatenate([np.where(may, FREE, 0), np.where(may, self.truth[self.where], 0)])
        self.model.changeColsBounds(2 * size, every, np.zeros(2 * size), roof)
        self.model.setOptionValue("time_limit", self.model.getRunTime() + 1)
        self.model.run()
        if self.model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = np.rint(np.asarray(self.model.getSolution().col_value)).astype(np.int64)
        return found[:size] - found[size:]
