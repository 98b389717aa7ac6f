"""The share of women among those referred."""

from typing import TYPE_CHECKING, Any

from domain.cells import OTHER, Status
from domain.codes import GENDER, UNKNOWN
from domain.dutch import number, percent, plural
from domain.results import Result, Shape
from indicators.derive.breakdown import NONE_AT_ALL
from indicators.derive.common import delivery_notes, empty, result, rows, sentence_of
from indicators.derive.majority import majority_sentence
from indicators.derive.population import inhabitants, share_of_gender
from indicators.derive.takes_part import stopped
from indicators.derive.words import margin
from indicators.statistics import Interval, wilson
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

TABLE = "referrals.gender"
NOT_REGISTERED = "Van geen van de verwijzingen in deze periode is geregistreerd of het om een vrouw of een man gaat."
BESIDE = "Aandeel in de bevolking"


def reach_women(view: View, indicator: "Indicator") -> Result:
    """Women of women and men. Where men are hidden, the share that it is at least; or a certified sentence alone."""
    certified = majority_sentence(view)
    if certified and not view.cell(TABLE, "female").shown:
        return empty(view, indicator, Status.HIDDEN, certified)
    missing = stopped(view, indicator)
    if missing:
        return missing
    female, male, merged = (view.cell(TABLE, c) for c in ("female", "male", OTHER))
    if female.count is None:
        return empty(view, indicator, female.status, sentence_of(view, female.status))
    if male.count is None:
        return _at_least(view, indicator, female.count, female.count + (merged.count or 0))
    base = female.count + male.count
    if not base:
        sentence = NONE_AT_ALL if view.cell("referrals").count == 0 else NOT_REGISTERED
        return result(view, indicator, shape=Shape.BARS, sentence=sentence, n=0, base=0)
    value, interval = female.count / base, wilson(female.count, base)
    return result(
        view, indicator, shape=Shape.BARS, value=value, low=interval.low, high=interval.high, base=base, n=base,
        sentence=f"Bij {number(female.count)} van de {plural(base, 'verwijzing', 'verwijzingen')} gaat het om "
        f"een vrouw: {percent(value)}{_half(interval)} ({margin(interval, percent)}).",
        rows=rows(_records(view, {"female": female.count, "male": male.count}, base)),
        reference_label=BESIDE if inhabitants(view) else None, notes=delivery_notes(view) + _left_out(view),
    )  # fmt: skip


def _half(interval: Interval) -> str:
    """Only where the whole interval lies on one side."""
    if interval.low is not None and interval.low > 0.5:
        return ", meer dan de helft"
    if interval.high is not None and interval.high < 0.5:
        return ", minder dan de helft"
    return ""


def _at_least(view: View, indicator: "Indicator", women: int, everyone: int) -> Result:
    """Of those put together some are men and others have no gender registered, so the share can only be higher."""
    value = women / everyone
    records = _records(view, {"female": women}, everyone)
    records.append({"category": "male", "label": GENDER["male"], "status": Status.HIDDEN.value})
    records.append({"category": OTHER, "label": "Overige (samengevoegd)", "count": everyone - women, "base": everyone,
                    "value": (everyone - women) / everyone})  # fmt: skip
    return result(
        view, indicator, shape=Shape.BARS, value=value, base=everyone, n=everyone,
        sentence=f"Bij {number(women)} van de {number(everyone)} verwijzingen gaat het zeker om een vrouw: "
        f"{percent(value)}. De andere groepen staan samen, daarom kan dit aandeel in werkelijkheid hoger zijn.",
        rows=rows(records), reference_label=BESIDE if inhabitants(view) else None,
        notes=delivery_notes(view) + _apart(view),
    )  # fmt: skip


def _records(view: View, counts: dict[str, int], base: int) -> list[dict[str, Any]]:
    population = inhabitants(view)
    return [
        {
            "category": c, "label": GENDER[c], "count": n, "base": base, "value": n / base,
            "reference": share_of_gender(population, c),
        }
        for c, n in counts.items()
    ]  # fmt: skip


def _left_out(view: View) -> tuple[str, ...]:
    """Only women and men are in the share, as in the figures of the population."""
    merged = view.cell(TABLE, OTHER)
    if merged.status is Status.SHOWN and merged.count:
        return (*_apart(view), f"Niet meegeteld: {number(merged.count)} verwijzingen in 'Overige (samengevoegd)'.")
    return _apart(view)


def _apart(view: View) -> tuple[str, ...]:
    notes = []
    for category, words in (("other", "Anders"), (UNKNOWN, "niet geregistreerd")):
        cell = view.cell(TABLE, category)
        if cell.count:
            many = plural(cell.count, "verwijzing", "verwijzingen")
            notes.append(f"Bij {many} is het geslacht: {words}. Niet meegeteld.")
    return tuple(notes)
