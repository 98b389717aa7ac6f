"""What was published of the running year within one epoch, release by release, and what came in between.

A *slice* is what came in between the data dates of two releases that follow each other. `2026-H2@1>3` is what came in
for that half-year after the second release (the first is number 0) up to the fourth: slices 2 and 3.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import polars as pl

from domain.cells import Status
from domain.periods import parse_period
from indicators.tables import TABLES, Protection
from publishing.catalogue import BLOCKS, PEOPLE, YEARS
from publishing.certificate import COUNTED, NOW, Certificate
from publishing.evidence import LEAF_COLUMNS
from publishing.structure import ALL, TOTALS
from publishing.truth import Truth

KEY = ["table", "area", "period", "category"]
FIGURE = KEY[:3]
LEAF = ["block", "area", "period", "atom"]
PEOPLE_TABLES = [t.name for t in TABLES.values() if t.protection is Protection.PERSONS]
SHOWN = pl.Schema({
    "release": pl.Int64, "day": pl.Date, "stands": pl.Date, **dict.fromkeys(KEY, pl.String), "count": pl.Int64,
    "sum": pl.Float64,
})  # fmt: skip
Interval = tuple[int, int]


@dataclass(frozen=True, kw_only=True, eq=False)
class Former:
    """An earlier release of the region in this epoch. `leaves`: what it was counted from. `counted`: persons of its
    increments by cell; empty for the first release."""

    cells: pl.DataFrame
    dates: pl.DataFrame
    data_date: date
    leaves: pl.DataFrame
    counted: pl.DataFrame


@dataclass(frozen=True, kw_only=True, eq=False)
class Earlier:
    """All of them, oldest first; at least one."""

    releases: tuple[Former, ...]

    @property
    def last(self) -> Former:
        return self.releases[-1]


def former_of(cells: pl.DataFrame, dates: pl.DataFrame, day: date, certificate: Certificate) -> Former:
    leaves = certificate[NOW] if NOW in certificate else certificate["leaves"]
    none = pl.DataFrame(schema={**dict.fromkeys(KEY, pl.String), "persons": pl.Int64})
    counted = certificate.get(COUNTED, none)
    own = leaves.filter(pl.col("block").is_in([TOTALS, *BLOCKS]) & pl.col("period").str.starts_with(str(day.year)))
    return Former(cells=cells, dates=dates, data_date=day, leaves=own, counted=counted)


def published(number: int, cells: pl.DataFrame, dates: pl.DataFrame, day: date) -> pl.DataFrame:
    """What a release shows about residents, with the day that each figure stands at; in SHOWN, after its mark."""
    shown = cells.filter(pl.col("table").is_in(PEOPLE_TABLES) & (pl.col("status") == Status.SHOWN))
    dated = shown.join(dates.rename({"data_date": "stands"}), on=FIGURE, how="left")
    rows = dated.select(
        pl.lit(number, pl.Int64).alias("release"), pl.lit(day).alias("day"), pl.col("stands").fill_null(day),
        *KEY, "count", "sum",
    )  # fmt: skip
    return pl.concat([mark(number, day), rows])


def mark(number: int, day: date) -> pl.DataFrame:
    """One row that tells number and day of a release: it may show nothing at all."""
    row = (number, day, day, *[""] * len(KEY), None, None)
    return pl.DataFrame([row], schema=SHOWN, orient="row")


def shown_before(earlier: "Earlier") -> pl.DataFrame:
    return pl.concat([published(n, r.cells, r.dates, r.data_date) for n, r in enumerate(earlier.releases)])


def told(shown: pl.DataFrame) -> pl.DataFrame:
    """Of every figure of the running year that a further release brought up to date: by how much it grew since the
    first release. `shown`: rows of `published`, of all releases. The period is `<period>@0><number>`; `first`: whether
    the first release showed that number."""
    days = days_of(shown)
    base = shown.filter(pl.col("release") == shown["release"].min()).select(*KEY, was="count")
    fresh = shown.filter(
        (pl.col("table") != "")
        & (pl.col("day") > days[0])
        & (pl.col("stands") == pl.col("day"))
        & pl.col("period").str.starts_with(str(days[-1].year))
    )
    number = pl.col("day").replace_strict({day: str(n) for n, day in enumerate(days)}, return_dtype=pl.String)
    grown = fresh.join(base, on=KEY, how="left", maintain_order="left").with_columns(
        (pl.col("count") - pl.col("was").fill_null(0)).alias("count"), pl.col("was").is_not_null().alias("first"),
        number=number,
    )  # fmt: skip
    named = grown.with_columns(pl.format("{}@0>{}", "period", "number").alias("period"))
    kept = named.select(*KEY, "count", "sum", pl.lit(Status.SHOWN.value).alias("status"), "first")
    return kept.unique(maintain_order=True)


def days_of(shown: pl.DataFrame) -> list[date]:
    return sorted(shown["day"].unique().to_list())


def spell(period: str, interval: Interval) -> str:
    return f"{period}@{interval[0]}>{interval[1]}"


def unspell(code: str) -> tuple[str, Interval]:
    period, _, span = code.partition("@")
    after, until = span.split(">")
    return period, (int(after), int(until))


def intervals(newest: int) -> tuple[Interval, ...]:
    """Between releases that follow each other, since the first, and up to the newest."""
    steps = {(n - 1, n) for n in range(1, newest + 1)} | {(0, n) for n in range(1, newest + 1)}
    return tuple(sorted(steps | {(n, newest) for n in range(newest)}))


@dataclass(frozen=True, kw_only=True, eq=False)
class History:
    """`days`: of the releases, this one last. `growth`: leaves with the slice they came in. `stopped`: registrations
    were taken out, so nothing advances any more and the slices end before that.

    `broken`: by block, municipality and half-year the first slice in which a leaf fell: what was registered changed.
    """

    truth: Truth
    year: str
    smallest: int
    days: tuple[date, ...]
    growth: pl.DataFrame
    earlier: Earlier
    stopped: bool
    broken: dict[tuple[str, str, str], int]
    now: pl.DataFrame

    @property
    def newest(self) -> int:
        return len(self.days) - 1

    @property
    def first(self) -> Former:
        return self.earlier.releases[0]

    def begun(self, period: str, number: int) -> bool:
        return parse_period(period).start <= self.days[number]

    def later(self, period: str) -> bool:
        """Whether the period began after the first release: all of it is growth."""
        return parse_period(period).start > self.days[0]


def history_of(truth: Truth, earlier: Earlier, smallest: int) -> History:
    """A release on the same data date as the one before adds no slice."""
    year, now = str(truth.data_date.year), leaves_now(truth)
    stages: dict[date, pl.DataFrame] = {}
    for former in earlier.releases:
        stages.setdefault(former.data_date, former.leaves)
    same = truth.data_date <= earlier.last.data_date
    if not same:
        stages[truth.data_date] = now
    days = sorted(stages)
    steps = [_growth(stages[before], stages[after], n + 1) for n, (before, after) in enumerate(pairwise(days))]
    growth = pl.concat([_growth(now.clear(), now.clear(), 0), *steps])
    fallen = growth.filter((pl.col("block") == TOTALS) & (pl.col("count") < 0))["slice"].min()
    usable = len(days) if fallen is None else int(fallen)  # type: ignore[arg-type]
    growth = growth.filter(pl.col("slice") < usable)
    down = growth.filter((pl.col("count") < 0) & (pl.col("atom") != YEARS)).group_by("block", "area", "period")
    broken = {(b, a, p): n for b, a, p, n in down.agg(pl.col("slice").min()).iter_rows()}
    return History(
        truth=truth, year=year, smallest=smallest, days=tuple(days[:usable]), growth=growth, earlier=earlier,
        stopped=fallen is not None or same, broken=broken, now=now,
    )  # fmt: skip


def _growth(before: pl.DataFrame, after: pl.DataFrame, number: int) -> pl.DataFrame:
    signed = pl.concat([after, before.with_columns(-pl.col("count"))])
    summed = signed.group_by(LEAF).agg(pl.col("count").sum()).filter(pl.col("count") != 0)
    return summed.sort(LEAF).with_columns(pl.lit(number, pl.Int64).alias("slice"))


def leaves_now(truth: Truth) -> pl.DataFrame:
    """All leaves of the running year: referrals by municipality and month, the atoms of every block by half-year."""
    year = str(truth.data_date.year)
    months = [
        (TOTALS, *place, ALL, count)
        for place, (count, _) in sorted(truth.totals.items())
        if place[0] in truth.municipalities and place[1].startswith(year) and parse_period(place[1]).months == 1
    ]
    cases = truth.cases.filter(pl.col("year") == year)
    parts = [pl.DataFrame(months, schema=LEAF_COLUMNS, orient="row")]
    for block in BLOCKS:
        keys = [pl.lit(block).alias("block"), pl.col("municipality").alias("area"), pl.col("half").alias("period")]
        own = cases.group_by(*keys, pl.col(block).alias("atom")).agg(pl.len().cast(pl.Int64).alias("count"))
        parts.append(own.select(*LEAF_COLUMNS))
        if block == PEOPLE:
            total = pl.col("age").sum().cast(pl.Int64).alias("count")
            sums = cases.group_by(*keys, pl.lit(YEARS).alias("atom")).agg(total)
            parts.append(sums.select(*LEAF_COLUMNS))
    return pl.concat(parts).filter(pl.col("count") != 0).sort(LEAF)
