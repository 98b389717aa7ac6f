"""Hands what was scraped, and the releases themselves, to the attacker, who also gets to hear which cells are small."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
from sqlalchemy import Engine

from data_access.agreements import read_agreements
from data_access.programme import read_programme
from data_access.registrations import read_registrations
from data_access.release_folder import export
from domain.agreements import Agreements
from domain.areas import Area, Level
from domain.cells import TOTAL, DataState
from domain.releases import ReleaseHead
from domain.viewer import Scope
from indicators.count import count_cells
from publishing.attack.attacker import Verdict, attack_publications
from publishing.attack.errors import ContradictionError
from publishing.attack.facts import Fact as Told
from publishing.attack.facts import Publication
from publishing.attack.read_pages import publication_of
from publishing.attack.read_release import read_release
from publishing.attack.truth import Truth, truth_of
from tools.proof_facts import GENDERS, HUB, STEPS, Fact

SEED = 1
"""Draws the cells where not all are asked."""
Figure = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True, eq=False)
class Published:
    """One release with what was scraped of it, and what really is so."""

    head: ReleaseHead
    release: Publication
    pages: Publication
    truth: Truth


@dataclass(frozen=True, kw_only=True)
class Attack:
    """`asked`: of how many of the `small` cells; `learnt`: sentences; `undecided`: cells that it could not settle."""

    asked: int
    learnt: tuple[str, ...]
    small: int = 0
    undecided: int = 0


def referrals_of(engine: Engine, state: DataState) -> pl.DataFrame:
    """All of one data version, as the makers of a release have them."""
    geography = read_agreements(engine).geography
    every = frozenset(a.code for a in geography.of_level(Level.MUNICIPALITY))
    return read_registrations(engine, state, Scope(municipalities=every))


def true_cells(engine: Engine, state: DataState) -> pl.DataFrame:
    """Every cell with its persons, nothing hidden."""
    return count_cells(referrals_of(engine, state), read_programme(engine), read_agreements(engine), state.data_date)


def scraped(
    facts: Iterable[Fact], days: dict[Figure, date], agreements: Agreements, head: ReleaseHead
) -> dict[str, Any]:
    """The neutral form of `python -m publishing attack`: of the region of the release."""
    geography = agreements.geography
    inside = [a for a in geography.areas if geography.region_of(a.code).code == head.region]
    codes = {a.code for a in inside}
    read = [_dated(fact, days, head) for fact in facts if set(fact.area.split("+")) <= codes]
    return {
        "facts": [*read, *_steps(read, agreements, head)],
        "areas": [_area(a, agreements) for a in inside],
        "k": head.smallest,
        "data_date": head.data_date.isoformat(),
    }


def _area(area: Area, agreements: Agreements) -> dict[str, Any]:
    """With the days of each step, as agreed in the area's plan: "not yet" is counted with them."""
    own = {"code": area.code, "level": area.level, "parent": area.parent, "name": area.name}
    if area.level is not Level.MUNICIPALITY:
        return own
    return own | {"steps": {s.step: s.normal_days for s in agreements.variant_of(area.code)}}


def _steps(read: list[dict[str, Any]], agreements: Agreements, head: ReleaseHead) -> Iterator[dict[str, Any]]:
    """The steps of each municipality, which everyone may know: as cells without a number where they were not read."""
    known = {(fact["table"], fact["area"], fact["period"], fact["category"]) for fact in read}
    period = str(head.data_date.year)
    for municipality in agreements.geography.children(head.region):
        for step in (s.step for s in agreements.variant_of(municipality.code) if s.step != "referral"):
            cell = (STEPS, municipality.code, period, step)
            if cell not in known:
                yield dict(zip(("table", "area", "period", "category"), cell, strict=True)) | {"status": "hidden"}


def _dated(fact: Fact, days: dict[Figure, date], head: ReleaseHead) -> dict[str, Any]:
    day = days.get((fact.table, fact.area, fact.period), head.data_date)
    return fact.as_json() | ({} if day == head.data_date else {"data_date": day.isoformat()})


