"""What the villages add to a release: their cells, and their part of the certificate."""

from collections.abc import Iterator, Mapping

import polars as pl

from domain.cells import EVERYTHING, JOINED, OTHER, TOTAL, Status
from domain.codes import COARSE_AGE, GENDER, UNKNOWN
from publishing.assemble import PERSON_TABLES, Row, counted, hidden
from publishing.catalogue import AGE, BANDS, PEOPLE, YEARS
from publishing.catalogue import GENDER as GENDERS
from publishing.evidence import LEAF_COLUMNS, CannotCarry, Evidence, Year, written_of
from publishing.structure import SENTENCES
from publishing.truth import Truth
from publishing.village_system import ATOMS, REST, SPAN
from publishing.villages import VILLAGES, Villages

CLOSED = {GENDERS: tuple(GENDER), BANDS: (*COARSE_AGE, UNKNOWN)}


def collect_villages(evidence: Evidence, years: Mapping[str, Year], found: Villages) -> None:
    """Goals and witnesses; a borrowed one comes with the witness of the municipality that lends it."""
    truth = found.cover.truth
    rows = [(VILLAGES, a, found.period, atom, int(n)) for (a, atom), n in zip(found.leaves, truth, strict=True) if n]
    evidence.leaves.append(pl.DataFrame(rows, schema=LEAF_COLUMNS, orient="row"))
    kept = [c for c in found.cells if not c[1].endswith(REST)]
    evidence.cells += [(*cell, found.persons[cell], False) for cell in kept]
    lent = {b.goal: _lent(evidence, years, found, b.of, b.goal) for b in found.borrowed}
    for task in found.cover.tasks:
        own = {n: evidence.add(found.named(found.cover.witnesses[n])) for n in found.cover.used()}
        for n, row in enumerate(task.goals.rows.tolist()):
            none, some = (own.get(int(side[n]), int(side[n])) for side in (task.found.none, task.found.some))
            evidence.goals.append((*found.cells[row], "", none, lent.get(n, some)))


def _lent(evidence: Evidence, years: Mapping[str, Year], found: Villages, of: tuple[str, int], goal: int) -> int:
    people = years[of[0]].blocks[PEOPLE]
    witness = next(b.witness for b in found.borrowed if b.goal == goal)
    try:
        changes = list(written_of(years[of[0]], people, people.cover.witnesses[of[1]], ""))
        return evidence.add([*changes, *found.named(witness)], {found.municipality: []})
    except CannotCarry:
        return -1


def village_structure(truth: Truth, villages: Mapping[str, Villages]) -> dict[str, list[pl.DataFrame]]:
    maps = [pl.DataFrame(list(_maps()), schema=["block", "atom", "table", "category", "weight"], orient="row")]
    places = [(a, to) for found in villages.values() for a, to in _places(found)]
    held = [(found.municipality, found.period) for found in villages.values()]
    return {
        "maps": maps if villages else [],
        "places": [pl.DataFrame(places, schema=["area", "to"], orient="row")] if places else [],
        "villages": [pl.DataFrame(held, schema=["area", "period"], orient="row")] if held else [],
    }


def _places(found: Villages) -> Iterator[tuple[str, str]]:
    for area in sorted({area for area, _ in found.leaves}):
        yield area, area
        yield area, f"{found.municipality}*"


def _maps() -> Iterator[tuple[str, str, str, str, int]]:
    for atom in ATOMS:
        sex, band, aged = atom.split("|")
        yield (VILLAGES, atom, "referrals", TOTAL, 1)
        yield (VILLAGES, atom, GENDERS, sex, 1)
        yield (VILLAGES, atom, BANDS, band, 1)
        yield (VILLAGES, atom, "~", atom, 1)
        if aged == "1":
            yield (VILLAGES, atom, AGE, "known", 1)
            yield (VILLAGES, atom, AGE, "above", -SPAN[band][0])
            yield (VILLAGES, atom, AGE, "below", SPAN[band][1])
        for words in SENTENCES:
            times, less = (2, 1) if words.endswith("1/2") else (3, 2)
            yield (VILLAGES, atom, GENDERS, words, times * (sex == words.split(">")[0]) - less)
    yield from ((VILLAGES, YEARS, AGE, c, n) for c, n in (("years", 1), ("above", 1), ("below", -1)))
    yield (VILLAGES, YEARS, "~", YEARS, 1)


def village_cells(truth: Truth, municipality: str, found: Villages | None) -> Iterator[Row]:
    """The municipality since its start, and each village; all hidden where nothing could be settled."""
    period = truth.since(municipality)
    codes = [v.code for v in truth.geography.children(municipality)]
    if period is None:
        return
    place = (municipality, period)
    total = truth.totals.get(place)
    yield counted("referrals", place, TOTAL, total[0]) if found and total else hidden("referrals", place, TOTAL)
    shown = {} if found is None else {(c[0], c[1], c[3]): n for c, n in found.shown()}
    for village in codes:
        yield from _village(village, period, shown, found)
    dark = [v for v in codes if ("referrals", v, TOTAL) not in shown]
    if found and total and len(dark) > 1 and not _has_rest(found):
        rest = total[0] - sum(n for (t, _, c), n in shown.items() if t == "referrals" and c == TOTAL)
        yield counted("referrals", (JOINED.join(sorted(dark)), period), TOTAL, rest)


def _has_rest(found: Villages) -> bool:
    return any(a.endswith(REST) and n for (a, _), n in zip(found.leaves, found.cover.truth, strict=True))


def _village(
    village: str, period: str, shown: dict[tuple[str, str, str], int], found: Villages | None
) -> Iterator[Row]:
    place, total = (village, period), shown.get(("referrals", village, TOTAL))
    for table in ("referrals", *PERSON_TABLES):
        yield hidden(table, place, TOTAL) if total is None else counted(table, place, TOTAL, total)
    if total is None or found is None:
        return
    for table in PERSON_TABLES:
        own = {c: shown[table, village, c] for c in CLOSED.get(table, ()) if (table, village, c) in shown}
        if own:
            yield from (counted(table, place, c, n) for c, n in own.items())
            left = [c for c in CLOSED[table] if c not in own]
            yield from (hidden(table, place, c) for c in left)
            if left:
                yield counted(table, place, OTHER, total - sum(own.values()))
        elif table != AGE:
            yield hidden(table, place, EVERYTHING)
    mean = found.said.get((village, "mean"))
    yield hidden(AGE, place, "mean") if mean is None else (AGE, *place, "mean", None, float(mean), Status.SHOWN.value)
    yield hidden(AGE, place, "median")
    for area, words in found.said:
        if area == village and ">" in words:
            yield (GENDERS, *place, words, None, None, Status.SHOWN.value)
