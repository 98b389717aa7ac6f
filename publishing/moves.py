"""Carries a change of hidden totals over to the other blocks: persons move between areas and periods, whole.

A witness that gives a municipality with a hidden total another number must do so in every block, or its tables would
not add up to the same number of referrals.
"""

from collections.abc import Mapping

import numpy as np

Change = dict[tuple[int, int], int]
"""Leaf row and atom (or month): by how much it changes."""


def carry(counts: np.ndarray, allowed: np.ndarray, totals: Mapping[int, int], *, kept: bool) -> Change | None:
    """`counts` and `allowed`: leaf row x atom. `totals`: change of the total of each leaf row.

    Where the rows together are `kept`, what one loses another gains in the same atoms. None where that cannot be done.
    """
    left = counts.copy()
    change: Change = {}
    losing = [[row, -n] for row, n in totals.items() if n < 0]
    gaining = [[row, n] for row, n in totals.items() if n > 0]
    while losing and gaining:
        (source, lost), (target, gained) = losing[-1], gaining[-1]
        moved = _move(left, allowed, change, source, target, min(lost, gained))
        if moved == 0:
            return None
        losing[-1][1] -= moved
        gaining[-1][1] -= moved
        losing = [pair for pair in losing if pair[1]]
        gaining = [pair for pair in gaining if pair[1]]
    if kept and (losing or gaining):
        return None
    for row, number in losing:
        _take(left, change, row, number)
    for row, number in gaining:
        _add(change, row, int(np.flatnonzero(allowed[row])[0]), number)
    return {key: n for key, n in change.items() if n}


def _move(left: np.ndarray, allowed: np.ndarray, change: Change, source: int, target: int, wanted: int) -> int:
    for atom in np.argsort(-left[source]):
        number = min(int(left[source, atom]), wanted)
        if number > 0 and allowed[target, atom]:
            left[source, atom] -= number
            _add(change, source, int(atom), -number)
            _add(change, target, int(atom), number)
            return number
    return 0


def _take(left: np.ndarray, change: Change, row: int, wanted: int) -> None:
    for atom in np.argsort(-left[row]):
        number = min(int(left[row, atom]), wanted)
        left[row, atom] -= number
        _add(change, row, int(atom), -number)
        wanted -= number


def _add(change: Change, row: int, atom: int, number: int) -> None:
    change[row, atom] = change.get((row, atom), 0) + number
