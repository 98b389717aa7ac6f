"""The same goals for who knows more: all of one municipality, or the referrals of one practice."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl

from publishing.cover import Cover
from publishing.goals import Goals, Known

PRACTICE = "praktijk "
"""Before the code of a practice, where the code of a municipality could stand."""


def towns_known(areas: Iterable[str], truth: np.ndarray) -> Iterator[Known]:
    """`areas`: the municipality of each leaf."""
    where = np.array(list(areas))
    towns = sorted(set(where.tolist()))
    for town in towns if len(towns) > 1 else ():
        own = where == town
        yield Known(who=town, least=np.where(own, truth, 0), whole=own)


def practices_known(
    cases: pl.DataFrame, keys: tuple[str, ...], leaves: Mapping[Any, int], size: int
) -> Iterator[Known]:
    """`keys`: columns of the cases that name a leaf. A practice knows that its own referrals are in there."""
    counts = cases.filter(pl.col("practice").is_not_null()).group_by("practice", *keys).len()
    for (practice,), rows in counts.sort("practice", *keys).partition_by("practice", as_dict=True).items():
        least = np.zeros(size, dtype=np.int64)
        for *leaf, count in rows.select(*keys, "len").iter_rows():
            least[leaves[tuple(leaf)]] = count
        yield Known(who=PRACTICE + str(practice), least=least, whole=np.zeros(size, dtype=bool))


def settle_insiders(
    cover: Cover,
    goals: Goals,
    areas: list[str],
    insiders: Iterable[Known],
    smallest: int,
    *,
    hiding: bool = True,
) -> None:
    """Of what is left beside what an insider knows, a witness of nobody and one of `smallest` or more.

    `areas`: of each goal; what a municipality knows of itself is no goal. Of a practice goals are asked where it has a
    part in the number, and where no witness at hand goes with what it knows. `hiding`: whether more is hidden for it.
    """
    rows = cover.programme.system.rows
    values, places = np.asarray(rows @ cover.truth)[goals.rows], np.array(areas, dtype=object)
    for known in insiders if len(goals.rows) else ():
        base = np.asarray(rows @ known.least)[goals.rows]
        chosen = (values - base < smallest) & (places != known.who)
        if not known.strict:
            chosen &= (base > 0) | ~cover.settled_for(goals, known)
        cover.settle(
            Goals(
                rows=goals.rows[chosen], none=base[chosen], some=base[chosen] + smallest, groups=goals.groups[chosen]
            ),
            known,
            hiding=hiding,
        )
