"""What follows for each cell from one row at a time, in exact integers: cheap, and often already the whole answer."""

from collections import deque
from dataclasses import dataclass
from math import gcd

from publishing.attack.errors import ContradictionError
from publishing.attack.system import Row, System

MAX_UPDATES = 60
"""Of one cell: an unbounded system can creep on for ever (x = y + 1, y = x / 2 + ...); the solver finishes those."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Narrowed:
    """Bounds by number of the cell; `settled` is False where the work was cut off."""

    low: list[int]
    high: list[int | None]
    settled: bool


def propagate(system: System) -> Narrowed:
    """Raises ContradictionError where a row can no longer be satisfied."""
    low, high = list(system.low), list(system.high)
    rows_of: list[list[int]] = [[] for _ in low]
    for place, row in enumerate(system.rows):
        for number, _ in row.terms:
            rows_of[number].append(place)
    queue, waiting = deque(range(len(system.rows))), [True] * len(system.rows)
    updates, settled = [0] * len(low), True
    while queue:
        place = queue.popleft()
        waiting[place] = False
        for number in _narrow(system, system.rows[place], low, high):
            updates[number] += 1
            if updates[number] > MAX_UPDATES:
                settled = False
                continue
            for other in rows_of[number]:
                if not waiting[other]:
                    waiting[other] = True
                    queue.append(other)
    return Narrowed(low=low, high=high, settled=settled)


def reach(row: Row, low: list[int], high: list[int | None]) -> tuple[int | None, int | None]:
    """The least and the most that the row can add up to, None where it has no end."""
    least, most = _ends(row, low, high)
    return None if least[1] else least[0], None if most[1] else most[0]


def rounded(row: Row, low: list[int], high: list[int | None]) -> tuple[int | None, int | None]:
    """The sides of the row, moved to what a multiple of the common divisor of its open cells can be."""
    divisor, fixed = 0, 0
    for number, c in row.terms:
        if low[number] == high[number]:
            fixed += c * low[number]
        else:
            divisor = gcd(divisor, c)
    if divisor <= 1:
        return row.low, row.high
    down = None if row.low is None else -((fixed - row.low) // divisor) * divisor + fixed
    up = None if row.high is None else (row.high - fixed) // divisor * divisor + fixed
    return down, up


def _ends(row: Row, low: list[int], high: list[int | None]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Least and most, each as the sum of what is finite and the number of terms that are not."""
    least = most = open_down = open_up = 0
    for number, c in row.terms:
        top = high[number]
        if c > 0:
            least += c * low[number]
            open_up += top is None
            most += 0 if top is None else c * top
        else:
            most += c * low[number]
            open_down += top is None
            least += 0 if top is None else c * top
    return (least, open_down), (most, open_up)


def _narrow(system: System, row: Row, low: list[int], high: list[int | None]) -> list[int]:
    """Narrows the cells of one row in place; the numbers of those that changed."""
    down, up = rounded(row, low, high)
    least, most = _ends(row, low, high)
    empty = down is not None and up is not None and down > up
    if empty or _beyond(down, most, 1) or _beyond(up, least, -1):
        raise ContradictionError(", ".join(str(system.names[n]) for n, _ in row.terms[:6]))
    changed = []
    for number, c in row.terms:
        if low[number] == high[number]:
            continue
        ends = (low[number], high[number])
        before = ends if c > 0 else (ends[1], ends[0])
        room_down = None if down is None else _without(most, before[1], c, down)
        room_up = None if up is None else _without(least, before[0], c, up)
        room = (room_down, room_up) if c > 0 else (room_up, room_down)
        if _keep(number, abs(c), c > 0, room, low, high):
            changed.append(number)
            if _empty(low[number], high[number]):
                raise ContradictionError(str(system.names[number]))
    return changed


def _beyond(side: int | None, end: tuple[int, int], sign: int) -> bool:
    return side is not None and not end[1] and end[0] * sign < side * sign


def _empty(low: int, high: int | None) -> bool:
    return high is not None and low > high


def _without(end: tuple[int, int], own: int | None, c: int, side: int) -> int | None:
    """What is left of the side for c times the cell itself when the others stand at their end; None: no bound."""
    total, unbounded = end
    if own is None:
        return side - total if unbounded == 1 else None
    return None if unbounded else side - (total - c * own)


def _keep(
    number: int, size: int, plus: bool, room: tuple[int | None, int | None], low: list[int], high: list[int | None]
) -> bool:
    """Keeps size * cell (or minus that) within the room; whether this told anything new."""
    down, up = room if plus else (None if room[0] is None else -room[0], None if room[1] is None else -room[1])
    changed, known = False, high[number]
    if down is not None and -(-down // size) > low[number]:
        low[number], changed = -(-down // size), True
    if up is not None and (known is None or up // size < known):
        high[number], changed = up // size, True
    return changed
