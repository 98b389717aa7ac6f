"""Which totals may be shown: large enough themselves, and not to be found by subtracting the others from the whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from domain.periods import Grain


def grain_expression() -> pl.Expr:
    """The grain of the column `period`, from the form of its code."""
    code = pl.col("period")
    return (
        pl.when(code.str.contains("H")).then(pl.lit(Grain.HALF.value))
        .when(code.str.contains("Q")).then(pl.lit(Grain.QUARTER.value))
        .when(code.str.len_chars() == 4).then(pl.lit(Grain.YEAR.value))
        .otherwise(pl.lit(Grain.MONTH.value)).alias("grain")
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Child:
    """One municipality (or village) in one year and grain: its persons in each period of that grain."""

    area: str
    persons: dict[str, int]


def allowed(hub: pl.DataFrame, smallest: int) -> pl.DataFrame:
    """Columns area, year, grain: the totals that may be shown.

    `hub`: columns parent, area, period, persons, of the areas that delivered. Within a year all periods of a grain are
    shown or none: a single one left out could be found by subtraction.
    """
    marked = hub.select(
        "parent", pl.col("period").str.head(4).alias("year"), grain_expression(), "area", "period", "persons"
    )
    groups: dict[tuple[str, str], dict[Grain, dict[str, dict[str, int]]]] = {}
    for parent, year, grain, area, period, persons in marked.iter_rows():
        of_grain = groups.setdefault((parent, year), {}).setdefault(Grain(grain), {})
        of_grain.setdefault(area, {})[period] = persons
    rows = [
        (area, year, grain.value)
        for (_, year), by_grain in groups.items()
        for area, grain in _of_year({grain: _children(of) for grain, of in by_grain.items()}, smallest)
    ]
    return pl.DataFrame(rows, schema={"area": pl.String, "year": pl.String, "grain": pl.String}, orient="row")


def _children(persons: dict[str, dict[str, int]]) -> list[Child]:
    return [Child(area=area, persons=by_period) for area, by_period in persons.items()]


def _of_year(by_grain: dict[Grain, list[Child]], smallest: int) -> Iterator[tuple[str, Grain]]:
    """Coarse to fine: what is hidden for the year is hidden for its parts."""
    still = {child.area for child in by_grain.get(Grain.YEAR, [])}
    for grain in Grain:
        children = by_grain.get(grain, [])
        still &= set(_shown(children, still, smallest))
        yield from ((area, grain) for area in sorted(still))


def _shown(children: list[Child], candidates: Iterable[str], smallest: int) -> list[str]:
    """Those with enough persons in every period; then hide the smallest until what is hidden cannot be told apart."""
    wanted = set(candidates)
    large = [c for c in children if c.area in wanted and min(c.persons.values()) >= smallest]
    large.sort(key=lambda c: (-sum(c.persons.values()), c.area))
    names = {c.area for c in large}
    # Where nobody was referred there is nobody to tell apart.
    hidden = [c for c in children if c.area not in names and any(c.persons.values())]
    while large and hidden and not _safe(hidden, smallest):
        hidden.append(large.pop())
    return [c.area for c in large]


def _safe(hidden: list[Child], smallest: int) -> bool:
    """In each period nobody is hidden, or at least two areas that hold enough persons together."""
    periods = {period for child in hidden for period in child.persons}
    found = ([n for child in hidden if (n := child.persons.get(period, 0))] for period in periods)
    return all(not persons or (len(persons) > 1 and sum(persons) >= smallest) for persons in found)
