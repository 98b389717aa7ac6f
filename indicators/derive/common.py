"""What every derivation shares: the head of a result, its layers, and the judgement against an aim."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from domain.cells import EVERYTHING, OTHER, OTHER_LABEL, TOTAL, Status
from domain.dutch import day
from domain.periods import Grain
from domain.protection import explanation
from domain.results import ROWS, Judgement, Layer, Result, Shape
from indicators.tables import TABLES, Protection
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

SOURCE_TABLE = {
    "referrals": "referral", "age": "referral", "trajectory": "referral", "intakes": "referral",
    "practices": "participation", "delivery": "delivery", "population": "population", "spent": "expense",
    "quality": "referral",
}  # fmt: skip
"""First word of a cell table's name to the stored table whose layer it has."""

NO_DATA = "Over deze periode zijn geen gegevens geleverd. Dat is iets anders dan nul."
NOT_YET = "Dit is nog niet bekend: de trajecten zijn daarvoor te kort geleden begonnen."
BY_HALF_YEAR = "Uitsplitsingen tonen we alleen per jaar en per halfjaar. Kies een jaar of een halfjaar."
STAYS = (
    "Dit cijfer staat nog op de stand van {day}. Het wordt bijgewerkt als daaruit niets over een kleine groep volgt."
)

PARTLY = "Een deel van dit cijfer staat nog op de stand van {day}."


def result(view: View, indicator: "Indicator", **values: Any) -> Result:
    """A Result with everything filled in that follows from the view and the definition.

    Where the status is not shown, the fixed sentence of that status stands in for `sentence` unless one is given.
    A figure that a release left at an earlier date says so; rows that are hidden get the one explanation.
    """
    status = values.get("status", Status.SHOWN)
    stands = view.as_of(indicator.tables[0]) if indicator.tables else view.state.data_date
    head: dict[str, Any] = {
        "indicator": indicator.key,
        "title": indicator.title,
        "area_name": view.area.name,
        "period_label": view.period.label_until(stands),
        "data_date": stands,
        "unit": indicator.unit,
        "origin": view.cells.origin,
        "sources": indicator.sources,
        "layers": layers(view, indicator),
        "status": status,
        "sentence": sentence_of(view, status),
        "notes": delivery_notes(view) if indicator.tables and any_persons(indicator) else (),
    }
    made = Result(**(head | values))
    further = (*_stays(view, indicator, stands), *_hidden_rows(view, made)) if status is Status.SHOWN else ()
    return replace(made, notes=(*made.notes, *further))


def sentence_of(view: View, status: Status) -> str:
    """The fixed sentence of a status; empty where there is a figure."""
    said = {Status.HIDDEN: explanation(view.cells.smallest), Status.NO_DATA: NO_DATA, Status.NOT_YET_KNOWN: NOT_YET}
    return said.get(status, "")


def _stays(view: View, indicator: "Indicator", stands: date) -> tuple[str, ...]:
    """Tables of a release advance each on their own: the others of this figure may be older."""
    whole = () if stands == view.state.data_date else (STAYS.format(day=day(stands)),)
    people = (t for t in indicator.tables if TABLES[t].protection is Protection.PERSONS)
    others = sorted({view.as_of(t) for t in people} - {stands, view.state.data_date})
    return (*whole, *(PARTLY.format(day=day(other)) for other in others))


def _hidden_rows(view: View, made: Result) -> tuple[str, ...]:
    hidden = Status.HIDDEN in made.rows["status"].to_list()
    return (explanation(view.cells.smallest),) if hidden else ()


def layers(view: View, indicator: "Indicator") -> tuple[Layer, ...]:
    known = view.agreements.layers
    found = [known[SOURCE_TABLE[t.split(".")[0]]] for t in indicator.tables if SOURCE_TABLE[t.split(".")[0]] in known]
    return tuple(dict.fromkeys(found))


def any_persons(indicator: "Indicator") -> bool:
    return any(TABLES[name].protection is not Protection.OPEN for name in indicator.tables)


def table_status(view: View, table: str) -> tuple[Status, str]:
    """Whether a table about residents is there for the area and period, and the sentence where it is not.

    A release has no breakdowns of quarters and months at all: there an absent one is hidden, not zero.
    """
    found = view.rows(table)
    whole = found.filter((pl.col("status") != Status.SHOWN) & pl.col("category").is_in([TOTAL, EVERYTHING]))
    if whole.height:
        status = Status(whole["status"][0])
        return status, sentence_of(view, status)
    if found.height:
        return Status.SHOWN, ""
    hub = view.cell("referrals")
    if not hub.shown:
        return hub.status, sentence_of(view, hub.status)
    if not view.protects(table):
        return Status.SHOWN, ""
    fine = view.period.grain in (Grain.QUARTER, Grain.MONTH)
    return Status.HIDDEN, BY_HALF_YEAR if fine else sentence_of(view, Status.HIDDEN)


def withheld(view: View, indicator: "Indicator", table: str | None = None) -> Result | None:
    """The finished result where the table (else the first of the indicator) is not shown; None where it is."""
    status, sentence = table_status(view, table or indicator.tables[0])
    return None if status is Status.SHOWN else empty(view, indicator, status, sentence)


def empty(view: View, indicator: "Indicator", status: Status, sentence: str) -> Result:
    """A result without any number: the sentence says why."""
    values: dict[str, Any] = {"notes": ()} if sentence == NO_DATA else {}
    return result(view, indicator, shape=Shape.NONE, status=status, sentence=sentence, **values)


def delivery_notes(view: View) -> tuple[str, ...]:
    """A sentence where some months of the period were not delivered."""
    # What was delivered is known of a municipality, not of its villages.
    around = view.geography.municipality_of(view.area.code) or view.area
    expected, delivered = (view.cell("delivery", c, around.code) for c in ("expected", "delivered"))
    if not expected.count or delivered.count is None or delivered.count >= expected.count:
        return ()
    if delivered.count == 0:
        return (NO_DATA,)
    missing = expected.count - delivered.count
    return (f"Let op: {missing} van de {expected.count} leveringen (maand per gemeente) zijn niet ontvangen.",)


def rows(records: list[dict[str, Any]]) -> pl.DataFrame:
    """Records with some of the columns of ROWS; the rest is null, series `""`, status shown."""
    base: dict[str, Any] = dict.fromkeys(ROWS) | {"series": "", "series_label": "", "status": Status.SHOWN.value}
    return pl.DataFrame([base | r for r in records], schema=ROWS)


def label_of(table: str, category: str) -> str:
    if category == OTHER:
        return OTHER_LABEL
    known = (TABLES[table].labels or {}) | (TABLES[table].coarse or {})
    return known.get(category, category)


def judge(value: float | None, aim: float | None, *, higher_is_better: bool) -> Judgement:
    """On course or behind; no judgement where one of the two is missing."""
    if value is None or aim is None:
        return Judgement.NONE
    return Judgement.ON_COURSE if (value >= aim) == higher_is_better or value == aim else Judgement.BEHIND
