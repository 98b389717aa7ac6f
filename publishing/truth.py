"""What really is there, of one region: cases with their atoms, all cells, and the totals. Never leaves publishing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial

import polars as pl

from domain.agreements import Agreements
from domain.areas import Area, Geography, Level
from domain.cells import TOTAL, Status
from domain.periods import Grain, Period, parse_period
from domain.programme import Programme
from indicators.count import count_cells
from indicators.count.cells import Depth
from indicators.count.grid import delivered_months, starts
from indicators.count.prepare import prepare
from publishing.catalogue import BLOCKS, TRAJECTORY, Block, atoms_of, block_of, maps_of
from publishing.trajectory import typical_atoms

Place = tuple[str, str]
"""Area and period code."""
COUNTED = Depth(
    levels=(Level.REGION, Level.MUNICIPALITY), grains=(Grain.YEAR, Grain.HALF),
    since=(Level.MUNICIPALITY, Level.VILLAGE), practices=False,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, eq=False)
class Truth:
    """`cases`: a row per referral with municipality, village, practice, person, age, periods and an atom per block."""

    region: Area
    agreements: Agreements
    data_date: date
    cells: pl.DataFrame
    cases: pl.DataFrame
    blocks: Mapping[str, Block]

    @property
    def geography(self) -> Geography:
        return self.agreements.geography

    @cached_property
    def municipalities(self) -> tuple[str, ...]:
        return tuple(a.code for a in self.geography.children(self.region.code))

    @cached_property
    def totals(self) -> dict[Place, tuple[int, int]]:
        """Referrals and persons of every area and period that was delivered."""
        hub = self.cells.filter((pl.col("table") == "referrals") & (pl.col("status") == Status.SHOWN))
        return {(a, p): (n, who) for a, p, n, who in hub.select("area", "period", "count", "persons").iter_rows()}

    @cached_property
    def years(self) -> tuple[str, ...]:
        return tuple(sorted({p for _, p in self.totals if len(p) == 4}))

    def halves(self, municipality: str, year: str) -> tuple[str, ...]:
        return tuple(h for h in (f"{year}-H1", f"{year}-H2") if (municipality, h) in self.totals)

    def normal_days(self, municipality: str) -> dict[str, int]:
        return {s.step: s.normal_days for s in self.agreements.variant_of(municipality)}

    def last_day(self, period: str) -> date:
        return min(parse_period(period).end, self.data_date)

    def since(self, municipality: str) -> str | None:
        """The code of the period since its start; None where nothing was ever delivered."""
        found = [p for a, p in self.totals if a == municipality and parse_period(p).grain is Grain.START]
        return found[0] if found else None


def truth_of(
    referrals: pl.DataFrame, programme: Programme, agreements: Agreements, region: Area, data_date: date
) -> Truth:
    """`referrals`: those of the region's municipalities."""
    own = part_of(programme, {a.code for a in _inside(agreements.geography, region)})
    cells = count_cells(referrals, own, agreements, data_date, COUNTED)
    areas = [region.code, *(a.code for a in _inside(agreements.geography, region))]
    months = delivered_months(own.deliveries, referrals)
    prepared = prepare(referrals, agreements, data_date).join(starts(months), on="municipality", how="left")
    cases = prepared.with_columns(atoms_of(name).alias(name) for name in BLOCKS)
    blocks = {name: block_of(name, cases[name].unique().to_list()) for name in BLOCKS}
    variants = [{s.step: s.normal_days for s in agreements.variant_of(a)} for a in areas[1:]]
    more = typical_atoms(cases[TRAJECTORY], variants, partial(maps_of, TRAJECTORY))
    blocks[TRAJECTORY] = block_of(TRAJECTORY, {*cases[TRAJECTORY].unique().to_list(), *more})
    return Truth(
        region=region, agreements=agreements, data_date=data_date, blocks=blocks,
        cells=cells.filter(pl.col("area").is_in(areas)),
        cases=cases.select(
            "municipality", "village", "practice", "person", "age", "days", "year", "half", "month", "start", *BLOCKS
        ),
    )  # fmt: skip


def part_of(programme: Programme, areas: set[str]) -> Programme:
    """The part of the programme that lies in these municipalities and villages."""
    codes = list(areas)
    practices = programme.practices.filter(pl.col("municipality").is_in(codes))
    known = practices["code"].to_list()
    return replace(
        programme,
        practices=practices,
        practice_years=programme.practice_years.filter(pl.col("practice").is_in(known)),
        participations=programme.participations.filter(pl.col("practice").is_in(known)),
        population=programme.population.filter(pl.col("area").is_in(codes)),
        expenses=programme.expenses.filter(pl.col("area").is_in(codes)),
        deliveries=programme.deliveries.filter(pl.col("municipality").is_in(codes)),
    )


def _inside(geography: Geography, region: Area) -> list[Area]:
    towns = geography.children(region.code)
    return [*towns, *(v for town in towns for v in geography.children(town.code))]


def periods_inside(period: str, grain: Grain) -> tuple[Period, ...]:
    return parse_period(period).split(grain)


__all__ = ["TOTAL", "Place", "Truth", "part_of", "periods_inside", "truth_of"]
