"""The villages, and the evidence of all years, as pieces that a team shares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from publishing.borrowing import lenders_of
from publishing.carrying import Year
from publishing.catalogue import PEOPLE
from publishing.evidence import Evidence, collect_year
from publishing.goals import TRUTH
from publishing.rested import rest
from publishing.team import Piece, Progress, Team, part
from publishing.truth import Truth
from publishing.village_evidence import collect_villages
from publishing.villages import Villages, settle_villages
from publishing.years import cases_of

Years = Mapping[str, Year]


@dataclass(frozen=True, kw_only=True, eq=False)
class Collected:
    """What one year adds to the evidence, and how its totals and its blocks followed each other."""

    evidence: Evidence
    totals: dict[Any, Any]
    blocks: dict[str, dict[Any, Any]]


def settle_all_villages(
    truth: Truth, years: Years, smallest: int, team: Team, progress: Progress
) -> dict[str, Villages]:
    """Of the municipalities whose villages can be settled."""
    few = {y: Year(totals=v.totals, around=v.around, blocks={PEOPLE: v.blocks[PEOPLE]}) for y, v in years.items()}
    pieces = [
        Piece(what="De kernen en wijken", weight=len(truth.geography.children(m)), do=_villages, arguments=(m,))
        for m in truth.municipalities
    ]
    settled = team.share((truth, few, smallest), pieces, progress)
    return {m: found for m, found in zip(truth.municipalities, settled, strict=True) if found is not None}


def collect(
    truth: Truth, years: Years, villages: dict[str, Villages], smallest: int, team: Team, progress: Progress
) -> tuple[Evidence, dict[str, Villages]]:
    """Villages that cannot follow a witness of their municipality lose their means, and then all: then once more."""
    evidence, size = Evidence(villages=villages), cases_of(truth)
    pieces = [
        Piece(what="De getuigen worden opgeschreven", weight=size[code], do=_year, arguments=(code, year))
        for code, year in years.items()
    ]
    for year, found in zip(years.values(), team.share((truth, villages), pieces, part(progress, 0, 0.8)), strict=True):
        _merge(evidence, found.evidence)
        _remember(year, found)
    for own in villages.values():
        collect_villages(evidence, years, own)
    if not evidence.blocked:
        return evidence, villages
    again = {m: _quieter(v, years, smallest) if m in evidence.blocked else v for m, v in villages.items()}
    left = {m: v for m, v in again.items() if v is not None}
    return collect(truth, years, left, smallest, team, part(progress, 0.8, 1))


def _villages(_line: object, share: tuple[Truth, Years, int], municipality: str) -> Villages | None:
    truth, years, smallest = share
    found = settle_villages(truth, municipality, years, smallest)
    if found is not None:
        rest(found.cover)
    return found


def _quieter(villages: Villages, years: Years, smallest: int) -> Villages | None:
    found = villages.silenced(list(lenders_of(villages.municipality, years)), smallest)
    if found is not None:
        rest(found.cover)
    return found


def _year(_line: object, share: tuple[Truth, dict[str, Villages]], code: str, year: Year) -> Collected:
    """However the years before it went, and whoever did them: the villages follow each year anew."""
    truth, villages = share
    _rest_all(year, villages)
    evidence = Evidence(villages=villages)
    collect_year(evidence, truth, code, year)
    _rest_all(year, villages)
    evidence.villages, evidence.changes = {}, []
    blocks = {name: found.followed for name, found in year.blocks.items()}
    return Collected(evidence=evidence, totals=year.totals.followed, blocks=blocks)


def _rest_all(year: Year, villages: Mapping[str, Villages]) -> None:
    for cover in (year.totals.cover, *(b.cover for b in year.blocks.values()), *(v.cover for v in villages.values())):
        rest(cover)
    for found in villages.values():
        found.followed.clear()


def _remember(year: Year, found: Collected) -> None:
    """Of a year that another process collected; of one of our own nothing changes."""
    year.totals.followed.update(found.totals)
    for name, followed in found.blocks.items():
        year.blocks[name].followed.update(followed)


def _merge(evidence: Evidence, found: Evidence) -> None:
    """Witnesses get the numbers that they would have, had the years been collected one after the other."""
    number = {-1: -1, TRUTH: TRUTH}
    for rows, own in found.written.items():
        if rows not in evidence.written:
            evidence.written[rows] = len(evidence.written)
            evidence.changes += [(evidence.written[rows], *row) for row in rows]
        number[own] = evidence.written[rows]
    evidence.goals += [(*goal[:5], number[goal[5]], number[goal[6]]) for goal in found.goals]
    evidence.cells += found.cells
    evidence.leaves += found.leaves
    evidence.practices += found.practices
    evidence.failed += found.failed
    evidence.blocked |= found.blocked
