"""Leaf rows of the growth of breakdowns: municipality and half-year by slice, and which of their totals follow."""

from collections.abc import Iterator

import numpy as np

from domain.periods import parse_period
from publishing.frames import Group, YearFrame
from publishing.history import History, Interval, intervals, spell, unspell
from publishing.hub import YearOfTotals
from publishing.model import FREE
from publishing.star_rows import Frame
from publishing.truth import Place

AMPLE = 10**9
NOTHING = 1e-9


def around_of(code: str, periods: tuple[str, ...], spans: tuple[Interval, ...]) -> Iterator[str]:
    """The codes of the periods and intervals that a month or half-year with its slice is counted in."""
    inner, (_, number) = unspell(code)
    for period in periods:
        first, last = parse_period(period), parse_period(inner)
        if first.start <= last.start and last.end <= first.end:
            yield from (spell(period, span) for span in spans if span[0] < number <= span[1])


def frame_around(history: History, totals: YearOfTotals) -> YearFrame:
    """Leaf rows of breakdowns: municipality and half-year, with the slice; and which of their totals follow."""
    leaf = tuple(p for p in totals.places if _is_leaf(history, p))
    region, spans = history.truth.region.code, intervals(history.newest)
    broad = tuple(sorted({unspell(c)[0] for _, c in totals.places if parse_period(unspell(c)[0]).months in (6, 12)}))
    inside: dict[Place, list[int]] = {}
    for n, (area, code) in enumerate(leaf):
        for outer in around_of(code, broad, spans):
            inside.setdefault((area, outer), []).append(n)
            inside.setdefault((region, outer), []).append(n)
    low = totals.cover.programme.low
    given = [p for n, p in enumerate(totals.places) if p in inside and low[n] > -FREE and totals.cover.truth.size]
    ties = sorted({tuple(inside[p]) for p in given})
    loose = _loose(ties, len(leaf))
    ties += [(n,) for n in loose]
    index = set(totals.places)
    frame = Frame(
        leaf_places=leaf, places={p: tuple(rows) for p, rows in inside.items() if p in index}, shown=frozenset(),
        ties=tuple(ties), widest=region, caps=dict.fromkeys(loose, AMPLE),
    )  # fmt: skip
    return YearFrame(frame=frame, groups=(Group(rows=tuple(loose), kept=False),) if loose else ())


def _is_leaf(history: History, place: Place) -> bool:
    period, (after, until) = unspell(place[1])
    return place[0] in history.truth.municipalities and parse_period(period).months == 6 and until == after + 1


def _loose(ties: list[tuple[int, ...]], size: int) -> list[int]:
    """Leaf rows whose total does not follow from the given sums."""
    if not ties or not size:
        return list(range(size))
    table = np.zeros((len(ties), size))
    for n, tie in enumerate(ties):
        table[n, list(tie)] = 1
    _, weights, ways = np.linalg.svd(table)
    free = ways[int((weights > NOTHING).sum()) :]
    return [n for n in range(size) if free.size and np.abs(free[:, n]).max() > NOTHING]
