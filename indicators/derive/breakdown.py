"""The breakdown that most tables share: bars of referrals by category, each with its count and its share."""

from typing import TYPE_CHECKING, Any

import polars as pl

from domain.cells import OTHER, TOTAL, Status
from domain.codes import UNKNOWN
from domain.dutch import listing, number, percent, plural
from domain.results import Result, Shape, Unit
from indicators.derive.common import delivery_notes, empty, label_of, result, rows
from indicators.derive.takes_part import stopped
from indicators.statistics import wilson
from indicators.tables import TABLES
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

RUNNING = ("not_yet", "open")
"""Categories of cases of which the answer is still to come: told beside the bars, and no part of the shares."""
NONE_AT_ALL = "In deze periode zijn er geen verwijzingen geregistreerd."
STILL_TO_COME = "Van geen van de verwijzingen in deze periode is dit al bekend."


def make_breakdown(view: View, indicator: "Indicator") -> Result:
    """BARS of the indicator's first table. `value` is the share of the largest category, `base` what counts."""
    missing = stopped(view, indicator)
    if missing:
        return missing
    table = indicator.tables[0]
    counts = shown_counts(view, table)
    base = _base(view, table, counts)
    running = sum(counts.get(c, 0) for c in RUNNING)
    if not base and running:
        return empty(view, indicator, Status.NOT_YET_KNOWN, STILL_TO_COME)
    if not base:
        return result(view, indicator, shape=Shape.BARS, sentence=NONE_AT_ALL, n=0, base=0)
    largest = _largest(counts)
    top = counts[largest[0]] if largest else None
    interval = wilson(top, base) if top is not None else None
    return result(
        view, indicator, shape=Shape.BARS, sentence=_sentence(table, counts, base, largest),
        value=_in_unit(indicator.unit, top, base), n=base, base=base, rows=rows(_records(indicator, counts, base)),
        low=interval.low if interval and indicator.unit is Unit.SHARE else None,
        high=interval.high if interval and indicator.unit is Unit.SHARE else None,
        notes=delivery_notes(view) + _notes(table, counts, running),
    )  # fmt: skip


def shown_counts(view: View, table: str) -> dict[str, int]:
    """Count by category, in the order on screen: zero for a category that is absent, unless it may be merged."""
    cells = view.rows(table).filter((pl.col("category") != TOTAL) & (pl.col("status") == Status.SHOWN))
    found: dict[str, int] = dict(cells.select("category", "count").iter_rows())
    labels = list(TABLES[table].labels or {})
    order = labels + sorted(c for c in found if c not in labels and c != OTHER) + [OTHER]
    silent = {UNKNOWN, OTHER, *RUNNING}
    complete = OTHER not in found
    return {c: found.get(c, 0) for c in order if c in found or (complete and c not in silent)}


def may_run(table: str, counts: dict[str, int]) -> bool:
    """Whether cases of which the answer is still to come may be among the merged ones."""
    return OTHER in counts and any(c in (TABLES[table].labels or {}) and c not in counts for c in RUNNING)


def _base(view: View, table: str, counts: dict[str, int]) -> int:
    """All cases that count: the sum of the categories, or every referral where one can fall in more of them."""
    if TABLES[table].additive:
        return sum(n for c, n in counts.items() if c not in RUNNING)
    return view.cell("referrals").count or 0


def _largest(counts: dict[str, int]) -> list[str]:
    """The categories with the highest count, leaving out what was not registered; none where all are zero."""
    known = {c: n for c, n in counts.items() if c not in (UNKNOWN, OTHER, *RUNNING)}
    top = max(known.values(), default=0)
    return [c for c, n in known.items() if n == top] if top else []


def _in_unit(unit: Unit, count: int | None, base: int) -> float | None:
    if count is None or unit is Unit.COUNT:
        return count
    return count / base


def _records(indicator: "Indicator", counts: dict[str, int], base: int) -> list[dict[str, Any]]:
    table = indicator.tables[0]
    return [
        {
            "category": c, "label": label_of(table, c), "count": n, "base": base,
            "value": _in_unit(indicator.unit, n, base),
        }
        for c, n in counts.items()
        if c not in RUNNING
    ]  # fmt: skip


def _sentence(table: str, counts: dict[str, int], base: int, largest: list[str]) -> str:
    of = f"van de {number(base)} verwijzingen"
    if not largest:
        merged = "Alle groepen zijn zo klein dat ze zijn samengevoegd."
        return merged if counts.get(OTHER) else f"Bij geen {of} is dit geregistreerd."
    count = counts[largest[0]]
    # What was merged could be larger than what is shown: then only the shown ones can be compared.
    lead = "Vaakst" if counts.get(OTHER, 0) < count else "Vaakst van wat we tonen"
    each = "elk " if len(largest) > 1 else ""
    names = listing([label_of(table, c) for c in largest])
    return f"{lead}: {names}, {each}{number(count)} {of} ({percent(count / base)})."


def _notes(table: str, counts: dict[str, int], running: int) -> tuple[str, ...]:
    notes = []
    if running:
        many = plural(running, "verwijzing", "verwijzingen")
        notes.append(f"Van {many} is dit nog niet bekend. Die tellen niet mee in het aandeel.")
    if counts.get(UNKNOWN):
        notes.append(f"Bij {plural(counts[UNKNOWN], 'verwijzing', 'verwijzingen')} is dit niet geregistreerd.")
    if OTHER in counts:
        notes.append("Kleine groepen staan samen onder Overige (samengevoegd), zodat niemand te herkennen is.")
    if may_run(table, counts):
        notes.append("Onder Overige kunnen ook verwijzingen vallen waarvan dit nog niet bekend is.")
    if not TABLES[table].additive:
        notes.append("Een verwijzing kan bij meer dan één groep horen. De aandelen tellen daarom niet op tot 100%.")
    return tuple(notes)
