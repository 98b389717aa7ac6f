"""Age and gender of those referred, beside the population."""

from typing import TYPE_CHECKING, Any

from domain.cells import OTHER, OTHER_LABEL, TOTAL, Status
from domain.codes import GENDER
from domain.dutch import number, percent, plural
from domain.results import Result, Shape
from indicators.derive.breakdown import NONE_AT_ALL
from indicators.derive.coarse import bands_in, coarse_notes
from indicators.derive.common import delivery_notes, result, rows
from indicators.derive.population import inhabitants, share_of_cell
from indicators.derive.takes_part import stopped
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

TABLE = "referrals.gender_age"
SEXES = {"female": "Vrouwen", "male": "Mannen"}
LEFT_OUT = "Alleen verwijzingen met bekend geslacht (vrouw of man) en bekende leeftijd tellen mee."
OF_ALL = "De aandelen zijn van alle verwijzingen, ook die zonder bekend geslacht of bekende leeftijd."
NOTHING_KNOWN = "Van geen van de verwijzingen zijn geslacht en leeftijd allebei bekend."


def reach_pyramid(view: View, indicator: "Indicator") -> Result:
    """PYRAMID; `base` are the referrals with known gender and band, or all where a release does not tell those."""
    missing = stopped(view, indicator, TABLE)
    if missing:
        return missing
    complete = _complete(view)
    base = _known(view) if complete else view.cell(TABLE).count or 0
    if not base:
        sentence = NONE_AT_ALL if view.cell("referrals").count == 0 else NOTHING_KNOWN
        return result(view, indicator, shape=Shape.PYRAMID, sentence=sentence, n=0, base=0)
    population = inhabitants(view)
    records = [_record(view, sex, band, base, population) for sex, band in _places(view)]
    apart = [r for r in records if r["count"] and r["label"] != OTHER_LABEL]
    largest = max(apart, key=lambda r: r["count"], default=None)
    return result(
        view, indicator, shape=Shape.PYRAMID, n=base, base=base, rows=rows(records),
        value=largest["value"] if largest else None, sentence=_sentence(records, largest, base, complete=complete),
        reference_label="Aandeel in de bevolking" if population else None,
        notes=(*delivery_notes(view), *coarse_notes(view, (TABLE,)), LEFT_OUT if complete else OF_ALL),
    )  # fmt: skip


def _given(view: View) -> dict[str, tuple[int | None, float | None, str]]:
    return view.cells.lookup(TABLE, view.area.code).get(view.period.code, {})


def _known(view: View) -> int:
    return sum(count or 0 for category, (count, _, _) in _given(view).items() if category != TOTAL)


def _complete(view: View) -> bool:
    """Whether the cells add up to all with a known gender and band: what is hidden of a gender is told together."""
    given, bands = _given(view), bands_in(view, TABLE)
    hidden = {sex for sex in SEXES for band in bands if view.cell(TABLE, f"{sex}|{band}").count is None}
    return all(f"{sex}|{OTHER}" in given for sex in hidden)


def _places(view: View) -> list[tuple[str, str]]:
    """Gender and band of each row, youngest first; what was put together stands at the end."""
    given = _given(view)
    apart = [(sex, band) for band in bands_in(view, TABLE) for sex in SEXES]
    return apart + [(sex, OTHER) for sex in SEXES if f"{sex}|{OTHER}" in given]


def _record(view: View, sex: str, band: str, base: int, population: dict[str, int]) -> dict[str, Any]:
    category = f"{sex}|{band}"
    count = view.cell(TABLE, category).count
    label = OTHER_LABEL if band == OTHER else bands_in(view, TABLE)[band]
    name = {"series": sex, "series_label": SEXES[sex], "category": category, "label": label}
    beside = None if band == OTHER or not population else share_of_cell(population, category)
    if count is None:
        return name | {"count": None, "reference": beside, "status": Status.HIDDEN.value}
    return name | {"count": count, "base": base, "value": count / base, "reference": beside}


def _sentence(records: list[dict[str, Any]], largest: dict[str, Any] | None, base: int, *, complete: bool) -> str:
    known = " met bekend geslacht en bekende leeftijd" if complete else ""
    on = f"{plural(base, 'verwijzing', 'verwijzingen')}{known}"
    if largest is None:
        return f"Op basis van {on}. Elke groep is afgeschermd."
    together = max((r["count"] or 0 for r in records if r["label"] == OTHER_LABEL), default=0)
    merged = together if complete else base - largest["count"]
    of_shown = " van wat we tonen" if merged >= largest["count"] else ""
    ties = [r for r in records if r["count"] == largest["count"]]
    if len(ties) > 1:
        each = percent(largest["value"])
        return f"Op basis van {on}. {number(len(ties))} groepen zijn het grootst{of_shown}: elk {each}."
    beside = f"; in de bevolking is dat {percent(largest['reference'])}" if largest["reference"] is not None else ""
    who = f"{GENDER[largest['series']].lower()}, {largest['label']} jaar".replace("ouder jaar", "ouder")
    return f"De grootste groep{of_shown}: {who}. Dat is {percent(largest['value'])} van {on}{beside}."
