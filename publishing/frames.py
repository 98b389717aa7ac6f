"""The frame of one year of a region: its leaf rows, which totals are given, and where numbers can move unseen."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.periods import Grain, parse_period
from publishing.hub import YearOfTotals
from publishing.star_rows import Frame
from publishing.truth import Place, Truth


@dataclass(frozen=True, kw_only=True)
class Group:
    """Leaf rows whose totals are hidden. `kept`: what they hold together is given, and shown by what lies around it."""

    rows: tuple[int, ...]
    kept: bool


@dataclass(frozen=True, kw_only=True)
class YearFrame:
    frame: Frame
    groups: tuple[Group, ...]


def year_frame(truth: Truth, year: str, totals: YearOfTotals) -> YearFrame:
    """Of municipalities whose year is hidden one group together; of each whose halves are hidden one of its own."""
    shown, region = totals.shown, truth.region.code
    leaf = tuple((m, h) for m in truth.municipalities for h in truth.halves(m, year))
    pool = [m for m in truth.municipalities if (m, year) in truth.totals and (m, year) not in shown]
    split = [m for m in truth.municipalities if m not in pool and _split(truth, m, year, shown)]
    rows = {m: tuple(n for n, place in enumerate(leaf) if place[0] == m) for m in truth.municipalities}
    groups = [Group(rows=rows[m], kept=True) for m in split]
    if pool:
        groups.append(Group(rows=tuple(n for m in pool for n in rows[m]), kept=(region, year) in shown))
    loose = {n for group in groups for n in group.rows}
    ties = [(n,) for n in range(len(leaf)) if n not in loose] + [g.rows for g in groups if g.kept]
    for half in truth.halves(region, year):
        inside = tuple(n for n in loose if leaf[n][1] == half)
        if inside and (region, half) in shown:
            ties.append(inside)
    places = _places(truth, year, leaf)
    # A region's half-years could betray what moves between the halves of its municipalities.
    open_places = frozenset(p for p in places if p in shown and not (groups and p[0] == region and "-H" in p[1]))
    caps = _caps(truth, year, totals, leaf, sorted(loose))
    ties += [(n,) for n in sorted(loose)]
    frame = Frame(
        leaf_places=leaf, places=places, shown=open_places, ties=tuple(ties), widest=region,
        caps=caps,
    )  # fmt: skip
    return YearFrame(frame=frame, groups=tuple(groups))


def _caps(truth: Truth, year: str, totals: YearOfTotals, leaf: tuple[Place, ...], loose: list[int]) -> dict[int, int]:
    """Where the region's months or quarters are shown, hidden municipalities can only share out what is in them."""
    region, parts = truth.region.code, [p for a, p in totals.shown if a == truth.region.code and _short(p)]
    found = {}
    for row in loose:
        area, half = leaf[row]
        if (region, half) not in totals.shown or not parts:
            found[row] = AMPLE
            continue
        finest = [p for p in parts if parse_period(p).grain is Grain.MONTH] or parts
        own = [m for a, m in totals.leaves if a == area and half_of(m) == half]
        room = {p for p in finest if any(_holds(p, m) for m in own)}
        others = {leaf[n][0] for n in loose if leaf[n][1] == half}
        found[row] = sum(
            truth.totals[a, m][0]
            for a, m in totals.leaves
            if a in others and half_of(m) == half and any(_holds(p, m) for p in room)
        )
    return found


AMPLE = 10**9
"""No cap."""


def half_of(month: str) -> str:
    return f"{month[:4]}-H{1 if int(month[5:]) <= 6 else 2}"


def _short(period: str) -> bool:
    return parse_period(period).grain in (Grain.MONTH, Grain.QUARTER)


def _holds(period: str, month: str) -> bool:
    outer, inner = parse_period(period), parse_period(month)
    return outer.start <= inner.start and inner.end <= outer.end


def _split(truth: Truth, municipality: str, year: str, shown: frozenset[Place]) -> bool:
    halves = truth.halves(municipality, year)
    return len(halves) > 1 and not all((municipality, half) in shown for half in halves)


def _places(truth: Truth, year: str, leaf: tuple[Place, ...]) -> Mapping[Place, tuple[int, ...]]:
    """Every area by year and by half."""
    found: dict[Place, tuple[int, ...]] = {}
    for area in (*truth.municipalities, truth.region.code):
        inside = [n for n, place in enumerate(leaf) if area in (place[0], truth.region.code)]
        for period in (year, *truth.halves(area, year)):
            rows = tuple(n for n in inside if period in (year, leaf[n][1]))
            if rows and (area, period) in truth.totals:
                found[area, period] = rows
    return found
