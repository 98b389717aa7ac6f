"""The breakdown that most tables share: bars of referrals by category, each with its count and its share."""

from typing import TYPE_CHECKING, Any

from domain.cells import EVERYTHING, OTHER, TOTAL, Status
from domain.codes import UNKNOWN
from domain.dutch import listing, number, percent, plural
from domain.results import Result, Shape, Unit
from indicators.derive.coarse import coarse_notes, in_order, labels_in
from indicators.derive.common import delivery_notes, empty, label_of, result, rows
from indicators.derive.takes_part import stopped
from indicators.statistics import wilson
from indicators.tables import TABLES
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

RUNNING = ("not_yet", "open")
"""Categories of cases of which the answer is still to come: told beside the bars, and no part of the shares."""
UNTIL_KNOWN = ("referrals.direction", "referrals.provision")
"""Tables in which what is still to come and what was never registered are one category."""
NONE_AT_ALL = "In deze periode zijn er geen verwijzingen geregistreerd."
STILL_TO_COME = "Van geen van de verwijzingen in deze periode is dit al bekend."


def make_breakdown(view: View, indicator: "Indicator") -> Result:
    """BARS of the indicator's first table. `value` is the share of the largest category, `base` what counts."""
    missing = stopped(view, indicator)
    if missing:
        return missing
    table = indicator.tables[0]
    found = parts(view, table)
    counts = {c: n for c, n in found.items() if n is not None}
    base = _base(view, table, found)
    running = sum(counts.get(c, 0) for c in running_in(table))
    if not base and running:
        return empty(view, indicator, Status.NOT_YET_KNOWN, STILL_TO_COME)
    if not base:
        return result(view, indicator, shape=Shape.BARS, sentence=NONE_AT_ALL, n=0, base=0)
    largest = _largest(table, counts)
    top = counts[largest[0]] if largest else None
    interval = wilson(top, base) if top is not None else None
    return result(
        view, indicator, shape=Shape.BARS, sentence=_sentence(table, found, base, largest),
        value=_in_unit(indicator.unit, top, base), n=base, base=base, rows=rows(_records(indicator, found, base)),
        low=interval.low if interval and indicator.unit is Unit.SHARE else None,
        high=interval.high if interval and indicator.unit is Unit.SHARE else None,
        notes=delivery_notes(view) + coarse_notes(view, (table,)) + _notes(table, counts, running),
    )  # fmt: skip


def parts(view: View, table: str) -> dict[str, int | None]:
    """Count by category, in the order on screen; None where it is hidden. What is silent is there only if it was given.

    Absent is zero live and hidden in a release (`View.cell`): a category never just falls away.
    """
    given = set(view.cells.lookup(table, view.area.code).get(view.period.code, {})) - {TOTAL, EVERYTHING}
    cells = {c: view.cell(table, c) for c in in_order(labels_in(view, table), given)}
    quiet = {UNKNOWN, *RUNNING} - given
    return {c: cell.count for c, cell in cells.items() if c not in quiet or cell.status is Status.HIDDEN}


def shown_counts(view: View, table: str) -> dict[str, int]:
    """As `parts`, without what is hidden."""
    return {c: n for c, n in parts(view, table).items() if n is not None}


def running_in(table: str) -> tuple[str, ...]:
    """The categories that are no part of the shares."""
    return (*RUNNING, UNKNOWN) if table in UNTIL_KNOWN else RUNNING


def may_run(table: str, counts: dict[str, int]) -> bool:
    """Whether cases of which the answer is still to come may be among the merged ones."""
    return OTHER in counts and any(c in (TABLES[table].labels or {}) and c not in counts for c in running_in(table))


def _base(view: View, table: str, found: dict[str, int | None]) -> int:
    """All cases that count: every referral, and where each has one answer less those that are still to come."""
    everyone = view.cell(table).count or 0  # and not of the hub, which may stand at a later day
    if not TABLES[table].additive:
        return everyone
    told = sum(n for n in found.values() if n is not None)
    whole = everyone if None in found.values() and OTHER not in found else told
    return whole - sum(found.get(c) or 0 for c in running_in(table))


def _largest(table: str, counts: dict[str, int]) -> list[str]:
    """The categories with the highest count, leaving out what was not registered; none where all are zero."""
    known = {c: n for c, n in counts.items() if c not in (UNKNOWN, OTHER, *running_in(table))}
    top = max(known.values(), default=0)
    return [c for c, n in known.items() if n == top] if top else []


def _in_unit(unit: Unit, count: int | None, base: int) -> float | None:
    if count is None or unit is Unit.COUNT:
        return count
    return count / base


def _records(indicator: "Indicator", found: dict[str, int | None], base: int) -> list[dict[str, Any]]:
    """A row for each category; of those still to come only a hidden one, for the others are told in a note."""
    table = indicator.tables[0]
    drawn = {c: n for c, n in found.items() if n is None or c not in running_in(table)}
    return [_record(indicator, table, c, n, base) for c, n in drawn.items()]


def _record(indicator: "Indicator", table: str, category: str, count: int | None, base: int) -> dict[str, Any]:
    name = {"category": category, "label": label_of(table, category)}
    if count is None:
        return name | {"status": Status.HIDDEN.value}
    return name | {"count": count, "base": base, "value": _in_unit(indicator.unit, count, base)}


def _sentence(table: str, found: dict[str, int | None], base: int, largest: list[str]) -> str:
    of = f"van de {number(base)} verwijzingen"
    if not largest:
        hidden = "Elke groep is afgeschermd."
        return hidden if None in found.values() or found.get(OTHER) else f"Bij geen {of} is dit geregistreerd."
    count = found[largest[0]] or 0
    # What is hidden could be larger than what is shown: then only the shown ones can be compared.
    most = found.get(OTHER, base) if None in found.values() or OTHER in found else 0
    lead = "Vaakst" if (most or 0) < count else "Vaakst van wat we tonen"
    each = "elk " if len(largest) > 1 else ""
    names = listing([label_of(table, c) for c in largest])
    return f"{lead}: {names}, {each}{number(count)} {of} ({percent(count / base)})."


def _notes(table: str, counts: dict[str, int], running: int) -> tuple[str, ...]:
    notes = []
    together = table in UNTIL_KNOWN
    if running:
        many = plural(running, "verwijzing", "verwijzingen")
        words = "nog niet bekend of niet geregistreerd" if together else "nog niet bekend"
        notes.append(f"Van {many} is dit {words}. Die {'telt' if running == 1 else 'tellen'} niet mee in het aandeel.")
    if counts.get(UNKNOWN) and not together:
        notes.append(f"Bij {plural(counts[UNKNOWN], 'verwijzing', 'verwijzingen')} is dit niet geregistreerd.")
    if OTHER in counts:
        notes.append("De afgeschermde groepen staan samen onder Overige (samengevoegd).")
    if may_run(table, counts):
        notes.append("Onder Overige kunnen ook verwijzingen vallen waarvan dit nog niet bekend is.")
    if not TABLES[table].additive:
        notes.append("Een verwijzing kan bij meer dan één groep horen. De aandelen tellen daarom niet op tot 100%.")
    return tuple(notes)
