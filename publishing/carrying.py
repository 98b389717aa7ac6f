"""How a witness of one block is carried through the other blocks and the months of its year."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from publishing.blocks import Breakdowns
from publishing.catalogue import YEARS
from publishing.cover import Cover
from publishing.following import follow
from publishing.frames import YearFrame
from publishing.goals import Known, Witness
from publishing.hub import YearOfTotals
from publishing.insiders import towns_known
from publishing.structure import ALL, TOTALS

Leaf = tuple[str, str, str, str]
"""Block, area, period, atom."""


class CannotCarry(Exception):
    """The other blocks cannot follow a change of totals."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Year:
    """All that was settled for one year of a region."""

    totals: YearOfTotals
    around: YearFrame
    blocks: dict[str, Breakdowns]


def leaves_of(found: Breakdowns) -> list[Leaf]:
    """The name of each column of a star."""
    return found.star.names


def written_of(year: Year, found: Breakdowns, witness: Witness, known: str) -> Iterator[tuple[Leaf, int]]:
    """All changes of a witness of one block, with what the other blocks and the months make of them."""
    names, row_of = leaves_of(found), found.star.leaves // found.star.size
    rows: dict[int, int] = {}
    for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True):
        yield names[leaf], n
        if names[leaf][3] != YEARS:
            row = int(row_of[leaf])
            rows[row] = rows.get(row, 0) + n
    moved = {row: n for row, n in rows.items() if n}
    if moved:
        yield from months_of(year, moved, known)
        for other in year.blocks.values():
            if other is not found:
                yield from followed(year, other, moved, known)


def _town(known: str, areas: Iterable[str], cover: Cover) -> Known | None:
    return next((k for k in towns_known(areas, cover.truth) if k.who == known), None) if known else None


def followed(year: Year, found: Breakdowns, rows: dict[int, int], known: str) -> Iterator[tuple[Leaf, int]]:
    """How another block carries the change of totals: in as few leaves as it can."""
    moved = {row: n for row, n in rows.items() if n}
    if not moved:
        return
    names = leaves_of(found)
    key = (tuple(sorted(moved.items())), known)
    if key not in found.followed:
        own = _town(known, (name[1] for name in names), found.cover)
        hidden = sorted(row for group in year.around.groups for row in group.rows)
        counts = np.bincount(found.star.system.owner[~found.star.system.sums],
                             found.cover.truth[~found.star.system.sums], len(found.star.frame.leaf_places))  # fmt: skip
        values = np.array([counts[row] + moved.get(row, 0) for row in hidden])
        if not set(moved) <= set(hidden):
            raise CannotCarry
        found.followed[key] = follow(found.cover, found.star.total_rows(hidden), values, own)
    witness = found.followed[key]
    if witness is None:
        raise CannotCarry
    yield from ((names[leaf], n) for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True))


def months_of(year: Year, rows: dict[int, int], known: str) -> Iterator[tuple[Leaf, int]]:
    """The months of the halves whose totals change."""
    totals, places = year.totals, year.around.frame.leaf_places
    hidden = sorted({row for group in year.around.groups for row in group.rows})
    index = {place: n for n, place in enumerate(totals.places)}
    wanted = np.array([index[places[row]] for row in hidden])
    values = totals.cover.programme.system.values[wanted] + np.array([rows.get(row, 0) for row in hidden])
    key = (tuple(sorted(rows.items())), known)
    if key not in totals.followed:
        own = _town(known, (area for area, _ in totals.leaves), totals.cover)
        totals.followed[key] = follow(totals.cover, wanted, values, own)
    witness = totals.followed[key]
    if witness is None:
        raise CannotCarry
    for leaf, n in zip(witness.leaves.tolist(), witness.change.tolist(), strict=True):
        yield (TOTALS, *totals.leaves[leaf], ALL), n
