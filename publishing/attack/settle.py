"""For many cells at once: can each be 0, and can each be k or more? Exact bounds only where one of these fails."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from random import Random

from publishing.attack.blocks import Block, take_apart
from publishing.attack.bounds import BlockBounds, Interval
from publishing.attack.ends import Ends, sweep
from publishing.attack.settle_wide import settle_wide
from publishing.attack.system import System

WIDE = 300
"""Cells from which a block is searched piece by piece."""


def settle(
    system: System,
    targets: Iterable[Hashable],
    smallest: int,
    *,
    seed: int = 0,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> dict[Hashable, Interval]:
    """As `bounds`, but `high` is None as soon as the cell is known to reach `smallest`: how far beyond is not sought.

    An interval that is not `exact` still holds for certain, but in a large block a narrower one may exist. `progress`
    is told how many of the targets are done. Raises ContradictionError where nothing fits the part of the system that
    the targets lie in.
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
    if len(block.names) > WIDE:
        for number, (low, high, exact) in settle_wide(whole, numbers, smallest, random):
            yield block.names[number], _cut(low, high, smallest, exact=exact)
        return
    if len(numbers) > 3:
        sweep(whole, numbers, smallest, random)
    for number in numbers:
        ends = Ends(whole, smallest)
        yield block.names[number], _cut(ends.low(number), ends.high(number), smallest)


def _cut(low: int, high: int | None, smallest: int, *, exact: bool = True) -> Interval:
    return Interval(low=low, high=None if high is None or high >= smallest else high, exact=exact)
