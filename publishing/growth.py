"""Growth of the totals of the running year: which are brought up to date, and the witnesses of small increments."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix

from domain.cells import TOTAL
from domain.periods import CALENDAR, parse_period
from publishing.cover import Cover
from publishing.frames import YearFrame
from publishing.goals import Goals, Units
from publishing.growth_frame import around_of, frame_around
from publishing.history import History, intervals, spell, unspell
from publishing.hub import CLOSED, REGION_WEIGHT, WEIGHT, Unit, YearOfTotals, hide_finer, unit_of
from publishing.model import FREE
from publishing.structure import TOTALS
from publishing.truth import Place
from publishing.witness import System, Witnesses


@dataclass(frozen=True, kw_only=True, eq=False)
class Growth:
    """`moved`: places whose total is brought up to date, if only by none. `small`: protected increments."""

    totals: YearOfTotals
    moved: frozenset[Place]
    small: frozenset[Place]
    persons: dict[Place, int]
    around: YearFrame


def settle_growth(history: History, facts: pl.DataFrame, closed: int = 0) -> Growth:
    """`facts`: rows of history.told of the releases before. `closed`: as in hub.settle_year."""
    leaves, values_of = _leaves(history)
    places = _places(history)
    system = _system(history, leaves, values_of, places)
    known = facts.filter((pl.col("table") == "referrals") & (pl.col("category") == TOTAL))
    told = {(a, code) for a, code in known.select("area", "period").iter_rows()}
    persons = dict(zip(places, _persons(history, places, system.values), strict=True))
    small = [n for n, p in enumerate(places) if _protected(history, p, int(system.values[n]), persons[p])]
    units, of_row = _units(history, places, told)
    low, high = _bounds(places, system, of_row, told)
    cover = Cover(
        Witnesses(_with(system, low, high)), Units(of_row=of_row, price=_prices(history, places, system.values))
    )
    behind = set(_behind(history, places, persons, system, told))
    wide = {n for n, u in enumerate(units) if CLOSED[closed](u.area == history.truth.region.code, u.grain)}
    cover.hide({n for n, u in enumerate(units) if u in behind or history.stopped} | wide)
    hide_finer(cover, units)
    rows = np.array(small, dtype=int)
    goals = Goals(rows=rows, none=np.zeros(len(rows)), some=np.full(len(rows), history.smallest), groups=rows)
    covered = cover.settle(goals)
    hide_finer(cover, units)
    moved = frozenset(
        (places[n][0], unspell(places[n][1])[0])
        for n, unit in enumerate(of_row.tolist()) if unit >= 0 and unit not in cover.hidden
    )  # fmt: skip
    totals = YearOfTotals(leaves=leaves, places=places, units=units, cover=cover, goals=goals, covered=covered)
    return Growth(
        totals=totals, moved=moved, small=frozenset(places[n] for n in small), persons=persons,
        around=frame_around(history, totals),
    )  # fmt: skip


def _leaves(history: History) -> tuple[tuple[Place, ...], dict[Place, int]]:
    """Municipality and month, with the slice; and the referrals of each."""
    own = history.growth.filter(pl.col("block") == TOTALS)
    counts = {(a, spell(p, (s - 1, s))): n for a, p, s, n in own.select("area", "period", "slice", "count").iter_rows()}
    months = sorted(p for p in history.truth.totals if _month(history, p))
    every = ((a, m, s) for a, m in months for s in range(1, history.newest + 1) if history.begun(m, s))
    return tuple((a, spell(m, (s - 1, s))) for a, m, s in every), counts


def _month(history: History, place: Place) -> bool:
    period = parse_period(place[1])
    return place[0] in history.truth.municipalities and place[1].startswith(history.year) and period.months == 1


def _places(history: History) -> tuple[Place, ...]:
    areas = {*history.truth.municipalities, history.truth.region.code}
    plain = sorted(
        p for p in history.truth.totals
        if p[0] in areas and p[1].startswith(history.year) and parse_period(p[1]).grain in CALENDAR
    )  # fmt: skip
    return tuple((a, spell(p, i)) for a, p in plain for i in intervals(history.newest) if history.begun(p, i[1]))


def _system(history: History, leaves: tuple[Place, ...], counts: dict[Place, int], places: tuple[Place, ...]) -> System:
    index = {place: n for n, place in enumerate(places)}
    periods = tuple(sorted({unspell(code)[0] for _, code in places}))
    spans = intervals(history.newest)
    at: list[tuple[int, int]] = []
    for n, (area, code) in enumerate(leaves):
        for outer in around_of(code, periods, spans):
            at += [(index[a, outer], n) for a in (area, history.truth.region.code) if (a, outer) in index]
    rows, columns = zip(*at, strict=True) if at else ((), ())
    table = csr_matrix((np.ones(len(at)), (rows, columns)), shape=(len(places), len(leaves)))
    truth = np.array([counts.get(leaf, 0) for leaf in leaves], dtype=np.int64)
    values = np.asarray(table @ truth, dtype=float)
    owner = np.arange(len(leaves))
    return System(truth=truth, rows=table, low=values, high=values, sums=owner < 0, owner=owner, places=owner)


def _with(system: System, low: np.ndarray, high: np.ndarray) -> System:
    return System(
        truth=system.truth, rows=system.rows, low=low, high=high, sums=system.sums, owner=system.owner,
        places=system.places,
    )  # fmt: skip


def _persons(history: History, places: tuple[Place, ...], values: np.ndarray) -> Iterator[int]:
    """No more than there are for sure: of what came late for an earlier month the persons may be the same."""
    known = _counted(history)
    since = {n: _after(history, n) for n in range(history.newest)}
    for (area, code), count in zip(places, values.astype(int).tolist(), strict=True):
        period, (after, until) = unspell(code)
        old = until < history.newest or history.stopped
        who = known.get((area, code), 0) if old else since[after].get((area, period), 0)
        yield max(min(count, 1), min(count, who))


def _counted(history: History) -> dict[Place, int]:
    rows = history.earlier.last.counted.filter((pl.col("table") == "referrals") & (pl.col("category") == TOTAL))
    return {(a, p): n for a, p, n in rows.select("area", "period", "persons").iter_rows()}


def _after(history: History, number: int) -> dict[Place, int]:
    """Persons by area and period in the months that began after that release."""
    cases = cases_after(history, number).with_columns(
        pl.format("{}-Q{}", pl.col("year"), (pl.col("month").str.slice(5).cast(pl.Int32) - 1) // 3 + 1).alias("quarter")
    )
    found: dict[Place, int] = {}
    for area in ("municipality", "region"):
        for period in ("year", "half", "quarter", "month"):
            rows = cases.group_by(area, period).agg(pl.col("person").n_unique())
            found |= {(a, p): n for a, p, n in rows.iter_rows()}
    return found


def cases_after(history: History, number: int) -> pl.DataFrame:
    """Of the running year, in months that began after that release: they came in later for sure."""
    months = [m for m in history.truth.cases["month"].unique() if parse_period(m).start > history.days[number]]
    own = history.truth.cases.filter((pl.col("year") == history.year) & pl.col("month").is_in(months))
    return own.with_columns(pl.lit(history.truth.region.code).alias("region"))


def _protected(history: History, place: Place, count: int, persons: int) -> bool:
    """An increment of 1 to k - 1 persons. Of a period that began later nobody is protected too: it is a first total."""
    period, (after, _) = unspell(place[1])
    return persons < history.smallest and (count > 0 or (after == 0 and history.later(period)))


def _units(history: History, places: tuple[Place, ...], told: set[Place]) -> tuple[tuple[Unit, ...], np.ndarray]:
    plain = [(a, *unspell(code)) for a, code in places]
    units = tuple(sorted({unit_of((a, p)) for a, p, _ in plain}))
    new = [span == (0, history.newest) and place not in told for (_, _, span), place in zip(plain, places, strict=True)]
    number = {unit: n for n, unit in enumerate(units)}
    return units, np.array(
        [number[unit_of((a, p))] if fresh else -1 for (a, p, _), fresh in zip(plain, new, strict=True)], dtype=int
    )


def _bounds(
    places: tuple[Place, ...], system: System, of_row: np.ndarray, told: set[Place]
) -> tuple[np.ndarray, np.ndarray]:
    fixed = (of_row >= 0) | np.array([p in told for p in places], dtype=bool)
    values = system.values.astype(float)
    return np.where(fixed, values, -FREE), np.where(fixed, values, FREE)


def _prices(history: History, places: tuple[Place, ...], values: np.ndarray) -> np.ndarray:
    wide = np.array([REGION_WEIGHT if a == history.truth.region.code else 1.0 for a, _ in places])
    grain = np.array([WEIGHT[parse_period(unspell(code)[0]).grain] for _, code in places])
    return np.asarray(wide * grain * (1 + np.log1p(values)))


def _behind(
    history: History, places: tuple[Place, ...], persons: dict[Place, int], system: System, told: set[Place]
) -> Iterator[Unit]:
    """What cannot be brought up to date: hidden from the start, or grown by too few since it was last shown."""
    shown = history.first.cells.filter(
        (pl.col("table") == "referrals") & (pl.col("category") == TOTAL) & (pl.col("status") == "shown")
    )
    base = set(shown.select("area", "period").iter_rows())
    values = dict(zip(places, system.values.tolist(), strict=True))
    for area, code in places:
        period, span = unspell(code)
        if span != (0, history.newest):
            continue
        at = max((n for n in range(1, history.newest) if (area, spell(period, (0, n))) in told), default=0)
        since = (area, spell(period, (at, history.newest)))
        few = persons[since] < history.smallest and (values[since] > 0 or (at == 0 and history.later(period)))
        if few or not (history.later(period) or (area, period) in base):
            yield unit_of((area, period))
