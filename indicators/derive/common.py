"""What every derivation shares: the head of a result, its layers, and the judgement against an aim."""

from typing import TYPE_CHECKING, Any

import polars as pl

from domain.cells import OTHER, OTHER_LABEL, Status
from domain.results import ROWS, Judgement, Layer, Result
from indicators.tables import TABLES
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

SOURCE_TABLE = {
    "referrals": "referral", "age": "referral", "trajectory": "referral", "intakes": "referral",
    "practices": "participation", "delivery": "delivery", "population": "population", "spent": "expense",
}  # fmt: skip
"""First word of a cell table's name to the stored table whose layer it has."""

HIDDEN = "Dit cijfer is afgeschermd: het gaat om zo weinig inwoners dat iemand te herkennen zou kunnen zijn."
NO_DATA = "Over deze periode zijn geen gegevens geleverd. Dat is iets anders dan nul."
NOT_YET = "Dit is nog niet bekend: de trajecten zijn daarvoor te kort geleden begonnen."
SENTENCE = {Status.HIDDEN: HIDDEN, Status.NO_DATA: NO_DATA, Status.NOT_YET_KNOWN: NOT_YET}


def result(view: View, indicator: "Indicator", **values: Any) -> Result:
    """A Result with everything filled in that follows from the view and the definition.

    Where the status is not shown, the fixed sentence of that status stands in for `sentence` unless one is given.
    """
    status = values.get("status", Status.SHOWN)
    head: dict[str, Any] = {
        "indicator": indicator.key,
        "title": indicator.title,
        "area_name": view.area.name,
        "period_label": view.period.label_until(view.state.data_date),
        "data_date": view.state.data_date,
        "unit": indicator.unit,
        "origin": view.cells.origin,
        "sources": indicator.sources,
        "layers": layers(view, indicator),
        "status": status,
        "sentence": SENTENCE.get(status, ""),
        "notes": delivery_notes(view) if indicator.tables and any_persons(indicator) else (),
    }
    return Result(**(head | values))


def layers(view: View, indicator: "Indicator") -> tuple[Layer, ...]:
    known = view.agreements.layers
    found = [known[SOURCE_TABLE[t.split(".")[0]]] for t in indicator.tables if SOURCE_TABLE[t.split(".")[0]] in known]
    return tuple(dict.fromkeys(found))


def any_persons(indicator: "Indicator") -> bool:
    return any(TABLES[name].protection != "open" for name in indicator.tables)


def delivery_notes(view: View) -> tuple[str, ...]:
    """A sentence where some months of the period were not delivered."""
    expected, delivered = view.cell("delivery", "expected"), view.cell("delivery", "delivered")
    if not expected.count or delivered.count is None or delivered.count >= expected.count:
        return ()
    if delivered.count == 0:
        return (NO_DATA,)
    missing = expected.count - delivered.count
    return (f"Let op: van {missing} van de {expected.count} leveringen (maand per gemeente) zijn geen gegevens ontvangen.",)


def rows(records: list[dict[str, Any]]) -> pl.DataFrame:
    """Records with some of the columns of ROWS; the rest is null, series `""`, status shown."""
    base: dict[str, Any] = dict.fromkeys(ROWS) | {"series": "", "series_label": "", "status": Status.SHOWN.value}
    return pl.DataFrame([base | r for r in records], schema=ROWS)


def label_of(table: str, category: str) -> str:
    if category == OTHER:
        return OTHER_LABEL
    return (TABLES[table].labels or {}).get(category, category)


def judge(value: float | None, aim: float | None, *, higher_is_better: bool) -> Judgement:
    """On course or behind; no judgement where one of the two is missing."""
    if value is None or aim is None:
        return Judgement.NONE
    return Judgement.ON_COURSE if (value >= aim) == higher_is_better or value == aim else Judgement.BEHIND