def published(engine: Engine, head: ReleaseHead, pages: dict[str, Any], cells: pl.DataFrame, folder: Path) -> Published:
    """Also leaves both in the folder, for who wants to repeat the attack by hand."""
    geography = read_agreements(engine).geography
    where = export(engine, head.number, folder / f"publicatie-{head.number}", geography=geography)
    name = f"gelezen-{head.number}.json"
    (folder / name).write_text(json.dumps(pages, indent=0), encoding="utf-8")
    return Published(
        head=head,
        release=read_release(where),
        pages=publication_of(exact(pages), name),
        truth=truth_of(cells, head.data_date),
    )


def exact(pages: dict[str, Any]) -> dict[str, Any]:
    """As the reader of pages finds them in JSON: a fraction is a decimal."""
    facts = [f | ({"sum": Decimal(str(f["sum"]))} if "sum" in f else {}) for f in pages["facts"]]
    return pages | {"facts": facts}


def attacks(found: tuple[Published, ...], sample: int | None = None) -> dict[str, Attack]:
    """On what was scraped of all releases together, and on these releases."""
    truths = tuple(one.truth for one in found)
    given = {"gelezen": tuple(one.pages for one in found), "publicaties": tuple(one.release for one in found)}
    return {name: attack(those, truths, sample) for name, those in given.items()}


def attack(publications: tuple[Publication, ...], truths: tuple[Truth, ...], sample: int | None = None) -> Attack:
    """Numbers that contradict each other are a finding too: they were not made of one and the same truth."""
    try:
        verdict = attack_publications(publications, truths=truths, sample=sample, seed=SEED)
    except ContradictionError as error:
        return Attack(asked=0, learnt=(str(error),))
    return Attack(asked=verdict.asked, learnt=tuple(learnt(verdict)), small=verdict.small, undecided=verdict.undecided)


def strangers(pages: Publication, release: Publication) -> list[str]:
    """What was scraped and stands in no cell of the release, or differently."""
    known = {(f.table, f.area, f.period, f.category): f for f in release.facts if f.shown}
    found = []
    for fact in (fact for fact in pages.facts if fact.shown):
        own = known.get((fact.table, fact.area, fact.period, fact.category))
        same = own is not None and (own.low, own.high) == (fact.low, fact.high) and _same(own.value, fact.value)
        if not same and not (own is None and _follows(fact, known)):
            found.append(f"{' '.join(map(str, fact.figure))} {fact.category!r}: gelezen {fact}, in de publicatie {own}")
    return found


def _follows(fact: Told, known: Mapping[tuple[str, str, str, str], Told]) -> bool:
    """Whether a sentence only says what the numbers of the release say: `female>1/2` of 30 women on 54 referrals."""
    claim = re.fullmatch(r"(\w+)>(=2/3|1/2)", fact.category) if fact.table == GENDERS else None
    if claim is None:
        return False
    women = known.get((GENDERS, fact.area, fact.period, claim[1]))
    total = known.get((HUB, fact.area, fact.period, TOTAL))
    count, everyone = women and women.low, total and total.low
    if not count or not everyone:
        return False
    return 3 * count >= 2 * everyone if claim[2] == "=2/3" else 2 * count > everyone


def doubles(release: Publication) -> list[str]:
    """Cells that stand in the release more than once: which of the rows a page shows is then left to chance."""
    rows = Counter((f.table, f.area, f.period, f.category) for f in release.facts)
    return [f"{' '.join(cell)}: staat {n} keer in de publicatie" for cell, n in rows.items() if n > 1]


def _same(told: float | None, read: float | None) -> bool:
    return told is read or (told is not None and read is not None and abs(told - read) < 1)


def learnt(verdict: Verdict) -> list[str]:
    return [
        *(f"{f.target.name} ligt in {f.interval.low}..{f.interval.high}" for f in verdict.leaks),
        *map(str, verdict.printed),
    ]
