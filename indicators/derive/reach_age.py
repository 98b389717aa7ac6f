"""Mean and median age of those referred."""

from typing import TYPE_CHECKING, Any

from domain.cells import Status
from domain.dutch import number, plural
from domain.results import Result, Shape
from indicators.derive.breakdown import NONE_AT_ALL
from indicators.derive.coarse import bands_in
from indicators.derive.common import delivery_notes, empty, result, rows, sentence_of
from indicators.derive.moments import Moment, moment
from indicators.derive.takes_part import stopped
from indicators.view import View

if TYPE_CHECKING:
    from indicators.indicator import Indicator

TABLE = "age"
UNDETERMINED = "Gemiddelde niet te bepalen"


def reach_age(view: View, indicator: "Indicator") -> Result:
    """`value` is the mean in years; `n` the referrals with an age in years, None where that number is kept back."""
    missing = stopped(view, indicator, TABLE)
    if missing:
        return missing
    mean, median = moment(view, TABLE, "mean"), moment(view, TABLE, "median")
    if mean is None:
        return _without_mean(view, indicator)
    if mean.value is None:
        return empty(view, indicator, mean.status, sentence_of(view, mean.status))
    decimals = 0 if view.released else 1
    records = [_record(c, label, m) for c, label, m in (("mean", "Gemiddelde leeftijd", mean),
                                                        ("median", "Middelste leeftijd", median)) if m]  # fmt: skip
    return result(
        view, indicator, shape=Shape.NONE, value=mean.value, n=mean.count,
        base=None if mean.count is None else view.cell(TABLE).count, decimals=decimals,
        sentence=_sentence(mean, median, decimals), rows=rows(records),
        notes=delivery_notes(view) + _known_for_part(view, mean),
    )  # fmt: skip


def _record(category: str, label: str, found: Moment) -> dict[str, Any]:
    return {
        "category": category, "label": label, "count": found.count, "value": found.value, "status": found.status.value
    }  # fmt: skip


def _sentence(mean: Moment, median: Moment | None, decimals: int) -> str:
    on = f", op basis van {plural(mean.count, 'verwijzing', 'verwijzingen')}" if mean.count is not None else ""
    middle = ""
    if median is not None and median.value is not None:
        middle = f" De middelste leeftijd (mediaan) is {number(median.value, decimals)} jaar."
    return f"Gemiddeld {number(mean.value, decimals)} jaar{on}.{middle}"


def _known_for_part(view: View, mean: Moment) -> tuple[str, ...]:
    everyone = view.cell(TABLE).count
    if everyone is None:
        return ()
    if mean.count is None:
        return ("Van hoeveel verwijzingen de leeftijd in jaren bekend is, tonen we niet.",)
    if mean.count == everyone:
        return ()
    return (f"Van {number(mean.count)} van de {number(everyone)} verwijzingen is de leeftijd in jaren bekend.",)


def _without_mean(view: View, indicator: "Indicator") -> Result:
    """No age in years: nobody was referred, only bands are registered, or nothing is."""
    if view.cell("referrals").count == 0:
        return result(view, indicator, shape=Shape.NONE, sentence=NONE_AT_ALL, n=0)
    bands = any(view.cell("referrals.age_band", band).count for band in bands_in(view, "referrals.age_band"))
    why = "alleen leeftijdsgroepen zijn geregistreerd" if bands else "er is geen leeftijd geregistreerd"
    return empty(view, indicator, Status.NO_DATA, f"{UNDETERMINED}: {why}.")
