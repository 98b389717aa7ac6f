"""The witness programme: whole-number tables that agree with everything that is shown, found with HiGHS.

Unknowns are the leaves (the finest counts) of one small programme. Each row adds up leaves to a number; a row is fixed
where that number is shown and free where it is hidden. A witness is a solution in whole numbers.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csr_matrix, hstack

FREE = highspy.kHighsInf
CLOSE = 1e-6
LITTLE = 0.01
"""Price of changing a leaf by one, beside 1 for what a goal asks."""
PATIENCE = 1.0
"""Seconds for one integer programme; what is not found by then counts as not found."""


@dataclass(frozen=True, kw_only=True, eq=False)
class System:
    """`truth`: the leaves as they are. `rows` x leaves gives the rows, which lie between `low` and `high` at first.

    `sums`: which leaves are no counts but sums (of ages): they may be fitted to the counts afterwards. `owner`: the
    place of each leaf. `loose_sums`: sums may change in places whose counts do not.
    """

    truth: np.ndarray
    rows: csr_matrix
    low: np.ndarray
    high: np.ndarray
    sums: np.ndarray
    owner: np.ndarray
    loose_sums: bool = False

    @property
    def values(self) -> np.ndarray:
        return np.asarray(self.rows @ self.truth)


class Witnesses:
    """A HiGHS model of a System that is solved again and again with other goals and other bounds.

    Its columns are the rise and the fall of each leaf against the truth, at a small price, so that a witness changes
    as little as it has to.
    """

    def __init__(self, system: System) -> None:
        self.system = system
        self.low, self.high = system.low.astype(float), system.high.astype(float)
        self.size = len(system.truth)
        self.ample = _ample(system)
        self.floor, self.roof = np.zeros(self.size), np.full(self.size, self.ample)
        self.values = system.values.astype(float)
        # Rows with sums make programmes slow and fractions likely, and nearly every witness keeps to them of itself.
        self.tied = np.flatnonzero(np.asarray(abs(system.rows) @ system.sums.astype(float)) > 0)
        self.model = _model(system, self.low - self.values, self.high - self.values)
        self.loose = np.setdiff1d(np.arange(len(self.low)), self.tied)
        self.sums_model = _sums_model(system, self.tied)
        self.strict = True
        self.heed_sums(False)
        self.model.setOptionValue("mip_rel_gap", 1e3)  # any whole ones will do

    def release_rows(self, rows: np.ndarray) -> None:
        """From now on these rows are hidden."""
        self.low[rows], self.high[rows] = -FREE, FREE
        self._bound(rows if self.strict else np.setdiff1d(rows, self.tied), self.low, self.high)

    def restrict_rows(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """From now on these rows lie in [low, high]: what they stand for is published."""
        self.low[rows], self.high[rows] = low, high
        self._bound(rows if self.strict else np.setdiff1d(rows, self.tied), self.low, self.high)

    def bound_leaves(self, floor: np.ndarray, roof: np.ndarray) -> None:
        """Least and most of every leaf: what an insider knows is at least there, or is known altogether."""
        changed = np.flatnonzero((floor != self.floor) | (roof != self.roof))
        self.floor, self.roof = floor.astype(float), roof.astype(float)
        if len(changed):
            truth, zero = self.system.truth[changed], np.zeros(len(changed))
            rise, fall = changed.astype(np.int32), (changed + self.size).astype(np.int32)
            self.model.changeColsBounds(len(changed), rise, zero, np.maximum(self.roof[changed] - truth, 0))
            self.model.changeColsBounds(len(changed), fall, zero, np.maximum(truth - self.floor[changed], 0))

    def find(
        self, goal: np.ndarray, rows: np.ndarray, low: np.ndarray, high: np.ndarray, *, thorough: bool
    ) -> np.ndarray | None:
        """Whole leaves that minimise the goal (coefficients of rows) with these rows in [low, high] for once.

        None where there are none; not `thorough`: also where the linear programme gives no whole ones.
        """
        lower, upper = self.low.copy(), self.high.copy()
        lower[rows], upper[rows] = low, high
        self._bound(rows, lower, upper)
        try:
            return self._search(goal, lower, upper, thorough)
        finally:
            self._bound(rows, self.low, self.high)

    def _search(self, goal: np.ndarray, low: np.ndarray, high: np.ndarray, thorough: bool) -> np.ndarray | None:
        found = self._solve(goal, whole=False)
        if found is None:
            return None
        if np.abs(found - np.rint(found))[~self.system.sums].max(initial=0) >= CLOSE:
            found = self._solve(goal, whole=True) if thorough else None
        if found is None:
            return None
        leaves = (
            self.fit(np.rint(found).astype(np.int64), low, high) if self.strict else np.rint(found).astype(np.int64)
        )
        return leaves if leaves is not None and self.agrees(leaves, low, high) else None

    def fit(
        self, whole: np.ndarray, low: np.ndarray | None = None, high: np.ndarray | None = None
    ) -> np.ndarray | None:
        """The same counts with sums that go with them: a small programme of its own."""
        if self.sums_model is None:
            return whole
        sums = np.flatnonzero(self.system.sums)
        same = np.isin(self.system.owner[sums], self.system.owner[(whole != self.system.truth) & ~self.system.sums])
        same = same | self.system.loose_sums
        counts = np.where(self.system.sums, self.system.truth, whole)
        rest = self.system.rows[self.tied] @ counts
        index, every = np.arange(len(self.tied), dtype=np.int32), np.arange(2 * len(sums), dtype=np.int32)
        least, most = (self.low if low is None else low), (self.high if high is None else high)
        self.sums_model.changeRowsBounds(len(index), index, least[self.tied] - rest, most[self.tied] - rest)  # type: ignore[attr-defined]
        roof = np.concatenate([np.where(same, FREE, 0), np.where(same, self.system.truth[sums], 0)])
        self.sums_model.changeColsBounds(2 * len(sums), every, np.zeros(2 * len(sums)), roof)
        self.sums_model.run()
        if self.sums_model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = np.rint(np.asarray(self.sums_model.getSolution().col_value)).astype(np.int64)
        counts[sums] += found[: len(sums)] - found[len(sums) :]
        return counts

    def heed_sums(self, strict: bool) -> None:
        """Takes sums and what ties them to the counts into account, or leaves both aside."""
        loose, self.strict = not strict, strict
        if not len(self.tied):
            return
        free = np.full(len(self.low), FREE)
        self._bound(self.tied, *((-free, free) if loose else (self.low, self.high)))
        sums = np.flatnonzero(self.system.sums).astype(np.int32)
        truth, zero = self.system.truth[sums].astype(float), np.zeros(len(sums))
        rise, fall = (zero, zero) if loose else (np.full(len(sums), _ample(self.system)), truth)
        self.model.changeColsBounds(len(sums), sums, zero, rise)
        self.model.changeColsBounds(len(sums), (sums + self.size).astype(np.int32), zero, fall)

    def _solve(self, goal: np.ndarray, *, whole: bool) -> np.ndarray | None:
        every = np.arange(2 * self.size, dtype=np.int32)
        price = np.where(self.system.sums, 0.0, LITTLE)
        aim = np.asarray(self.system.rows.T @ goal)
        self.model.changeColsCost(2 * self.size, every, np.concatenate([price + aim, price - aim]))
        if whole:
            kinds = np.tile(~self.system.sums, 2).astype(np.uint8)
            self.model.changeColsIntegrality(2 * self.size, every, kinds)
        self.model.setOptionValue("time_limit", self.model.getRunTime() + PATIENCE)  # its clock runs on
        self.model.run()
        optimal = self.model.getModelStatus() == highspy.HighsModelStatus.kOptimal
        columns = np.asarray(self.model.getSolution().col_value) if optimal else None
        if whole:
            self.model.changeColsIntegrality(2 * self.size, every, np.zeros(2 * self.size, dtype=np.uint8))
        return None if columns is None else self.system.truth + columns[: self.size] - columns[self.size :]

    def agrees(self, leaves: np.ndarray, low: np.ndarray | None = None, high: np.ndarray | None = None) -> bool:
        """Whether whole leaves keep to every row and every bound, exactly."""
        rows = self.system.rows @ leaves
        least, most = (self.low if low is None else low), (self.high if high is None else high)
        if not self.strict:
            rows, least, most = rows[self.loose], least[self.loose], most[self.loose]
        inside = (rows >= least - CLOSE).all() and (rows <= most + CLOSE).all()
        return bool(inside and (leaves >= self.floor - CLOSE).all() and (leaves <= self.roof + CLOSE).all())

    def _bound(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        index = np.asarray(rows, dtype=np.int32)
        here = self.values[index]
        self.model.changeRowsBounds(len(index), index, low[index] - here, high[index] - here)  # type: ignore[attr-defined]


def cheapest(system: Witnesses, price: np.ndarray, target: int, low: float, high: float) -> np.ndarray | None:
    """Rows that must give way for row `target` to lie in [low, high], at the lowest price for each unit of change.

    None where it cannot be had at any price (rows of price infinity never give way). Indices of rows.
    """
    soft = np.flatnonzero(np.isfinite(price) & (system.low > -FREE))
    model = _relaxed(system, price, soft)
    index = np.array([target], dtype=np.int32)
    keep = (max(low, -FREE), min(high, FREE))
    model.changeRowsBounds(1, index, np.array([keep[0]]), np.array([keep[1]]))  # type: ignore[attr-defined]
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    found = np.asarray(model.getSolution().col_value)
    moved = found[system.size : system.size + len(soft)] + found[system.size + len(soft) :]
    return soft[moved > CLOSE]


def _ample(system: System) -> float:
    """More than any leaf needs to be, so that no programme is unbounded."""
    return float(system.truth.sum() + 1000)


def _model(system: System, low: np.ndarray, high: np.ndarray) -> highspy.Highs:
    count = len(system.truth)
    wide = csr_matrix(hstack([system.rows, -system.rows]))
    roof = np.concatenate([np.full(count, _ample(system)), system.truth.astype(float)])
    return _pass(wide, np.zeros(2 * count), np.zeros(2 * count), roof, low, high)


def _sums_model(system: System, tied: np.ndarray) -> highspy.Highs | None:
    """Whole sums alone, for given counts. None where a system has none."""
    sums = np.flatnonzero(system.sums)
    if not len(sums):
        return None
    rows = csr_matrix(system.rows[tied][:, sums])
    both, zero = csr_matrix(hstack([rows, -rows])), np.zeros(2 * len(sums))
    model = _pass(both, zero + 1, zero, zero + FREE, np.zeros(len(tied)), np.zeros(len(tied)))
    whole = np.full(2 * len(sums), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
    model.changeColsIntegrality(2 * len(sums), np.arange(2 * len(sums), dtype=np.int32), whole)
    return model


def _relaxed(system: Witnesses, price: np.ndarray, soft: np.ndarray) -> highspy.Highs:
    """The same with a rise and a fall for each soft row, paid by the unit."""
    number = system.system.rows.shape[0]
    ones = csr_matrix((np.ones(len(soft)), (soft, np.arange(len(soft)))), shape=(number, len(soft)))
    wide = csr_matrix(hstack([system.system.rows, ones, -ones]))
    cost = np.concatenate([np.zeros(system.size), price[soft], price[soft]])
    floor = np.concatenate([system.floor, np.zeros(2 * len(soft))])
    roof = np.concatenate([system.roof, np.full(2 * len(soft), FREE)])
    return _pass(wide, cost, floor, roof, system.low, system.high)


def _pass(
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
    model.passModel(programme)
    return model
