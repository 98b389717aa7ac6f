"""Changes that contradict nothing published, kept to be used again: they can be added up, repeated and turned round.

A few of them settle most goals without any programme, and always in whole numbers.
"""

import numpy as np
from scipy.sparse import csr_matrix

STEPS = 12
"""Changes that are added up for one goal at most."""
MOST = 400
"""Changes that are kept, the newest."""


class Directions:
    """`rows`: the rows of the system, of which the bounded ones do not move in any direction kept here."""

    def __init__(self, rows: csr_matrix) -> None:
        self.rows = rows
        self.kept = np.zeros((0, rows.shape[1]), dtype=np.int32)
        self.new: list[np.ndarray] = []
        self.seen: set[bytes] = set()

    def add(self, change: np.ndarray) -> None:
        shared = int(np.gcd.reduce(change))
        if shared == 0:
            return
        way = (change // shared).astype(np.int32)
        way = way if way[np.flatnonzero(way)[0]] > 0 else -way
        if way.tobytes() not in self.seen:
            self.seen.add(way.tobytes())
            self.new.append(way)

    def reach(
        self, row: int, start: np.ndarray, floor: np.ndarray, roof: np.ndarray, low: float, high: float
    ) -> np.ndarray | None:
        """Leaves that have the row in [low, high], from `start` by steps that stay between floor and roof."""
        if self.new:
            self.kept = np.vstack([self.kept, *self.new])[-MOST:]
            self.new = []
        begin, end = self.rows.indptr[row], self.rows.indptr[row + 1]
        at, weight = self.rows.indices[begin:end], self.rows.data[begin:end].astype(np.int64)
        gain = self.kept[:, at] @ weight
        value = int(start[at] @ weight)
        sign = 1 if value < low else -1
        some = np.flatnonzero(gain)
        ways = self.kept[some] * (np.sign(gain[some]) * sign)[:, None].astype(np.int32)
        held = floor == roof
        if held.any():
            fine = ~(ways[:, held] != 0).any(axis=1)
            ways, some = ways[fine], some[fine]
        gains, size = np.abs(gain[some]), np.abs(ways).sum(axis=1)
        leaves = start.astype(np.int64)
        for _ in range(STEPS):
            need = low - value if sign > 0 else value - high
            if need <= 0:
                return leaves
            after = leaves + ways
            able = np.flatnonzero(((after >= floor) & (after <= roof)).all(axis=1))
            if not len(able):
                return None
            best = able[np.lexsort((size[able], -np.minimum(gains[able], need)))[0]]
            leaves, value = after[best], value + sign * int(gains[best])
        return None
