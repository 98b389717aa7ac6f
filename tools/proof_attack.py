"""Hands what was scraped, and the releases themselves, to the attacker, who also gets to hear which cells are small."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from sqlalchemy import Engine

from data_access.agreements import read_agreements
from data_access.programme import read_programme
from data_access.registrations import read_registrations
from data_access.release_folder import export
from domain.areas import Geography, Level
from domain.cells import DataState
from domain.releases import ReleaseHead
from domain.viewer import Scope
from indicators.count import count_cells
from publishing.attack.attacker import Verdict, attack_publications
from publishing.attack.facts import Publication
from publishing.attack.read_pages import publication_of
from publishing.attack.read_release import read_release
from publishing.attack.truth import Truth, truth_of
from tools.proof_facts import Fact

Figure = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Published:
    """One release with what was scraped of it, and what really is so."""

    head: ReleaseHead
    release: Publication
    pages: Publication
    truth: Truth


def referrals_of(engine: Engine, state: DataState) -> pl.DataFrame:
    """All of one data version, as the makers of a release have them."""
    geography = read_agreements(engine).geography
    every = frozenset(a.code for a in geography.of_level(Level.MUNICIPALITY))
    return read_registrations(engine, state, Scope(municipalities=every))


def true_cells(engine: Engine, state: DataState) -> pl.DataFrame:
    """Every cell with its persons, nothing hidden."""
    return count_cells(referrals_of(engine, state), read_programme(engine), read_agreements(engine), state.data_date)


def scraped(facts: Iterable[Fact], days: dict[Figure, date], geography: Geography, head: ReleaseHead) -> dict[str, Any]:
    """The neutral form of `python -m publishing attack`: of the region of the release."""
    inside = [a for a in geography.areas if geography.region_of(a.code).code == head.region]
    codes = {a.code for a in inside}
    return {
        "facts": [_dated(fact, days, head) for fact in facts if set(fact.area.split("+")) <= codes],
        "areas": [{"code": a.code, "level": a.level, "parent": a.parent, "name": a.name} for a in inside],
        "k": head.smallest,
        "data_date": head.data_date.isoformat(),
    }


def _dated(fact: Fact, days: dict[Figure, date], head: ReleaseHead) -> dict[str, Any]:
    day = days.get((fact.table, fact.area, fact.period), head.data_date)
    return fact.as_json() | ({} if day == head.data_date else {"data_date": day.isoformat()})


def published(engine: Engine, head: ReleaseHead, pages: dict[str, Any], cells: pl.DataFrame, folder: Path) -> Published:
    """Also leaves both in the folder, for who wants to repeat the attack by hand."""
    geography = read_agreements(engine).geography
    where = export(engine, head.number, folder / f"publicatie-{head.number}", geography=geography)
    name = f"gelezen-{head.number}.json"
    (folder / name).write_text(json.dumps(pages, indent=0), encoding="utf-8")
    own = pages | {"facts": [_exact(fact) for fact in pages["facts"]]}
    return Published(
        head=head, release=read_release(where), pages=publication_of(own, name), truth=truth_of(cells, head.data_date)
    )


def _exact(fact: dict[str, Any]) -> dict[str, Any]:
    """The reader of pages wants no floats: they come from JSON as decimals."""
    from decimal import Decimal

    return fact | ({"sum": Decimal(str(fact["sum"]))} if "sum" in fact else {})


def attacks(
    found: tuple[Published, ...], sample: int | None = None, progress: Callable[[int, int], None] = lambda a, b: None
) -> dict[str, Verdict]:
    """On what was scraped of all releases together, and on these releases."""
    truths = tuple(one.truth for one in found)
    given = {"gelezen": tuple(one.pages for one in found), "publicaties": tuple(one.release for one in found)}
    return {
        name: attack_publications(publications, truths=truths, sample=sample, progress=progress)
        for name, publications in given.items()
    }


def strangers(pages: Publication, release: Publication) -> list[str]:
    """What was scraped and stands in no cell of the release, or differently."""
    known = {(f.table, f.area, f.period, f.category): f for f in release.facts if f.shown}
    found = []
    for fact in pages.facts:
        own = known.get((fact.table, fact.area, fact.period, fact.category))
        same = own is not None and (own.low, own.high) == (fact.low, fact.high) and _same(own.value, fact.value)
        if not same:
            found.append(f"{' '.join(map(str, fact.figure))} {fact.category!r}: gelezen {fact}, in de publicatie {own}")
    return found


def _same(told: float | None, read: float | None) -> bool:
    return told is read or (told is not None and read is not None and abs(told - read) < 1)
