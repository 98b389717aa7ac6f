"""Changes that leave every shown number as it is, put together without a programme: referrals that change places.

A *shift* moves referrals between two atoms of one leaf row. One or two shifts in a municipality that leave all its own
shown numbers are a *move*; a move and one elsewhere that undoes what it does to numbers they share contradict nothing.
What a change does to the bounded rows is told by a number that is (all but) never the same for two of them; who uses
what is found here checks it against the rows themselves.
"""

from copy import copy
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from publishing.marks import marks_of

FIRSTS, SECONDS = 400, 16
"""Moves that are looked at for one goal, and for each of these."""
MANY = 2.0**40
TRIED = 3
"""Pairs of moves that are tried in each step."""
STEPS = 24
"""Pairs of moves that are added up for one goal at most."""
PARTNERS = 24
"""Second shifts that are tried with each first at most."""
WORN = 12
"""Goals that are sought among the same moves before these are made anew, when more was hidden since."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Moves:
    """`at` and `by`: which leaves each move changes, and by how much (a leaf past the last one by 0 where fewer).

    `marks`: what each does to rows shared by several places; sorted by it. `start`: the first move with the opposite
    mark. `paired`: whether there is one, or none is needed. `by_leaf`: leaf x move. `spots`: of each change where its
    room is told: at the leaf where it falls, as many further on where it rises, past all of them where there is none.
    """

    at: np.ndarray
    by: np.ndarray
    marks: np.ndarray
    start: np.ndarray
    paired: np.ndarray
    by_leaf: csr_matrix
    spots: np.ndarray

    def gains(self, weights: np.ndarray) -> np.ndarray:
        """What each move adds to a row with these weights of the leaves."""
        found, of = np.zeros(len(self.marks)), self.by_leaf
        for leaf in np.flatnonzero(weights):
            # A move is there once for each leaf.
            own = slice(of.indptr[leaf], of.indptr[leaf + 1])
            found[of.indices[own]] += weights[leaf] * of.data[own]
        return found


class Swaps:
    """The moves of a system, made anew now and then as more of its rows are hidden.

    `places`: the municipality or village of each leaf; `owner`: its leaf row.
    """

    def __init__(self, rows: csr_matrix, places: np.ndarray, owner: np.ndarray) -> None:
        self.rows, self.places, self.owner = csr_matrix(rows), places, owner
        size = len(places)
        inside = csr_matrix((np.ones(size), (np.arange(size), places)), shape=(size, int(places.max(initial=0)) + 1))
        self.wide = np.asarray(((abs(self.rows) @ inside) > 0).sum(axis=1)).ravel() > 1
        self.moves: Moves | None = None
        self.asked, self.stale = 0, True

    def again(self) -> "Swaps":
        """The same, as if nothing had been asked of it yet."""
        other = copy(self)
        other.moves, other.asked, other.stale = None, 0, True
        return other

    def reach(
        self, row: int, start: np.ndarray, floor: np.ndarray, roof: np.ndarray, low: float, high: float,
        bounded: np.ndarray,
    ) -> np.ndarray | None:  # fmt: skip
        """Leaves that have the row in [low, high]; `bounded`: rows that must not move."""
        self.asked += 1
        if self.moves is None or (self.stale and self.asked > WORN):
            held = np.flatnonzero(bounded)
            self.moves = moves_of(csr_matrix(self.rows[held]), self.wide[held], self.places, self.owner)
            self.asked, self.stale = 0, False
        weights = np.zeros(self.rows.shape[1])
        begin, end = self.rows.indptr[row], self.rows.indptr[row + 1]
        weights[self.rows.indices[begin:end]] = self.rows.data[begin:end]
        found = reach(self.moves, weights, start.astype(float), floor, roof, low, high)
        return None if found is None else np.rint(found).astype(np.int64)


def moves_of(rows: csr_matrix, wide: np.ndarray, places: np.ndarray, owner: np.ndarray) -> Moves:
    """`rows`: those that are bounded. `wide`: which of them hold leaves of several `places`. `owner`: leaf row."""
    narrow_mark, wide_mark = marks_of(rows, ~wide), marks_of(rows, wide)
    found_at, found_by = [], []
    for place in np.unique(places):
        inside = np.flatnonzero(places == place)
        at, by = _local(inside, owner[inside], narrow_mark)
        found_at.append(at)
        found_by.append(by)
    at, by = np.vstack(found_at), np.vstack(found_by)
    marks = (np.append(wide_mark, np.uint64(0))[at] * by.astype(np.int64).view(np.uint64)).sum(axis=1, dtype=np.uint64)
    order = np.argsort(marks, kind="stable")
    at, by, marks = at[order], by[order], marks[order]
    opposite = (~marks) + np.uint64(1)
    start, stop = np.searchsorted(marks, opposite, "left"), np.searchsorted(marks, opposite, "right")
    used, size = by != 0, rows.shape[1]
    number = np.repeat(np.arange(len(at)), used.sum(axis=1))
    by_leaf = csr_matrix((by[used].astype(float), (at[used], number)), shape=(size, len(at)))
    spots = np.where(by < 0, at, np.where(by > 0, at + size + 1, 2 * size + 2)).T.copy()
    return Moves(
        at=at, by=by, marks=marks, start=start, paired=(stop > start) | (marks == 0), by_leaf=by_leaf, spots=spots
    )


def _local(inside: np.ndarray, owner: np.ndarray, mark: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One or two shifts of one place that leave its own bounded rows: leaves and by how much."""
    first, second = np.nonzero((owner[:, None] == owner[None, :]) & ~np.eye(len(owner), dtype=bool))
    giving, taking = inside[first], inside[second]
    marks = mark[taking] - mark[giving]
    alone = marks == 0
    none = len(mark)
    at = np.stack([giving[alone], taking[alone], *[np.full(alone.sum(), none)] * 2], axis=1)
    by = np.tile(np.array([-1, 1, 0, 0], dtype=np.int8), (len(at), 1))
    giving, taking, marks = giving[~alone], taking[~alone], marks[~alone]
    order = np.argsort(marks, kind="stable")
    giving, taking, marks = giving[order], taking[order], marks[order]
    opposite = (~marks) + np.uint64(1)
    start, stop = np.searchsorted(marks, opposite, "left"), np.searchsorted(marks, opposite, "right")
    number = np.minimum(stop - start, PARTNERS)
    one = np.repeat(np.arange(len(marks)), number)
    # Where there are many, each takes others.
    nth = np.arange(len(one)) - np.repeat(np.cumsum(number) - number, number)
    size = np.repeat(stop - start, number)
    other = np.repeat(start, number) + (nth + one) % np.maximum(size, 1)
    fine = (one < other) & (giving[one] != taking[other]) & (taking[one] != giving[other])
    one, other = one[fine], other[fine]
    pairs = np.stack([giving[one], taking[one], giving[other], taking[other]], axis=1)
    more = np.tile(np.array([-1, 1, -1, 1], dtype=np.int8), (len(pairs), 1))
    return np.vstack([at, pairs]), np.vstack([by, more])


