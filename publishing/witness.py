"""The witness programme: whole-number tables that agree with everything that is shown, found with HiGHS.

Unknowns are the leaves (the finest counts) of one small programme. Each row adds up leaves to a number; a row is fixed
where that number is shown and free where it is hidden. A witness is a solution in whole numbers.
"""

import numpy as np

from publishing.giving import LITTLE, Given, Giving
from publishing.model import CLOSE, FREE, Model
from publishing.system import System


class Witnesses:
    """A System that is solved again and again with other goals and other bounds.

    Counts alone come first: sums make programmes slow and fractions likely, and nearly every witness can be given sums
    that go with it. `strict`: whether sums and what ties them to the counts are heeded.
    """

    def __init__(self, system: System) -> None:
        self.system = system
        self.low, self.high = system.low.astype(float), system.high.astype(float)
        self.size = len(system.truth)
        self.ample = float(system.truth.sum() + 1000)
        self.floor, self.roof = np.zeros(self.size), np.full(self.size, self.ample)
        self.values = system.values.astype(float)
        self.counts, self.fitter, self.swaps = system.counts, system.fitter.again(), system.swaps.again()
        self.heeded = np.ones(len(self.low), dtype=bool)
        self.heeded[self.fitter.tied] = False
        self.loose = np.flatnonzero(self.heeded)
        self.watched = np.zeros(len(self.low), dtype=bool)
        self.narrow: Model | None = None
        self.wide: Model | None = None
        self.giver: Giving | None = None
        self.strict = False
        self.random = np.random.default_rng(1)

    def watch(self, rows: np.ndarray) -> None:
        """These rows will be bounded for once."""
        if not self.watched[rows].all():
            self.watched[rows] = True
            if self.narrow is not None and self.narrow.telling[rows].any():
                self.narrow = None
            if self.wide is not None and self.wide.telling[rows].any():
                self.wide = None

    def release_rows(self, rows: np.ndarray) -> None:
        """From now on these rows are hidden."""
        self.restrict_rows(rows, np.full(len(rows), -FREE), np.full(len(rows), FREE))

    def restrict_rows(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> None:
        """From now on these rows lie in [low, high]: what they stand for is published."""
        self.low[rows], self.high[rows] = low, high
        self.swaps.stale = True
        few = rows[self.heeded[rows]]
        if self.narrow is not None and not self.narrow.bound(few, self.low, self.high):
            self.narrow = None
        if self.giver is not None and not self.giver.bound(few, self.low, self.high):
            self.giver = None
        if self.wide is not None and not self.wide.bound(rows, self.low, self.high):
            self.wide = None

    def bound_leaves(self, floor: np.ndarray, roof: np.ndarray) -> None:
        """Least and most of every leaf: what an insider knows is at least there, or is known altogether."""
        if (floor != self.floor).any() or (roof != self.roof).any():
            self.floor, self.roof = floor.astype(float), roof.astype(float)
            self._heed_bounds(self.narrow, self.giver, self.wide)

    def _heed_bounds(self, *models: Model | Giving | None) -> None:
        for model in models:
            if model is not None:
                own = slice(None) if model is self.wide else self.counts
                model.bound_leaves(self.floor[own], self.roof[own])

    def find(
        self, goal: np.ndarray, rows: np.ndarray, low: np.ndarray, high: np.ndarray, *, thorough: bool
    ) -> np.ndarray | None:
        """Whole leaves that minimise the goal (coefficients of rows) with these rows in [low, high] for once.

        None where there are none; not `thorough`: also where the linear programme gives no whole ones.
        """
        self.watch(rows)
        lower, upper = self.low.copy(), self.high.copy()
        lower[rows], upper[rows] = low, high
        leaves = self._search(self._narrow(), goal, rows, lower, upper, thorough)
        if leaves is None or not self.strict:
            return leaves
        fitted = self.fit(leaves, lower, upper)
        if fitted is not None and self.agrees(fitted, lower, upper):
            return fitted
        leaves = self._search(self._wide(), goal, rows, lower, upper, thorough)
        fitted = None if leaves is None else self.fit(leaves, lower, upper)
        return fitted if fitted is not None and self.agrees(fitted, lower, upper) else None

    def near(self, row: int, low: float, high: float, start: np.ndarray) -> np.ndarray | None:
        """As `find` for one row, from leaves that agree with all, without any programme."""
        own = self.counts
        found = self.swaps.reach(row, start[own], self.floor[own], self.roof[own], low, high, self.bounded())
        if found is None:
            return None
        leaves = self.system.truth.copy()
        leaves[own] = found
        fitted = self.fit(leaves) if self.strict else leaves
        return fitted if fitted is not None and self.agrees(fitted) else None

    def bounded(self) -> np.ndarray:
        """Which rows of counts may not move as they like."""
        found = (self.low > -FREE) | (self.high < FREE)
        found[self.fitter.tied] = False
        return found

    def _narrow(self) -> Model:
        if self.narrow is None:
            low, high = np.full(len(self.low), -FREE), np.full(len(self.low), FREE)
            low[self.loose], high[self.loose] = self.low[self.loose], self.high[self.loose]
            watched = self.watched.copy()
            watched[self.fitter.tied] = False
            truth = self.system.truth[self.counts]
            self.narrow = Model(self.system.few, truth, self.values, low, high, watched)
            self._heed_bounds(self.narrow)
        return self.narrow

    def _wide(self) -> Model:
        if self.wide is None:
            watched = self.watched.copy()
            watched[self.fitter.tied] = True
            system = self.system
            self.wide = Model(system.rows, system.truth, self.values, self.low, self.high, watched)
            self._heed_bounds(self.wide)
        return self.wide

    def _search(
        self, model: Model, goal: np.ndarray, rows: np.ndarray, low: np.ndarray, high: np.ndarray, thorough: bool
    ) -> np.ndarray | None:
        index = rows if model is self.wide else rows[self.heeded[rows]]
        reach = np.arange(self.size) if model is self.wide else self.counts
        columns = reach[model.columns]
        aim = np.asarray(self.system.rows.T @ goal)[columns] if goal.any() else np.zeros(len(columns))
        price = np.where(self.system.sums[columns], 0.0, LITTLE)
        away = index[model.empty[index]]
        if ((low[away] > self.values[away] + CLOSE) | (high[away] < self.values[away] - CLOSE)).any():
            return None
        here = index[~model.empty[index]]
        model.programme.ask(here, low, high)
        try:
            return self._whole(model, columns, price, aim, low, high, thorough)
        finally:
            model.programme.forget(here, self.low, self.high)

    def _whole(
        self, model: Model, columns: np.ndarray, price: np.ndarray, aim: np.ndarray, low: np.ndarray, high: np.ndarray,
        thorough: bool,
    ) -> np.ndarray | None:  # fmt: skip
        """The linear programme, if need be with its prices shaken; then integer programmes, first of few columns."""
        counted = ~self.system.sums[columns]
        for found in model.tries(price, aim, counted, thorough, self.random):
            if found is not None and np.abs(found - np.rint(found))[counted].max(initial=0) < CLOSE:
                leaves = self.system.truth.copy()
                leaves[columns] += np.rint(found).astype(np.int64)
                if not self._keeps(leaves, low, high):
                    return None
                return leaves
        return None

    def _keeps(self, leaves: np.ndarray, low: np.ndarray, high: np.ndarray) -> bool:
        strict, self.strict = self.strict, False
        try:
            return self.agrees(leaves, low, high)
        finally:
            self.strict = strict

    def fit(
        self, whole: np.ndarray, low: np.ndarray | None = None, high: np.ndarray | None = None
    ) -> np.ndarray | None:
        """The same counts with sums that go with them."""
        least, most = (self.low if low is None else low), (self.high if high is None else high)
        return self.fitter.fit(whole, least, most, self.system.loose_sums)

    def heed_sums(self, strict: bool) -> None:
        """Takes sums and what ties them to the counts into account, or leaves both aside."""
        self.strict = strict

    def agrees(self, leaves: np.ndarray, low: np.ndarray | None = None, high: np.ndarray | None = None) -> bool:
        """Whether whole leaves keep to every row and every bound, exactly."""
        rows = self.system.rows @ leaves
        least, most = (self.low if low is None else low), (self.high if high is None else high)
        if not self.strict:
            rows, least, most = rows[self.loose], least[self.loose], most[self.loose]
        inside = (rows >= least - CLOSE).all() and (rows <= most + CLOSE).all()
        return bool(inside and (leaves >= self.floor - CLOSE).all() and (leaves <= self.roof + CLOSE).all())

    def cheapest(self, price: np.ndarray, rows: np.ndarray, low: np.ndarray, high: np.ndarray) -> Given | None:
        """Rows that must give way for these rows to lie in [low, high], at the lowest price for each unit of change.

        None where it cannot be had at any price (rows of price infinity never give way).
        """
        self.watch(rows)
        if self.giver is None:
            self.giver = self._giver(price)
        index = rows[self.heeded[rows]]
        least, most = self.low.copy(), self.high.copy()
        least[rows], most[rows] = low, high
        self.giver.programme.ask(index, least, most)
        given = self.giver.solve()
        self.giver.programme.forget(index, self.low, self.high)
        if given is None:
            return None
        leaves = self.system.truth.astype(float)
        leaves[self.counts] = given.leaves
        return Given(rows=given.rows, leaves=leaves)

    def _giver(self, price: np.ndarray) -> Giving:
        low, high = np.full(len(self.low), -FREE), np.full(len(self.low), FREE)
        low[self.loose], high[self.loose] = self.low[self.loose], self.high[self.loose]
        truth = self.system.truth[self.counts]
        giver = Giving(self.system.few, truth, self.values, low, high, price)
        self._heed_bounds(giver)
        return giver


__all__ = ["System", "Witnesses"]
