"""Secondary suppression: hides as little as possible until every protected number has both its witnesses.

A witness serves every number that it happens to settle, so a few programmes do for many cells. More hiding never breaks
a witness that was found before.
"""

from collections.abc import Iterator

import numpy as np

from publishing.goals import TRUTH, Covered, Goals, Task, Units, Witness
from publishing.witness import FREE, Witnesses, cheapest


class Cover:
    """Finds the witnesses of goals in one system, hiding units where there are none."""

    def __init__(self, programme: Witnesses, units: Units) -> None:
        self.programme, self.units = programme, units
        self.witnesses: list[Witness] = []
        self.hidden: set[int] = set()
        self.tasks: list[Task] = []
        self.spoiled: set[int] = set()
        self.truth = programme.system.truth

    def hide(self, units: Iterator[int] | set[int]) -> None:
        new = np.array(sorted(set(units) - self.hidden), dtype=int)
        if len(new):
            self.hidden |= set(new.tolist())
            self.programme.release_rows(np.flatnonzero(np.isin(self.units.of_row, new)))

    def settle(self, goals: Goals, known: np.ndarray | None = None, *, who: str = "", hiding: bool = True) -> Covered:
        """Both sides of every goal. `known`: leaves that an insider knows altogether, so that they do not change."""
        found = Covered(none=np.full(len(goals.rows), -1), some=np.full(len(goals.rows), -1))
        if not len(goals.rows):
            return found
        self._know(known)
        self._mark(goals, found, TRUTH, self.programme.system.values)
        for number, witness in enumerate(self.witnesses):
            if number not in self.spoiled and (known is None or not known[witness.leaves].any()):
                self._mark(goals, found, number, self.values_of(witness))
        self._bulk(goals, found)
        self._each(goals, found, hiding)
        self.tasks.append(Task(goals=goals, found=found, known=known, who=who))
        self._know(None)
        return found

    def _know(self, known: np.ndarray | None) -> None:
        truth, none = self.truth, np.zeros(len(self.truth))
        roof = np.full(len(self.truth), self.programme.ample)
        if known is None:
            self.programme.bound_leaves(none, roof)
        else:
            self.programme.bound_leaves(np.where(known, truth, none), np.where(known, truth, roof))

    def accept(self, rows: np.ndarray, low: np.ndarray, high: np.ndarray, patience: int) -> bool:
        """Publishes something more (these rows lie in [low, high]) if every goal keeps its witnesses.

        Witnesses that contradict it are sought anew, at most `patience` of them; where that fails nothing changes.
        """
        model = self.programme
        before = model.low[rows].copy(), model.high[rows].copy()
        model.restrict_rows(rows, low, high)
        model.heed_sums(True)
        used = set(self.used())
        fitted = [self._fitted(w) if n in used else None for n, w in enumerate(self.witnesses)]
        wrong = [n for n in used if fitted[n] is None]
        kept, saved = len(self.witnesses), [(t.found.none.copy(), t.found.some.copy()) for t in self.tasks]
        fine = len(wrong) <= patience and self._again(wrong)
        if fine:
            self.witnesses[:kept] = [new or old for new, old in zip(fitted, self.witnesses[:kept], strict=True)]
            # What nobody rests on was not fitted: it must not be found again.
            self.spoiled |= {n for n in range(kept) if fitted[n] is None}
        else:
            del self.witnesses[kept:]
            for task, (none, some) in zip(self.tasks, saved, strict=True):
                task.found.none[:], task.found.some[:] = none, some
            model.restrict_rows(rows, *before)
        self._know(None)
        model.heed_sums(False)
        return fine

    def follow(self, rows: np.ndarray, values: np.ndarray, known: np.ndarray | None) -> Witness | None:
        """A change of as few leaves as can be that gives these rows these values, and contradicts nothing published."""
        return self.follow_between(rows, values.astype(float), values.astype(float), known)

    def follow_between(
        self, rows: np.ndarray, low: np.ndarray, high: np.ndarray, known: np.ndarray | None = None
    ) -> Witness | None:
        """The same with bounds instead of values."""
        model = self.programme
        self._know(known)
        model.heed_sums(True)
        leaves = model.find(np.zeros(model.system.rows.shape[0]), rows, low, high, thorough=True)
        self._know(None)
        model.heed_sums(False)
        if leaves is None:
            return None
        changed = np.flatnonzero(leaves != self.truth)
        return Witness(leaves=changed, change=(leaves - self.truth)[changed])

    def used(self) -> list[int]:
        """Numbers of the witnesses that some goal rests on."""
        sides = [side for task in self.tasks for side in (task.found.none, task.found.some)]
        return sorted({int(n) for side in sides for n in side if n >= 0})

    def _fitted(self, witness: Witness) -> Witness | None:
        leaves = self.truth.copy()
        leaves[witness.leaves] += witness.change
        if self.programme.agrees(leaves):
            return witness
        counts = self.programme.fit(leaves)
        if counts is None or not self.programme.agrees(counts):
            return None
        changed = np.flatnonzero(counts != self.truth)
        return Witness(leaves=changed, change=(counts - self.truth)[changed])

    def _again(self, wrong: list[int]) -> bool:
        for task in self.tasks:
            for side in (task.found.none, task.found.some):
                side[np.isin(side, wrong)] = -1
            if not task.found.complete:
                self._know(task.known)
                self._each(task.goals, task.found, hiding=False)
            if not task.found.complete:
                return False
        return True

    def _each(self, goals: Goals, found: Covered, hiding: bool) -> None:
        for side in ("none", "some"):
            for place in range(len(goals.rows)):
                if getattr(found, side)[place] == -1:
                    self._one(goals, found, place, side, hiding)

    def _mark(self, goals: Goals, found: Covered, number: int, values: np.ndarray) -> bool:
        """True where something new was settled."""
        here = values[goals.rows]
        none = (found.none == -1) & (here <= goals.none)
        some = (found.some == -1) & (here >= goals.some)
        found.none[none], found.some[some] = number, number
        return bool(none.any() or some.any())

    def values_of(self, witness: Witness) -> np.ndarray:
        leaves = self.truth.copy()
        leaves[witness.leaves] += witness.change
        return np.asarray(self.programme.system.rows @ leaves)

    def _bulk(self, goals: Goals, found: Covered) -> None:
        """One programme for one number of every group at a time, as long as that settles anything."""
        stuck: set[int] = set()
        while True:
            raised = self._next(goals, found, stuck)
            lowered = np.flatnonzero(found.none == -1)
            if not len(raised) and not len(lowered):
                return
            aim = np.zeros(self.programme.system.rows.shape[0])
            aim[goals.rows[lowered]] += 1
            aim[goals.rows[raised]] -= 2
            caps = (goals.rows[raised], np.full(len(raised), -FREE), goals.some[raised].astype(float))
            if not self._try(goals, found, aim, caps, thorough=False):
                stuck |= set(raised.tolist())
                if not len(raised):
                    return
            stuck |= {i for i in raised.tolist() if found.some[i] == -1}

    def _next(self, goals: Goals, found: Covered, stuck: set[int]) -> np.ndarray:
        waiting = np.array([i for i in np.flatnonzero(found.some == -1) if i not in stuck], dtype=int)
        _, first = np.unique(goals.groups[waiting], return_index=True)
        return waiting[first]

    def _try(
        self, goals: Goals, found: Covered, aim: np.ndarray, bounds: tuple[np.ndarray, ...], *, thorough: bool
    ) -> bool:
        leaves = self.programme.find(aim, *bounds, thorough=thorough)
        if leaves is None:
            return False
        number = len(self.witnesses)
        if not self._mark(goals, found, number, np.asarray(self.programme.system.rows @ leaves)):
            return False
        changed = np.flatnonzero(leaves != self.truth)
        self.witnesses.append(Witness(leaves=changed, change=(leaves - self.truth)[changed]))
        return True

    def _one(self, goals: Goals, found: Covered, place: int, side: str, hiding: bool) -> None:
        """One side of one goal; hides what stands in its way until it is settled or nothing is left to hide."""
        row, aim = int(goals.rows[place]), np.zeros(self.programme.system.rows.shape[0])
        low, high = (-FREE, float(goals.none[place])) if side == "none" else (float(goals.some[place]), FREE)
        bounds = (np.array([row]), np.array([low]), np.array([high]))
        while True:
            self._try(goals, found, aim, bounds, thorough=True)
            if getattr(found, side)[place] != -1 or not hiding:
                return
            give = cheapest(self.programme, self._prices(), row, low, high)
            units = set() if give is None else set(self.units.of_row[give].tolist()) - self.hidden - {-1}
            if not units:
                return
            self.hide(units)

    def cheapest_with(self, given: np.ndarray, values: np.ndarray, row: int, low: float) -> set[int]:
        """Units to hide so that this row can be `low` or more while the given rows have these values."""
        model = self.programme
        before = model.low[given].copy(), model.high[given].copy()
        model.low[given], model.high[given] = values, values
        give = cheapest(model, self._prices(), row, low, FREE)
        model.low[given], model.high[given] = before
        return set() if give is None else set(self.units.of_row[give].tolist()) - self.hidden - {-1}

    def _prices(self) -> np.ndarray:
        return np.where(self.units.of_row >= 0, self.units.price, np.inf)


__all__ = ["TRUTH", "Cover", "Covered", "Goals", "Task", "Units", "Witness"]
