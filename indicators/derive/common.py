"""What every derivation shares: the head of a result, its layers, and the judgement against an aim."""

from typing import TYPE_CHECKING, Any

import polars as pl

from domain.areas import Level
from domain.cells import EVERYTHING, OTHER, OTHER_LABEL, TOTAL, Origin, Status
from domain.periods import Grain
from domain.results import ROWS, Judgement, Layer, Result, Shape
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
BY_HALF_YEAR = "Uitsplitsingen tonen we alleen per jaar en per halfjaar. Kies een jaar of een halfjaar."
BY_MUNICIPALITY = (
    "Voor een {label} tonen we alleen het aantal verwijzingen en de gemiddelde leeftijd, allebei vanaf 10 inwoners."
)
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


def table_status(view: View, table: str) -> tuple[Status, str]:
    """Whether a table about residents is there for the area and period, and the sentence where it is not.

    A released frame has no breakdowns of villages, quarters and months at all: there an absent one is hidden, not zero.
    """
    found = view.rows(table)
    whole = found.filter((pl.col("status") != Status.SHOWN) & pl.col("category").is_in([TOTAL, EVERYTHING]))
    if whole.height:
        status = Status(whole["status"][0])
        return status, SENTENCE[status]
    if found.height:
        return Status.SHOWN, ""
    hub = view.cell("referrals")
    if not hub.shown:
        return hub.status, SENTENCE[hub.status]
    if view.cells.origin is Origin.RELEASED and view.area.level is Level.VILLAGE:
        return Status.HIDDEN, BY_MUNICIPALITY.format(label=view.area.village_label)
    if view.cells.origin is Origin.RELEASED and view.period.grain in (Grain.QUARTER, Grain.MONTH):
        return Status.HIDDEN, BY_HALF_YEAR
    return Status.SHOWN, ""


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
    return (TABLES[table].labels or {}).get(category, category)


def judge(value: float | None, aim: float | None, *, higher_is_better: bool) -> Judgement:
    """On course or behind; no judgement where one of the two is missing."""
    if value is None or aim is None:
        return Judgement.NONE
    return Judgement.ON_COURSE if (value >= aim) == higher_is_better or value == aim else Judgement.BEHIND