def reach(
    moves: Moves, weights: np.ndarray, start: np.ndarray, floor: np.ndarray, roof: np.ndarray, low: float, high: float
) -> np.ndarray | None:
    """Leaves with weights x leaves in [low, high], from `start` by pairs of moves that stay between floor and roof."""
    value = float(weights @ start)
    sign = 1 if value < low else -1
    gains = moves.gains(weights) * sign
    chosen = np.flatnonzero((gains > 0) & moves.paired)
    chosen = chosen[:: max(1, len(chosen) // FIRSTS)]
    if not len(chosen):
        return None
    room = Room(moves=moves, below=np.append(floor, 0), above=np.append(roof, MANY))
    leaves = np.append(start, 0)
    if room.of(moves.spots[:, chosen], leaves) @ gains[chosen] < (low - value if sign > 0 else value - high):
        return None  # all of them together do not gain enough
    pairs = Pairs(moves, gains, chosen)
    for _ in range(STEPS):
        need = low - value if sign > 0 else value - high
        if need <= 0:
            return leaves[:-1]
        step = pairs.best(room, leaves, need)
        if step is None:
            return None
        leaves, gained = step
        value += sign * gained
    return None


@dataclass(frozen=True, kw_only=True, eq=False)
class Room:
    """How often moves can be made between what leaves must hold and may hold."""

    moves: Moves
    below: np.ndarray
    above: np.ndarray

    def of(self, spots: np.ndarray, leaves: np.ndarray) -> np.ndarray:
        """`spots`: those of the moves (see Moves)."""
        room = np.concatenate([leaves - self.below, self.above - leaves, [MANY]])
        return np.asarray(room[spots].min(axis=0))

    def has(self, leaves: np.ndarray) -> bool:
        return bool((leaves >= self.below).all() and (leaves <= self.above).all())


class Pairs:
    """First moves that gain something, and for each the moves that undo what it does to shared rows."""

    def __init__(self, moves: Moves, gains: np.ndarray, first: np.ndarray) -> None:
        self.moves, self.gains, self.first = moves, gains, first
        self.alone = moves.marks[first] == 0
        begin, self.segment = np.unique(moves.start[first[~self.alone]], return_inverse=True)
        end = np.searchsorted(moves.marks, moves.marks[begin], "right")
        self.sizes = np.minimum(end - begin, SECONDS)
        self.heads = np.cumsum(self.sizes) - self.sizes
        nth = np.arange(int(self.sizes.sum())) - np.repeat(self.heads, self.sizes)
        stride = np.maximum((end - begin) // SECONDS, 1)
        self.second = np.repeat(begin, self.sizes) + nth * np.repeat(stride, self.sizes)
        # A second move may not take away what the first gives.
        self.fitting = gains[self.second] >= 0
        self.spots, self.others = moves.spots[:, first], moves.spots[:, self.second]

    def best(self, room: Room, leaves: np.ndarray, need: float) -> tuple[np.ndarray, int] | None:
        """The leaves after the pair that gains most of what is needed, made as often as can be; and what it gains."""
        often = room.of(self.spots, leaves)
        partner = np.full(len(self.first), -1)
        if len(self.heads):
            there = np.where(self.fitting, room.of(self.others, leaves), 0)
            most = np.maximum.reduceat(there, self.heads)
            full = np.flatnonzero(there == np.repeat(most, self.sizes))
            which = self.second[full[np.searchsorted(full, self.heads)]]
            often[~self.alone] = np.minimum(often[~self.alone], most[self.segment])
            partner[~self.alone] = which[self.segment]
        gain = self.gains[self.first]
        often = np.minimum(often, np.ceil(need / gain))
        score = np.minimum(often * gain, need)
        for chosen in np.argsort(-score, kind="stable")[:TRIED]:
            if score[chosen] <= 0:
                return None
            found = self._made(room, leaves, int(self.first[chosen]), int(partner[chosen]), int(often[chosen]))
            if found is not None:
                return found
        return None

    def _made(
        self, room: Room, leaves: np.ndarray, first: int, second: int, times: int
    ) -> tuple[np.ndarray, int] | None:
        change, gain = np.zeros(len(leaves)), float(self.gains[first])
        np.add.at(change, self.moves.at[first], self.moves.by[first])
        if second >= 0:
            np.add.at(change, self.moves.at[second], self.moves.by[second])
            gain += float(self.gains[second])
        while times > 0:
            after = leaves + times * change
            if room.has(after):
                return after, int(times * gain)
            times //= 2
        return None
