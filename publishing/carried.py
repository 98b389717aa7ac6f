"""How villages carry a change of their municipality without a programme: someone in a village changes atom.

One or two such shifts in one village that leave its shown numbers as they are, as often as the change asks.
"""

from collections.abc import Iterator
from itertools import product

import numpy as np

from publishing.cover import Cover
from publishing.goals import Witness
from publishing.marks import marks_of

Shift = tuple[int, int]
"""From atom to atom."""


def carried(cover: Cover, columns: np.ndarray, wanted: np.ndarray, marks: np.ndarray | None = None) -> Witness | None:
    """A change that gives the municipality's rows these values; None where none was found so.

    `columns`: the rows that hold the municipality's atoms, and then its sum of ages. `marks`: those of `marks_within`,
    where they are at hand.
    """
    programme, size = cover.programme, len(columns)
    change = (wanted - programme.system.values[columns]).astype(np.int64)[:-1]
    if change.sum():
        return None
    leaves = cover.truth.copy()
    counts = leaves.reshape(-1, size)[:, :-1]
    marks = (marks_within(cover, columns) if marks is None else marks).reshape(-1, size)[:, :-1]
    while change.any():
        step = next(_steps(counts, marks, change), None)
        if step is None:
            return None
        village, shifts = step
        for begin, end in shifts:
            counts[village, begin] -= 1
            counts[village, end] += 1
            change[begin] += 1
            change[end] -= 1
    return _fitted(cover, leaves, columns, wanted)


def marks_within(cover: Cover, columns: np.ndarray) -> np.ndarray:
    """Equal for leaves that are in the same bounded rows of counts, the municipality's own aside."""
    programme = cover.programme
    bounded = programme.bounded()
    bounded[columns] = False
    held = np.flatnonzero(bounded)
    return marks_of(programme.system.rows[held])


def _steps(counts: np.ndarray, marks: np.ndarray, change: np.ndarray) -> Iterator[tuple[int, list[Shift]]]:
    """Where someone can move, those villages first that have most to give."""
    shifts = list(product(np.flatnonzero(change < 0).tolist(), np.flatnonzero(change > 0).tolist()))
    moved = {shift: marks[:, shift[1]] - marks[:, shift[0]] for shift in shifts}
    for shift in shifts:
        able = np.flatnonzero((moved[shift] == 0) & (counts[:, shift[0]] > 0))
        if len(able):
            yield int(able[counts[able, shift[0]].argmax()]), [shift]
    for n, one in enumerate(shifts):
        for other in shifts[n + 1 :]:
            if one[0] == other[0] or one[1] == other[1]:
                continue
            there = np.minimum(counts[:, one[0]], counts[:, other[0]])
            able = np.flatnonzero((moved[one] + moved[other] == 0) & (there > 0))
            if len(able):
                yield int(able[there[able].argmax()]), [one, other]


def _fitted(cover: Cover, leaves: np.ndarray, columns: np.ndarray, wanted: np.ndarray) -> Witness | None:
    """With ages that go with it, and checked."""
    programme = cover.programme
    low, high = programme.low.copy(), programme.high.copy()
    low[columns] = high[columns] = wanted
    programme.heed_sums(True)
    fitted = programme.fit(leaves, low, high)
    fine = fitted is not None and programme.agrees(fitted, low, high)
    programme.heed_sums(False)
    if fitted is None or not fine:
        return None
    changed = np.flatnonzero(fitted != cover.truth)
    return Witness(leaves=changed, change=(fitted - cover.truth)[changed])
