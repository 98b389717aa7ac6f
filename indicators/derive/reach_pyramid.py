"""Age and gender of those referred, beside the population."""

from typing import TYPE_CHECKING, Any

import polars as pl

from domain.cells import OTHER, OTHER_LABEL, TOTAL, Status
from domain.codes import AGE_BANDS, GENDER, UNKNOWN
from domain.dutch import number, percent, plural
from domain.results import Result, Shape
from indicators.derive.breakdown import NONE_AT_ALL
from indicators.derive.common import delivery_notes, result, rows
from indicators.derive.population import inhabitants, share_of_cell
from indicators.derive.takes_part import stopped
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

TABLE = "referrals.gender_age"
SEXES = {"female": "Vrouwen", "male": "Mannen"}
BANDS = tuple(band for band in AGE_BANDS if band != UNKNOWN)
LEFT_OUT = "Alleen verwijzingen met bekend geslacht (vrouw of man) en bekende leeftijd tellen mee."
NOTHING_KNOWN = "Van geen van de verwijzingen zijn geslacht en leeftijd allebei bekend."


def reach_pyramid(view: View, indicator: "Indicator") -> Result:
    """PYRAMID; `base` are the referrals with known gender and band, merged ones included."""
    missing = stopped(view, indicator, TABLE)
    if missing:
        return missing
    base = _known(view)
    if not base:
        sentence = NONE_AT_ALL if view.cell("referrals").count == 0 else NOTHING_KNOWN
        return result(view, indicator, shape=Shape.PYRAMID, sentence=sentence, n=0, base=0)
    population = inhabitants(view)
    records = [_record(view, sex, band, base, population) for band in _bands(view) for sex in SEXES]
    apart = [r for r in records if r["count"] and r["label"] != OTHER_LABEL]
    largest = max(apart, key=lambda r: r["count"], default=None)
    return result(
        view, indicator, shape=Shape.PYRAMID, n=base, base=base, rows=rows(records),
        value=largest["value"] if largest else None, sentence=_sentence(records, largest, base),
        reference_label="Aandeel in de bevolking" if population else None,
        notes=(*delivery_notes(view), LEFT_OUT),
    )  # fmt: skip


def _known(view: View) -> int:
    cells = view.rows(TABLE).filter((pl.col("category") != TOTAL) & (pl.col("status") == Status.SHOWN))
    return int(cells["count"].sum())


def _bands(view: View) -> tuple[str, ...]:
    """Oldest last; bands that are merged stand together at the end."""
    categories = set(view.rows(TABLE)["category"].to_list())
    merged = any(f"{sex}|{OTHER}" in categories for sex in SEXES)
    shown = tuple(b for b in BANDS if not merged or any(f"{sex}|{b}" in categories for sex in SEXES))
    return (*shown, OTHER) if merged else shown


def _record(view: View, sex: str, band: str, base: int, population: dict[str, int]) -> dict[str, Any]:
    category = f"{sex}|{band}"
    count = view.cell(TABLE, category).count
    if band == OTHER:
        # Both sexes are merged for the same bands: none of one sex is a true zero.
        count = count or 0
    return {
        "series": sex, "series_label": SEXES[sex], "category": category,
        "label": OTHER_LABEL if band == OTHER else AGE_BANDS[band], "count": count, "base": base,
        "value": None if count is None else count / base,
        "reference": None if band == OTHER else share_of_cell(population, category),
        "status": (Status.HIDDEN if count is None else Status.SHOWN).value,
    }  # fmt: skip


def _sentence(records: list[dict[str, Any]], largest: dict[str, Any] | None, base: int) -> str:
    on = f"{plural(base, 'verwijzing', 'verwijzingen')} met bekend geslacht en bekende leeftijd"
    if largest is None:
        return f"Op basis van {on}. Alle groepen zijn samengevoegd."
    merged = max((r["count"] for r in records if r["label"] == OTHER_LABEL), default=0)
    of_shown = " van wat we tonen" if merged >= largest["count"] else ""
    ties = [r for r in records if r["count"] == largest["count"]]
    if len(ties) > 1:
        each = percent(largest["value"])
        return f"Op basis van {on}. {number(len(ties))} groepen zijn het grootst{of_shown}: elk {each}."
    beside = f"; in de bevolking is dat {percent(largest['reference'])}" if largest["reference"] is not None else ""
    who = f"{GENDER[largest['series']].lower()}, {largest['label']} jaar".replace("ouder jaar", "ouder")
    return f"De grootste groep{of_shown}: {who}. Dat is {percent(largest['value'])} van {on}{beside}."
