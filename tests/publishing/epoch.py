"""Releases of a small made-up region that follow each other in one epoch, and an attack on all of them together."""

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from domain.areas import Geography
from publishing.attack.attacker import Verdict, attack_publications
from publishing.attack.facts import Publication
from publishing.attack.read_release import facts_of
from publishing.attack.truth import truth_of as true_cells
from publishing.history import Earlier, former_of
from publishing.prepare import Prepared, prepare_release
from publishing.truth import Truth, truth_of
from tests.publishing.town import make_town

K = 5


@dataclass(frozen=True, kw_only=True, eq=False)
class Stage:
    truth: Truth
    prepared: Prepared


def truth_at(
    seed: int, size: int, day: date, *, towns: tuple[str, ...] = ("GM1", "GM2", "GM3"), month: str = "2024-01",
    without: int = 0,
) -> Truth:  # fmt: skip
    """As registered on that day; what comes later is not known yet. `without`: so many registrations taken out."""
    town = make_town(seed, size)
    kept = [a for a in town.agreements.geography.areas if a.code == "REG" or a.code in towns or a.parent in towns]
    own = pl.col("municipality").is_in(towns) & (pl.col("date_referral") >= date.fromisoformat(f"{month}-01"))
    known = town.referrals.filter(own, pl.col("date_referral") <= day).slice(without)
    steps = [name for name, kind in known.schema.items() if kind == pl.Date]
    known = known.with_columns(pl.when(pl.col(name) <= day).then(pl.col(name)).alias(name) for name in steps)
    deliveries = town.programme.deliveries.filter(
        pl.col("month").is_between(pl.lit(month), pl.lit(f"{day:%Y-%m}")), pl.col("municipality").is_in(towns)
    )
    geography = Geography(areas=tuple(kept))
    return truth_of(
        known, replace(town.programme, deliveries=deliveries), replace(town.agreements, geography=geography),
        geography.by_code["REG"], day,
    )  # fmt: skip


def released(truths: list[Truth]) -> list[Stage]:
    stages: list[Stage] = []
    for truth in truths:
        stages.append(Stage(truth=truth, prepared=release(stages, truth)))
    return stages


def release(before: list[Stage], truth: Truth) -> Prepared:
    formers = tuple(
        former_of(s.prepared.cells, s.prepared.dates, s.truth.data_date, s.prepared.certificate) for s in before
    )
    earlier = Earlier(releases=formers) if formers else None
    return prepare_release(truth, K, lambda share, words: None, insiders=False, earlier=earlier)


def publication(number: int, stage: Stage, cells: pl.DataFrame | None = None) -> Publication:
    found = stage.prepared
    return Publication(
        name=str(number), number=number, region="REG", epoch=1, smallest=K, day=stage.truth.data_date, complete=True,
        facts=facts_of(found.cells if cells is None else cells), areas=stage.truth.geography.areas,
        dates={(t, a, p): day for t, a, p, day in found.dates.iter_rows()},
    )  # fmt: skip


def attacked(stages: list[Stage], sample: int, last: pl.DataFrame | None = None) -> Verdict:
    """`last`: other cells for the last release."""
    made = [publication(n + 1, s) for n, s in enumerate(stages)]
    if last is not None:
        made[-1] = publication(len(stages), stages[-1], last)
    truths = tuple(true_cells(s.truth.cells, s.truth.data_date) for s in stages)
    return attack_publications(tuple(made), truths=truths, sample=sample)
