"""The ends of cells in a large block, from cheap to dear: many at once, the neighbourhood, the piece, the whole."""

from collections.abc import Iterator
from contextlib import suppress
from random import Random

from publishing.attack.bounds import BlockBounds
from publishing.attack.ends import Ends, sweep
from publishing.attack.solver import Undecided
from publishing.attack.wide import Wide

BASES = 10
"""Solutions that the rest is held at, in turn: where a hidden total happens to be 0 nothing inside it can move."""
NEAR = (120, 400)
CHUNK, MANY = 25, 200
HEAVY = 1500
"""Cells of a piece from which a solution of all of it takes longer than one around each cell that is left."""


def settle_wide(
    whole: BlockBounds, numbers: list[int], smallest: int, random: Random
) -> Iterator[tuple[int, tuple[int, int, bool]]]:
    """For each cell its number, and least, most (or anything from `smallest` on), and whether these are exact."""
    wide, ends = Wide(whole.solver.block, whole), Ends(whole, smallest)
    outer: dict[int, tuple[int, int]] = {}
    for turn in range(BASES):
        still = [n for n in numbers if _open(wide, n, outer, smallest)]
        if still and (turn == 0 or _other_base(wide, still, smallest, random)):
            _pieces(wide, still, outer, smallest, random)
        yielded = {n for n in numbers if ends.done(n)}
        yield from ((n, (0, whole.most[n], True)) for n in sorted(yielded))
        numbers = [n for n in numbers if n not in yielded]
        if turn and len([n for n in still if not _open(wide, n, outer, smallest)]) <= len(still) // 10:
            break
    sweep(whole, [n for n in numbers if _open(wide, n, outer, smallest)], smallest, random)
    tried: set[frozenset[int]] = set()
    while still := [n for n in numbers if _open(wide, n, outer, smallest)]:
        joints = wide.joints_of(still[0])
        if joints and joints not in tried:
            tried.add(joints)
            if _grow(wide, dict.fromkeys(joints, 1.0), smallest):
                _pieces(wide, [n for n in still if joints & wide.joints_of(n)], outer, smallest, random)
        else:
            yield still[0], _whole(wide, still[0], outer, smallest)
            numbers = [n for n in numbers if n != still[0]]
    for number in numbers:
        yield number, _last(wide, number, outer, smallest)


def _other_base(wide: Wide, numbers: list[int], smallest: int, random: Random) -> bool:
    """Another solution to hold the rest at: one in which hidden totals around the cells, now these then those, grow."""
    some = random.sample(numbers, min(len(numbers), MANY))
    joints = {joint for number in some for joint in wide.joints_of(number)} or wide.joints
    weights = {n: random.random() ** 3 for n in joints} | {n: random.random() / MANY for n in some}
    return _grow(wide, weights, smallest)


def _grow(wide: Wide, weights: dict[int, float], smallest: int) -> bool:
    """Holds the rest at a solution with much in these cells; whether one was found."""
    solution = wide.whole.solver.gather(weights, -1, 4 * smallest)
    wide.whole.keep(solution)
    wide.base = solution or wide.base
    return solution is not None


def _pieces(wide: Wide, numbers: list[int], outer: dict[int, tuple[int, int]], smallest: int, random: Random) -> None:
    """Widens what was seen of the cells; in `outer` comes what they can be at most, where that is less than asked."""
    asked = set(numbers)
    for near in wide.pieces():
        mine = [local for local, number in enumerate(near) if number in asked]
        if not any(_open(wide, near[local], outer, smallest) for local in mine):
            continue
        held = wide.held(near)
        sweep(held, mine, smallest, random, worth=len(mine) // 50 + 1)
        wide.learn(near, held)
        for number in (near[local] for local in mine):
            if number not in outer and not Ends(wide.whole, smallest).done(number):
                outer[number] = _let_go(wide, number, NEAR[0], smallest)
        left = [local for local in mine if _open(wide, near[local], outer, smallest)]
        for start in range(0, len(left), CHUNK) if len(near) <= HEAVY else ():
            sweep(held, left[start : start + CHUNK], smallest, random)
        wide.learn(near, held)
        for number in (near[local] for local in left):
            _alone(wide, number, wide.around(number, NEAR[-1]), outer, smallest)


def _open(wide: Wide, number: int, outer: dict[int, tuple[int, int]], smallest: int) -> bool:
    """Whether there is an end that was neither reached nor shown to be out of reach."""
    low, high = outer.get(number, (0, smallest))
    return (wide.whole.least[number] > 0 and low == 0) or (wide.whole.most[number] < smallest <= high)


def _let_go(wide: Wide, number: int, size: int, smallest: int) -> tuple[int, int]:
    free = Ends(wide.let_go(wide.around(number, size)), smallest)
    return free.low(0), free.high(0)


def _alone(wide: Wide, number: int, near: list[int], outer: dict[int, tuple[int, int]], smallest: int) -> None:
    """Seeks the open ends of one cell, with all that is not near held."""
    if not _open(wide, number, outer, smallest):
        return
    held, place = wide.held(near), near.index(number)
    if wide.whole.least[number] > 0:
        held.keep(held.solver.within(place, 0, 0))
    if wide.whole.most[number] < smallest:
        held.keep(held.solver.within(place, smallest, None))
    wide.learn(near, held)


def _whole(wide: Wide, number: int, outer: dict[int, tuple[int, int]], smallest: int) -> tuple[int, int, bool]:
    """What pieces left open: a wider neighbourhood, and the whole block where even that does not tell."""
    if number not in outer:
        outer[number] = _let_go(wide, number, NEAR[0], smallest)
    if _open(wide, number, outer, smallest):
        outer[number] = _let_go(wide, number, NEAR[-1], smallest)
    for near in wide.pieces():
        if number in near:
            _alone(wide, number, near, outer, smallest)
    whole = Ends(wide.whole, smallest)
    if _open(wide, number, outer, smallest):
        with suppress(Undecided):
            return whole.low(number), whole.high(number), True
    return _last(wide, number, outer, smallest)


def _last(wide: Wide, number: int, outer: dict[int, tuple[int, int]], smallest: int) -> tuple[int, int, bool]:
    """The ends of a cell that is settled: as it was seen, or no further than it can be."""
    if Ends(wide.whole, smallest).done(number):
        return 0, wide.whole.most[number], True
    if not _agree(wide, number, outer[number], smallest):
        outer[number] = _let_go(wide, number, NEAR[-1], smallest)
    return *outer[number], _agree(wide, number, outer[number], smallest)


def _agree(wide: Wide, number: int, outer: tuple[int, int], smallest: int) -> bool:
    seen = (wide.whole.least[number], min(wide.whole.most[number], smallest))
    return seen == (outer[0], min(outer[1], smallest))
