"""Counted cells brought into the form of a release by loops: not safe at all, but with everything that can occur."""

from collections import defaultdict
from typing import Any

import polars as pl

from domain.cells import EVERYTHING, OTHER, SCHEMA, TOTAL, Status
from domain.codes import COARSE_AGE, COARSE_REASON, UNKNOWN
from domain.periods import SINCE
from indicators.count.prepare import STEPS_AFTER_REFERRAL
from indicators.derive.coarse import CROSSED
from indicators.tables import TABLES, Protection
from tests.indicators.worlds import row

K = 5
Row = tuple[Any, ...]
COARSE = {"referrals.age_band": COARSE_AGE, CROSSED: COARSE_AGE, "referrals.reason": COARSE_REASON}
MOMENTS = {"age": ("mean", "median"), "trajectory.days_to_intake": ("mean", "p25", "median", "p75")}


def naive_release(cells: pl.DataFrame, villages: list[str]) -> pl.DataFrame:
    made: list[Row] = []
    groups: dict[tuple[str, str, str], dict[str, dict[str, Any]]] = defaultdict(dict)
    for r in cells.to_dicts():
        if TABLES[r["table"]].protection is Protection.OPEN:
            made.append(row(r["table"], r["area"], r["period"], r["category"], r["count"], r["sum"]))
        elif TABLES[r["table"]].protection is Protection.PERSONS:
            groups[r["table"], r["area"], r["period"]][r["category"]] = r
    for (table, area, period), found in groups.items():
        if _released(table, area in villages, period):
            made += _table(table, area, period, found, groups["referrals", area, period][TOTAL])
    made += _merged(groups, villages)
    return pl.DataFrame(made, schema=SCHEMA, orient="row")


def _released(table: str, village: bool, period: str) -> bool:
    since, fine = period.startswith(SINCE), "Q" in period or (len(period) == 7 and "H" not in period)
    if village:
        return since
    return table == "referrals" if since or fine else True


def _table(table: str, area: str, period: str, found: dict[str, dict[str, Any]], hub: dict[str, Any]) -> list[Row]:
    if hub["status"] == Status.NO_DATA:
        return [row(table, area, period, status=Status.NO_DATA)]
    total = found.get(TOTAL, hub) if table in ("intakes",) else hub
    small = total["count"] < K
    made = [row(table, area, period, TOTAL, None if small else total["count"], status=_status(not small))]
    if small or table in ("referrals", "intakes"):
        return made
    if table in MOMENTS:
        whole = {c: found[c]["sum"] if c in found and found[c]["count"] >= 10 else None for c in MOMENTS[table]}
        return made + [
            row(table, area, period, c, None, v and round(v), _status(v is not None)) for c, v in whole.items()
        ]
    return made + _categories(table, area, period, {c: r["count"] for c, r in found.items() if c != TOTAL})


def _status(shown: bool) -> Status:
    return Status.SHOWN if shown else Status.HIDDEN


def _categories(table: str, area: str, period: str, counts: dict[str, int]) -> list[Row]:
    if table in COARSE and sum(n < K for n in counts.values()) > 1:
        counts = _coarser(counts, COARSE[table])
    every = {c: counts.get(c, 0) for c in _list(table, counts)}
    hidden = {c for c, n in every.items() if n < K}
    if table == "trajectory.step":
        hidden = {c for c in every if any(h.split("|")[0] == c.split("|")[0] for h in hidden)}
    if hidden == set(every):
        gender = [row(table, area, period, "female>1/2")] if table == "referrals.gender" else []
        return [row(table, area, period, EVERYTHING, status=Status.HIDDEN), *gender]
    made = [row(table, area, period, c, n) for c, n in every.items() if c not in hidden]
    made += [row(table, area, period, c, status=Status.HIDDEN) for c in sorted(hidden)]
    rest: dict[str, int] = defaultdict(int)
    for category in hidden:
        rest[f"{category.split('|')[0]}|{OTHER}" if table == CROSSED else OTHER] += every[category]
    return (
        made
        if table in ("trajectory.step", "referrals.offer")
        else made + [row(table, area, period, c, n) for c, n in rest.items()]
    )


def _coarser(counts: dict[str, int], groups: dict[str, tuple[str, ...]]) -> dict[str, int]:
    names = {fine: coarse for coarse, parts in groups.items() for fine in parts}
    made: dict[str, int] = defaultdict(int)
    for category, n in counts.items():
        *gender, last = category.split("|")
        made["|".join([*gender, names.get(last, last)])] += n
    return dict(made)


def _list(table: str, counts: dict[str, int]) -> list[str]:
    """Every category there is: a release leaves none out."""
    coarse = table in COARSE and any(c.split("|")[-1] in ("0-54", "55-74", "75+", "mood", "life") for c in counts)
    if table == CROSSED:
        bands = COARSE_AGE if coarse else [b for b in TABLES["referrals.age_band"].labels or {} if b != UNKNOWN]
        return [f"{gender}|{band}" for gender in ("female", "male") for band in bands]
    if table == "trajectory.step":
        own = [s for s in STEPS_AFTER_REFERRAL if any(c.split("|")[0] == s for c in counts)]
        return [f"{s}{part}" for s in own for part in ("", "|not_yet", "|missed")]
    return list((TABLES[table].coarse if coarse else TABLES[table].labels) or {})


def _merged(groups: dict[tuple[str, str, str], dict[str, dict[str, Any]]], villages: list[str]) -> list[Row]:
    """Villages of one municipality together, where one of them is too small."""
    made = []
    for period in sorted({p for _, _, p in groups if p.startswith(SINCE)}):
        for town in sorted({v.split("-")[0] for v in villages}):
            own = sorted(v for v in villages if v.startswith(f"{town}-"))
            counts = [groups.get(("referrals", v, period), {}).get(TOTAL, {}).get("count") for v in own]
            known = [n for n in counts if n is not None]
            if len(known) == len(own) and min(known) < K <= sum(known):
                made.append(row("referrals", "+".join(own), period, TOTAL, sum(known)))
    return made
