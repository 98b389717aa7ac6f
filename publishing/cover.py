"""Secondary suppression: hides as little as possible until every protected number has both its witnesses.

A witness serves every number that it happens to settle, so a few programmes do for many cells. More hiding never breaks
a witness that was found before.
"""

from collections.abc import Iterator

import numpy as np

from publishing.goals import TRUTH, Covered, Goals, Known, Table, Task, Units, Witness
from publishing.model import CLOSE, FREE
from publishing.witness import Witnesses


class Cover:
    """Finds the witnesses of goals in one system, hiding units where there are none."""

    def __init__(self, programme: Witnesses, units: Units) -> None:
        self.programme, self.units = programme, units
        self.witnesses: list[Witness] = []
        self.hidden: set[int] = set()
        self.tasks: list[Task] = []
        self.spoiled: set[int] = set()
        self.able: list[int] = []
        self.swapped = -1
        self.truth = programme.system.truth
        self.table = Table(programme.system.rows)

    def hide(self, units: Iterator[int] | set[int]) -> None:
        new = np.array(sorted(set(units) - self.hidden), dtype=int)
        if len(new):
            self.hidden |= set(new.tolist())
            self.programme.release_rows(np.flatnonzero(np.isin(self.units.of_row, new)))

    def settle(self, goals: Goals, known: Known | None = None, *, hiding: bool = True, together: int = 1) -> Covered:
        """Both sides of every goal, in witnesses that deny nothing of what is known."""
        found = Covered(none=np.full(len(goals.rows), -1), some=np.full(len(goals.rows), -1))
        if not len(goals.rows):
            return found
        self.programme.watch(goals.rows)
        self.know(known)
        self.mark_all(goals, found, known)
        if known is None:
            self._bulk(goals, found)
        self._near_all(goals, found)
        if known is not None and known.strict:
            self._bulk(goals, found)
        if hiding and together > 1:
            self._together(goals, found, together)
        self.each(goals, found, hiding)
        self.tasks.append(Task(goals=goals, found=found, known=known))
        self.know(None)
        return found

    def know(self, known: Known | None) -> None:
        self.able, self.swapped = [], -1
        roof = np.full(len(self.truth), self.programme.ample)
        if known is None:
            self.programme.bound_leaves(np.zeros(len(self.truth)), roof)
        else:
            self.programme.bound_leaves(known.least, np.where(known.whole, self.truth, roof))

    def settled_for(self, goals: Goals, known: Known) -> np.ndarray:
        """Which goals have both their witnesses among those at hand that go with what is known."""
        found = Covered(none=np.full(len(goals.rows), -1), some=np.full(len(goals.rows), -1))
        self.mark_all(goals, found, known)
        return (found.none != -1) & (found.some != -1)

    def mark_all(self, goals: Goals, found: Covered, known: Known | None) -> None:
        """Settles what the truth and the witnesses found before settle."""
        self._mark(goals, found, TRUTH, self.programme.system.values)
        if not self.witnesses:
            return
        changes, moves = self.table.of(self.witnesses)
        fine = np.ones(len(self.witnesses), dtype=bool)
        fine[sorted(self.spoiled)] = False
        if known is not None:
            least = np.flatnonzero((known.least > 0) & ~known.whole)
            fine &= (changes[:, least] + self.truth[least] >= known.least[least]).all(axis=1)
            fine &= ~(changes[:, known.whole] != 0).any(axis=1)
        able = np.flatnonzero(fine)
        self.able = able.tolist()
        if not len(able):
            return
        here = self.programme.system.values[goals.rows] + moves[np.ix_(able, goals.rows)]
        for side, met in ((found.none, here <= goals.none), (found.some, here >= goals.some)):
            new = (side == -1) & met.any(axis=0)
            side[new] = able[met.argmax(axis=0)[new]]

    def used(self, strict: bool = False) -> list[int]:
        """Numbers of the witnesses that some goal rests on; `strict`: some goal that must keep them."""
        tasks = [task for task in self.tasks if task.strict or not strict]
        sides = [side for task in tasks for side in (task.found.none, task.found.some)]
        return sorted({int(n) for side in sides for n in side if n >= 0})

    def each(self, goals: Goals, found: Covered, hiding: bool) -> None:
        """One by one; what is found for one goal mostly settles others."""
        for side in ("none", "some"):
            for place in range(len(goals.rows)):
                if getattr(found, side)[place] == -1:
                    self._one(goals, found, place, side, hiding)

    def _together(self, goals: Goals, found: Covered, together: int) -> None:
        """Hides what stands in the way of one goal of every group at a time."""
        for side in ("some", "none"):
            tried: set[int] = set()
            while True:
                chosen = self._next(goals, getattr(found, side), tried)[:together]
                if not len(chosen):
                    break
                tried |= set(chosen.tolist())
                rows = goals.rows[chosen]
                some = goals.some[chosen].astype(float)
                free = np.full(len(rows), FREE)
                low, high = (some, free) if side == "some" else (-free, goals.none[chosen].astype(float))
                give = self.programme.cheapest(self.prices(), rows, low, high)
                if give is None:
                    continue
                self.hide(set(self.units.of_row[give.rows].tolist()) - self.hidden - {-1})
                if not self._given(goals, found, give.leaves):
                    aim = np.zeros(self.programme.system.rows.shape[0])
                    self._try(goals, found, aim, (rows, low, high), thorough=True)

    def _mark(self, goals: Goals, found: Covered, number: int, values: np.ndarray) -> int:
        """How many sides were newly settled."""
        here = values[goals.rows]
        none = (found.none == -1) & (here <= goals.none)
        some = (found.some == -1) & (here >= goals.some)
        found.none[none], found.some[some] = number, number
        return int(none.sum() + some.sum())

    def values_of(self, witness: Witness) -> np.ndarray:
        leaves = self.truth.copy()
        leaves[witness.leaves] += witness.change
        return np.asarray(self.programme.system.rows @ leaves)

    def _bulk(self, goals: Goals, found: Covered) -> None:
        """One programme for one number of every group at a time, as long as that settles any."""
        stuck: set[int] = set()
        settled = 1
        while settled:
            raised = self._next(goals, found.some, stuck)
            lowered = np.flatnonzero(found.none == -1)
            if not len(raised) and not len(lowered):
                return
            aim = np.zeros(self.programme.system.rows.shape[0])
            aim[goals.rows[lowered]] += 1
            aim[goals.rows[raised]] -= 2
            caps = (goals.rows[raised], np.full(len(raised), -FREE), goals.some[raised].astype(float))
            settled = self._try(goals, found, aim, caps, thorough=False)
            stuck |= {i for i in raised.tolist() if found.some[i] == -1}
            settled = max(settled, bool(len(raised)))

    def _next(self, goals: Goals, side: np.ndarray, stuck: set[int]) -> np.ndarray:
        waiting = np.array([i for i in np.flatnonzero(side == -1) if i not in stuck], dtype=int)
        _, first = np.unique(goals.groups[waiting], return_index=True)
        return waiting[first]

    def _try(
        self, goals: Goals, found: Covered, aim: np.ndarray, bounds: tuple[np.ndarray, ...], *, thorough: bool
    ) -> int:
        leaves = self.programme.find(aim, *bounds, thorough=thorough)
        return 0 if leaves is None else self._keep(goals, found, leaves)

    def _given(self, goals: Goals, found: Covered, leaves: np.ndarray) -> int:
        """What a programme made of rows that gave way, now that these are hidden: a witness, if it is whole."""
        whole = np.rint(leaves).astype(np.int64)
        close = bool(np.abs(leaves - whole).max(initial=0) < CLOSE)
        return self._keep(goals, found, whole) if close and self.programme.agrees(whole) else 0

    def _keep(self, goals: Goals, found: Covered, leaves: np.ndarray) -> int:
        """How many sides the witness settles."""
        number = len(self.witnesses)
        settled = self._mark(goals, found, number, np.asarray(self.programme.system.rows @ leaves))
        if settled:
            changed = np.flatnonzero(leaves != self.truth)
            self.witnesses.append(Witness(leaves=changed, change=(leaves - self.truth)[changed]))
            self.able.append(number)
        return settled

    def _one(self, goals: Goals, found: Covered, place: int, side: str, hiding: bool) -> None:
        """One side of one goal; hides what stands in its way until it is settled or nothing is left to hide."""
        row, aim = int(goals.rows[place]), np.zeros(self.programme.system.rows.shape[0])
        low, high = (-FREE, float(goals.none[place])) if side == "none" else (float(goals.some[place]), FREE)
        bounds = (np.array([row]), np.array([low]), np.array([high]))
        # Of what was sought so before, and nothing was hidden since, it is no use to seek again.
        if len(self.hidden) != self.swapped and self.near(goals, found, place, side):
            return
        while True:
            self._try(goals, found, aim, bounds, thorough=True)
            if getattr(found, side)[place] != -1 or not hiding:
                return
            give = self.programme.cheapest(self.prices(), *bounds)
            units = set() if give is None else set(self.units.of_row[give.rows].tolist()) - self.hidden - {-1}
            if give is None or not units:
                return
            self.hide(units)
            if self._given(goals, found, give.leaves) and getattr(found, side)[place] != -1:
                return

    def _near_all(self, goals: Goals, found: Covered) -> None:
        for side in ("some", "none"):
            for place in range(len(goals.rows)):
                if getattr(found, side)[place] == -1:
                    self.near(goals, found, place, side)
        self.swapped = len(self.hidden)

    def near(self, goals: Goals, found: Covered, place: int, side: str) -> int:
        """One side of one goal without a programme: from the truth, or from the witness that comes nearest."""
        low, high = (-FREE, float(goals.none[place])) if side == "none" else (float(goals.some[place]), FREE)
        row = int(goals.rows[place])
        for start in self._starts(row, side):
            leaves = self.programme.near(row, low, high, start)
            if leaves is not None:
                return self._keep(goals, found, leaves)
        return 0

    def _starts(self, row: int, side: str) -> Iterator[np.ndarray]:
        yield self.truth
        if not self.able:
            return
        _, moves = self.table.of(self.witnesses)
        able = np.array(self.able, dtype=int)
        here = moves[able, row] * (1 if side == "some" else -1)
        if here.max() > 0:
            witness = self.witnesses[able[here.argmax()]]
            leaves = self.truth.copy()
            leaves[witness.leaves] += witness.change
            yield leaves

    def prices(self) -> np.ndarray:
        return np.where(self.units.of_row >= 0, self.units.price, np.inf)


__all__ = ["TRUTH", "Cover", "Covered", "Goals", "Task", "Units", "Witness"]
