"""For many cells at once: can each be 0, and can each be k or more? Exact bounds only where one of these fails."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from random import Random

from publishing.attack.blocks import Block, take_apart
from publishing.attack.bounds import BlockBounds, Interval
from publishing.attack.system import System
from publishing.attack.wide import Wide

PIECES = (120, 400, 1500)
"""Cells in the pieces that a larger block is searched by."""
SWEEPS = 8
"""Attempts to bring many cells to an end at once, before each is taken by itself."""


def settle(
    system: System,
    targets: Iterable[Hashable],
    smallest: int,
    *,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> dict[Hashable, Interval]:
    """As `bounds`, but `high` is None as soon as the cell is known to reach `smallest`: how far beyond is not sought.

    `progress` is told how many of the targets are done. Raises ContradictionError where nothing fits the part of the
    system that the targets lie in.
    """
    wanted, parts, found = list(dict.fromkeys(targets)), take_apart(system), {}
    of_block: dict[int, list[int]] = {}
    for name in wanted:
        if name in parts.place:
            block, number = parts.place[name]
            of_block.setdefault(block, []).append(number)
        else:
            found[name] = _cut(parts.known[name], parts.known[name], smallest)
    for place, numbers in of_block.items():
        for name, interval in _block(parts.blocks[place], numbers, smallest, Random(seed)):  # noqa: S311
            found[name] = interval
            progress(len(found), len(wanted))
    return found


def _block(block: Block, numbers: list[int], smallest: int, random: Random) -> Iterator[tuple[Hashable, Interval]]:
    if block.simple:
        yield from ((block.names[n], _cut(block.low[n], block.high[n], smallest)) for n in numbers)
        return
    whole = BlockBounds(block, growth=False)
    wide = Wide(block, whole) if len(block.names) > PIECES[0] else None
    for _ in range(SWEEPS if wide is None else 0):
        if not _sweep(whole, numbers, smallest, random):
            break
    for number in numbers:
        ends = _ends(wide, number, numbers, smallest, random) if wide else None
        low, high = ends or (_low(whole, number), _high(whole, number, smallest))
        yield block.names[number], _cut(low, high, smallest)


def _ends(
    wide: Wide, number: int, numbers: list[int], smallest: int, random: Random
) -> tuple[int, int] | None:
    """Least and most by pieces, ever larger; None where even the largest leaves it open."""
    whole, asked = wide.whole, set(numbers)
    for size in PIECES:
        if whole.least[number] == 0 and whole.most[number] >= smallest:
            break
        near = wide.around(number, size)
        held = wide.held(near)
        _sweep(held, [local for local, n in enumerate(near) if n in asked], smallest, random)
        _low(held, 0), _high(held, 0, smallest)
        wide.learn(near, held)
        if whole.least[number] == 0 and whole.most[number] >= smallest:
            break
        free = wide.let_go(near)
        if _low(free, 0) == whole.least[number] and min(_high(free, 0, smallest), smallest) == min(whole.most[number], smallest):
            break
    else:
        return None
    return whole.least[number], whole.most[number]


def _cut(low: int, high: int | None, smallest: int) -> Interval:
    return Interval(low=low, high=None if high is None or high >= smallest else high)


def _sweep(whole: BlockBounds, numbers: list[int], smallest: int, random: Random) -> bool:
    """Solutions that are small, and large, in as many open cells as possible; whether that settled a fair number."""
    before = _open(whole, numbers, smallest)
    for sign, still in zip((1, -1), before, strict=True):
        if len(still) > 1:
            whole.keep(whole.solver.towards({n: sign * (0.1 + random.random()) for n in still}))
    after = _open(whole, numbers, smallest)
    return sum(map(len, before)) - sum(map(len, after)) > 2


def _open(whole: BlockBounds, numbers: list[int], smallest: int) -> tuple[list[int], list[int]]:
    return [n for n in numbers if whole.least[n] > 0], [n for n in numbers if whole.most[n] < smallest]


def _low(whole: BlockBounds, number: int) -> int:
    """0, or the exact least."""
    if whole.least[number] == 0:
        return 0
    bound, solution = whole.solver.linear(number, 1)
    whole.keep(solution)
    if solution is None and bound == 0 and whole.least[number] > 0:
        whole.keep(nobody := whole.solver.within(number, 0, 0))
        if nobody is None:
            whole.keep(whole.solver.least(number, 1))
    elif solution is None and bound:
        whole.keep(whole.solver.least(number, 1))
    return whole.least[number]


def _high(whole: BlockBounds, number: int, smallest: int) -> int:
    """The exact most, or anything from `smallest` on."""
    if whole.most[number] >= smallest:
        return whole.most[number]
    bound, solution = whole.solver.linear(number, -1)
    whole.keep(solution)
    if solution is None and whole.most[number] < smallest:
        enough = None
        if bound is not None and bound >= smallest:
            whole.keep(enough := whole.solver.within(number, smallest, None))
        if enough is None:
            whole.keep(whole.solver.least(number, -1))
    return whole.most[number]
