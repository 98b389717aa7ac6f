"""A large block, searched piece by piece: around a cell the rest is held at one solution, or let go altogether.

What is found while the rest is held is a solution of the whole, so it shows what a cell can be. What cannot be while
the rest is let go cannot be at all. Where the two agree the whole need not be solved.
"""

from collections import deque
from dataclasses import replace

from publishing.attack.blocks import Block, components
from publishing.attack.bounds import BlockBounds
from publishing.attack.system import Row

JOINT = 12
"""A cell in more rows than this ties pieces together that otherwise hang loose: a total that was not published."""


class Wide:
    """`whole` holds, by cell, the least and most that was seen in any solution; `base`: one of these solutions."""

    def __init__(self, block: Block, whole: BlockBounds) -> None:
        self.block, self.whole = block, whole
        self.base = tuple(whole.least)
        self._rows_of: list[list[int]] = [[] for _ in block.names]
        for place, row in enumerate(block.rows):
            for number, _ in row.terms:
                self._rows_of[number].append(place)
        self.joints = {number for number, rows in enumerate(self._rows_of) if len(rows) > JOINT}

    def joints_of(self, number: int) -> frozenset[int]:
        """The joints that stand in a row with the cell."""
        rows = (self.block.rows[place] for place in self._rows_of[number])
        return frozenset(n for row in rows for n, _ in row.terms if n in self.joints)

    def pieces(self) -> list[list[int]]:
        """What is left of the block when its joints are held; the joints themselves are in none."""
        joints = self.joints
        rows = [replace(row, terms=tuple(t for t in row.terms if t[0] not in joints)) for row in self.block.rows]
        leader = components(len(self.block.names), [row for row in rows if row.terms])
        found: dict[int, list[int]] = {}
        for number in range(len(self.block.names)):
            if number not in joints:
                found.setdefault(leader[number], []).append(number)
        return list(found.values())

    def around(self, number: int, size: int) -> list[int]:
        """The cells nearest to this one, itself first: those in a row with it, those in a row with them, ..."""
        near, queue, rows = {number: None}, deque([number]), set()
        while queue and len(near) < size:
            for place in self._rows_of[queue.popleft()]:
                if place not in rows and len(near) < size:
                    rows.add(place)
                    fresh = [n for n, _ in self.block.rows[place].terms if n not in near]
                    near |= dict.fromkeys(fresh)
                    queue.extend(fresh)
        return list(near)

    def held(self, near: list[int]) -> BlockBounds:
        """The piece, with every other cell as it is in the one solution."""
        block = self._piece(near, [(value, value) for value in self.base])
        return BlockBounds(block, growth=False, first=tuple(self.base[n] for n in near))

    def let_go(self, near: list[int]) -> BlockBounds:
        """The piece, with every other cell anywhere within its own bounds."""
        block = self._piece(near, list(zip(self.block.low, self.block.high, strict=True)))
        return BlockBounds(block, growth=False, first=tuple(self.base[n] for n in near))

    def learn(self, near: list[int], piece: BlockBounds) -> None:
        """Takes over what was seen in a piece with the rest held."""
        for local, number in enumerate(near):
            self.whole.least[number] = min(self.whole.least[number], piece.least[local])
            self.whole.most[number] = max(self.whole.most[number], piece.most[local])

    def _piece(self, near: list[int], rest: list[tuple[int, int]] | list[tuple[int, int | None]]) -> Block:
        local = {number: n for n, number in enumerate(near)}
        places = dict.fromkeys(place for number in near for place in self._rows_of[number])
        rows = (_cut(self.block.rows[place], local, rest) for place in places)
        return replace(
            self.block,
            names=tuple(self.block.names[n] for n in near),
            low=tuple(self.block.low[n] for n in near),
            high=tuple(self.block.high[n] for n in near),
            rows=tuple(row for row in rows if row.low is not None or row.high is not None),
        )


def _cut(row: Row, local: dict[int, int], rest: list[tuple[int, int]] | list[tuple[int, int | None]]) -> Row:
    """The row over the cells of the piece; a side that the rest can always make good is dropped."""
    low, high = row.low, row.high
    for number, c in row.terms:
        if number not in local:
            down, up = rest[number] if c > 0 else rest[number][::-1]
            low = None if low is None or up is None else low - c * up
            high = None if high is None or down is None else high - c * down
    return Row(terms=tuple((local[n], c) for n, c in row.terms if n in local), low=low, high=high)
